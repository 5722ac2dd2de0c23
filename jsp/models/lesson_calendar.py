"""The lessons of a person, for their calendar and their week."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.lessons import LessonSeries
from jsp.models.team import TeamMember
from jsp.models.timetable import TEACHER, WORKER
from jsp.rules.opening import Slot


def sessions_of(user_id: int, member: TeamMember | None, *, since: date) -> list[LessonSession]:
    """The sessions for which this person is needed, as teacher or in the team, from `since` on, however they stand."""
    needs = [_needs(TEACHER, user_id), *([_needs(WORKER, member.id)] if member else [])]
    return list(db.session.scalars(_sessions(or_(*needs)).where(LessonSession.on >= since)))


def sessions_of_member(member_id: int, first: date, last: date) -> list[LessonSession]:
    """The lessons that somebody of the team gives from the first until the last day, both included."""
    query = _sessions(_needs(WORKER, member_id)).where(LessonSession.on.between(first, last), LessonSession.takes_place)
    return list(db.session.scalars(query))


def lessons_at(member_ids: Collection[int], slot: Slot) -> dict[int, LessonSession]:
    """By member: the lesson that they give at those hours; nothing for who gives none."""
    query = (
        select(SessionPlace.who, LessonSession)
        .join(LessonSession, LessonSession.id == SessionPlace.session_id)
        .where(SessionPlace.kind == WORKER, SessionPlace.who.in_(member_ids), SessionPlace.on == slot.on)
        .where(SessionPlace.takes_place, SessionPlace.starts < slot.ends, SessionPlace.ends > slot.starts)
        .options(*_WITH)
    )
    return {who: session for who, session in db.session.execute(query)}


def hours_given(member_ids: Collection[int], since: date) -> list[tuple[int, Slot]]:
    """Member and hours of every lesson that they give from `since` on."""
    query = select(SessionPlace.who, SessionPlace.on, SessionPlace.starts, SessionPlace.ends).where(
        SessionPlace.kind == WORKER, SessionPlace.who.in_(member_ids), SessionPlace.on >= since,
        SessionPlace.takes_place,
    )  # fmt: skip
    return [(who, Slot(on, starts, ends)) for who, on, starts, ends in db.session.execute(query)]


_SERIES = joinedload(LessonSession.series)
_WITH = (
    _SERIES.joinedload(LessonSeries.school_class).joinedload(SchoolClass.site),
    _SERIES.joinedload(LessonSeries.version), joinedload(LessonSession.lesson),
)  # fmt: skip


def _sessions(needed: ColumnElement[bool]) -> Select[LessonSession]:
    whose = select(SessionPlace.session_id).where(needed)
    found = select(LessonSession).where(LessonSession.id.in_(whose))
    return found.order_by(LessonSession.on, LessonSession.starts, LessonSession.id).options(*_WITH)


def _needs(kind: str, who: int) -> ColumnElement[bool]:
    return and_(SessionPlace.kind == kind, SessionPlace.who == who)
