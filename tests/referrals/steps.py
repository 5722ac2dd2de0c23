"""A worker who refers, as it is done on the pages; each step returns the page that it leads to."""

from typing import Any
from uuid import UUID

from flask import Flask

from jsp.extensions import db
from jsp.models.referrals import Referral
from tests.browser import Browser, Page
from tests.referrals.rows import add_partner, add_referral, referral

TYPED = {"first_name": "Fenna", "phone": "06-00000123"}
TICKED = {"tick_first_name": "y", "tick_phone": "y"}


def partner(app: Flask, **fields: object) -> int:
    with app.app_context():
        id = add_partner(**fields)  # type: ignore[arg-type]
        db.session.commit()
    return id


def made(app: Flask, **fields: Any) -> UUID:
    """A referral that is there already (see `rows.add_referral`)."""
    with app.app_context():
        id = add_referral(**fields)
        db.session.commit()
        return id


def links(page: Page) -> list[str]:
    return [str(each.get("href")) for each in page._all("a")]


def where(page: Page) -> str:
    """The address that an answer leads to."""
    return str(page.response.headers.get("Location", ""))


def tap(browser: Browser, page: Page, action: str, **more: Any) -> Page:
    """Send the form with this action, with these fields as they were tapped or typed; where it leads is not opened."""
    return browser.post(action, page.form(action) | more)


def begin(browser: Browser, contact: UUID | str, partner: int) -> str:
    """From the list of partners to the draft; its address."""
    address = f"/referrals/new/contact/{contact}"
    done = tap(browser, browser.get(address), address, partner=partner)
    assert done.status == 303, done.words
    return where(done).removesuffix("/age")


def say_age(browser: Browser, at: str, age: str) -> Page:
    done = tap(browser, browser.get(f"{at}/age"), f"{at}/age", age=age)
    assert done.status == 303, done.words
    return done


def write(browser: Browser, at: str, **more: Any) -> Page:
    return tap(browser, browser.get(f"{at}/passport"), f"{at}/passport", **(TYPED | TICKED | more))


def answer(browser: Browser, at: str, said: str = "given", **more: Any) -> Page:
    return tap(browser, browser.get(f"{at}/ask"), f"{at}/answer", answer=said, **more)


def parent(browser: Browser, at: str, giver: str, said: str = "given", **more: Any) -> Page:
    values = {"answer": said, "manner": "by_phone", **more}
    return tap(browser, browser.get(f"{at}/parents"), f"{at}/parents/{giver}", **values)


def custody(browser: Browser, at: str, who: str) -> Page:
    return tap(browser, browser.get(f"{at}/parents"), f"{at}/custody", custody=who)


def send(browser: Browser, at: str, how: str = "call", **more: Any) -> Page:
    return tap(browser, browser.get(f"{at}/ways"), f"{at}/send", how=how, **more)


def asked(browser: Browser, contact: UUID, partner: int, age: str, **typed: Any) -> str:
    """All the way to the card; the address of the referral."""
    at = begin(browser, contact, partner)
    say_age(browser, at, age)
    done = write(browser, at, **typed)
    assert where(done) == f"{at}/ask", done.words
    return at


def row_at(app: Flask, at: str) -> Referral:
    """The row behind an address, as it stands; in an app context of the caller."""
    db.session.expire_all()
    return referral(UUID(at.rsplit("/", 1)[1]))
