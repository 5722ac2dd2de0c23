"""The own turns in a calendar program, behind a secret address."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.team import Attendance, Opening
from tests.browser import Browser
from tests.hours import programs
from tests.hours.desk import add_pattern, only_pattern, press
from tests.hours.programs import calendar, changing, event_on, fetch, forget
from tests.hours.test_feeds import CANCELLED, shown
from tests.make import MONDAY, person


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> None:
    forget(app)


def own_address(by: Browser) -> str:
    """A new one, as the profile gives it."""
    to = "/hours/calendar-address"
    page = by.post(to, by.get("/accounts/profile").form(to))
    [field] = [each for each in page._all("input") if each.get("id") == "address"]
    return str(field.get("value")).removeprefix("https://jsp.example")


def test_the_own_one_holds_only_the_own_turns(app: Flask, worker: Browser, browser: Browser) -> None:
    with app.app_context():
        turns = select(Opening).join(Opening.attendances).join(Attendance.member).where(
            Attendance.member.has(user_id=person("sanne").id)
        )  # fmt: skip
        own = sorted(programs.stays(each) for each in db.session.scalars(turns))
    assert shown(browser, own_address(worker)) == own
    assert len(own) == 2


def test_the_own_one_holds_site_room_and_time_and_nobody_else(worker: Browser, browser: Browser) -> None:
    address = own_address(worker)
    assert "Lieke" not in fetch(browser, address).text
    for event in calendar(browser, address).walk("VEVENT"):
        assert set(event) == {"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "LOCATION",
                              "STATUS", "TRANSP"}  # fmt: skip
    own = event_on(browser, MONDAY, address)
    assert (own["SUMMARY"], own["TRANSP"]) == ("JSP open: Gilde, ruimte 0.12", "OPAQUE")


def test_the_own_one_is_kept_by_nobody(worker: Browser, browser: Browser) -> None:
    headers = fetch(browser, own_address(worker)).headers
    assert (headers["Cache-Control"], "Access-Control-Allow-Origin" in headers) == ("no-store", False)


def test_a_new_address_stops_the_old_one(worker: Browser, browser: Browser) -> None:
    old, new = own_address(worker), own_address(worker)
    assert [fetch(browser, address).status_code for address in (old, new)] == [404, 200]


def test_who_may_not_come_in_any_more_has_none(app: Flask, worker: Browser, browser: Browser) -> None:
    address = own_address(worker)
    with changing(app):
        person("sanne").active = False
    assert fetch(browser, address).status_code == 404


def test_who_sits_nowhere_has_an_empty_one(mentor: Browser, browser: Browser) -> None:
    assert shown(browser, own_address(mentor)) == []


def test_the_own_one_speaks_the_language_of_its_owner(app: Flask, worker: Browser, browser: Browser) -> None:
    address = own_address(worker)
    with changing(app):
        person("sanne").language = "en"
    assert event_on(browser, MONDAY, address)["SUMMARY"] == "JSP open: Gilde, room 0.12"


def test_what_is_no_longer_planned_leaves_the_own_one_after_a_month(
    app: Flask, coordinator: Browser, worker: Browser, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    address = own_address(worker)
    add_pattern(app, coordinator, who=("Sanne",), valid_until="2027-06-30")
    end = f"/hours/patterns/{only_pattern(app)}/end"
    press(coordinator, end, end)
    assert CANCELLED in {each["STATUS"] for each in calendar(browser, address).walk("VEVENT")}
    frozen.move_to("2027-01-04 10:00:00")
    assert calendar(browser, address).walk("VEVENT") == []
