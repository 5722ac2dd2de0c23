"""Ordinary tables of real teams are read, and what names somebody in them is left behind without their rows."""

import pytest

from jsp.content import usual
from jsp.rules.history_columns import Lists, guess
from jsp.rules.history_days import UNREADABLE
from jsp.rules.history_file import Table, read_history
from jsp.rules.history_lists import HIDDEN, KNOWN
from jsp.rules.history_words import OUTCOMES, THEMES, Field, known_words, plain, with_names
from jsp.rules.refusal import DomainError
from tests.rules.test_history_file import LISTS, found, refusals

ROWS = "2-9-2024;Geld;inloop\n3-9-2024;School;mail\n4-9-2024;Geld;inloop\n"
REMARK = "Kerstvakantie, JSP dicht van 21 december tot 6 januari"
TOTAL = "Totaal aantal gesprekken in deze periode: 28"
LONG = "Wat er op school gebeurt met vriendschap en ruzie"
NAMED = (
    "Fatima Yilmaz", "Jan Jansen 0612345678", "bellen met Fatima Yilmaz", "Jan wil niet meer leven", "Kerkstraat 12",
    "leerling 20261234", "jan@example.org", f"{LONG} " * 3,
)  # fmt: skip


def texts(data: str, heading: str, ours: set[str] | None = None) -> list[str] | None:
    table = read_history(data.encode(), ours or set())
    return next((list(column.texts) for column in table.columns if column.heading == heading), None)


@pytest.mark.parametrize(("day", "remark"), [
    *((day, remark) for day in ("datum", "Moment") for remark in (REMARK, TOTAL, "Jan Jansen", f"{REMARK} " * 4)),
    ("datum", "bel 111222333"),
])  # fmt: skip
def test_a_remark_among_the_days_costs_its_own_row_only(day: str, remark: str) -> None:
    data = f"{day};thema;kanaal\n{ROWS}{remark};;\n5-9-2024;Geld;mail\n"
    assert refusals(data) == {5: UNREADABLE}
    assert found(data).rows.total() == 4
    assert remark.split()[0] not in str(read_history(data.encode()).to_data())


def test_a_remark_full_of_commas_does_not_make_it_a_table_with_commas() -> None:
    assert head(f"datum;thema;kanaal\n{'een, twee, drie, vier' * 3};;\n").size == 4


def test_what_somebody_meant_as_a_day_is_shown_again() -> None:
    data = f"datum;thema;kanaal\n{ROWS}3 sept;Geld;\nweek 36;Geld;\nmaandag;Geld;\nonbekend;Geld;\n06-12345678;;\n"
    held = texts(data, "datum") or []
    assert held[4:] == ["3 sept", "week 36", "maandag", "onbekend", HIDDEN]


def test_a_column_of_which_most_is_no_day_is_none() -> None:
    assert texts("datum;thema\nJan Jansen;Geld\nPiet;Geld\n2-9-2024;Geld\n", "datum") is None


def test_the_names_in_the_lists_of_this_jsp_are_known() -> None:
    lists = Lists(
        with_names(THEMES, [("1", "own", (LONG, "x")), ("2", "own2", ("Rouw en verlies thuis nu", "y"))]),
        with_names(OUTCOMES, []), known_words({}),
    )  # fmt: skip
    rows = "".join(f"2-9-2024;{text}\n" for text in ["Geld"] * 40 + [LONG, "Rouw en verlies thuis nu", "Zingeving"] * 3)
    for heading in ("Waarover", "thema"):
        assert texts(f"datum;{heading}\n{rows}", heading, lists.words()) == [
            "", "Geld", LONG, "Rouw en verlies thuis nu", "Zingeving",
        ]  # fmt: skip
    assert guess(read_history(f"datum;Waarover\n{rows}".encode(), lists.words()), LISTS)[1] is Field.THEME


def test_what_every_jsp_calls_its_themes_and_outcomes_is_known_anyway() -> None:
    named = [(theme[1], theme[2]) for theme in usual.THEMES] + [(outcome[1], outcome[2]) for outcome in usual.OUTCOMES]
    assert not [name for names in named for name in names if plain(name) not in KNOWN]


def head(data: str) -> Table:
    return read_history((data + ROWS).encode())


