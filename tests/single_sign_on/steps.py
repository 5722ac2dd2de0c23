"""What people do at the provider, and what the database knows afterwards."""

import time
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.login_identities import LoginIdentity
from tests.accounts.factors import letters
from tests.browser import Browser, Page
from tests.make import person
from tests.single_sign_on.fake_provider import Provider

ROOM = "/accounts/single-sign-on"
BEGIN, LINK, CONFIRM, BACK = f"{ROOM}/", f"{ROOM}/link", f"{ROOM}/confirm", f"{ROOM}/back"


def linked(app: Flask, provider: Provider, name: str, subject: str = "") -> str:
    """Somebody of the cast who linked their account before; gives the number by which the provider knows them."""
    with app.app_context():
        subject = subject or f"number of {name}"
        db.session.add(LoginIdentity(
            user_id=person(name).id, issuer=provider.issuer, subject=subject, linked_on=date(2026, 9, 1)
        ))  # fmt: skip
        db.session.commit()
    return subject


def of(name: str, /, **more: Any) -> dict[str, Any]:
    """What the provider says of somebody whose address it knows for certain."""
    return {"sub": f"number of {name}", "email": f"{name}@demo.example", "email_verified": True} | more


def now() -> int:
    return int(time.time())


def leave(browser: Browser, address: str = BEGIN) -> str:
    """Off to the provider; gives the path of ours that it sends the browser back to."""
    away = browser.get(address).response.headers["Location"]
    assert away.startswith("http://127.0.0.1:"), away
    answer = requests.get(away, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert (back.scheme, back.netloc) == ("https", "jsp.example")
    return f"{back.path}?{back.query}"


def go(browser: Browser, address: str = BEGIN) -> Page:
    """There and back."""
    return browser.get(leave(browser, address))


def end(page: Page) -> str:
    """Where an answer sends the browser."""
    return page.response.headers.get("Location", "")


def is_in(browser: Browser) -> bool:
    page = browser.get("/today/", follow=True)
    return page.heading == "Vandaag"


def told(browser: Browser, page: Page) -> str:
    """What the page says that an answer leads to."""
    return browser.get(end(page), follow=True).words


def trail(app: Flask, *actions: Action) -> list[tuple[str, str, str, int | None]]:
    """What was written down, the oldest first."""
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [
            (e.action, e.object_kind, e.object_id, e.user_id) for e in entries if not actions or e.action in actions
        ]


def identities(app: Flask) -> list[tuple[int, str, str]]:
    with app.app_context():
        rows = db.session.scalars(select(LoginIdentity).order_by(LoginIdentity.id))
        return [(row.user_id, row.issuer, row.subject) for row in rows]


def id_of(app: Flask, name: str) -> int:
    with app.app_context():
        return person(name).id


def mails(app: Flask) -> list[str]:
    return [each["kind"] for each in letters(app)]
