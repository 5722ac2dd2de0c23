"""What planners do in the tests, through the front door, and how a site then stands."""

from datetime import date, time
from typing import Any

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Closure, OpeningPattern
from jsp.models.team import Opening, TeamMember
from jsp.rules.opening import OpeningState
from tests.browser import Browser, Page
from tests.make import id_of

NEW_PATTERN, NEW_CLOSURE, CLOSE, EXTRA = (
    "/hours/patterns/new", "/hours/closures/new", "/hours/closures", "/hours/openings/new",
)  # fmt: skip


def form_with(page: Page, field: str) -> dict[str, Any]:
    """What the form in which that field stands would send when nothing is touched."""
    for form in page.forms():
        if field in {each.get("name") for each in form.iter()}:
            action = form.get("action")
            form.set("action", "this one")
            values = page.form("this one")
            form.set("action", action or "")
            return values
    raise AssertionError(f"no form has the field {field}")


def press(by: Browser, where: str, action: str) -> Page:
    """Press the button of the form on that page that sends to `action`."""
    return by.post(action, by.get(where).form(action))


def ids(app: Flask) -> tuple[dict[str, int], dict[str, int]]:
    """Sites by code and team members by first name."""
    with app.app_context():
        sites = {code: id_of(Site, code) for code in ("raayland", "gilde", "verweg")}
        return sites, {each.first_name: each.id for each in db.session.scalars(select(TeamMember))}


def add_pattern(app: Flask, by: Browser, site: str = "raayland", *, who: tuple[str, ...] = (), **values: Any) -> Page:
    """Fixed hours, on Thursdays from 12.00 to 14.30 until the end of the year where `values` say nothing else."""
    sites, members = ids(app)
    usual = {
        "weekday": "3",
        "starts": "12:00",
        "ends": "14:30",
        "valid_from": "2026-11-23",
        "valid_until": "2026-12-31",
    }
    chosen = {"site": str(sites[site]), "members": [str(members[name]) for name in who]}
    return by.post(NEW_PATTERN, form_with(by.get(NEW_PATTERN), "weekday") | usual | chosen | values)


def closing(app: Flask, by: Browser, *sites: str, **values: Any) -> dict[str, Any]:
    """The form that would close these sites, on Tuesday 24 November for training where `values` say nothing else."""
    found, _members = ids(app)
    usual = {"kind": "training_day", "starts_on": "2026-11-24", "ends_on": "", "sites": [str(found[s]) for s in sites]}
    return form_with(by.get(NEW_CLOSURE), "kind") | usual | values


def close(app: Flask, by: Browser, *sites: str, **values: Any) -> Page:
    """Close these sites."""
    return by.post(CLOSE, closing(app, by, *sites, **values))


def add_extra(app: Flask, by: Browser, site: str = "raayland", *, who: tuple[str, ...] = (), **values: Any) -> Page:
    """An opening apart, on Wednesday 2 December from 9.00 to 10.00 where `values` say nothing else."""
    sites, members = ids(app)
    usual = {"on": "2026-12-02", "starts": "09:00", "ends": "10:00"}
    chosen = {"site": str(sites[site]), "members": [str(members[name]) for name in who]}
    return by.post(EXTRA, form_with(by.get(EXTRA), "on") | usual | chosen | values)


def change_closure(by: Browser, id: int, **values: Any) -> Page:
    """Change a closure."""
    address = f"/hours/closures/{id}"
    return by.post(address, form_with(by.get(f"{address}/edit"), "kind") | values)


def planned(site: str, *, weekday: int | None = None) -> list[tuple[date, time, time]]:
    """The openings of a site that take place, within the context of the app."""
    query = select(Opening).join(Opening.site).where(Site.code == site, Opening.takes_place).order_by(Opening.on)
    found = db.session.scalars(query).unique()
    return [(each.on, each.starts, each.ends) for each in found if weekday in (None, each.on.weekday())]


def days(app: Flask, site: str, *, weekday: int | None = None) -> list[date]:
    """The days of the openings of a site that take place."""
    with app.app_context():
        return [on for on, _starts, _ends in planned(site, weekday=weekday)]


def opening_id(app: Flask, site: str, on: date) -> int:
    """The opening of a site on that day that was not dropped."""
    query = select(Opening.id).join(Opening.site).where(Site.code == site, Opening.on == on)
    with app.app_context():
        return db.session.scalars(query.where(Opening.state != OpeningState.DROPPED)).one()


def crew(app: Flask, site: str, on: date) -> list[str]:
    """Who is planned there on that day."""
    id = opening_id(app, site, on)
    with app.app_context():
        return db.session.get_one(Opening, id).names


def only_pattern(app: Flask) -> int:
    """The one pattern there is."""
    with app.app_context():
        return db.session.scalars(select(OpeningPattern.id)).one()


def only_closure(app: Flask) -> int:
    """The one closure there is."""
    with app.app_context():
        return db.session.scalars(select(Closure.id)).one()


def card(page: Page, site: str) -> str:
    """What the home page says of one site."""
    [section] = [each for each in page.root.iter("section") if each.get("aria-labelledby") == site]  # type: ignore[union-attr]
    return " ".join(" ".join(section.itertext()).split())
