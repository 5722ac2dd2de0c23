"""How a lesson gets on one sheet of A4: how many lines the explanation of each part may take there."""

from collections.abc import Sequence
from dataclasses import dataclass

from jsp.rules.programme import Activity, Lesson

LINE, COLUMN = 105, 50  # characters that surely fit on a line of the sheet, and of one of its two columns
BELOW, GOALS = 3, 3  # lines of each text below the parts, and for the goals; as in lesson-print.css
ROOMY, LARGER = 46, 1.2  # of the 52 lines of a sheet on which letters are a fifth larger: more may not fit
STEPS = ((4, 6), (5, 4), (6, 3), (8, 2), (10, 1))  # up to so many parts: so many lines


@dataclass(frozen=True, slots=True)
class Paper:
    """`lines` for the explanation of each part; `is_cut`: not all of the lesson fits, the page itself has the rest.

    `is_roomy`: there is so much white left that the letters can be larger.
    """

    lines: int
    is_cut: bool
    is_roomy: bool


def on_paper(lesson: Lesson, left: Sequence[Activity] = (), *, opens: str = "") -> Paper:
    """For the lesson and what was left of the one before it; what it `opens` with takes the room of a part."""
    parts = len(lesson.activities) + len(left) + bool(opens)
    lines = next((lines for most, lines in STEPS if parts <= most), 0)
    below = (lesson.mind, lesson.home, lesson.practice_link, ", ".join(lesson.materials), " ".join(lesson.sources))
    how = [each.how for each in lesson.activities]
    is_cut = _is_cut(how, below, lesson.goals, lines, 1) or _lines(opens, LINE) > BELOW
    is_roomy = not _is_cut(how, below, lesson.goals, lines, LARGER) and _filled(how, below, parts) <= ROOMY
    return Paper(lines, is_cut, is_roomy)


def _is_cut(how: Sequence[str], below: Sequence[str], goals: Sequence[str], lines: int, size: float) -> bool:
    line, column = int(LINE / size), int(COLUMN / size)
    return (
        any(_lines(each, line) > lines for each in how)
        or any(_lines(text, column) > BELOW for text in below)
        or sum(_lines(goal, line) for goal in goals) > GOALS
    )


def _filled(how: Sequence[str], below: Sequence[str], parts: int) -> int:
    """Lines of the sheet that are filled, once the letters are larger; goals and headings as if they were full."""
    line, column = int(LINE / LARGER), int(COLUMN / LARGER)
    texts = sum(2 + _lines(text, column) for text in below if text)
    return 10 + 2 * parts + sum(_lines(each, line) for each in how) + (texts + 1) // 2


def _lines(text: str, width: int) -> int:
    return sum(-(-len(line) // width) for line in text.splitlines() if line)
