"""What the texts of an entry become before they are kept."""

import pytest

from jsp.rules.partner_fields import NO_NUMBER, NO_WEEKS, read_field
from jsp.rules.refusal import DomainError


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("31478000777", "+31478000777"),
        ("31 478-000777", "+31 478-000777"),
        ("31612345678", "+31612345678"),
        ("0031478000777", "+31478000777"),
        ("0032 14 12 34 56", "+32 14 12 34 56"),
        ("+31478000777", "+31478000777"),
        ("0478-000777", "0478-000777"),
        ("0800-0432", "0800-0432"),
        ("112", "112"),
        ("3147", "3147"),
        ("", ""),
    ],
)
def test_a_number_with_the_code_of_a_country_gets_the_plus_that_a_spreadsheet_took(said: str, kept: str) -> None:
    assert read_field("phone", said) == kept


@pytest.mark.parametrize(("said", "refusal"), [
    ("veel", NO_NUMBER), ("een paar weken", NO_NUMBER), ("3,5", NO_WEEKS), ("2 weken", NO_WEEKS), ("201", NO_WEEKS),
    ("-1", NO_WEEKS), ("²", NO_WEEKS),
])  # fmt: skip
def test_a_waiting_time_is_a_number(said: str, refusal: str) -> None:
    with pytest.raises(DomainError) as caught:
        read_field("waiting_weeks", said)
    assert caught.value.message == refusal
