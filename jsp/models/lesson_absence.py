"""Lessons to come at which somebody will not be there, and series of which one of the pair left."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.team import TeamMember
from jsp.models.timetable import presence, trio_of
from jsp.rules.programme import Kind
from jsp.rules.session import TO_COME, SeriesState, SessionState
from jsp.rules.slots import Diary, Obstacle

Teacher, Account = aliased(User), aliased(User)


def who_is_missing(sessions: Collection[LessonSession], now: datetime) -> dict[UUID, Obstacle]:
    """By session that has yet to begin at local time `now`: why class, teacher or worker will not be there.

    Their series have to be loaded, with class and pairs.
    """
    ahead = [each for each in sessions if each.state in TO_COME and not each.slot.is_over(now)]
    if not ahead:
        return {}
    trios = {each.series_id: trio_of(each.series) for each in ahead}
    held = presence(list(trios.values()), now.date())
    found = {each.id: held[trios[each.series_id]].absence(each.slot) for each in ahead}
    return {id: why for id, why in found.items() if why is not None}


def newly_missed(kind: str, who: int, before: Diary, after: Diary, *, now: datetime) -> list[LessonSession]:
    """The lessons to come that need them (see SessionPlace), at which they would not be there any more."""
    series = joinedload(LessonSession.series)
    query = (
        select(LessonSession)
        .join(SessionPlace, SessionPlace.session_id == LessonSession.id)
        .where(SessionPlace.kind == kind, SessionPlace.who == who)
        .where(LessonSession.on >= now.date(), LessonSession.state.in_(TO_COME))
        .order_by(LessonSession.on, LessonSession.starts, LessonSession.id)
        .options(series.joinedload(LessonSeries.school_class).joinedload(SchoolClass.site))
        .options(series.selectinload(LessonSeries.pairs), joinedload(LessonSession.lesson))
    )
    return [
        each for each in db.session.scalars(query)
        if not each.slot.is_over(now) and before.absence(each.slot) is None and after.absence(each.slot) is not None
    ]  # fmt: skip


def series_without_pair(site_ids: Collection[int], today: date) -> Select[LessonSeries]:
    """Asks for those with lessons left to give of which the teacher or the worker left, by class."""
    return (
        _unfinished()
        .join(Teacher, Teacher.id == SeriesPair.teacher_id)
        .join(TeamMember, TeamMember.id == SeriesPair.worker_id)
        .outerjoin(Account, Account.id == TeamMember.user_id)
        .where(SchoolClass.site_id.in_(site_ids), has_left(Teacher, Account, today))
    )


def series_given_by(teacher: User | None, member: TeamMember | None) -> list[LessonSeries]:
    """Those with lessons left to give that the teacher or the member of the team gives, by class."""
    gives = or_(
        SeriesPair.teacher_id == (teacher.id if teacher else None),
        SeriesPair.worker_id == (member.id if member else None),
    )
    return list(db.session.scalars(_unfinished().where(gives)))


def _unfinished() -> Select[LessonSeries]:
    given = select(LessonSession.id).where(
        LessonSession.lesson_id == SeriesLesson.id, LessonSession.state == SessionState.GIVEN
    )
    left = select(SeriesLesson.id).where(
        SeriesLesson.series_id == LessonSeries.id, SeriesLesson.sent_on.is_(None),
        SeriesLesson.kind != Kind.REPETITION, ~given.exists(),
    )  # fmt: skip
    return (
        select(LessonSeries)
        .join(LessonSeries.school_class)
        .join(SeriesPair, and_(SeriesPair.series_id == LessonSeries.id, SeriesPair.until.is_(None)))
        .where(LessonSeries.state != SeriesState.STOPPED, SchoolClass.archived_on.is_(None), left.exists())
        .order_by(SchoolClass.code, LessonSeries.id)
        .options(selectinload(LessonSeries.pairs))
    )


def has_left(teacher: type[User], account: type[User], today: date) -> ColumnElement[bool]:
    """Whether one of a pair left: the `teacher`, or the TeamMember of the query, of whom `account` is the account."""
    return or_(
        teacher.active.is_(False), account.active.is_(False), TeamMember.archived_on.is_not(None),
        TeamMember.active_until < today,
    )  # fmt: skip
