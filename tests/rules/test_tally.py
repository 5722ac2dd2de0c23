"""In which cells a conversation counts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from jsp.rules import tally
from jsp.rules.contact import AskedBy, Channel, ContactDraft, Level
from jsp.rules.tally import Cell, Grain, Split

MONEY, SCHOOL, HEALTH = 1, 2, 3
ADVICE, REFERRED = 7, 8
ONE = ContactDraft(
    id=UUID(int=1), site_id=4, on=date(2026, 11, 25), channel=Channel.PHONE, theme_ids=(MONEY,),
    asked_by=AskedBy.PARENT, outcome_ids=(ADVICE,),
)  # fmt: skip
MORE = replace(ONE, theme_ids=(MONEY, SCHOOL, HEALTH), outcome_ids=(ADVICE, REFERRED), level=Level.HAVO,
               discipline_id=12, is_return=True)  # fmt: skip


@pytest.mark.parametrize(("day", "week", "month", "year"), [
    (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 1), date(2026, 8, 1)),  # a Monday
    (date(2026, 11, 29), date(2026, 11, 23), date(2026, 11, 1), date(2026, 8, 1)),  # the Sunday of it
    (date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 1), date(2026, 8, 1)),
    (date(2026, 7, 31), date(2026, 7, 27), date(2026, 7, 1), date(2025, 8, 1)),
    (date(2026, 8, 1), date(2026, 7, 27), date(2026, 8, 1), date(2026, 8, 1)),
    (date(2028, 2, 29), date(2028, 2, 28), date(2028, 2, 1), date(2027, 8, 1)),
])  # fmt: skip
def test_weeks_begin_on_monday_and_years_in_august(day: date, week: date, month: date, year: date) -> None:
    assert [tally.starts(grain, day) for grain in (Grain.WEEK, Grain.MONTH, Grain.YEAR)] == [week, month, year]


def test_a_usual_conversation_counts_in_eleven_cells() -> None:
    asked = {(Split.THEME, ""), (Split.CHANNEL, "phone"), (Split.ASKED_BY, "parent"), (Split.VISIT, "new"),
             (Split.OUTCOME, str(ADVICE))}  # fmt: skip
    stretches = {(Grain.WEEK, date(2026, 11, 23)), (Grain.MONTH, date(2026, 11, 1))}
    expected = {Cell(4, grain, split, first, MONEY, value, True)
                for grain, first in stretches for split, value in asked}  # fmt: skip
    expected.add(Cell(4, Grain.YEAR, Split.THEME, date(2026, 8, 1), MONEY, "", True))
    assert tally.cells(ONE) == dict.fromkeys(expected, 1)


def test_each_theme_counts_and_the_first_is_the_main_one() -> None:
    found = {cell.theme_id: cell.is_main for cell in tally.cells(MORE)}
    assert found == {MONEY: True, SCHOOL: False, HEALTH: False}
    assert {number for number in tally.cells(MORE).values()} == {1}


@pytest.mark.parametrize(("split", "values"), [
    (Split.OUTCOME, {str(ADVICE), str(REFERRED)}), (Split.LEVEL, {"havo"}), (Split.DISCIPLINE, {"12"}),
    (Split.VISIT, {"return"}),
])  # fmt: skip
def test_it_stands_under_each_value_of_a_split(split: Split, values: set[str]) -> None:
    assert {cell.value for cell in tally.cells(MORE) if cell.split is split} == values


def test_an_outcome_that_is_chosen_twice_counts_once() -> None:
    assert tally.cells(replace(ONE, outcome_ids=(ADVICE, ADVICE))) == tally.cells(ONE)


@pytest.mark.parametrize("split", [Split.LEVEL, Split.DISCIPLINE])
def test_what_is_not_known_has_no_cell(split: Split) -> None:
    assert not [cell for cell in tally.cells(ONE) if cell.split is split]


@pytest.mark.parametrize("grain", Grain)
def test_main_themes_add_up_to_the_conversations(grain: Grain) -> None:
    cells = tally.cells(ONE) + tally.cells(MORE) + tally.cells(replace(MORE, theme_ids=(SCHOOL, MONEY)))
    of_grain = {cell: number for cell, number in cells.items() if (cell.grain, cell.split) == (grain, Split.THEME)}
    assert sum(number for cell, number in of_grain.items() if cell.is_main) == 3
    assert {theme: sum(number for cell, number in of_grain.items() if cell.theme_id == theme)
            for theme in (MONEY, SCHOOL, HEALTH)} == {MONEY: 3, SCHOOL: 2, HEALTH: 1}  # fmt: skip


@pytest.mark.parametrize("split", [Split.CHANNEL, Split.ASKED_BY, Split.VISIT])
def test_what_is_always_known_adds_up_to_the_theme(split: Split) -> None:
    cells = tally.cells(ONE) + tally.cells(MORE)
    assert total(cells, split) == total(cells, Split.THEME) == 4


def total(cells: tally.Cells, split: Split) -> int:
    return sum(number for cell, number in cells.items() if (cell.grain, cell.split) == (Grain.MONTH, split))


def test_years_are_kept_of_themes_alone() -> None:
    assert {cell.split for cell in tally.cells(MORE) if cell.grain is Grain.YEAR} == {Split.THEME}


@pytest.mark.parametrize(("change", "touched"), [
    (lambda: replace(MORE), set()),
    (lambda: replace(MORE, note="", study_year=2), set()),
    (lambda: replace(MORE, on=date(2026, 11, 27)), set()),  # of the same week
    (lambda: replace(MORE, channel=Channel.EMAIL), {Split.CHANNEL}),
    (lambda: replace(MORE, theme_ids=(SCHOOL, MONEY, HEALTH)), set(Split)),
])  # fmt: skip
def test_only_what_differs_is_moved(change: Callable[[], ContactDraft], touched: set[Split]) -> None:
    before, after = tally.cells(MORE), tally.cells(change())
    moved = tally.moved(before, after)
    assert {cell.split for cell in moved} == touched
    before.update(moved)
    assert {cell: number for cell, number in before.items() if number} == after
