"""The lines that are shared, and what may not stand in them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.passport import LONGEST, Line, LineKind, check, check_draft, full_name, keepable, shared, wording
from jsp.rules.refusal import DomainError

NAME, PHONE = Line(LineKind.FIRST_NAME, "Fenna", True), Line(LineKind.PHONE, "06-00000123", False)
TEXT = st.text(st.sampled_from("ab\n\t "), max_size=8).map(str.strip)
LINES = st.fixed_dictionaries({kind: st.tuples(TEXT, st.booleans()) for kind in LineKind}).map(
    lambda found: [Line(kind, text, ticked) for kind, (text, ticked) in found.items()]
)


def refused(*lines: Line) -> str | None:
    """The field that a refusal stands beside."""
    with pytest.raises(DomainError) as caught:
        check(lines)
    return caught.value.field


def test_only_what_is_ticked_is_shared() -> None:
    assert shared([PHONE, NAME]) == [NAME]
    assert "06" not in wording([PHONE, NAME])


def test_nothing_ticked_is_nothing_to_send() -> None:
    assert refused(replace(NAME, is_ticked=False), PHONE) is None


def test_a_tick_without_words_is_told() -> None:
    assert refused(NAME, replace(PHONE, text="", is_ticked=True)) == "phone"


@pytest.mark.parametrize("kind", LineKind)
def test_a_citizen_service_number_stands_nowhere(kind: LineKind) -> None:
    assert refused(NAME, Line(kind, "111222333", False)) == kind.value


@pytest.mark.parametrize("kind", LineKind)
def test_no_line_is_longer_than_it_may_be(kind: LineKind) -> None:
    check_draft([Line(kind, "a" * LONGEST[kind], True)])
    assert refused(Line(kind, "a" * (LONGEST[kind] + 1), True)) == kind.value


@given(LINES, LINES)
def test_other_lines_are_another_packet_and_the_same_lines_the_same(one: list[Line], other: list[Line]) -> None:
    assert (wording(one) == wording(other)) == (shared(one) == shared(other))


def test_the_name_is_known_ticked_or_not() -> None:
    assert (
        full_name([replace(NAME, is_ticked=False), Line(LineKind.LAST_NAME, "Verzonnen", False)]) == "Fenna Verzonnen"
    )


@given(st.sampled_from(LineKind), st.text(st.sampled_from("0123456789 x"), max_size=700))
def test_what_is_kept_of_a_line_may_be_kept(kind: LineKind, text: str) -> None:
    check_draft([keepable(Line(kind, text, False))])


def test_of_a_line_that_may_be_kept_nothing_is_taken() -> None:
    assert keepable(PHONE) == PHONE
    cut = keepable(Line(LineKind.PHONE, "06-00000123, of anders 06-00000456", False))
    assert cut.text == "06-00000123, of ande", "as much as fits"