@pytest.mark.parametrize(("above", "row"), [
    ("Week 36\nDatum contact;Thema gesprek;Kanaal\n", 2), ("1\nDatum contact;Onderwerp gesprek;Kanaal\n", 2),
    ("Week 36\nDatum;Kanaal;Reden van komst\n", 2),
    ("Periode;1-9-2024 - 31-12-2024\n\nDatum contact;Thema gesprek;Kanaal\n", 3),
    ("3-9-2025;;\nDatum;Waarover;Kanaal\n", 2), ("Week 36\nMoment;Waarover;Kanaal\n", 2),
    ("Datum: 3-9-2025;Utrecht\nDatum;Waarover;Ruimte\n", 2),
    ("Afgedrukt;3-9-2025;Utrecht\n\nDatum contact;Thema gesprek;Kanaal\n", 3),
    ("2-9-2024;Geld;mail\n3-9-2024;Geld;mail\ndatum;thema;kanaal\n", 3),
])  # fmt: skip
def test_headings_below_a_title_with_a_day_in_it_are_found(above: str, row: int) -> None:
    table = head(above)
    assert (table.head, len(table.columns)) == (row, 3)


@pytest.mark.parametrize(("headings", "rows"), [
    ("Datum gesprek;Naam;Waarover", "sept;Jan Jansen;geld;terug\nsept;Piet;geld;nieuw\n"),
    ("Moment;Naam;Waarover", "maandag;Jan Jansen;geld;terug\ndi;Piet;geld;nieuw\n"),
    ("Moment;Naam;Waarover", "Sept.;Jan Jansen;geld;terug\ntuesday;Piet;geld;nieuw\n"),
    ("Moment;Naam;Waarover", "begin sept;Jan Jansen;geld;terug\nlater;Piet;geld;nieuw\n"),
])  # fmt: skip
def test_a_conversation_with_half_a_day_is_not_taken_for_the_headings(headings: str, rows: str) -> None:
    table = read_history(f"{headings}\n{rows}".encode())
    assert table.head == 1
    assert "Jan" not in str(table.to_data())


@pytest.mark.parametrize("first", [
    "3-9-2025;;;\n;Jan Jansen;opleiding;terug\n", "3-9-2025;Jan;;\n;Piet de Boer;opleiding;terug\n",
    "3-9-2025;Jan;geld;nieuw\n;Piet de Boer;opleiding;terug\n", "maandag;Jan Jansen;geld;nieuw\n",
    "3-9-2025;Jan;geld;nieuw\n4-9-2025;Jan;geld;nieuw\nDag erna;Piet de Boer;opleiding;terug\n",
])  # fmt: skip
def test_below_conversations_without_headings_none_is_taken_for_them(first: str) -> None:
    with pytest.raises(DomainError, match="headings"):
        read_history(f"{first}4-9-2025;Piet;geld;nieuw\n".encode())


@pytest.mark.parametrize("text", NAMED)
@pytest.mark.parametrize("heading", ["via", "actie", "vervolg", "reden", "niveau", "gevraagd door"])
def test_what_names_somebody_below_our_headings_stays_behind_and_its_row_comes(heading: str, text: str) -> None:
    data = f"datum;{heading}\n" + "2-9-2024;geld\n2-9-2024;leerling\n" * 5 + f"2-9-2024;{text}\n" * 4
    table = read_history(data.encode())
    assert (table.size, list(table.columns[1].texts)) == (14, ["", "geld", "leerling", HIDDEN])
    assert not [word for word in ("Fatima", "Jan", "0612345678", "leven", "2026") if word in str(table.to_data())]


def test_below_who_a_lone_word_may_be_a_name() -> None:
    rows = "2-9-2024;Geld;leerling\n" * 5
    assert texts(f"datum;thema;wie vroeg\n{rows}2-9-2024;Geld;jan\n", "wie vroeg") == ["", "leerling", HIDDEN]


def test_what_was_hidden_is_one_question_and_never_a_wrong_row() -> None:
    rows = "2-9-2024;Geld\n" * 5 + "2-9-2024;Jan Jansen\n3-9-2024;Jan wil niet meer leven\n"
    of = found(f"datum;thema\n{rows}", **{HIDDEN: "2"})
    assert (of.wrong, of.rows.total()) == (0, 7)


def test_a_column_of_ours_that_is_mostly_stories_is_left_out() -> None:
    assert texts("datum;thema;actie\n2-9-2024;Geld;Jan Jansen\n2-9-2024;Geld;advies\n", "actie") is None


@pytest.mark.parametrize(("stories", "words", "taken"), [(39, 60, True), (40, 60, False), (2_000, 9_000, True),
                                                         (2_001, 9_000, False)])  # fmt: skip
def test_no_more_stories_are_looked_at_than_may_stand_among_words(stories: int, words: int, taken: bool) -> None:
    """Those above the first words, and those of a long table."""
    told = [f"2-9-2024;Geld;{at} {LONG} {REMARK}\n" for at in range(stories)]
    known = ["2-9-2024;Geld;advies\n"] * words
    rows = told + known if words < 100 else known + told
    assert (texts(f"datum;thema;actie\n{''.join(rows)}", "actie") is not None) is taken
