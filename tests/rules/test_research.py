"""What is written down for research: as it is disclosed, and never closer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.rules.class_disclosure import NOTHING, Figure, Part, Showing, disclosed, disclosed_of_several
from jsp.rules.evaluation import SCORES
from jsp.rules.questionnaire import Questionnaire
from jsp.rules.research import STEP, Shown, Whose, answers_behind, figure_cells, figure_row, item_rows, wave_row
from jsp.rules.research_columns import FIGURES, FILES, ITEMS, WAVES
from jsp.rules.wave import KINDS, Measure, Score
from tests.rules.programmes import FEW
from tests.rules.questionnaires import questionnaires

WHOSE = Whose("0a1b2c3d4e", "vo", "2026-2027", "respect", 2)
SHOWN = Shown(
    whose=WHOSE, lessons=("1", "H"), asked_after=("H",), versions=(("les", 1), ("les", 3)), item="safe", answers=14,
    item_answers=9, figure=Figure(Showing.FIGURES, (4, 1, 0, 1, 4), Decimal("2.9")), class_size=24,
    released_on=date(2027, 2, 1), least=8,
)  # fmt: skip
NAMES = [each.name for each in FIGURES]


def cells(shown: Shown) -> dict[str, object]:
    return dict(zip(NAMES, figure_row(shown), strict=True))


def test_a_row_says_what_was_shown_to_whom_of_which_lessons() -> None:
    assert figure_row(SHOWN) == (
        "0a1b2c3d4e", "vo", "2026-2027", "respect", 2, 20, 29, "2026-2027", 2, 8, "1+H", "H", "les+les", "1+3", "safe",
        10, 14, 5, 9, 4, 1, 0, 1, 4, "2,9", "1,84", "", "",
    )  # fmt: skip


@pytest.mark.parametrize(("figure", "expected"), [
    (Figure(Showing.NEARLY_EVERYONE, face=5), ("", "", "", "", "", "", "", 5, "nearly")),
    (NOTHING, ("", "", "", "", "", "", "", "", "few")),
])  # fmt: skip
def test_a_cell_that_is_empty_says_why(figure: Figure, expected: tuple[object, ...]) -> None:
    assert figure_cells(figure) == expected


@given(st.integers(1, 500))
def test_how_many_there_were_is_told_in_steps(answers: int) -> None:
    row = cells(replace(SHOWN, answers=answers))
    low, high = int(str(row["n_from"])), int(str(row["n_to"]))
    assert (low <= answers <= high, high - low, low % STEP) == (True, STEP - 1, 0)


@given(st.lists(st.lists(st.integers(0, 6), min_size=5, max_size=5), min_size=1, max_size=3))
def test_an_item_is_counted_as_far_as_its_figure_is_made_of_it(lists: list[list[int]]) -> None:
    parts = [Part({"safe": dict(zip(SCORES, counts, strict=True))}, 5) for counts in lists]
    behind = answers_behind((sum(counts), 5) for counts in lists)
    shown = disclosed_of_several(parts, least=8)["safe"].showing is Showing.FIGURES
    assert behind == sum(number for counts in lists if (number := sum(counts)) >= 5)
    assert behind >= 8 or not shown


@pytest.mark.parametrize(("day", "told"), [
    (date(2026, 8, 1), ("2026-2027", 1)), (date(2026, 12, 31), ("2026-2027", 1)), (date(2027, 1, 31), ("2026-2027", 1)),
    (date(2027, 2, 1), ("2026-2027", 2)), (date(2027, 7, 31), ("2026-2027", 2)),
])  # fmt: skip
def test_of_a_day_only_the_half_year_is_told(day: date, told: tuple[str, int]) -> None:
    row = cells(replace(SHOWN, released_on=day))
    assert (row["released_year"], row["released_half"]) == told


def test_columns_are_told_apart_and_explained() -> None:
    for columns in FILES.values():
        assert all(all(each) for each in columns)
        assert len({each.name for each in columns}) == len(columns)
    assert len({each.meaning for each in FIGURES}) == len(FIGURES)


def test_a_score_is_written_down_as_it_is() -> None:
    score = Score("po", "task_motivation", Measure.SCORE, Decimal("3.84"), None, 511)
    assert wave_row(KINDS["cool-pupils"], 2018, score) == (
        "cool", "pupils", "2018-2019", "po", "task_motivation", "score", "3,84", "", 511,
    )  # fmt: skip
    assert len(WAVES) == 9


@given(st.lists(st.integers(0, 12), min_size=5, max_size=5))
def test_what_is_not_shown_is_not_written_down_either(counts: list[int]) -> None:
    figure = disclosed({"safe": dict(zip(SCORES, counts, strict=True))}, least=8)["safe"]
    row = cells(replace(SHOWN, figure=figure))
    tenths = [row[f"tenths_{score}"] for score in SCORES]
    if row["left_out_because"]:
        assert {*tenths, row["mean"], row["sd"], row["item_n_from"], row["item_n_to"]} == {""}
    else:
        assert (sum(int(str(each)) for each in tenths), max(map(int, map(str, tenths))) <= 9) == (10, True)
    assert bool(row["nearly_everyone"]) == (row["left_out_because"] == "nearly")


@settings(max_examples=FEW)
@given(questionnaires())
def test_all_that_pupils_read_is_in_the_list_of_items(one: Questionnaire) -> None:
    rows = [dict(zip([each.name for each in ITEMS], row, strict=True)) for row in item_rows(one, 3)]
    assert [row["item"] for row in rows] == [*(each.key for each in one.items), *SCORES, ""]
    assert [row["nl"] for row in rows] == [
        *(each.words.nl for each in one.items), *(each.nl for each in one.faces), one.open_question.nl,
    ]  # fmt: skip
    assert [row["in_short"] for row in rows[: len(one.items)]] == [int(each.in_short) for each in one.items]
