"""Whether enough people of the right disciplines sit at a desk, and whom to ask when somebody cannot."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from jsp.rules.opening import Slot

USUAL_OPENINGS = 2  # a week (dossier 0.1)
MOST_ASKED = 3
ENOUGH_ASKED = 5  # below this a theme being asked is an accident
LOOK_AHEAD = timedelta(weeks=3)
DECIDE_BEFORE = timedelta(hours=2)
AT_ONCE = 2
PATIENCE = timedelta(hours=3)
HURRY = timedelta(hours=24)


class Staffing(StrEnum):
    """How the number of people stands against what is wanted."""

    EMPTY = "empty"
    SHORT = "short"
    FINE = "fine"
    CROWDED = "crowded"


def staffing(people: int, *, least: int, most: int) -> Staffing:
    """Below `least` it is short, above `most` crowded: hints, never a block."""
    if people == 0:
        return Staffing.EMPTY
    if people < least:
        return Staffing.SHORT
    return Staffing.CROWDED if people > most else Staffing.FINE


def hours_of(slots: Iterable[Slot]) -> float:
    """Hours open together."""
    return sum(slot.minutes for slot in slots) / 60


def is_unusual_week(slots: Collection[Slot], *, least: float, most: float) -> bool:
    """Whether a site is open on other than two occasions, or outside so many hours together. A hint."""
    return len(slots) != USUAL_OPENINGS or not least <= hours_of(slots) <= most


def unanswered(
    asked: Mapping[int, int], knows: Mapping[int, Collection[int]], coming: Collection[int]
) -> list[tuple[int, list[int]]]:
    """The themes that are asked most while none of the disciplines that know about them comes.

    `asked`: how often, by theme; `knows`: disciplines by theme; `coming`: disciplines in the rota. The most asked
    first, each with the disciplines that it asks for.
    """
    most = sorted((theme for theme, count in asked.items() if count >= ENOUGH_ASKED), key=lambda t: (-asked[t], t))
    lacking = [theme for theme in most[:MOST_ASKED] if knows.get(theme) and not set(knows[theme]) & set(coming)]
    return [(theme, sorted(knows[theme])) for theme in lacking]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who might come, with what the rota knows of the moment that is asked for."""

    member_id: int
    discipline_id: int
    turns: int
    is_free: bool


def whom_to_ask(colleagues: Iterable[Colleague], disciplines: Collection[int]) -> list[Colleague]:
    """The free ones of a fitting discipline, those with the fewest turns first; any free one where none fits."""
    free = sorted((each for each in colleagues if each.is_free), key=lambda each: (each.turns, each.member_id))
    return [each for each in free if each.discipline_id in disciplines] or free


def how_many_now(*, waiting: int, asked_at: datetime | None, starts: datetime, now: datetime) -> int:
    """How many more to ask at this moment: two at a time, all when it is soon.

    `waiting`: asked and not answered yet; `asked_at`: when the last of them was asked. All times aware.
    """
    if starts - now <= HURRY:
        return 1_000
    is_tired = asked_at is None or now - asked_at >= PATIENCE
    return AT_ONCE if is_tired else max(0, AT_ONCE - waiting)


def must_decide(slot: Slot, now: datetime, *, people: int, least: int) -> bool:
    """Whether somebody has to say now if it goes on: short, and it starts within two hours or is on (local time)."""
    if slot.on != now.date() or slot.is_over(now) or people >= least:
        return False
    begins = datetime.combine(slot.on, slot.starts, now.tzinfo)
    return begins - now <= DECIDE_BEFORE


def is_absent(day: date, absences: Iterable[tuple[date, date]]) -> bool:
    """Whether the day lies in one of the absences, first and last day included."""
    return any(first <= day <= last for first, last in absences)
