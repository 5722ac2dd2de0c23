"""Openings and lessons as iCalendar (RFC 5545): a public feed of each site, and a secret one of each person."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from flask_babel import force_locale
from icalendar import Calendar, Event
from sqlalchemy import select

from jsp import audit, clock, mail, sending
from jsp.blueprints.hours.service import events
from jsp.extensions import db
from jsp.models import lesson_calendar
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.members import find_member, openings_of
from jsp.models.reference import get_setting
from jsp.models.sealed import keys
from jsp.models.team import Opening
from jsp.rules.opening import MOST_YEARS_AHEAD, OpeningState
from jsp.rules.refusal import NotFoundError
from jsp.rules.session import SessionState

BACK = timedelta(days=31)
LOOK_AGAIN = timedelta(hours=1)


def site_feed(site: Site, *, today: date) -> bytes:
    """The openings of a site from a month ago on; what does not take place stands there as cancelled."""
    is_told = (Opening.state != OpeningState.DROPPED) | (Opening.changed_at >= clock.now() - BACK)
    query = select(Opening).where(Opening.site_id == site.id, Opening.on >= today - BACK, is_told)
    openings = db.session.scalars(query.order_by(Opening.on, Opening.starts))
    shown = [events.of_opening(each, blocks=False) for each in openings]
    return _calendar(f"{get_setting('jsp_name')}, {site.name}", shown, today)


def new_address(person: User, *, key: UUID) -> str | None:
    """A secret address of the own calendar, shown once; the former one stops working. None where `key` made one."""
    if not sending.take(key, about="calendar"):
        return None
    token = secrets.token_urlsafe(32)
    person.calendar_mark = _mark(token)
    audit.record(Action.PROFILE_CHANGED, "user", person.id)
    return mail.link("hours.own_feed", token=token)


def own_feed(token: str, *, today: date) -> bytes:
    """The own turns and lessons; raises NotFoundError for an address that nobody has."""
    person = db.session.scalar(select(User).where(User.calendar_mark == _mark(token), User.active))
    if person is None:
        raise NotFoundError("calendar")
    member, since, recently = find_member(person), today - BACK, clock.now() - BACK
    openings = openings_of(member.id, since=since) if member else []
    lessons = lesson_calendar.sessions_of(person.id, member, since=since)
    with force_locale(person.language):
        shown = [events.of_opening(each, blocks=True) for each in openings
                 if each.state is not OpeningState.DROPPED or each.changed_at >= recently]  # fmt: skip
        shown += [events.of_lesson(each) for each in lessons
                  if each.state is not SessionState.WITHDRAWN or each.changed_at >= recently]  # fmt: skip
        return _calendar(f"{get_setting('jsp_name')}, {person.first_name}", shown, today)


def _calendar(name: str, shown: Iterable[Event], today: date) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//JSP//opening hours//NL")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in shown:
        calendar.add_component(event)
    calendar.add_missing_timezones(date(today.year - 1, 1, 1), date(today.year + MOST_YEARS_AHEAD + 1, 12, 31))
    return bytes(calendar.to_ical())


def _mark(token: str) -> str:
    return keys().mark(token, purpose="calendar")
