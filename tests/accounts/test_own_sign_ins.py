"""Where somebody is signed in: they see it, and end one or all others after they showed who they are."""

from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import SignIn
from jsp.models.audit import Action
from tests.accounts.test_sign_in import LIST, is_in
from tests.browser import Browser, Page
from tests.intake.desk import trail
from tests.make import person


@pytest.fixture
def elsewhere(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> tuple[Browser, Browser]:
    """Two other places where Sanne is signed in, five and eight minutes after the first."""
    frozen.tick(timedelta(minutes=5))
    library = Browser(app).signed_in("sanne")
    frozen.tick(timedelta(minutes=3))
    return library, Browser(app).signed_in("sanne")


def ends(page: Page) -> list[str]:
    """The addresses to which the buttons beside single ones send."""
    return [each.get("action") for each in page.forms() if each.get("action", "").startswith(f"{LIST}/")][:-1]


def test_all_of_them_stand_in_it_and_which_is_here(worker: Browser, elsewhere: tuple[Browser, Browser]) -> None:
    page = worker.get(LIST)
    assert [page.words.count(f"sinds ma 23 nov {at}") for at in ("12.30", "12.35", "12.38")] == [1, 1, 1]
    assert "sinds ma 23 nov 12.30 hier" in page.words
    assert len(ends(page)) == 2


def test_one_of_them_is_ended_and_no_other(app: Flask, worker: Browser, elsewhere: tuple[Browser, Browser]) -> None:
    library, home = elsewhere
    page = worker.get(LIST)
    [_newest, older] = ends(page)
    assert "Daar ben je uitgelogd." in worker.post(older, page.form(older), follow=True).words
    assert (is_in(worker), is_in(library), is_in(home)) == (True, False, True)
    with app.app_context():
        assert [each.user_id for each in trail(Action.SIGN_INS_ENDED)] == [person("sanne").id]


def test_that_of_somebody_else_cannot_be(app: Flask, worker: Browser, elsewhere: tuple[Browser, Browser]) -> None:
    other = Browser(app).signed_in("bart")
    with app.app_context():
        theirs = db.session.scalars(select(SignIn.id).where(SignIn.user_id == person("bart").id)).one()
    page = worker.get(LIST)
    worker.post(f"{LIST}/{theirs}/end", page.form(ends(page)[0]))
    assert is_in(other)
    with app.app_context():
        assert trail(Action.SIGN_INS_ENDED) == []


def test_after_a_while_it_asks_who_you_are(worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(timedelta(minutes=12))
    assert worker.get(LIST).response.headers["Location"] == f"/accounts/confirm?next={LIST}"


def test_a_form_that_waited_too_long_ends_nothing(
    worker: Browser, elsewhere: tuple[Browser, Browser], frozen: FrozenDateTimeFactory
) -> None:
    page = worker.get(LIST)
    for _ in range(2):
        frozen.tick(timedelta(minutes=9))
        assert all(is_in(each) for each in (worker, *elsewhere))
    for address in (ends(page)[0], f"{LIST}/end"):
        assert worker.post(address, page.form(address)).heading == "Laat zien dat jij het bent"
    assert all(is_in(each) for each in elsewhere)
