"""An opening or a lesson as an event of a calendar program: when, where and whether it goes on, and nobody's name."""

from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext
from icalendar import Event

from jsp import clock
from jsp.models.ground import Site
from jsp.models.lesson_sessions import LessonSession
from jsp.models.team import Opening
from jsp.rules.opening import Slot
from jsp.rules.programme import Kind
from jsp.rules.refusal import N_
from jsp.rules.session import SessionState
from jsp.words import terms
from jsp.words.lesson_terms import KINDS

CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
SAID = {
    CONFIRMED: N_("%(lesson)s %(programme)s, %(school_class)s"),
    TENTATIVE: N_("Not certain yet: %(lesson)s %(programme)s, %(school_class)s"),
    CANCELLED: N_("Does not go on: %(lesson)s %(programme)s, %(school_class)s"),
}


def of_opening(opening: Opening, *, blocks: bool) -> Event:
    """`blocks`: whether it takes the time of who has it."""
    site = opening.site
    said = N_("JSP open: %(site)s, %(room)s") if opening.takes_place else N_("Does not go on: JSP %(site)s, %(room)s")
    event = _event("opening", opening, opening.slot, place=f"{site.name}, {_room(opening.room, site)}")
    event.add("summary", gettext(said, site=site.name, room=_room(opening.room, site)))
    event.add("status", CONFIRMED if opening.takes_place else CANCELLED)
    event.add("transp", "OPAQUE" if opening.takes_place and blocks else "TRANSPARENT")
    return event


def of_lesson(session: LessonSession) -> Event:
    """It takes the time of both, also as long as one of them has still to say yes."""
    school_class, status = session.series.school_class, _status(session)
    site = school_class.site
    place = f"{site.name}, {_room(session.room, site)}" if session.room else site.name
    event = _event("lesson", session, session.slot, place=place)
    name = str(session.series.version.data["name"])
    event.add("summary", _first_up(gettext(
        SAID[status], lesson=_lesson(session), programme=name, school_class=school_class.code
    )))  # fmt: skip
    event.add("status", status)
    event.add("transp", "OPAQUE" if session.takes_place else "TRANSPARENT")
    return event


def _event(kind: str, row: Opening | LessonSession, slot: Slot, *, place: str) -> Event:
    event = Event()
    event.add("uid", f"{kind}-{row.id}@{urlsplit(current_app.config['BASE_URL']).hostname}")
    event.add("sequence", row.sequence)
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("dtstart", datetime.combine(slot.on, slot.starts, clock.LOCAL))
    event.add("dtend", datetime.combine(slot.on, slot.ends, clock.LOCAL))
    event.add("location", place)
    return event


def _status(session: LessonSession) -> str:
    if not session.takes_place:
        return CANCELLED
    return TENTATIVE if session.state is SessionState.PROPOSED else CONFIRMED


def _lesson(session: LessonSession) -> str:
    """Such as les 4, or herhaling."""
    kind = str(KINDS[session.lesson.kind])
    return kind if session.lesson.kind is Kind.REPETITION else f"{kind} {session.lesson.key}"


def _room(room: str, site: Site) -> str:
    return f"{terms.word(terms.Term.ROOM, site)} {room}"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
