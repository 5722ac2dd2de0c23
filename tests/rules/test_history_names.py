"""In a table of the past nobody is named: neither by a row taken for headings, nor by a column that says too much."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.history_file import read_history
from jsp.rules.history_lists import HIDDEN
from jsp.rules.history_words import plain
from jsp.rules.refusal import DomainError

FIRST = ["Jan", "Fatima", "Sanne", "Mohammed", "Noor", "Daan"]
LAST = ["Jansen", "de Boer", "El Idrissi", "van den Berg", "Yilmaz"]
ROOM = ["stage", "moeder", "boos", "op", "school", "geld", "ruzie", "met", "Jan", "thuis", "bang", "gisteren", "wil"]
NAMES = st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)).map(" ".join)
SENTENCES = st.lists(st.sampled_from(ROOM), min_size=4, max_size=12).map(" ".join)


def carried(heading: str, texts: list[str]) -> list[str]:
    rows = "".join(f"2-9-2024;Geld;{text}\n" for text in texts)
    table = read_history(f"datum;thema;{heading}\n{rows}".encode())
    assert (heading in table.left) != (heading in [column.heading for column in table.columns])
    return [column.heading for column in table.columns if column.heading == heading]


def told(heading: str, texts: list[str]) -> list[str] | None:
    """What is carried along of a column; None where it is not taken."""
    rows = "".join(f"2-9-2024;Geld;{text}\n" for text in texts)
    table = read_history(f"datum;thema;{heading}\n{rows}".encode(), {plain("Zingeving")})
    return next((list(column.texts) for column in table.columns if column.heading == heading), None)


@pytest.mark.parametrize("rows", [
    "3-9-2025;Jan Jansen;opleiding;nieuw\n4-9-2025;Piet de Boer;thuis;nieuw\n5-9-2025;Fatima;geld;terug\n",
    "3-9-2025;Jan Jansen;thuis;nieuw\n;Piet de Boer;opleiding;terug\n",
    ";Jan Jansen;opleiding;nieuw\n4-9-2025;Piet de Boer;thuis;nieuw\n",
    "3 sept;Jan Jansen;opleiding;nieuw\n4 sept;Piet de Boer;thuis;nieuw\n",
])  # fmt: skip
@pytest.mark.parametrize("head", ["Datum;Naam;Waarover;Status", "Moment;Naam;Waarover;Status"])
def test_a_conversation_is_never_taken_for_the_headings(head: str, rows: str) -> None:
    table = read_history(f"{head}\n{rows}".encode())
    assert table.head == 1
    assert not [name for name in ("Jansen", "Boer", "Fatima") if name in str(table.to_data())]


def test_headings_are_found_below_a_title_with_a_day() -> None:
    assert read_history(b"Afgedrukt op;3-9-2025\n\ndatum;thema\n2-9-2024;Geld\n").head == 3
    assert read_history(b"Gesprekken;2024\nMoment;Waarover;Kanaal\n2-9-2024;Geld;mail\n").head == 2


def test_without_headings_the_first_conversation_is_none() -> None:
    for first in ("3-9-2025", "3 sept", "3/9", "45903", "wk 36"):
        with pytest.raises(DomainError, match="headings"):
            read_history(f"{first};Jan Jansen;opleiding;nieuw\n4-9-2025;Piet de Boer;thuis;nieuw\n".encode())


@pytest.mark.parametrize("heading", [
    "Hulpvraag", "Vraag", "Situatie", "Inhoud", "Wat speelt er", "Bericht", "Aanleiding", "Details", "Bijz.",
    "Voorletters", "Uitgevoerd door", "Context", "Geb.",
])  # fmt: skip
def test_headings_of_stories_are_refused_whatever_stands_there(heading: str) -> None:
    assert carried(heading, ["geld"] * 20) == []


@given(st.lists(NAMES, min_size=1, max_size=40))
def test_names_never_come_along_below_a_heading_of_their_own(names: list[str]) -> None:
    assert carried("Bij", names * 9) == []


@given(st.lists(SENTENCES, min_size=1, max_size=20), st.integers(1, 9))
def test_sentences_never_come_along_below_a_heading_of_their_own(sentences: list[str], times: int) -> None:
    assert told("Bij", sentences * times) is None
    assert told("Bij", sentences * times + ["geld"] * 300) == ["", HIDDEN, "geld"]


@given(st.sampled_from([*FIRST, "verdriet", "j.j."]), st.integers(1, 9), st.integers(0, 200))
def test_a_word_of_their_own_comes_along_only_where_it_comes_back(word: str, times: int, others: int) -> None:
    found = told("Bij", [word] * times + ["geld"] * others)
    assert (found is not None) is (times >= 5 or others > times)
    assert (word in (found or [])) is (times >= 5)


@pytest.mark.parametrize(("text", "comes"), [
    ("boos op mam", True), ("boos op z'n mam", False), ("b" * 30, True), ("b" * 31, False),
])  # fmt: skip
def test_however_often_it_comes_back_a_word_is_short(text: str, comes: bool) -> None:
    assert bool(carried("Bij", [text] * 90)) is comes


def test_a_list_is_no_list_with_too_many_words() -> None:
    words = [f"woord {chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(31)]
    random.Random(1).shuffle(words)
    assert carried("Bij", words[:30] * 5)
    assert not carried("Bij", words * 5)


def test_what_we_can_read_comes_along_below_any_heading() -> None:
    assert carried("Bij", ["inloop", "telefoon", "3", "2-9-2024", "geen"])


@pytest.mark.parametrize("number", ["45903", "12345", "20240902"])
def test_numbers_of_pupils_are_no_days(number: str) -> None:
    assert carried("Lnr", [number]) == []


@pytest.mark.parametrize(("heading", "text"), [
    ("Onderwerp", "Jan zei dat hij niet meer naar huis durft"),
    ("Actie", "morgen bellen met de moeder van Jan over geld"),
    ("Hoe ging het", "Jan huilde"), ("wie", "Jan"), ("who asked", "Jan"),
])  # fmt: skip
def test_stories_and_names_below_a_heading_of_ours_do_not_come_along(heading: str, text: str) -> None:
    table = read_history(f"datum;{heading}\n2-9-2024;{text}\n".encode())
    assert "Jan" not in str(table.to_data())


def test_a_word_of_their_own_below_a_heading_of_ours_is_asked_about_though_it_stands_once() -> None:
    assert carried("Uitkomst gesprek", ["taart gegeten"])
    assert carried("wie vroeg", ["leerling", "leerling", "oma"])


BSN_AND_DAY = "20240909"  # it passes the eleven-test


def test_days_without_signs_between_are_days_below_a_heading_of_days() -> None:
    table = read_history(f"datum;thema\n{BSN_AND_DAY};Geld\n20240902;Geld\n".encode())
    assert [list(column.texts) for column in table.columns] == [["", BSN_AND_DAY, "20240902"], ["", "Geld"]]


@pytest.mark.parametrize("data", [
    f"datum;aantal\n2-9-2024;{BSN_AND_DAY}\n",
    f"datum;thema;nr\n2-9-2024;Geld;{BSN_AND_DAY}\n", "thema;datum\nGeld;111222333\n",
    "thema;datum\nGeld;10000008\n",
])  # fmt: skip
def test_a_number_of_a_person_is_refused_below_any_heading(data: str) -> None:
    table = read_history(data.encode())
    assert list(table.left)[-1:] == [data.split("\n")[0].split(";")[-1]]
    assert not [each for each in (BSN_AND_DAY, "111222333", "10000008") if each in str(table.to_data())]
