"""The own account, and the own calendar as a feed."""

import secrets
from datetime import datetime, timedelta

from icalendar import Calendar, Event
from sqlalchemy import select

from jsp import audit, clock, mail
from jsp.extensions import db
from jsp.models import rota
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.sealed import keys
from jsp.models.team import Opening, TeamMember
from jsp.rules.refusal import NotFoundError

KIND = "user"
BACK = timedelta(days=31)


def change_profile(person: User, *, first_name: str, language: str) -> None:
    """How this person is called and in which language they are spoken to."""
    if (person.first_name, person.language) != (first_name, language):
        person.first_name, person.language = first_name, language
        audit.record(Action.PROFILE_CHANGED, KIND, person.id)


def is_in_team(person: User) -> bool:
    """Whether somebody of the team has this account."""
    return db.session.scalar(select(TeamMember.id).where(TeamMember.user_id == person.id).limit(1)) is not None


def new_calendar_address(person: User) -> str:
    """A secret address of the own calendar, shown once; the former one stops working."""
    token = secrets.token_urlsafe(32)
    person.calendar_mark = _mark(token)
    audit.record(Action.PROFILE_CHANGED, KIND, person.id)
    return mail.link("accounts.calendar", token=token)


def get_calendar(token: str) -> bytes:
    """The own openings as iCalendar (RFC 5545); raises NotFoundError for an address that nobody has."""
    person = db.session.scalar(select(User).where(User.calendar_mark == _mark(token), User.active))
    if person is None:
        raise NotFoundError("calendar")
    calendar = Calendar()
    calendar.add("prodid", "-//JSP//openings//")
    calendar.add("version", "2.0")
    for opening in rota.openings_of(person.id, since=clock.today() - BACK):
        calendar.add_component(_event(opening))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(opening: Opening) -> Event:
    event = Event()
    event.add("uid", f"opening-{opening.id}@jsp")
    event.add("dtstamp", clock.now())
    event.add("dtstart", datetime.combine(opening.on, opening.starts, clock.LOCAL))
    event.add("dtend", datetime.combine(opening.on, opening.ends, clock.LOCAL))
    event.add("summary", f"JSP {opening.site.name}")
    event.add("location", f"{opening.site.name}, {opening.room}")
    return event


def _mark(token: str) -> str:
    return keys().mark(token, purpose="calendar")
