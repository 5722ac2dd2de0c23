"""Asking for an hour for every lesson of a series that has none, in one go."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from jsp import sending
from jsp.blueprints.lessons.service.booking import book, check_running
from jsp.blueprints.lessons.service.no_room import refused
from jsp.blueprints.lessons.service.offers import (
    NO_HOURS,
    Offer,
    check_class,
    dropped_out,
    first_come,
    first_to_choose,
    slot_before,
)
from jsp.blueprints.lessons.service.order import next_dated
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row, as_it_stands
from jsp.models.timetable import diary, hours_of, last_day, trio_of
from jsp.rules.programme import Kind
from jsp.rules.refusal import N_, DomainError
from jsp.rules.series_plan import week_after
from jsp.rules.session import ActKind
from jsp.rules.slots import most_in_the_way, offers
from jsp.verbs import planning


@dataclass(frozen=True, slots=True)
class Preview:
    """The hours that all lessons without a date would get. `too_late`: those of them that come after a later one."""

    plan: list[tuple[Row, Offer]]
    too_late: list[tuple[Row, Row]] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """What was shown, to notice that it is something else by now."""
        return sending.marked(*((row.lesson.id, offer.value) for row, offer in self.plan))


def preview_rest(card: Card, *, since: date) -> tuple[Preview | None, DomainError | None]:
    """What `book_rest` would ask for, or why it cannot."""
    try:
        plan = plan_rest(card, since=since)
    except DomainError as error:
        return None, error
    late = ((row, next_dated(card, row, before=offer.slot.on)) for row, offer in plan)
    return Preview(plan, [(row, later) for row, later in late if later is not None]), None


def plan_rest(card: Card, *, since: date) -> list[tuple[Row, Offer]]:
    """Every lesson without a date with the next free mentor hour, one a week, in order. Raises DomainError."""
    check_class(card.series)
    trio, hours = trio_of(card.series), hours_of(card.series.school_class_id)
    since = max(since, first_to_choose(trio, None))
    rows = [row for row in card.rows if row.is_to_plan and row.lesson.kind is not Kind.FILM]
    if rows and not hours:
        raise DomainError(NO_HOURS)
    held = diary(trio, since)
    slots = offers(hours, since, last_day(trio), held)
    plan: list[tuple[Row, Offer]] = []
    for row in rows:
        first = max(since, _after(card, row), *(week_after(offer.slot.on) for _row, offer in plan[-1:]))
        off = dropped_out(row)
        found = next(((hour, slot) for hour, slot in slots if slot.on >= first and slot not in off), None)
        if found is None:
            raise refused(card, row.lesson.label, most_in_the_way(hours, first, last_day(trio), held))
        plan.append((row, Offer(*found, held.warning(found[1]))))
    return plan


def book_rest(card: Card, *, since: date, seen: str, key: UUID, by: User) -> None:
    """Ask for all of these hours at once; all or nothing. Raises DomainError where they are others than was `seen`."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    card = as_it_stands(card)
    check_running(series)
    preview = Preview(plan_rest(card, since=since))
    sending.check_unchanged(seen, preview.mark, sending.IN_SIGHT)
    if not preview.plan:
        raise DomainError(N_("Every lesson has a date already."))
    act = planning.Act(series, ActKind.BOOKED, key, by)
    with first_come():
        for row, offer in preview.plan:
            book(act, row, offer, by)
    act.finish()


def _after(card: Card, row: Row) -> date:
    """The first day of the week after the one in which the lesson before it is given."""
    former = slot_before(card, row.lesson.position)
    return week_after(former.on) if former is not None else date.min
