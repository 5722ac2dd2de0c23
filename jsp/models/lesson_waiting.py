"""What lessons ask of one person today: those to give, hours that wait for a yes, what was never said, what changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import aliased, defer, joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.answers_waiting import ToRead, answers_to_read, unread
from jsp.models.debriefs_due import Due, due_for
from jsp.models.evaluations import Evaluation
from jsp.models.ground import SchoolClass
from jsp.models.hours import Closure
from jsp.models.lesson_absence import series_without_pair, who_is_missing
from jsp.models.lesson_news import News, list_news
from jsp.models.lesson_repeats import to_repeat
from jsp.models.lesson_sessions import LessonNotice, LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programmes import ProgrammeVersion
from jsp.rules import reflection
from jsp.rules.marks import marked
from jsp.rules.roles import Permission
from jsp.rules.session import SeriesState, SessionState, Side
from jsp.rules.slots import Obstacle


@dataclass(frozen=True, slots=True)
class Asked:
    """The hours of one series that wait for the own key. `is_over`: one of them is past, so not all can be had."""

    sessions: list[LessonSession]
    is_over: bool

    @property
    def first(self) -> LessonSession:
        """The one that comes first."""
        return self.sessions[0]

    @property
    def mark(self) -> str:
        """Which hours they are, for the button that says yes to all."""
        return mark_of(self.sessions)


class Asking(NamedTuple):
    """The questionnaire about a session."""

    id: UUID
    is_running: bool


@dataclass(frozen=True, slots=True)
class LessonsWaiting:
    """For one of a pair, the first one first. `coming`: the firm ones of today, and the next one after them.

    `asked`: hours that wait for the own key; `over`: nobody said what became of them; `to_resume`: the first lesson of
    each series that was interrupted and could go on; `to_repeat`: series that are finished for so long that it is time.
    `missing`: hours that were asked or agreed at which somebody will not be there, and why; `seeking`: for who plans
    the team, series of which one of the pair left. `programmes`: the names of those whose class has more than one.
    `due`: what the pair still has to talk over; `to_ask`: just given, and the class was not asked about it;
    `to_read`: what pupils wrote, for the worker, and what a colleague left unread.
    """

    coming: list[LessonSession] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    over: list[LessonSession] = field(default_factory=list)
    to_resume: list[LessonSession] = field(default_factory=list)
    to_repeat: list[LessonSeries] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    missing: list[tuple[LessonSession, Obstacle]] = field(default_factory=list)
    seeking: list[LessonSeries] = field(default_factory=list)
    programmes: dict[UUID, str] = field(default_factory=dict)
    due: Due = field(default_factory=Due)
    to_read: Sequence[ToRead] = ()
    to_ask: list[LessonSession] = field(default_factory=list)
    evaluations: dict[UUID, Asking] = field(default_factory=dict)

    @property
    def missing_by_series(self) -> list[tuple[LessonSeries, list[tuple[LessonSession, Obstacle]]]]:
        """The same, the first one first in each series."""
        found: dict[LessonSeries, list[tuple[LessonSession, Obstacle]]] = defaultdict(list)
        for session, why in self.missing:
            found[session.series].append((session, why))
        return list(found.items())

    def __bool__(self) -> bool:
        """Whether there is anything but looking back."""
        return any(
            (
                self.coming,
                self.asked,
                self.over,
                self.to_resume,
                self.to_repeat,
                self.news,
                self.missing,
                self.seeking,
                self.to_ask,
                self.to_read,
            )
        )


def lessons_waiting_for(user: User, now: datetime) -> LessonsWaiting:
    """Everything in lessons that waits for this person at local time `now`; one question where there is nothing."""
    sites = [each.id for each in user.open_sites] if user.may(Permission.PLAN_HOURS) else []
    without_pair = series_without_pair(sites, now.date())
    if not user.may(Permission.PLAN_LESSONS) or not db.session.scalar(_is_anything(user, without_pair, now.date())):
        return LessonsWaiting()
    rows = db.session.execute(_own(user, now)).all()
    own = [(session, _side(user, teacher_id)) for session, teacher_id, _id, _closed in rows]
    found = [(session, side) for session, side in own if session.state is not SessionState.GIVEN]
    firm = [session for session, _side_ in found if session.state is SessionState.PLANNED]
    ripe, news = to_repeat(user, now), list_news(user)
    seeking = list(db.session.scalars(without_pair)) if sites else []
    missing = who_is_missing([session for session, _side_ in found], now)
    return LessonsWaiting(
        coming=_coming([each for each in firm if not each.slot.is_over(now)], now),
        asked=_asked((session for session, side in found if _waits(session, side)), now),
        over=[each for each in firm if each.slot.is_over(now)],
        to_resume=_first_of_each(each for each, _side_ in found if each.state is SessionState.INTERRUPTED),
        to_repeat=ripe,
        news=news,
        missing=[(each, missing[each.id]) for each, _side_ in found if each.id in missing],
        seeking=seeking,
        due=due_for(user, now.date()), to_read=answers_to_read(user, now.date()),
        to_ask=[session for session, _side_ in own if session.state is SessionState.GIVEN],
        evaluations={session.id: Asking(id, closed is None) for session, _teacher, id, closed in rows if id},
        programmes=_programmes({
            *(session.series_id for session, _side_ in own), *(each.id for each in ripe),
            *(each.series.id for each in news), *(each.id for each in seeking),
        }),
    )  # fmt: skip


def mark_of(sessions: Iterable[LessonSession]) -> str:
    """Which hours these are, in the order of their lessons, to notice that it is something else by now."""
    return marked(*((each.id.hex, each.sequence) for each in sessions))


def _is_anything(user: User, without_pair: Select[LessonSeries], today: date) -> Select[bool]:
    """A pair that ended lately still talks over what it gave."""
    is_recent = or_(SeriesPair.until.is_(None), SeriesPair.until >= today - reflection.TALK_WITHIN)
    pairs = select(SeriesPair.id).where(is_recent, SeriesPair.held_by(user.id))
    left = unread(user, today).exists() if user.may(Permission.REVIEW_ANSWERS) else false()
    news = select(LessonNotice.id).where(LessonNotice.user_id == user.id, LessonNotice.seen_at.is_(None))
    seeking = without_pair.with_only_columns(LessonSeries.id).exists()
    return select(or_(pairs.exists(), news.exists(), seeking, left))


def _own(user: User, now: datetime) -> Select[*tuple[Any, ...]]:
    """Sessions of the own pairs that ask for something, who is the teacher, and the questionnaire about it."""
    could_go_on = and_(
        LessonSession.state == SessionState.INTERRUPTED, LessonSeries.state == SeriesState.RUNNING,
        or_(LessonSession.closure_id.is_(None), Closure.ends_on < now.date()),
    )  # fmt: skip
    just_given = and_(
        LessonSession.state == SessionState.GIVEN, LessonSession.on >= now.date() - timedelta(days=1),
        Evaluation.closed_on.is_(None),
    )  # fmt: skip
    series = joinedload(LessonSession.series).joinedload(LessonSeries.school_class).joinedload(SchoolClass.site)
    return (
        select(LessonSession, SeriesPair.teacher_id, Evaluation.id, Evaluation.closed_on)
        .join(LessonSeries, LessonSeries.id == LessonSession.series_id)
        .join(SeriesPair, and_(SeriesPair.series_id == LessonSession.series_id, SeriesPair.until.is_(None)))
        .outerjoin(Closure, Closure.id == LessonSession.closure_id)
        .outerjoin(Evaluation, Evaluation.session_id == LessonSession.id)
        .where(SeriesPair.held_by(user.id), LessonSeries.state != SeriesState.STOPPED)
        .where(or_(LessonSession.state.in_((SessionState.PROPOSED, SessionState.PLANNED)), could_go_on, just_given))
        .order_by(LessonSession.on, LessonSession.starts, LessonSession.id)
        .options(joinedload(LessonSession.lesson).options(defer(SeriesLesson.data)), series)
        .options(joinedload(LessonSession.series).selectinload(LessonSeries.pairs))
    )


def _side(user: User, teacher_id: int) -> Side:
    return Side.TEACHER if teacher_id == user.id else Side.WORKER


def _waits(session: LessonSession, side: Side) -> bool:
    return session.state is SessionState.PROPOSED and not session.has_key(side)


def _asked(waiting: Iterable[LessonSession], now: datetime) -> list[Asked]:
    """Those of each series together, in the order of its lessons; the series that comes first is first."""
    by_series: dict[UUID, list[LessonSession]] = defaultdict(list)
    over = set()
    for each in waiting:
        if each.slot.is_over(now):
            over.add(each.series_id)
        else:
            by_series[each.series_id].append(each)
    return [
        Asked(sorted(sessions, key=lambda each: each.lesson.position), id in over)
        for id, sessions in by_series.items()
    ]  # fmt: skip


def _programmes(series_ids: Collection[UUID]) -> dict[UUID, str]:
    other = aliased(LessonSeries)
    more = select(other.id).where(
        other.school_class_id == LessonSeries.school_class_id, other.id != LessonSeries.id,
        other.state != SeriesState.STOPPED,
    )  # fmt: skip
    query = select(LessonSeries.id, ProgrammeVersion.data["name"].as_string()).join(LessonSeries.version)
    query = query.where(LessonSeries.id.in_(series_ids), more.exists())
    return {id: name for id, name in db.session.execute(query)}


def _coming(firm: list[LessonSession], now: datetime) -> list[LessonSession]:
    today = [each for each in firm if each.on == now.date()]
    return firm[: len(today) + 1]


def _first_of_each(sessions: Iterable[LessonSession]) -> list[LessonSession]:
    first: dict[object, LessonSession] = {}
    for each in sorted(sessions, key=lambda each: each.lesson.position):
        first.setdefault(each.series_id, each)
    return list(first.values())
