"""For whom an entry is, in free words: only what surely names other ages is a hint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.audience import BANDS, OLDEST, misses, spans_of
from jsp.rules.consent import Age


@pytest.mark.parametrize(("text", "spans"), [
    ("12 tot en met 23 jaar", [(12, 23)]), ("12 t/m 23 jaar", [(12, 23)]), ("12-23 jaar", [(12, 23)]),
    ("12 – 23 jaar", [(12, 23)]), ("Jongeren van 12 tot 18 jaar", [(12, 17)]), ("tussen 12 en 18 jaar", [(12, 18)]),
    ("12 jaar tot en met 23 jaar", [(12, 23)]), ("12 to 23 years old", [(12, 23)]), ("12- tot 18-jarigen", [(12, 17)]),
    ("0 tot en met 17 jaar en hun ouders", [(0, 17)]), ("vanaf 16 jaar", [(16, OLDEST)]), ("16+", [(16, OLDEST)]),
    ("18 jaar en ouder", [(18, OLDEST)]), ("18 years and older", [(18, OLDEST)]), ("from 16 years", [(16, OLDEST)]),
    ("tot 18 jaar", [(0, 17)]), ("tot en met 17 jaar", [(0, 17)]), ("onder de 18 jaar", [(0, 17)]),
    ("under 18 years", [(0, 17)]), ("up to 17 years", [(0, 17)]), ("17 jaar en jonger", [(0, 17)]),
    ("Kinderen 4-11 jaar, en jongeren vanaf 16 jaar", [(4, 11), (16, OLDEST)]),
])  # fmt: skip
def test_ages_are_read_as_they_are_written(text: str, spans: list[tuple[int, int]]) -> None:
    assert spans_of(text) == spans


@pytest.mark.parametrize("text", [
    "", "vmbo en mbo", "leerlingen van Raayland", "klas 1 tot en met 3", "vanaf 16 uur", "groepen van 4-8", "2 weken",
    "alle jongeren", "schooljaar 2026-2027", "3 scholen", "leerjaar 1 en 2", "112",
])  # fmt: skip
def test_what_names_no_age_is_no_hint(text: str) -> None:
    assert spans_of(text) == []
    assert not any(misses(age, text) for age in Age)


@pytest.mark.parametrize(("text", "missed"), [
    ("16 tot en met 27 jaar", {Age.UNDER_12, Age.FROM_12}),
    ("17 tot en met 27 jaar", {Age.UNDER_12, Age.FROM_12}),
    ("0 tot en met 17 jaar", {Age.FROM_18}),
    ("12 tot 16 jaar", {Age.UNDER_12, Age.FROM_16, Age.FROM_18}),
    ("4-11 jaar en vanaf 18 jaar", {Age.FROM_12, Age.FROM_16}),
])  # fmt: skip
def test_a_band_of_which_nobody_is_meant_misses(text: str, missed: set[Age]) -> None:
    assert {age for age in Age if misses(age, text)} == missed
    assert not misses(None, text)


def test_the_first_text_that_says_an_age_counts() -> None:
    assert misses(Age.FROM_12, "", "16 to 27 years old")
    assert misses(Age.FROM_12, "voor wie wil", "16 to 27 years old")
    assert not misses(Age.FROM_12, "12 tot en met 27 jaar", "16 to 27 years old")


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(list(BANDS)))
def test_who_is_meant_is_never_missed(low: int, high: int, age: Age) -> None:
    first, last = BANDS[age]
    low, high = sorted((low, high))
    meant = bool(set(range(low, high + 1)) & set(range(first, last + 1)))
    assert misses(age, f"{low} tot en met {high} jaar") != meant


@given(st.text(st.sampled_from("0123456789 tot/m en-+jaar|"), max_size=60))
def test_any_words_can_be_read(text: str) -> None:
    assert all(0 <= low <= high <= OLDEST for low, high in spans_of(text))
