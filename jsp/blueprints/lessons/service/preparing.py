"""Preparing a lesson with two: six points, when they meet, what plays in the class, and that each of them is ready.

Only the two who give it prepare it; whoever else sees the lesson reads how far they are.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select, update

from jsp import audit, clock, sending
from jsp.blueprints.lessons.service.booking import side_of
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.lesson_rows import Card, Row
from jsp.models.lesson_sessions import LessonSession
from jsp.models.team import Opening
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import TO_COME, Check, SessionState, Side
from jsp.verbs import planning

KIND = "lesson_session"
KEPT_DAYS = 7  # what plays in a class, after the day of a lesson that nobody wrote down as given
UNDONE_WITHIN = timedelta(days=1)  # as long as that what was settled may turn out to be a slip
AFTER_SCHOOL = time(15, 30)
NOT_YOURS = N_("Only the two who give this lesson prepare it.")


@dataclass(frozen=True, slots=True)
class Moment:
    """When the two meet to prepare."""

    on: date
    at: time


def find_session(row: Row) -> LessonSession | None:
    """The session that can be prepared: one that is still to come."""
    return row.session if row.session is not None and row.session.state in TO_COME else None


def mark_check(card: Card, row: Row, check: Check, *, is_done: bool, key: UUID, by: User) -> None:
    """One of the six points is done, or not after all; what the other one ticks meanwhile stays."""
    session = _take(card, row, key, by)
    if session is not None:
        done = {*session.done_checks, check} if is_done else {*session.done_checks} - {check}
        session.checks = [each.value for each in Check if each in done]


def mark_ready(card: Card, row: Row, *, is_ready: bool, key: UUID, by: User) -> None:
    """Who does this is ready for the lesson, or not after all; the other one says it for themselves."""
    session = _take(card, row, key, by)
    if session is None:
        return
    if side_of(card.series, by) is Side.TEACHER:
        session.teacher_ready = is_ready
    else:
        session.worker_ready = is_ready


def plan_talk(card: Card, row: Row, moment: Moment | None, *, key: UUID, by: User) -> None:
    """When they meet to prepare, or nothing. Raises DomainError for a moment that is over, or after the lesson."""
    session = _take(card, row, key, by)
    if session is None:
        return
    if moment is not None:
        _check_moment(moment, session)
    session.prepared_on, session.prepared_at = (moment.on, moment.at) if moment else (None, None)


def suggest_moment(session: LessonSession, now: datetime) -> Moment | None:
    """After school on the school day before the lesson, as long as that has yet to come."""
    day = session.on - timedelta(days={0: 3, 6: 2}.get(session.on.weekday(), 1))
    return Moment(day, AFTER_SCHOOL) if (day, AFTER_SCHOOL) > (now.date(), now.time()) else None


def read_plays(card: Card, row: Row, *, by: User) -> str:
    """What plays in this class, for the two of the pair; empty for anybody else. The trail knows who read it."""
    session = find_session(row)
    if session is None or side_of(card.series, by) is None or session.plays_sealed is None:
        return ""
    audit.record(Action.READ, KIND, session.id)
    return session.plays


def mark_of(text: str) -> str:
    """To notice that somebody else wrote meanwhile."""
    return sending.marked(text)


def write_plays(card: Card, row: Row, text: str, *, seen: str, key: UUID, by: User) -> None:
    """Write down what plays in the class. Raises DomainError for a BSN, and where the other one wrote meanwhile."""
    note_check.check_bsn(text, field="plays")
    session = _take(card, row, key, by)
    if session is not None:
        sending.check_unchanged(seen, mark_of(session.plays), sending.IN_SIGHT)
        session.plays = text
        audit.record(Action.RECORDED, KIND, session.id)


def forget_plays() -> None:
    """Erase what played in classes whose lesson is over, or does not come; not before that is sure."""
    last = clock.today() - timedelta(days=KEPT_DAYS)
    settled = LessonSession.state.in_([SessionState.GIVEN, SessionState.CANCELLED, SessionState.WITHDRAWN])
    is_settled = and_(settled, LessonSession.changed_at <= clock.now() - UNDONE_WITHIN)
    over = LessonSession.plays_sealed.is_not(None), or_(LessonSession.on <= last, is_settled)
    db.session.execute(update(LessonSession).where(*over).values(plays_sealed=None))


def minutes_for(card: Card, row: Row) -> int:
    """How long the lesson can take: the hour that it has, else as the programme says."""
    session = find_session(row)
    return session.slot.minutes if session is not None else card.series.version.content.minutes


def find_opening(card: Card, row: Row) -> Opening | None:
    """When the JSP is at this school next, from the day of the lesson on: for who is troubled by it.

    None for a lesson that was given, and for a class of a former year.
    """
    session, school_class = find_session(row), card.series.school_class
    since, site_id = session.on if session is not None else clock.today(), school_class.site_id
    if row.is_given or school_class.school_year.ends_on < clock.today():
        return None
    query = select(Opening).where(Opening.site_id == site_id, Opening.takes_place, Opening.on >= since)
    return db.session.scalars(query.order_by(Opening.on, Opening.starts).limit(1)).first()


def _take(card: Card, row: Row, key: UUID, by: User) -> LessonSession | None:
    """The session, when it is our turn with it; None where this was sent before. Raises DomainError."""
    if side_of(card.series, by) is None:
        raise DomainError(NOT_YOURS)
    session = find_session(row)
    if session is None:
        raise DomainError(N_("This lesson has no date to prepare for. Plan it first."))
    if not sending.take(key, about=planning.about(card.series.id)):
        return None
    look_again(card.series)
    look_again(session)
    if side_of(card.series, by) is None:
        raise DomainError(NOT_YOURS)
    if session.state not in TO_COME:
        raise DomainError(sending.SETTLED)
    return session


def _check_moment(moment: Moment, session: LessonSession) -> None:
    now = clock.local_now()
    if (moment.on, moment.at) < (now.date(), now.time().replace(second=0, microsecond=0)):
        raise DomainError(N_("This moment is over. Choose a later one."), field="on")
    if (moment.on, moment.at) >= (session.on, session.starts):
        raise DomainError(N_("Then the lesson has begun. Choose an earlier moment."), field="on")
