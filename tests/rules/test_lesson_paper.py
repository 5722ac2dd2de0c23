"""The more parts a lesson has, the fewer lines each gets on its sheet of A4; what does not fit is told."""

from dataclasses import replace

import pytest

from jsp.rules.lesson_paper import on_paper
from jsp.rules.programme import Activity, Form, Kind, Lesson, Method, Share

PART = Activity("a", "Kring", 5, (Method.VERBAL,), Form.DISCUSSION, Share.LEAD, Share.SUPPORT)


def lesson(parts: int, how: str = "") -> Lesson:
    return Lesson("1", "Les", Kind.LESSON, ("Doel",), (replace(PART, how=how),) * parts)


@pytest.mark.parametrize(("parts", "lines"), [(0, 6), (4, 6), (5, 4), (6, 3), (8, 2), (10, 1), (11, 0), (20, 0)])
def test_more_parts_get_fewer_lines(parts: int, lines: int) -> None:
    assert on_paper(lesson(parts)).lines == lines


def test_what_was_left_of_the_lesson_before_needs_room_too() -> None:
    assert on_paper(lesson(4), left=[PART]).lines == 4


def test_what_the_class_said_takes_the_room_of_a_part() -> None:
    assert on_paper(lesson(4), opens="Te lang. Korter.").lines == 4
    assert not on_paper(lesson(4), opens="Te lang. Korter.").is_cut
    assert on_paper(lesson(4), opens="woord " * 60).is_cut


@pytest.mark.parametrize(("how", "is_cut"), [
    ("", False), ("Kort.", False), ("woord " * 60, False), ("woord " * 150, True), ("a\nb\nc\nd\ne", True),
])  # fmt: skip
def test_it_is_told_when_not_all_fits(how: str, is_cut: bool) -> None:
    assert on_paper(lesson(5, how)).is_cut is is_cut


@pytest.mark.parametrize(("parts", "how", "is_roomy"), [
    (4, "Kort.", True), (6, "woord " * 20, True), (5, "woord " * 60, False), (5, "woord " * 150, False),
    (12, "Kort.", False),
])  # fmt: skip
def test_letters_are_larger_where_the_sheet_stays_empty(parts: int, how: str, is_roomy: bool) -> None:
    assert on_paper(lesson(parts, how)).is_roomy is is_roomy


@pytest.mark.parametrize("change", [{"mind": "woord " * 60}, {"materials": ("Stok " * 20,) * 3},
                                    {"goals": ("Doel",) * 4}, {"sources": ("Boek",) * 60}])  # fmt: skip
def test_it_is_told_for_what_stands_around_the_parts(change: dict[str, object]) -> None:
    assert on_paper(replace(lesson(5), **change)).is_cut  # type: ignore[arg-type]
