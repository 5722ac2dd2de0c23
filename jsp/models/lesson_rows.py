"""Series with their lessons and how each stands: what every board and list of lessons shows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, defer, joinedload, load_only, selectinload
from sqlalchemy.sql.base import ExecutableOption

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.programmes import ProgrammeVersion
from jsp.rules import dots
from jsp.rules.dots import Dot, Held
from jsp.rules.programme import Activity, Kind
from jsp.rules.session import HOLDS, TO_COME, GivenBy, SeriesState, SessionState, Side

BRIEF = (load_only(
    LessonSession.series_id, LessonSession.lesson_id, LessonSession.state, LessonSession.on, LessonSession.starts,
    LessonSession.ends, LessonSession.moves, LessonSession.given_by, LessonSession.cause, LessonSession.closure_id,
),)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A lesson of a class and its sessions, oldest first. `session`: the one that counts now.

    `moves`: how often it got another date.
    """

    lesson: SeriesLesson
    sessions: list[LessonSession]
    session: LessonSession | None
    dot: Dot
    moves: int

    @property
    def is_to_plan(self) -> bool:
        """Whether it still needs a date."""
        return self.dot in (Dot.OPEN, Dot.OFF)

    @property
    def is_given(self) -> bool:
        """Whether the class had it."""
        return self.dot in (Dot.GIVEN, Dot.SENT)


@dataclass(frozen=True, slots=True)
class Card:
    """A series with all its rows."""

    series: LessonSeries
    rows: list[Row]

    @property
    def given(self) -> int:
        """How many of the numbered lessons the class had."""
        return sum(row.is_given for row in self.numbered)

    @property
    def numbered(self) -> list[Row]:
        """Without repetitions."""
        return [row for row in self.rows if row.lesson.kind is not Kind.REPETITION]

    @property
    def sessions(self) -> int:
        """How many sessions were given or have a date."""
        return sum(session.state in HOLDS for row in self.rows for session in row.sessions)

    @property
    def cancelled(self) -> list[LessonSession]:
        """Those that did not take place."""
        return [each for row in self.rows for each in row.sessions if each.state is SessionState.CANCELLED]

    @property
    def interrupted(self) -> list[Row]:
        """What waits to be resumed."""
        return [row for row in self.rows if row.dot is Dot.INTERRUPTED]

    @property
    def is_shut(self) -> bool:
        """Whether days on which there was no school interrupted it."""
        return any(row.session is not None and row.session.closure_id is not None for row in self.interrupted)

    @property
    def given_alone(self) -> int:
        """How many sessions one of the two gave without the other; they count apart."""
        alone = (GivenBy.TEACHER, GivenBy.WORKER)
        return sum(each.given_by in alone for row in self.rows for each in row.sessions)

    @property
    def to_come(self) -> list[LessonSession]:
        """What has a date and is not given yet, the first one first."""
        found = [each for row in self.rows for each in row.sessions if each.state in TO_COME]
        return sorted(found, key=lambda each: (each.on, each.starts))

    def still_ahead(self, now: datetime) -> list[LessonSession]:
        """Of those the ones that are not over at local time `now`; of the others somebody has yet to say what came."""
        return [each for each in self.to_come if not each.slot.is_over(now)]

    @property
    def coming_up(self) -> LessonSession | None:
        """The first one that is firm and not given yet: that is what the pair prepares."""
        return next((each for each in self.to_come if each.is_firm), None)

    @property
    def next_to_plan(self) -> Row | None:
        """The first lesson without a date."""
        return next((row for row in self.rows if row.is_to_plan and row.lesson.kind is not Kind.FILM), None)

    @property
    def state(self) -> str:
        """How the series stands: running, paused, interrupted, finished or stopped."""
        if self.series.state is not SeriesState.RUNNING:
            return self.series.state.value
        if self.numbered and all(row.is_given for row in self.numbered):
            return "finished"
        return "interrupted" if self.interrupted else "running"

    @property
    def given_together(self) -> int:
        """How many sessions the pair gave together."""
        return sum(each.given_by is GivenBy.TOGETHER for row in self.rows for each in row.sessions)

    def waiting_for(self, user: User) -> list[Row]:
        """The lessons with an hour that waits for the key of this person."""
        sides = {self.series.pair.teacher_id: Side.TEACHER, self.series.pair.worker.user_id: Side.WORKER}
        side = sides.get(user.id)
        return [
            row for row in self.rows if row.session is not None and side is not None
            and row.session.state is SessionState.PROPOSED and not row.session.has_key(side)
        ]  # fmt: skip

    def carried_to(self, row: Row) -> list[Activity]:
        """What was left of the lesson before it, to be done first."""
        at = self.rows.index(row)
        before = self.rows[at - 1] if at else None
        if before is None or before.session is None or not before.session.left:
            return []
        return [each for each in before.lesson.content.activities if each.key in before.session.left]

    def row(self, position: int) -> Row | None:
        """The row at that place of the series."""
        return next((row for row in self.rows if row.lesson.position == position), None)


def whole(query: Select[LessonSeries]) -> Select[LessonSeries]:
    """The query with all that a card needs, in a fixed number of questions; without the texts of the lessons."""
    return query.options(
        contains_eager(LessonSeries.school_class).options(
            joinedload(SchoolClass.site), joinedload(SchoolClass.school_year)
        ),
        selectinload(LessonSeries.version).joinedload(ProgrammeVersion.programme),
        selectinload(LessonSeries.pairs),
        selectinload(LessonSeries.lessons).options(defer(SeriesLesson.data)),
    ).execution_options(populate_existing=True)  # fmt: skip


def as_it_stands(card: Card) -> Card:
    """The same series read again, once it is our turn with it: what was loaded before may be old."""
    query = whole(select(LessonSeries).join(LessonSeries.school_class).where(LessonSeries.id == card.series.id))
    return cards([db.session.scalars(query).one()], clock.local_now())[0]


def cards(series: Sequence[LessonSeries], now: datetime, *, brief: bool = False) -> list[Card]:
    """Each with its rows; one question for all their sessions, without how they were prepared where `brief`."""
    found: dict[int, list[LessonSession]] = defaultdict(list)
    for session in _sessions((each.id for each in series), BRIEF if brief else ()):
        found[session.lesson_id].append(session)
    return [Card(each, [_row(lesson, found[lesson.id], now) for lesson in each.lessons]) for each in series]


def _sessions(series_ids: Iterable[UUID], options: Sequence[ExecutableOption]) -> list[LessonSession]:
    query = select(LessonSession).where(LessonSession.series_id.in_(list(series_ids))).options(*options)
    query = query.order_by(LessonSession.on, LessonSession.starts, LessonSession.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _row(lesson: SeriesLesson, sessions: list[LessonSession], now: datetime) -> Row:
    held = [Held(each.state, each.slot, each.moves) for each in sessions]
    counts = dots.current(held)
    session = sessions[held.index(counts)] if counts is not None else None
    is_sent = lesson.sent_on is not None
    return Row(lesson, sessions, session, dots.dot(held, now, is_sent=is_sent), dots.times_moved(held))
