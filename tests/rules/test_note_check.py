"""A citizen service number is always found; days, hours, amounts and phone numbers are never taken for one."""

import re
from datetime import date, time
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.note_check import (
    Concern,
    concerns,
    holds_address,
    holds_bsn,
    holds_name,
    is_bsn,
    suspicious,
    without_bsn,
)

VALID = "111222333"
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
HOURS = st.times().map(lambda at: at.replace(minute=at.minute // 5 * 5))


def oracle(number: str) -> bool:
    """The eleven-test as a check digit: eight digits weighted 9 to 2 leave the ninth as remainder of eleven."""
    *front, last = (int(digit) for digit in number.zfill(9))
    return any([*front, last]) and (sum(accumulate(front)) + sum(front)) % 11 == last


BSN = (
    st.integers(1_000_000, 99_999_999)
    .map(lambda front: [f"{front:08}{last}" for last in range(10) if oracle(f"{front:08}{last}")])
    .filter(bool)
    .map(lambda found: found[0])
)
WORDS = st.text(st.characters(exclude_categories=["Nd", "Cs"], exclude_characters=" .-"), max_size=20)


@given(st.integers(0, 999_999_999))
def test_it_agrees_with_the_check_digit(number: int) -> None:
    assert is_bsn(f"{number:09}") == oracle(f"{number:09}")


@given(BSN, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_no_bsn(number: str, at: int, more: int) -> None:
    assert not is_bsn(f"{number[:at]}{(int(number[at]) + more) % 10}{number[at + 1 :]}")


@given(BSN)
def test_a_lost_leading_zero_makes_no_difference(number: str) -> None:
    assert is_bsn(str(int(number)))


@given(st.integers(10_000_000, 999_999_999), WORDS, WORDS)
def test_a_number_between_words_is_judged_by_itself(number: int, before: str, after: str) -> None:
    assert holds_bsn(f"{before} {number} {after}") == oracle(str(number))


@given(BSN, st.sampled_from([" ", ".", "-"]), st.sampled_from([(3, 6), (4, 6), (2, 4, 6), (3, 5, 7), (1, 4, 7), (8,)]))
def test_separators_hide_nothing(number: str, between: str, cuts: tuple[int, ...]) -> None:
    groups = [number[start:end] for start, end in pairwise((0, *cuts, 9))]
    assert holds_bsn(f"nummer {between.join(groups)}, weet ze")


@pytest.mark.parametrize("text", [
    VALID, "111.222.333", "111-222-333", "1112.22.333", "bsn:111222333.", "(111222333)", "x111222333y",
    "zij is 16 111 222 333", "lokaal 12 1112.22.333", "om 12.15 uur 111222333", "op 23-11-2026 111222333",
    "regel één\n111222333", "10000008", "bel 06-12345678, bsn 111222333",
    "di 24-11 12.00 111222333",
])  # fmt: skip
def test_a_bsn_is_found(text: str) -> None:
    assert holds_bsn(text)


@pytest.mark.parametrize(("text", "rest"), [
    (VALID, ""), ("mijn nummer is 111.222.333, weet ze", "mijn nummer is , weet ze"),
    ("zij is 16 111 222 333", "zij is 16 "), ("111222333 en 111222333.", " en ."),
    ("bel 06-12345678, bsn 111222333", "bel 06-12345678, bsn "), ("regel één\n111222333", "regel één\n"),
    ("op 23-11-2026 om 12.15 uur", "op 23-11-2026 om 12.15 uur"), ("111222334", "111222334"),
])  # fmt: skip
def test_a_bsn_is_taken_out_and_nothing_else(text: str, rest: str) -> None:
    assert without_bsn(text) == rest


@given(st.text(st.sampled_from("0123456789 .-a\n"), max_size=40))
def test_what_is_left_holds_none(text: str) -> None:
    left = without_bsn(text)
    assert not holds_bsn(left)
    assert holds_bsn(text) or left == text


@pytest.mark.parametrize("text", [
    "", "111222334", "000000000", "1112223330", "0111222333", "11122233", "€ 1.250,00", "in 2026", "klas 2b", "12",
    "١١١٢٢٢٣٣٣", "om 12.15 op 23-11-2026", "van 12.00-14.30", "op 04-01 12.15 uur", "27-06-2028 12.15",
    "schooljaar 2026-2027", "1.5 uur", "111 222\n333", "111222333444",
])  # fmt: skip
def test_something_else_is_no_bsn(text: str) -> None:
    assert not holds_bsn(text)


@given(
    DAYS, st.sampled_from(["{:%d-%m-%Y}", "{:%d.%m.%Y}", "{:%d %m %Y}", "{:%Y-%m-%d}", "{0.day}-{0.month}-{0.year}"])
)
def test_a_day_is_no_bsn(day: date, written: str) -> None:
    assert not holds_bsn(f"afspraak op {written.format(day)}, dan bellen")


@given(HOURS, HOURS, st.sampled_from(["-", " - ", "–"]))
def test_opening_hours_are_no_bsn(starts: time, ends: time, between: str) -> None:
    assert not holds_bsn(f"open {starts:%H.%M}{between}{ends:%H.%M} uur")


@given(st.integers(2000, 2098))
def test_a_school_year_is_no_bsn(year: int) -> None:
    assert not holds_bsn(f"schooljaar {year}-{year + 1}")


@given(st.integers(0, 99_999_999), st.sampled_from(["06-{}", "06 {}", "06{}", "+31 6 {}", "+316{}", "0031 6 {}"]))
def test_a_mobile_number_is_no_bsn(number: int, written: str) -> None:
    assert not holds_bsn(f"bel {written.format(f'{number:08}')}")


@pytest.mark.parametrize(("text", "found"), [
    ("bel 0612345678", [Concern.PHONE]),
    ("06 12 34 56 78", [Concern.PHONE]),
    ("06-12345678.", [Concern.PHONE]),
    ("+31 6 1234 5678", [Concern.PHONE]),
    ("(0478) 12 34 56", [Concern.PHONE]),
    ("mail naam@school.nl even", [Concern.MAIL]),
    ("<a.b@c.example> of 0612345678", [Concern.PHONE, Concern.MAIL]),
])  # fmt: skip
def test_a_way_to_reach_somebody_is_a_warning(text: str, found: list[Concern]) -> None:
    assert concerns(text) == found


@pytest.mark.parametrize("text", [
    "", "om 12.15 op 23-11-2026", "open van 12.15-13.30", "schooljaar 2026-2027", "€ 1.250,00", "€ 12.500,-",
    "in 2026", "om 12.00 uur in lokaal 104", "3 x @ school", "V2B, 24 leerlingen", "1-2-3 klaar", "2026-11-23",
])  # fmt: skip
def test_plain_numbers_are_no_warning(text: str) -> None:
    assert concerns(text) == []


@pytest.mark.parametrize("text", [
    "Ik heb ruzie met Piet.", "Piet Jansen bedreigt mij", "Mijn broer Youssef drinkt.",
    "ik ben bang voor Chantal-Marie", "Het gaat om meneer Bakker", "Ik vertel het. Aan Noor niet.",
])  # fmt: skip
def test_what_looks_like_a_name_is_seen(text: str) -> None:
    assert holds_name(text)


@pytest.mark.parametrize("text", [
    "", "Ik heb schuld bij DUO.", "Mijn vader drinkt. Hij slaat.", "Ik wil graag hulp bij: Geld", "JSP hielp me al",
    "Ik ben Fenna en ik zoek hulp", "- Van alles.\n- Nog wat", "Help", "Ik slaap slecht! Wat nu? Geen idee",
])  # fmt: skip
def test_a_sentence_without_names_is_left_in_peace(text: str) -> None:
    assert not holds_name(text, known=["Fenna Verzonnen"])


@pytest.mark.parametrize("text", [
    "Ik woon in de Kerkstraat 5.", "Ik woon Kerkstraat 5 in Venray", "Post naar Dorpsstraat 12b, 5801 AB Venray",
])  # fmt: skip
def test_an_address_is_no_name(text: str) -> None:
    assert (holds_address(text), holds_name(text)) == (True, False)


def test_a_name_beside_an_address_is_still_seen() -> None:
    assert holds_name("Het is de Kerkstraat 5 bij Piet")


@pytest.mark.parametrize("text", ["Onderweg 2 keer", "Ik ga 3 dagen weg", "Ik ben op pad 5 dagen", "in 2026", "B104"])
def test_what_is_no_address(text: str) -> None:
    assert not holds_address(text)


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_can_be_looked_at(text: str, known: list[str]) -> None:
    assert holds_name(text, known=known) in (True, False)
    assert not holds_name(text, known=[text])


@given(st.text(alphabet="aé.@ ,<\n", max_size=30))
def test_a_mail_address_is_seen_wherever_it_begins(text: str) -> None:
    there = re.search(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]{2,}", text) is not None
    assert (Concern.MAIL in concerns(text)) is there


@pytest.mark.parametrize("text", ["a" * 300_000, f"a@{'a.' * 100_000}", "a@" * 100_000, "[" * 300_000])
def test_a_very_long_word_is_no_way_to_reach_somebody(text: str) -> None:
    assert (concerns(text), suspicious(text)) == ([], [])


def test_very_many_numbers_on_one_line_are_all_pointed_at() -> None:
    assert len(suspicious("0612345678 " * 60_000)) == 60_000


def test_very_many_sentences_that_begin_with_a_capital_hold_no_name() -> None:
    assert not holds_name("Aap. " * 100_000)
