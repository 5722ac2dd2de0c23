"""What programs fetch, and the plans behind it, for the tests of this room."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import select

from jsp import clock, shared_pages
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.reference import forget_reference
from jsp.models.team import Opening
from tests.browser import Browser, Page
from tests.intake.desk import own_form

Stay = tuple[datetime, datetime]


def forget(app: Flask) -> None:
    """As if the seconds had passed after which this process looks again."""
    app.extensions[shared_pages.KEY].clear()
    with app.app_context():
        forget_reference()


@contextmanager
def changing(app: Flask) -> Iterator[None]:
    """Change rows for which there is no form, or not on that day."""
    with app.app_context():
        yield
        db.session.commit()
    forget(app)


def site_named(code: str) -> Site:
    return db.session.scalars(select(Site).where(Site.code == code)).one()


def id_on(app: Flask, site: str, on: date) -> int:
    """The only opening of that site on that day."""
    with app.app_context():
        query = select(Opening.id).join(Opening.site).where(Site.code == site, Opening.on == on)
        return db.session.scalars(query).one()


def fetch(browser: Browser, address: str, **headers: str) -> Any:
    """As a program does: any answer, and without looking at it as a page."""
    return browser.client.get(address, headers=headers)


def site_page(browser: Browser, site: str) -> Page:
    return Page(fetch(browser, f"/{site}"))


def calendar(browser: Browser, address: str = "/raayland/openings.ics") -> Any:
    answer = fetch(browser, address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return Calendar.from_ical(answer.get_data())


def event_on(browser: Browser, on: date, address: str = "/raayland/openings.ics") -> Event:
    """The only event on that day."""
    [found] = [each for each in calendar(browser, address).walk("VEVENT") if each.start.date() == on]
    return found  # type: ignore[no-any-return]


def stays(opening: Opening) -> Stay:
    """From when until when, by the clock on the wall."""
    return tuple(datetime.combine(opening.on, wall, clock.LOCAL) for wall in (opening.starts, opening.ends))  # type: ignore[return-value]


def plan(coordinator: Browser, site: str, on: date, starts: str, ends: str, **more: str) -> Page:
    """An extra opening at which nobody sits yet."""
    address = f"/hours/openings/new?site={site}"
    values = own_form(coordinator.get(address), "starts") | {"on": str(on), "starts": starts, "ends": ends, **more}
    return done(coordinator.post(address, values))


def plan_weekly(coordinator: Browser, site: str, weekday: int, first: date, last: date) -> Page:
    """Fixed hours from 12 until 14.30."""
    address = f"/hours/patterns/new?site={site}"
    values = own_form(coordinator.get(address), "starts") | {
        "weekday": str(weekday), "starts": "12:00", "ends": "14:30", "valid_from": str(first), "valid_until": str(last),
    }  # fmt: skip
    return done(coordinator.post(address, values))


def call_off(coordinator: Browser, id: int) -> Page:
    address = f"/hours/openings/{id}/off/illness"
    return done(coordinator.post(address, coordinator.get(f"/hours/openings/{id}/off").form(address)))


def on_again(coordinator: Browser, id: int) -> Page:
    address = f"/hours/openings/{id}/on-again"
    return done(coordinator.post(address, coordinator.get(f"/hours/openings/{id}").form(address)))


def move(coordinator: Browser, id: int, starts: str, ends: str) -> Page:
    address = f"/hours/openings/{id}/hours"
    values = own_form(coordinator.get(address), "starts") | {"starts": starts, "ends": ends}
    return done(coordinator.post(address, values))


def close(coordinator: Browser, site: str, first: date, last: date, **more: str) -> Page:
    """Close the site from the first until the last day, for a holiday where nothing else is said."""
    look, save = "/hours/closures/new", "/hours/closures"
    page = coordinator.get(f"{look}?site={site}")
    values = page.form(look) | {"kind": "school_holiday", "starts_on": str(first), "ends_on": str(last), **more}
    return done(coordinator.post(save, coordinator.post(look, values).form(save)))


def done(page: Page) -> Page:
    assert page.status == 303, page.words
    return page
