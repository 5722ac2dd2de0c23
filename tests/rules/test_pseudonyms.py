"""A name that became another is gone everywhere, and nothing else changed; what looks like a name is pointed at."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.note_check import Concern, suspicious
from jsp.rules.pseudonyms import Pair, checked, counted, names_in, replaced, suspects
from jsp.rules.refusal import DomainError
from jsp.rules.spans import Span, follow

PAIRS = [
    Pair("Anna de Wit\nAnna", "[docent A]"),
    Pair("Bob", "[leerling 1]"),
    Pair("Wit", "[plein]"),
    Pair("Šipka", "[S]"),
]
PIECES = [
    "Anna",
    "de",
    "Wit",
    "anna",
    "BOB",
    "Bobby",
    "Šipka",
    "šipka",
    "x",
    " ",
    " ",
    "\n",
    "M2: ",
    "# ",
    "'s",
    "-",
    "😀",
    ".",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@given(TEXTS)
def test_no_name_is_left_as_a_word_of_its_own(text: str) -> None:
    after, _changes = replaced(text, PAIRS)
    left = words_of(re.sub(r"\[[^\]]*\]", " ", after))
    assert not {"anna", "bob", "wit", "šipka"} & set(left)
    assert replaced(after, PAIRS) == (after, [])


@given(TEXTS)
def test_all_that_is_no_name_stays_as_it_was(text: str) -> None:
    after, changes = replaced(text, PAIRS)
    at_old, at_new = 0, 0
    for change in changes:
        same = change.before.start - at_old
        assert text[at_old : change.before.start] == after[at_new : at_new + same]
        at_old, at_new = change.before.end, at_new + same + change.length
    assert text[at_old:] == after[at_new:]
    assert text.count("\n") == after.count("\n")


@given(TEXTS.filter(bool), st.data())
def test_a_passage_without_a_name_reads_the_same_afterwards(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    after, changes = replaced(text, PAIRS)
    [found] = follow([span], changes)
    if not any(each.before.overlap(span) for each in changes):
        assert after[found.span.start : found.span.end] == text[span.start : span.end]
        assert not found.is_touched


def test_the_longest_name_goes_first_and_capitals_do_not_matter() -> None:
    text, _changes = replaced("ANNA  DE WIT en anna en Annabel, Anna's", PAIRS)
    assert text == "[docent A] en [docent A] en Annabel, [docent A]'s"


def test_who_speaks_stays_who_speaks() -> None:
    text, _changes = replaced("M2: Bob: dag\nBob: dag", PAIRS)
    assert text == "M2: [leerling 1]: dag\n[leerling 1]: dag"


def test_names_are_counted_for_what_stands_for_them() -> None:
    assert counted(["Anna en Anna de Wit", "Bob"], PAIRS) == {"[docent A]": 2, "[leerling 1]": 1}
    assert counted(["Anna"], []) == {}


def test_what_stands_for_a_name_gets_brackets() -> None:
    assert checked(Pair(" Jan  Vos \n\nJan", "docent B"), PAIRS) == Pair("Jan Vos\nJan", "[docent B]")


@pytest.mark.parametrize(
    ("real", "stand_in", "field"),
    [
        ("", "[x]", "real"), ("J", "[x]", "real"), ("[Jan]", "[x]", "real"), ("M2", "[x]", "real"),
        ("Jan: hoi", "[x]", "real"), ("# Jan", "[x]", "real"), ("anna", "[x]", "real"), ("J" * 200, "[x]", "real"),
        ("Jan", "", "stand_in"), ("Jan", "[]", "stand_in"), ("Jan", "[a][b]", "stand_in"),
        ("Jan", "x" * 60, "stand_in"),
        ("Jan", "[broer van jan]", "stand_in"), ("docent", "[x]", "stand_in"), ("Jan", "[DOCENT a]", "stand_in"),
        ("Jan", "[zus van Bob]", "stand_in"),
    ],
)  # fmt: skip
def test_what_would_go_wrong_is_refused_beside_its_field(real: str, stand_in: str, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        checked(Pair(real, stand_in), PAIRS)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Anna de Wit", ["Anna de Wit", "Anna"]), ("Mevr. A. Jansen (mentor)", ["A. Jansen"]),
        ("Vos, Piet", ["Vos, Piet", "Piet"]), ("Bob", ["Bob"]), ("Spreker 2", []), ("M2", []), ("Gespreksleider", []),
        ("Docent", []), ("meneer Vos", ["Vos"]),
    ],
)  # fmt: skip
def test_a_name_is_found_in_what_stands_before_the_colon(label: str, names: list[str]) -> None:
    assert names_in(label) == names


def test_what_leads_to_somebody_is_pointed_at_in_its_place() -> None:
    text = "Toen zei Anna de Wit dat Youssef op Kerkstraat 12 woont. Mail a.b@school.nl, bel 06-12345678 of 123456782."
    assert [(text[span.start : span.end], concern) for span, concern in suspicious(text)] == [
        ("Anna de Wit", Concern.NAME), ("Youssef", Concern.NAME), ("Kerkstraat 12", Concern.ADDRESS),
        ("a.b@school.nl", Concern.MAIL), ("06-12345678", Concern.PHONE), ("123456782", Concern.NUMBER),
    ]  # fmt: skip


def test_what_stands_for_a_name_and_what_is_known_is_not_pointed_at() -> None:
    assert suspicious("Dat is [docent Anna] van de les Respect op JSP.", known=["Les over respect"]) == []


@given(st.text(alphabet="aA b.@0-[]\n", max_size=40))
def test_pointing_stays_within_the_text(text: str) -> None:
    for span, _concern in suspicious(text):
        assert 0 <= span.start < span.end <= len(text)


def test_each_suspect_is_told_once_with_how_often() -> None:
    texts = ["M1: Toen kwam Youssef.\nM2: Met Youssef was Bea.", "Ook YOUSSEF kwam"]
    assert [(each.words, each.times) for each in suspects(texts)] == [("Youssef", 3), ("Bea", 1)]
    assert suspects(texts)[0].line == "Toen kwam Youssef."


def test_a_very_long_word_takes_no_minutes() -> None:
    assert suspicious("a" * 300_000 + "@") == []


@pytest.mark.parametrize("begun", ["(", "[", "mr "])
def test_what_is_begun_very_often_before_a_colon_is_looked_at_once(begun: str) -> None:
    assert names_in(begun * 60_000) == []
