"""How pages write what others act on."""

import pytest

from jsp.pages import mailto, tel


@pytest.mark.parametrize(("written", "dialled"), [
    ("0478-12 34 56", "tel:+31478123456"), ("112", "tel:112"), ("0800-2000", "tel:08002000"),
    ("+31 478 12 34 56", "tel:+31478123456"), ("+49 211 123456", "tel:+49211123456"),
    ("0900-111 3 111", "tel:09001113111"),
])  # fmt: skip
def test_a_phone_dials_what_is_written(written: str, dialled: str) -> None:
    assert tel(written) == dialled


@pytest.mark.parametrize(("address", "opened"), [
    ("jsp@school.nl", "mailto:jsp@school.nl"), ("a?bcc=evil@x.nl", "mailto:a%3Fbcc%3Devil@x.nl"),
])  # fmt: skip
def test_a_mail_goes_to_one_address(address: str, opened: str) -> None:
    assert mailto(address) == opened
