"""Of who cannot come in nothing is asked at the next click, whatever the setting says."""

import pytest
from flask import Flask

from jsp.extensions import db
from tests.accounts.test_second_factor import ask_everybody
from tests.accounts.test_second_factor_for_all import PEOPLE, admin, number_of
from tests.make import person


@pytest.mark.parametrize("password", [None, "closed, and opened once"])
def test_of_an_account_that_is_closed_or_was_never_opened(app: Flask, password: str | None) -> None:
    with app.app_context():
        person("bart").active, person("bart").password = False, password
        db.session.commit()
    ask_everybody(app)
    words = admin(app).get(f"{PEOPLE}{number_of(app, 'bart')}").words
    assert ("Tweede stap uit" in words, "volgende klik" in words) == (True, False)
