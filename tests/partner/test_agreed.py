"""How they get in touch stands with what is shared: who of the JSP, in which way, and where and when they meet."""

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.team import Opening
from jsp.rules.referral import Warmth, Way
from tests.browser import Browser
from tests.partner.iris import door, made, opens
from tests.referrals.rows import referral


@pytest.mark.parametrize(("how", "agreed"), [
    ({}, "Afgesproken: Sanne van het JSP belt u"),
    ({"warmth": Warmth.GO_ALONG}, "Afgesproken: Sanne van het JSP komt met de jongere mee"),
    ({"warmth": Warmth.MEET}, "Sanne van het JSP belt u over de dag"),
    ({"way": Way.WRITTEN}, "Afgesproken: u krijgt dit schriftelijk"),
])  # fmt: skip
def test_what_was_agreed_is_told(app: Flask, browser: Browser, how: dict[str, object], agreed: str) -> None:
    id = made(app)
    with app.test_request_context():
        row = referral(id)
        for name, value in how.items():
            setattr(row, name, value)
        db.session.commit()
    page = opens(browser, *door(app, id))
    assert agreed in page.words
    assert "Snel weg" not in page.words


def test_where_they_meet_is_told(app: Flask, browser: Browser) -> None:
    id = made(app)
    with app.test_request_context():
        row, opening = referral(id), db.session.scalars(select(Opening).order_by(Opening.id)).first()
        assert opening
        row.warmth, row.opening_id, room = Warmth.MEET, opening.id, opening.room
        db.session.commit()
    page = opens(browser, *door(app, id))
    assert "maandag 23 november, 12.15–13.30 uur" in page.words
    assert f"lokaal {room}" in page.words or f"ruimte {room}" in page.words
