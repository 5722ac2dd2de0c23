"""How minutes become widths: who leads which part of a lesson, and how much time each method gets."""

from dataclasses import dataclass

from jsp.rules.programme import Balance, Lesson, Method

WIDE, GAP = 900, 7  # of a drawing that is stretched to the width of the page


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a lesson in the drawing; `lead`: who leads it."""

    at: int
    width: int
    lead: str

    @property
    def ends(self) -> int:
        """Its right side."""
        return self.at + self.width


def lesson_bars(lesson: Lesson) -> list[Bar]:
    """Its parts beside each other, as wide as they are long, with a gap between them."""
    bars, before = [], 0
    for activity in lesson.activities:
        starts, ends = (WIDE * minutes // lesson.minutes for minutes in (before, before + activity.minutes))
        bars.append(Bar(starts + 2, max(ends - starts - GAP, 1), activity.lead))
        before += activity.minutes
    return bars


@dataclass(frozen=True, slots=True)
class MethodBar:
    """The minutes of a method, and its width of 100 beside the method that gets most."""

    method: Method
    minutes: int
    width: int


def method_bars(balance: Balance) -> list[MethodBar]:
    """One for each method, always in the same order."""
    most = max(balance.minutes.values(), default=0) or 1
    return [MethodBar(each, found := balance.minutes.get(each, 0), 100 * found // most) for each in Method]
