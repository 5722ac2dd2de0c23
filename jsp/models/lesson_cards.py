"""How a series stands, counted in one way from its lessons and sessions: those that can be changed, or plain ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Generic, TypeVar
from uuid import UUID

from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules import dots
from jsp.rules.dots import Dot
from jsp.rules.opening import Slot
from jsp.rules.programme import Kind, label_of
from jsp.rules.session import HOLDS, TO_COME, CancelCause, GivenBy, SeriesState, SessionState


@dataclass(slots=True)
class PlainSession:
    """What a board counts of a session."""

    state: SessionState
    slot: Slot
    moves: int
    given_by: GivenBy | None
    cause: CancelCause | None
    closure_id: int | None


@dataclass(slots=True)
class PlainLesson:
    """What a board shows of a lesson."""

    id: int
    position: int
    key: str
    kind: Kind
    sent_on: date | None
    turn: int

    @property
    def label(self) -> str:
        """What stands in its dot."""
        return label_of(self.kind, self.key, self.turn)


@dataclass(slots=True)
class PlainSeries:
    """What a board shows of a series: of which class, by whom, and of which programme."""

    id: UUID
    state: SeriesState
    code: str
    site_id: int
    teacher: str
    worker: str
    programme: str
    is_archived: bool = False  # its class
    has_lost_one: bool = False  # of the pair


Lesson = TypeVar("Lesson", bound=SeriesLesson | PlainLesson)
Session = TypeVar("Session", bound=LessonSession | PlainSession)


@dataclass(frozen=True, slots=True)
class RowOf(Generic[Lesson, Session]):
    """A lesson of a class and its sessions, oldest first. `session`: the one that counts now.

    `moves`: how often it got another date.
    """

    lesson: Lesson
    sessions: Sequence[Session]
    session: Session | None
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


@dataclass(slots=True)
class Counts:
    """How much of a series: `lessons` are the numbered ones, `given` those of them that the class had.

    `sessions` were given or have a date. `causes`: of those that did not take place. `is_shut`: days on which there
    was no school interrupted it.
    """

    lessons: int = 0
    given: int = 0
    repeated: int = 0
    interrupted: int = 0
    is_shut: bool = False
    sessions: int = 0
    given_by: Counter[GivenBy] = field(default_factory=Counter)
    causes: Counter[CancelCause] = field(default_factory=Counter)

    @property
    def cancelled(self) -> int:
        """How many sessions did not take place."""
        return self.causes.total()

    def since(self, before: "Counts") -> "Counts":
        """Without what was `before`: of the lessons those that were left then."""
        return replace(
            self, lessons=self.lessons - before.given, given=self.given - before.given,
            repeated=self.repeated - before.repeated, sessions=self.sessions - before.sessions,
            given_by=self.given_by - before.given_by, causes=self.causes - before.causes,
        )  # fmt: skip

    @property
    def together(self) -> int:
        """How many sessions the pair gave together."""
        return self.given_by[GivenBy.TOGETHER]

    @property
    def alone(self) -> int:
        """How many sessions one of the two gave without the other; they count apart."""
        return self.given_by.total() - self.together


@dataclass(frozen=True, slots=True)
class CardOf(Generic[Lesson, Session]):
    """A series with all its rows, and how much that is."""

    series: LessonSeries | PlainSeries
    rows: list[RowOf[Lesson, Session]]
    counts: Counts

    @property
    def numbered(self) -> list[RowOf[Lesson, Session]]:
        """Without repetitions."""
        return [row for row in self.rows if row.lesson.kind is not Kind.REPETITION]

    @property
    def interrupted(self) -> list[RowOf[Lesson, Session]]:
        """What waits to be resumed."""
        return [row for row in self.rows if row.dot is Dot.INTERRUPTED]

    @property
    def to_come(self) -> list[Session]:
        """What has a date and is not given yet, the first one first."""
        return sorted((each for row in self.rows for each in row.sessions if each.state in TO_COME), key=_begin)

    def still_ahead(self, now: datetime) -> list[Session]:
        """Of those the ones that are not over at local time `now`; of the others somebody has yet to say what came."""
        return [each for each in self.to_come if not each.slot.is_over(now)]

    @property
    def coming_up(self) -> Session | None:
        """The first one that is firm and not given yet: that is what the pair prepares."""
        firm = (each for row in self.rows for each in row.sessions if each.state is SessionState.PLANNED)
        return min(firm, key=_begin, default=None)

    @property
    def next_to_plan(self) -> RowOf[Lesson, Session] | None:
        """The first lesson without a date."""
        return next((row for row in self.rows if row.is_to_plan and row.lesson.kind is not Kind.FILM), None)

    @property
    def state(self) -> str:
        """How the series stands: running, paused, interrupted, finished or stopped."""
        if self.series.state is not SeriesState.RUNNING:
            return self.series.state.value
        if self.counts.lessons and self.counts.given == self.counts.lessons:
            return "finished"
        return "interrupted" if self.counts.interrupted else "running"

    def row(self, position: int) -> RowOf[Lesson, Session] | None:
        """The row at that place of the series."""
        return next((row for row in self.rows if row.lesson.position == position), None)


def row_of(lesson: Lesson, sessions: Sequence[Session], now: datetime) -> RowOf[Lesson, Session]:
    """How a lesson stands at local time `now` with these sessions, oldest first."""
    counts = dots.current(sessions)
    dot = dots.dot(counts, now, is_sent=lesson.sent_on is not None)
    return RowOf(lesson, sessions, counts, dot, dots.times_moved(counts, sessions))


def count(rows: Sequence[RowOf[Lesson, Session]]) -> Counts:
    """All counts of a series, in one walk."""
    found = Counts()
    for row in rows:
        is_repetition = row.lesson.kind is Kind.REPETITION
        found.lessons += not is_repetition
        found.given += row.is_given and not is_repetition
        found.repeated += row.is_given and is_repetition
        if row.dot is Dot.INTERRUPTED and row.session is not None:
            found.interrupted += 1
            found.is_shut |= row.session.closure_id is not None
        for each in row.sessions:
            _count_session(found, each)
    return found


def _count_session(found: Counts, each: LessonSession | PlainSession) -> None:
    found.sessions += each.state in HOLDS
    if each.given_by is not None:
        found.given_by[each.given_by] += 1
    if each.cause is not None:
        found.causes[each.cause] += 1


def _begin(session: LessonSession | PlainSession) -> tuple[date, time]:
    return session.slot.on, session.slot.starts
