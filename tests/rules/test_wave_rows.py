"""Rows of a file with scores: each is right, or says in which column what is wrong with it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.refusal import DomainError
from jsp.rules.wave import KINDS, Instrument, Measure, Score
from jsp.rules.wave_file import empty_table
from jsp.rules.wave_rows import columns_of, is_head, read_rows

COOL, ISJO, SKILLS = KINDS["cool-pupils"], KINDS["isjo-youth-workers"], KINDS["competences-teachers"]
HEAD = "eenheid;schaal;gemiddelde;sd;n"
GAPS = "eenheid;competentie;belang;sd belang;gerealiseerd;sd gerealiseerd;n"
RIGHT = ["po", "taakmotivatie", "3,46", "0.61", "511"]


def table(*rows: str, head: str = HEAD) -> list[list[str]]:
    return [row.split(";") for row in (head, *rows)]


def wrong(row: str, head: str = HEAD) -> list[tuple[str, str]]:
    kind = COOL if head == HEAD else SKILLS
    [found] = read_rows(table(row, head=head), kind, ["V2B"])
    assert not (found.scores and found.problems)
    return [(each.column, each.text) for each in found.problems]


def test_a_row_becomes_a_score() -> None:
    [row] = read_rows([HEAD.split(";"), RIGHT], COOL)
    assert row.scores == [Score("po", "task_motivation", Measure.SCORE, Decimal("3.46"), Decimal("0.61"), 511)]
    assert row.number == 2


def test_a_competence_becomes_two() -> None:
    [row] = read_rows(table("so;Grenzen stellen;4,55;;3.1;0,8;40", head=GAPS), SKILLS)
    assert [(each.measure, str(each.mean), each.sd and str(each.sd), each.n) for each in row.scores] == [
        (Measure.IMPORTANCE, "4.55", None, 40), (Measure.REALISED, "3.10", "0.80", 40),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Taakmotivatie", " task  motivation ", "task_motivation", "TASK MOTIVATION"])
def test_a_scale_goes_by_all_its_names(name: str) -> None:
    [row] = read_rows([HEAD.split(";"), ["po", name, *RIGHT[2:]]], COOL)
    assert [each.scale for each in row.scores] == ["task_motivation"]


def test_a_unit_keeps_its_first_spelling() -> None:
    rows = read_rows(table("PO;taakmotivatie;3;;9", "po ;welbevinden met leraren;3;;9"), COOL)
    assert [score.unit for row in rows for score in row.scores] == ["PO", "PO"]


@pytest.mark.parametrize(("row", "column", "said"), [
    ("po;taakmotivatie;3;0,5;4", "n", "Fewer than five"),
    ("po;taakmotivatie;3;0,5;0", "n", "Fewer than five"),
    ("po;taakmotivatie;3;0,5;-12", "n", "n is a whole number"),
    ("po;taakmotivatie;3;0,5;1.219", "n", "n is a whole number"),
    ("po;taakmotivatie;3;0,5;1e3", "n", "n is a whole number"),
    ("po;taakmotivatie;3;0,5;²", "n", "n is a whole number"),
    ("po;taakmotivatie;3;0,5;9999999", "n", "n is a whole number"),
    ("po;taakmotivatie;3;0,5;", "n", "n is a whole number"),
    ("po;taakmotivatie;3;0,5;=1+1", "n", "formula"),
    ("po;taakmotivatie;7;0,5;12", "mean", "from 1 to 5"),
    ("po;taakmotivatie;0,99;0,5;12", "mean", "from 1 to 5"),
    ("po;taakmotivatie;5.001;0,5;12", "mean", "from 1 to 5"),
    ("po;taakmotivatie;NaN;0,5;12", "mean", "from 1 to 5"),
    ("po;taakmotivatie;inf;0,5;12", "mean", "from 1 to 5"),
    ("po;taakmotivatie;-inf;0,5;12", "mean", "from 1 to 5"),
    ("po;taakmotivatie;;0,5;12", "mean", "from 1 to 5"),
    ("po;taakmotivatie;3,4,5;0,5;12", "mean", "from 1 to 5"),
    ("po;taakmotivatie;=A1;0,5;12", "mean", "formula"),
    ("po;taakmotivatie;3;2,25;12", "sd", "from 0 to 2.24"),
    ("po;taakmotivatie;3;-1;12", "sd", "from 0 to 2.24"),
    ("po;taakmotivatie;3;@x;12", "sd", "formula"),
    ("po;plezier;3;0,5;12", "scale", "do not know this scale"),
    ("po;;3;0,5;12", "scale", "empty"),
    (";taakmotivatie;3;0,5;12", "unit", "empty"),
    ("=1+1;taakmotivatie;3;0,5;12", "unit", "formula"),
    ("p\x00o;taakmotivatie;3;0,5;12", "unit", "nobody can read"),
    (f"{'p' * 61};taakmotivatie;3;0,5;12", "unit", "too long"),
    ("v2b;taakmotivatie;3;0,5;12", "unit", "a class"),
    ("Totaal;taakmotivatie;3;0,5;12", "unit", "a total"),
    ("po;taakmotivatie;3;0,5;12;9", "", "more in this row"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_column(row: str, column: str, said: str) -> None:
    [(where, text)] = wrong(row)
    assert (where, said in text) == (column, True), text


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert [column for column, _text in wrong("so;luisteren;9;9;0;x;2", GAPS)] == [
        "importance", "importance_sd", "realised", "realised_sd", "n",
    ]  # fmt: skip


def test_the_same_scale_of_a_unit_counts_once() -> None:
    rows = read_rows(table("po;taakmotivatie;3;;9", "Po;task motivation;3;;9"), COOL)
    assert [[each.text for each in row.problems] for row in rows] == [
        [], ["This unit and scale stand in the file twice."],
    ]  # fmt: skip


@pytest.mark.parametrize("none", ["", " ", "-", "–", "."])
def test_a_standard_deviation_may_be_missing(none: str) -> None:
    [row] = read_rows(table(f"po;taakmotivatie;3;{none};12"), COOL)
    assert row.scores[0].sd is None
    assert read_rows(table("po;taakmotivatie;3;12", head="eenheid;schaal;gemiddelde;n"), COOL)[0].scores[0].sd is None


@pytest.mark.parametrize(("head", "rows", "said"), [
    ("", [], "no headings"),
    ("eenheid", [], "no table with columns"),
    ("eenheid;iets", [], "other headings"),
    ("eenheid;schaal;n", ["po;taakmotivatie;12"], "A column is missing"),
    (GAPS, ["po;x;3;;3;;12"], "A column is missing"),
    (HEAD, [], "no scores below"),
    (HEAD, ["", ";;;;"], "no scores below"),
    (f"{HEAD};naam", ["po;taakmotivatie;3;;12;Piet"], "column that we do not know"),
    ("eenheid;school;schaal;gemiddelde;n", ["po;po;taakmotivatie;3;12"], "twice"),
    (HEAD, ["po;taakmotivatie;3;;12"] * 501, "more than 500"),
])  # fmt: skip
def test_a_table_without_scores_is_refused(head: str, rows: list[str], said: str) -> None:
    with pytest.raises(DomainError, match=said) as refused:
        read_rows(table(*rows, head=head) if head else [], COOL)
    assert refused.value.field == "file"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_our_own_headings_are_known(kind: tuple[Instrument, object], language: str) -> None:
    head = columns_of(KINDS[kind.code], language)  # type: ignore[attr-defined]
    assert is_head(head)
    with pytest.raises(DomainError, match="no scores below"):
        read_rows([head], KINDS[kind.code])  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", KINDS)
def test_our_own_scales_are_known(code: str, language: str) -> None:
    rows = read_rows(empty_table(KINDS[code], language), KINDS[code])
    assert {each.column for row in rows for each in row.problems} <= {"mean", "importance", "realised", "n", "scale"}
    assert code == "competences-teachers" or not any(each.column == "scale" for row in rows for each in row.problems)


def test_a_unit_that_we_know_is_spelled_as_we_know_it() -> None:
    rows = read_rows(table("PO;taakmotivatie;3;;9"), COOL, units={"po": "po"})
    assert [score.unit for row in rows for score in row.scores] == ["po"]


@given(st.lists(st.lists(st.text(max_size=8) | st.sampled_from(RIGHT), min_size=5, max_size=6), min_size=1, max_size=6))
def test_any_rows_are_right_or_have_a_reason(cells: list[list[str]]) -> None:
    try:
        rows = read_rows([HEAD.split(";"), *cells], COOL)
    except DomainError:
        return
    seen = set()
    for row in rows:
        assert bool(row.scores) != bool(row.problems)
        for each in row.scores:
            assert (each.unit, each.scale) not in seen
            assert 1 <= each.mean <= 5
            assert each.sd is None or 0 <= each.sd <= Decimal("2.24")
            assert 5 <= each.n <= 999_999
            assert 0 < len(each.unit) <= 60
            seen.add((each.unit, each.scale))


@given(st.decimals(min_value=1, max_value=5, allow_nan=False, places=6), st.sampled_from(",."))
def test_a_number_is_kept_to_two_places(mean: Decimal, sign: str) -> None:
    [row] = read_rows(table(f"po;taakmotivatie;{mean:f}".replace(".", sign) + ";;12"), COOL)
    assert abs(row.scores[0].mean - mean) <= Decimal("0.005")
    assert row.scores[0].mean.as_tuple().exponent == -2
