"""Whose it is hears that it was opened; where nobody is, somebody else, who is told no more than they can find."""

import re

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete, select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.messages import Thread
from jsp.models.outbox import OutboxMail
from jsp.rules.roles import Role
from tests.break_glass.test_opening import NOTE, REASON, at, open_it
from tests.browser import Browser
from tests.intake.desk import log
from tests.make import make_user, person
from tests.messages.asker import ask


def letter_of(app: Flask) -> str:
    """The one mail that waits; each time another one."""
    with app.app_context():
        [mail] = db.session.scalars(select(OutboxMail))
        letter = mail.letter
        db.session.delete(mail)
        db.session.commit()
    return letter


def test_where_its_worker_is_gone_an_administrator_hears_and_the_page_says_so(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    id = log(app, worker, note=NOTE)
    with app.app_context():
        person("sanne").active = False
        person("beheer").language = "en"
        db.session.commit()
    said = coordinator.in_language("en").get(at(id)).words
    assert "The administrators hear that something was opened, not what or why." in said
    assert "Sanne" not in said
    open_it(coordinator, at(id))
    letter = letter_of(app)
    assert "beheer@" in letter
    assert "You cannot see what it was." in letter
    assert "https://" not in letter, "nothing of it is there for them"


def test_of_what_is_nobodys_another_coordinator_hears_and_finds_it(
    app: Flask, browser: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    ask(app, browser, frozen, site="raayland")
    with app.app_context():
        thread = db.session.scalars(select(Thread.id)).one()
        make_user("rachid", Role.COORDINATOR, db.session.scalars(select(Site).where(Site.code == "raayland")).one())
        db.session.execute(delete(OutboxMail))
        db.session.commit()
    assert "The other coordinators hear" in coordinator.in_language("en").get(at(thread, "thread")).words
    open_it(coordinator, at(thread, "thread"))
    letter = letter_of(app)
    [where] = re.findall(r"https://jsp\.example(/[^\s\\]+)", letter)
    assert "rachid@" in letter
    assert REASON in Browser(app).signed_in("rachid").get(where).words
