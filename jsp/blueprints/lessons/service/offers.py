"""Hours for a lesson: which are on offer, what is in the way, and who was first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from jsp import clock
from jsp.extensions import db
from jsp.models.lesson_rows import Card, Row
from jsp.models.lessons import LessonSeries
from jsp.models.timetable import Trio, diary, first_day, hours_of, last_day, trio_of
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import HOLDS, SessionState
from jsp.rules.slots import Closed, Diary, Hour, Obstacle, offers

SHOWN, A_DAY = 8, timedelta(days=1)
EXCLUDED = "23P01"  # exclusion_violation of PostgreSQL
NO_HOURS = N_("This class has no mentor hour yet. Fill it in first.")
ARCHIVED = N_("This class is in the archive. Say first how it is called now.")
TAKEN = N_("Somebody was first: this hour is taken by now. Choose another one.")
OBSTACLES = {
    Obstacle.CLOSED: N_("The school is closed that day."),
    Obstacle.AT_WORK: N_("The class is at work placement that day."),
    Obstacle.TEACHER_LEFT: N_("The teacher is not there any more."),
    Obstacle.WORKER_LEFT: N_("%(name)s is not in the team any more then."),
    Obstacle.CLASS: N_("The class has another lesson of ours then."),
    Obstacle.TEACHER: N_("The teacher has another lesson of ours then."),
    Obstacle.NO_HOURS: N_("%(name)s has not said yet when they can come. Ask them, or let another worker give it."),
    Obstacle.NOT_WORKING: N_("%(name)s does not work then."),
    Obstacle.AWAY: N_("%(name)s is away that day."),
    Obstacle.AT_DESK: N_("%(name)s sits at a desk then."),
    Obstacle.WORKER: N_("%(name)s gives another lesson then."),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """An hour at which nothing is in the way. `warning`: days on which the school goes on but not as usual."""

    hour: Hour
    slot: Slot
    warning: Closed | None

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.slot.on.isoformat()} {self.slot.starts:%H:%M}"


def first_to_choose(trio: Trio, after: date | None) -> date:
    """Tomorrow, or the day after `after`; not before the school year of the class."""
    return max(max(clock.today(), after or date.min) + A_DAY, first_day(trio))


def list_offers(card: Card, row: Row, *, after: date | None = None) -> list[Offer]:
    """The first hours from tomorrow on, or from the day after `after`, at which the lesson can be.

    An hour at which it dropped out is none of them.
    """
    trio = trio_of(card.series)
    first = first_to_choose(trio, after)
    held, off = diary(trio, first), dropped_out(row)
    found = offers(hours_of(card.series.school_class_id), first, last_day(trio), held)
    free = ((hour, slot) for hour, slot in found if slot not in off)
    return [Offer(hour, slot, held.warning(slot)) for hour, slot in islice(free, SHOWN)]


def dropped_out(row: Row) -> list[Slot]:
    """The hours at which a lesson dropped out."""
    return [each.slot for each in row.sessions if each.state is SessionState.CANCELLED]


def offer_at(series: LessonSeries, at: datetime, *, besides: Sequence[UUID] = ()) -> Offer:
    """The mentor hour that begins then. Raises DomainError where there is none, or something is in the way."""
    trio, day = trio_of(series), at.date()
    begin = (day.weekday(), at.time())
    hour = next((each for each in hours_of(series.school_class_id) if (each.weekday, each.starts) == begin), None)
    if hour is None:
        raise DomainError(N_("The class has no mentor hour then."), field="slot")
    slot = hour.on(day)
    check_to_come(slot)
    if day < first_day(trio):
        raise DomainError(N_("The school year of this class has not begun then."), field="slot")
    if day > last_day(trio):
        raise DomainError(N_("Choose a day before the end of the school year."), field="slot")
    held = diary(trio, day, besides=besides)
    check_free(held, slot, series.pair.worker.first_name)
    return Offer(hour, slot, held.warning(slot))


def slot_before(card: Card, position: int) -> Slot | None:
    """The hour of the last lesson before that place in the row that has one."""
    before = (row.session for row in card.rows if row.lesson.position < position)
    held = [each.slot for each in before if each is not None and each.state in HOLDS]
    return max(held, key=lambda slot: (slot.on, slot.starts), default=None)


def check_class(series: LessonSeries) -> None:
    """Raises DomainError for a class that is there no more, as it is called now."""
    if series.school_class.archived_on is not None:
        raise DomainError(ARCHIVED, field="slot")


def check_to_come(slot: Slot) -> None:
    """Raises DomainError for an hour that is over: a lesson that was is not planned afterwards."""
    if slot.is_over(clock.local_now()):
        raise DomainError(N_("This hour is over by now. Choose another one."), field="slot")


def check_free(held: Diary, slot: Slot, name: str) -> None:
    """Raises DomainError, in words, for what is in the way then."""
    obstacle = held.obstacle(slot)
    if obstacle is not None:
        raise DomainError(OBSTACLES[obstacle], field="slot", name=name)


@contextmanager
def first_come() -> Iterator[None]:
    """Where the database refuses two places at once within it: somebody else was first. Raises DomainError."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        if not _is_elsewhere(error):
            raise
        raise DomainError(TAKEN, field="slot") from error


def _is_elsewhere(error: IntegrityError) -> bool:
    """Whether it is one of the rules of migrations 0005 and 0007; their names begin alike."""
    return getattr(error.orig, "sqlstate", None) == EXCLUDED or str(error.orig).startswith("ex_")
