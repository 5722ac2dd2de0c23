"""Every test begins with nobody guessing, and with a hash that costs little."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from jsp.blueprints.card.service import codes
from jsp.extensions import db
from jsp.verbs import own_cards
from tests.browser import Browser
from tests.card.holder import CODE, come
from tests.referrals.rows import add_referral, referral
from tests.reply_codes import calm_down, light

__all__ = ["light"]
Carded = Callable[..., UUID]


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody guessed yet."""
    calm_down(codes.PACE, monkeypatch)


@pytest.fixture
def carded(app: Flask) -> Carded:
    """Makes a referral with a card that the code opens; takes what `add_referral` takes."""

    def make(code: str = CODE, **fields: object) -> UUID:
        with app.app_context():
            lookup = own_cards.lookup_of(code)
            id = add_referral(**fields)  # type: ignore[arg-type]
            referral(id).card_lookup = lookup
            db.session.commit()
            return id

    return make


@pytest.fixture
def holder(app: Flask, carded: Carded) -> Callable[..., Browser]:
    """Somebody on a phone of their own who opened the card of a referral that takes what `add_referral` takes."""

    def make(**fields: object) -> Browser:
        carded(**fields)
        return come(Browser(app))

    return make
