"""Openings as iCalendar (RFC 5545): a public feed of each site, and a secret one of each person."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app
from flask_babel import force_locale, gettext
from icalendar import Calendar, Event
from sqlalchemy import select

from jsp import audit, clock, mail, sending, terms
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.members import find_member, openings_of
from jsp.models.reference import get_setting
from jsp.models.sealed import keys
from jsp.models.team import Opening
from jsp.rules.opening import MOST_YEARS_AHEAD, OpeningState
from jsp.rules.refusal import N_, NotFoundError

BACK = timedelta(days=31)
LOOK_AGAIN = timedelta(hours=1)


def site_feed(site: Site, *, today: date) -> bytes:
    """The openings of a site from a month ago on; what does not take place stands there as cancelled."""
    is_told = (Opening.state != OpeningState.DROPPED) | (Opening.changed_at >= clock.now() - BACK)
    query = select(Opening).where(Opening.site_id == site.id, Opening.on >= today - BACK, is_told)
    openings = db.session.scalars(query.order_by(Opening.on, Opening.starts))
    return _calendar(f"{get_setting('jsp_name')}, {site.name}", openings, today, blocks=False)


def new_address(person: User, *, key: UUID) -> str | None:
    """A secret address of the own calendar, shown once; the former one stops working. None where `key` made one."""
    if not sending.take(key, about="calendar"):
        return None
    token = secrets.token_urlsafe(32)
    person.calendar_mark = _mark(token)
    audit.record(Action.PROFILE_CHANGED, "user", person.id)
    return mail.link("hours.own_feed", token=token)


def own_feed(token: str, *, today: date) -> bytes:
    """The own turns; raises NotFoundError for an address that nobody has."""
    person = db.session.scalar(select(User).where(User.calendar_mark == _mark(token), User.active))
    if person is None:
        raise NotFoundError("calendar")
    member, recently = find_member(person), clock.now() - BACK
    openings = openings_of(member.id, since=today - BACK) if member else []
    told = [each for each in openings if each.state is not OpeningState.DROPPED or each.changed_at >= recently]
    with force_locale(person.language):
        return _calendar(f"{get_setting('jsp_name')}, {person.first_name}", told, today, blocks=True)


def _calendar(name: str, openings: Iterable[Opening], today: date, *, blocks: bool) -> bytes:
    """`blocks`: whether its events take the time of who has it."""
    calendar = Calendar()
    calendar.add("prodid", "-//JSP//opening hours//NL")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    host = urlsplit(current_app.config["BASE_URL"]).hostname
    for opening in openings:
        calendar.add_component(_event(opening, host, blocks=blocks))
    calendar.add_missing_timezones(date(today.year - 1, 1, 1), date(today.year + MOST_YEARS_AHEAD + 1, 12, 31))
    return bytes(calendar.to_ical())


def _event(opening: Opening, host: str | None, *, blocks: bool) -> Event:
    site = opening.site
    room = f"{terms.word(terms.Term.ROOM, site)} {opening.room}"
    event = Event()
    event.add("uid", f"opening-{opening.id}@{host}")
    event.add("sequence", opening.sequence)
    event.add("dtstamp", opening.changed_at)
    event.add("last-modified", opening.changed_at)
    event.add("dtstart", datetime.combine(opening.on, opening.starts, clock.LOCAL))
    event.add("dtend", datetime.combine(opening.on, opening.ends, clock.LOCAL))
    said = N_("JSP open: %(site)s, %(room)s") if opening.takes_place else N_("Does not go on: JSP %(site)s, %(room)s")
    event.add("summary", gettext(said, site=site.name, room=room))
    event.add("location", f"{site.name}, {room}")
    event.add("status", "CONFIRMED" if opening.takes_place else "CANCELLED")
    event.add("transp", "OPAQUE" if opening.takes_place and blocks else "TRANSPARENT")
    return event


def _mark(token: str) -> str:
    return keys().mark(token, purpose="calendar")
