"""The code of a link is said by phone: a task however it is sent, and none to a partner that has stopped."""

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.rules.consent import Age
from jsp.rules.referral import State, TaskKind
from jsp.verbs import partner_links
from tests.browser import Browser
from tests.partner.iris import opens
from tests.referrals.steps import made, row_at, send, tap, where

SAY = "Bel de partner en zeg de code"


def open_tasks(app: Flask, at: str) -> list[TaskKind]:
    with app.app_context():
        return [each.kind for each in row_at(app, at).tasks if each.done_on is None]


@pytest.mark.parametrize("how", ["call", "go_along", "written"])
def test_however_it_goes_the_code_is_to_be_said(app: Flask, worker: Browser, how: str) -> None:
    at = f"/referrals/{made(app, state=State.AWAITING_CONSENT, age=Age.FROM_16)}"
    assert where(send(worker, at, how)) == at
    assert open_tasks(app, at) == [TaskKind.SAY_CODE]
    assert [SAY in worker.get(page).words for page in ("/referrals/", "/today/")] == [True, True]


def test_a_new_code_is_to_be_said_as_well(app: Flask, worker: Browser) -> None:
    at = f"/referrals/{made(app)}"
    tap(worker, worker.get(at), f"{at}/link")
    assert open_tasks(app, at) == [TaskKind.SAY_CODE]


def test_nobody_says_a_code_to_a_partner_that_has_stopped(app: Flask, worker: Browser) -> None:
    at = f"/referrals/{made(app, state=State.AWAITING_CONSENT, age=Age.FROM_16)}"
    send(worker, at)
    with app.app_context():
        row = row_at(app, at)
        address, code, partner = f"/partner/{partner_links.token(row)}", partner_links.code(row), row.partner_id
    archive = f"/directory/{partner}/archive"
    tap(worker, worker.get(archive), archive)
    with app.app_context():
        assert db.session.scalars(select(OutboxMail.kind)).all() == [], "the mail that waited is taken back"
    assert open_tasks(app, at) == [TaskKind.PARTNER_ARCHIVED]
    assert f"{code[:3]} {code[3:]}" not in worker.get(at).words
    assert "Fenna" not in opens(Browser(app), address, code).text
