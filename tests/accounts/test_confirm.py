"""Who confirms who they are gets a new token: one that was copied before opens nothing from then on."""

from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import SignIn
from tests.accounts.test_sign_in import cookie, is_in, with_cookie
from tests.browser import Browser, Page
from tests.make import PASSWORD

CONFIRM, FOLLOWS = "/accounts/confirm", "/accounts/people/invite"


@pytest.fixture
def admin(app: Flask, frozen: FrozenDateTimeFactory) -> Browser:
    """An administrator who came in a while ago."""
    browser = Browser(app).signed_in("beheer")
    frozen.tick(timedelta(minutes=12))
    return browser


def confirm(browser: Browser, password: str = PASSWORD) -> Page:
    return browser.post(CONFIRM, browser.get(CONFIRM).form(CONFIRM) | {"password": password})


def tokens(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(SignIn.id)))


def test_the_old_token_opens_nothing_any_more(app: Flask, admin: Browser) -> None:
    copied, before = cookie(app, admin), tokens(app)
    assert is_in(with_cookie(app, copied))
    assert confirm(admin).status == 302
    assert admin.get(FOLLOWS).status == 200
    assert not is_in(with_cookie(app, copied))
    assert len(tokens(app)) == len(before) == 1
    assert tokens(app) != before


def test_a_wrong_password_changes_nothing(app: Flask, admin: Browser) -> None:
    copied = cookie(app, admin)
    assert confirm(admin, "iets-heel-anders").status == 200
    assert is_in(admin)
    assert is_in(with_cookie(app, copied))
    assert admin.get(FOLLOWS).status == 302


def test_other_browsers_of_the_same_person_go_on(app: Flask, admin: Browser) -> None:
    other = Browser(app).signed_in("beheer")
    confirm(admin)
    assert (is_in(admin), is_in(other)) == (True, True)


def test_it_makes_no_sign_in_last_longer(admin: Browser, frozen: FrozenDateTimeFactory) -> None:
    confirm(admin)
    for _ in range(46):
        frozen.tick(timedelta(minutes=10))
        assert is_in(admin)
    frozen.tick(timedelta(minutes=9))
    assert not is_in(admin)
