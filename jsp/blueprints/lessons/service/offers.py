"""Hours for a lesson: which are on offer, what is in the way, and who was first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from jsp import clock
from jsp.extensions import db
from jsp.models.lessons import LessonSeries
from jsp.models.timetable import Trio, diary, hours_of, last_day
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError
from jsp.rules.slots import Closed, Diary, Hour, Obstacle, occurrences, offers

SHOWN = 8
TAKEN = N_("Somebody was first: this hour is taken by now. Choose another one.")
OBSTACLES = {
    Obstacle.CLOSED: N_("The school is closed that day."),
    Obstacle.AT_WORK: N_("The class is at work placement that day."),
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


def trio_of(series: LessonSeries) -> Trio:
    """Whom a lesson of this series needs."""
    return Trio(series.school_class, series.pair.teacher_id, series.pair.worker_id)


def list_offers(series: LessonSeries, *, after: date | None = None, besides: Sequence[UUID] = ()) -> list[Offer]:
    """The first hours from tomorrow on, or from the day after `after`, at which the lesson can be."""
    trio = trio_of(series)
    first = max(clock.today(), after or date.min) + timedelta(days=1)
    held = diary(trio, first, besides=besides)
    found = offers(hours_of(series.school_class_id), first, last_day(trio), held)
    return [Offer(hour, slot, held.warning(slot)) for hour, slot in islice(found, SHOWN)]


def why_none(series: LessonSeries) -> str:
    """Why there is nothing to choose from, for who looks at an empty list."""
    trio, hours = trio_of(series), hours_of(series.school_class_id)
    if not hours:
        return N_("This class has no mentor hour yet. Fill it in first.")
    held = diary(trio, clock.today())
    if not held.open_hours:
        return OBSTACLES[Obstacle.NO_HOURS]
    return N_("Until the end of the school year no mentor hour is free for all three.")


def slot_at(series: LessonSeries, on: date, starts: time) -> Slot:
    """The mentor hour of the class that begins then. Raises DomainError where there is none."""
    found = [slot for _hour, slot in occurrences(hours_of(series.school_class_id), on, on) if slot.starts == starts]
    if not found:
        raise DomainError(N_("The class has no mentor hour then."), field="slot")
    return found[0]


def check_free(held: Diary, slot: Slot, name: str) -> None:
    """Raises DomainError, in words, for what is in the way then."""
    obstacle = held.obstacle(slot)
    if obstacle is not None:
        raise DomainError(OBSTACLES[obstacle], field="slot", name=name)


def check_slot(series: LessonSeries, slot: Slot, *, besides: Sequence[UUID] = ()) -> Hour:
    """The mentor hour that it is. Raises DomainError where it is none, or something is in the way."""
    trio = trio_of(series)
    if slot.on <= clock.today() - timedelta(days=1) or slot.on > last_day(trio):
        raise DomainError(N_("Choose a day from today until the end of the school year."), field="slot")
    hours = [hour for hour, each in occurrences(hours_of(series.school_class_id), slot.on, slot.on) if each == slot]
    if not hours:
        raise DomainError(N_("The class has no mentor hour then."), field="slot")
    check_free(diary(trio, slot.on, besides=besides), slot, series.pair.worker.first_name)
    return hours[0]


@contextmanager
def first_come() -> Iterator[None]:
    """Whatever the database refuses within it: somebody else was first. Raises DomainError."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as error:
        raise DomainError(TAKEN, field="slot") from error
