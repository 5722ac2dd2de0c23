"""The desk as a worker uses it, for the tests of this room."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from itsdangerous import URLSafeSerializer
from sqlalchemy import insert, select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.models.ground import Outcome, Site, Theme
from jsp.rules.contact import AskedBy, Channel
from tests import make
from tests.browser import Browser, Page
from tests.make import MONDAY, id_of, person

RECORD = "/intake/contacts"


def fill(page: Page, *, theme: str = "Geld", who: str = "student", outcome: str = "Luisterend oor", **more: Any) -> Any:
    """The three taps on a page that shows the desk."""
    return page.form(RECORD) | {
        "themes": [page.choices("themes")[theme]],
        "asked_by": page.choices("asked_by")[who],
        "outcome": page.choices("outcome")[outcome],
        **more,
    }


def renewed(app: Flask, values: dict[str, Any], who: str = "sanne") -> dict[str, Any]:
    """The same form with a fresh once-key, as another visit to the page would give."""
    with app.app_context():
        signer = URLSafeSerializer(str(app.secret_key), salt=f"once:ContactForm:{make.person(who).get_id()}")
    return values | {"once": signer.dumps(uuid4().hex)}


def contacts() -> list[Contact]:
    return list(db.session.scalars(select(Contact)))


def log(app: Flask, browser: Browser, **more: Any) -> UUID:
    """One conversation through the front door; its id."""
    with app.app_context():
        known = {contact.id for contact in contacts()}
    browser.post(RECORD, fill(browser.get("/today/"), **more))
    with app.app_context():
        [new] = {contact.id for contact in contacts()} - known
    return new


def own_form(page: Page, field: str) -> dict[str, Any]:
    """What the form with this field sends to the address that it stands on."""
    for form in page.forms():
        if form.get("action") is None and any(each.get("name") == field for each in form.iter()):
            form.set("action", "#own")
            values = page.form("#own")
            form.attrib.pop("action")
            return values
    raise AssertionError(f"no form of this page asks for {field}")


def user_id(app: Flask, name: str) -> str:
    """The value of somebody of the cast in a list of colleagues."""
    with app.app_context():
        return str(person(name).id)


def trail(action: Action) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))


def store(count: int, *, writer: str = "sanne", site: str = "gilde", theme: str = "money", on: date = MONDAY) -> None:
    """So many conversations at once, as if they had been logged; the caller commits."""
    row = {
        "site_id": id_of(Site, site), "theme_id": id_of(Theme, theme), "outcome_id": id_of(Outcome, "listened"),
        "writer_id": person(writer).id, "owner_id": person(writer).id, "on": on, "channel": Channel.WALK_IN,
        "asked_by": AskedBy.PUPIL, "is_return": False,
    }  # fmt: skip
    db.session.execute(insert(Contact), [row | {"id": uuid4()} for _ in range(count)])
