"""What somebody holds in their hand: the authenticator app, a mailbox."""

import json
import re
from typing import Any

from flask import Flask, current_app
from freezegun import api
from passlib.totp import TOTP
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from tests.browser import Browser, Page
from tests.make import person


class App:
    """An authenticator app; the library looks at the real clock, and so does this."""

    def __init__(self, key: str) -> None:
        self.totp = TOTP(key=key.replace(" ", "").replace("-", ""), format="base32")

    def code(self, *, later: float = 0) -> str:
        """What it shows so many seconds from now."""
        return str(self.totp.generate(time=api.real_time() + later).token)


def app_of(app: Flask, name: str) -> App:
    """The app that somebody of the cast has on their phone."""
    with app.app_context():
        factory = current_app.extensions["security"].totp_factory
        return App(factory.get_totp_b32_key(person(name).tf_totp_secret))


def letters(app: Flask) -> list[dict[str, str]]:
    """All mail that waits, in the order in which it was written."""
    with app.app_context():
        mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.due_at, OutboxMail.id)).all()
        return [json.loads(mail.letter) | {"kind": mail.kind} for mail in mails if mail.letter]


def letter(app: Flask, kind: str) -> dict[str, str]:
    """The newest mail of this kind."""
    return [each for each in letters(app) if each["kind"] == kind][-1]


def link_in(mail: dict[str, str]) -> str:
    """The path of the one link in a mail."""
    [found] = re.findall(r"https://jsp\.example(/\S+)", mail["body"])
    return found


def fill(browser: Browser, address: str, action: str | None = None, **values: Any) -> Page:
    """Open a page, fill in its form, send it."""
    action = action or address
    return browser.post(action, browser.get(address).form(action) | values)
