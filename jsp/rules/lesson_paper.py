"""How a lesson gets on one sheet of A4: how many lines the explanation of each part may take there."""

from collections.abc import Sequence
from dataclasses import dataclass

from jsp.rules.programme import Activity, Lesson

LINE, COLUMN = 105, 50  # characters that surely fit on a line of the sheet, and of one of its two columns
BELOW, GOALS = 3, 3  # lines of each text below the parts, and for the goals; as in lesson-print.css
STEPS = ((4, 6), (5, 4), (6, 3), (8, 2), (10, 1))  # up to so many parts: so many lines


@dataclass(frozen=True, slots=True)
class Paper:
    """`lines` for the explanation of each part; `is_cut`: not all of the lesson fits, the page itself has the rest."""

    lines: int
    is_cut: bool


def on_paper(lesson: Lesson, left: Sequence[Activity] = ()) -> Paper:
    """For the lesson, and what was left of the one before it."""
    parts = len(lesson.activities) + len(left)
    lines = next((lines for most, lines in STEPS if parts <= most), 0)
    below = (lesson.mind, lesson.home, lesson.practice_link, ", ".join(lesson.materials), " ".join(lesson.sources))
    is_cut = (
        any(_lines(each.how, LINE) > lines for each in lesson.activities)
        or any(_lines(text, COLUMN) > BELOW for text in below)
        or sum(_lines(goal, LINE) for goal in lesson.goals) > GOALS
    )
    return Paper(lines, is_cut)


def _lines(text: str, width: int) -> int:
    return sum(-(-len(line) // width) for line in text.splitlines() if line)
