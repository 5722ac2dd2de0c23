"""An age that does not fit for whom a partner is: told where one is chosen and on the passport, never a block."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from jsp.rules.consent import Age
from jsp.rules.referral import State
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.steps import begin, links, made, partner, say_age, where, write

TILE, PASSPORT = "not for this age, it seems", "does not seem to fit the age"
OLDER = {"audience_nl": "16 tot en met 27 jaar", "audience_en": "16 to 27 years old"}


def draft(app: Flask, worker: Browser, age: str, **fields: Any) -> str:
    contact, id = log(app, worker), partner(app, **fields)
    at = begin(worker.in_language("en"), contact, id)
    say_age(worker, at, age)
    return at


@pytest.mark.parametrize(("age", "fields", "told"), [
    ("from_12", OLDER, True), ("from_16", OLDER, False), ("from_12", {"audience_nl": "16+"}, True),
    ("from_12", {"audience_nl": "vmbo en mbo"}, False), ("from_12", {}, False), ("unknown", OLDER, False),
])  # fmt: skip
def test_the_passport_says_that_the_age_does_not_fit(
    app: Flask, worker: Browser, age: str, fields: dict[str, str], told: bool
) -> None:
    at = draft(app, worker, age, **fields)
    page = worker.get(f"{at}/passport")
    assert (PASSPORT in page.words) == told
    if told:
        assert f"{at}/partner" in links(page)


def test_it_is_no_block_and_stays_where_something_was_refused(app: Flask, worker: Browser) -> None:
    at = draft(app, worker, "from_12", **OLDER)
    assert PASSPORT in write(worker, at, first_name="x" * 61).words
    assert where(write(worker, at)) == f"{at}/ask"


def test_the_page_of_another_partner_says_of_whom_it_is_so(app: Flask, worker: Browser) -> None:
    id = made(app, state=State.DRAFT, age=Age.FROM_12)
    partner(app, name="Voor later", **OLDER)
    partner(app, name="Voor nu", audience_nl="12 tot 18 jaar")
    worker.in_language("en")
    for address in (f"/referrals/{id}/partner", f"/referrals/{id}/partner?q=geld"):
        assert warned(worker, address) == ["Voor later"], address


def test_an_age_that_was_kept_of_the_conversation_counts_from_the_first_tap(app: Flask, worker: Browser) -> None:
    partner(app, name="Voor later", **OLDER)
    silent, told = log(app, worker), log(app, worker, age_band="from_12")
    worker.in_language("en")
    assert warned(worker, f"/referrals/new/contact/{silent}") == []
    assert warned(worker, f"/referrals/new/contact/{told}") == ["Voor later"]


def warned(worker: Browser, address: str | UUID) -> list[str]:
    """The names on the tiles that warn."""
    tiles = [each for each in worker.get(str(address))._all("li") if each.get("class") == "jsp-partner"]
    words = [" ".join(" ".join(each.itertext()).split()) for each in tiles]
    assert words
    names = ("Voor later", "Voor nu", "Grip Geldhulp")
    return [name for name in names for each in words if each.startswith(name) and TILE in each]
