"""What is written down for research: as it is disclosed, and never closer."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.rules.disclosure import NOTHING, Figure, Showing, disclosed
from jsp.rules.evaluation import SCORES
from jsp.rules.questionnaire import Questionnaire
from jsp.rules.research import FIGURES, ITEMS, STEP, Shown, Whose, figure_cells, figure_row, item_rows
from tests.rules.programmes import FEW
from tests.rules.questionnaires import questionnaires

WHOSE = Whose("0a1b2c3d4e", "vo", "2026-2027", "respect", 2)
SHOWN = Shown(
    whose=WHOSE, lessons=("1", "H"), asked_after=("H",), versions=(("les", 1), ("les", 3)), item="safe", answers=14,
    figure=Figure(Showing.FIGURES, (4, 1, 0, 1, 4), Decimal("2.9")),
)  # fmt: skip
NAMES = [name for name, _meaning in FIGURES]


def cells(shown: Shown) -> dict[str, object]:
    return dict(zip(NAMES, figure_row(shown), strict=True))


def test_a_row_says_what_was_shown_to_whom_of_which_lessons() -> None:
    assert figure_row(SHOWN) == (
        "0a1b2c3d4e", "vo", "2026-2027", "respect", 2, "1+H", "H", "les+les", "1+3", "safe", 10, 14,
        4, 1, 0, 1, 4, "2,9", "", "",
    )  # fmt: skip


@pytest.mark.parametrize(("figure", "expected"), [
    (Figure(Showing.NEARLY_EVERYONE, face=5), ("", "", "", "", "", "", 5, "nearly")),
    (NOTHING, ("", "", "", "", "", "", "", "few")),
])  # fmt: skip
def test_a_cell_that_is_empty_says_why(figure: Figure, expected: tuple[object, ...]) -> None:
    assert figure_cells(figure) == expected


@given(st.integers(1, 500))
def test_how_many_there_were_is_told_in_steps(answers: int) -> None:
    row = cells(replace(SHOWN, answers=answers))
    low, high = int(str(row["n_from"])), int(str(row["n_to"]))
    assert (low <= answers <= high, high - low, low % STEP) == (True, STEP - 1, 0)


@given(st.lists(st.integers(0, 12), min_size=5, max_size=5))
def test_what_is_not_shown_is_not_written_down_either(counts: list[int]) -> None:
    figure = disclosed({"safe": dict(zip(SCORES, counts, strict=True))}, least=8)["safe"]
    row = cells(replace(SHOWN, figure=figure))
    tenths = [row[f"tenths_{score}"] for score in SCORES]
    if row["left_out_because"]:
        assert (set(tenths), row["mean"]) == ({""}, "")
    else:
        assert (sum(int(str(each)) for each in tenths), max(map(int, map(str, tenths))) <= 9) == (10, True)
    assert bool(row["nearly_everyone"]) == (row["left_out_because"] == "nearly")


@settings(max_examples=FEW)
@given(questionnaires())
def test_all_that_pupils_read_is_in_the_list_of_items(one: Questionnaire) -> None:
    rows = [dict(zip([name for name, _meaning in ITEMS], row, strict=True)) for row in item_rows(one, 3)]
    assert [row["item"] for row in rows] == [*(each.key for each in one.items), *SCORES, ""]
    assert [row["nl"] for row in rows] == [
        *(each.words.nl for each in one.items), *(each.nl for each in one.faces), one.open_question.nl,
    ]  # fmt: skip
    assert [row["in_short"] for row in rows[: len(one.items)]] == [int(each.in_short) for each in one.items]
