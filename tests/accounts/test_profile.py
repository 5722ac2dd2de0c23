"""The own account: name, language, the own openings as a calendar, and who signed in as me."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from icalendar import Calendar

from jsp import clock
from jsp.extensions import db
from tests.browser import Browser, Page
from tests.make import person

PROFILE, NEW_ADDRESS = "/accounts/profile", "/accounts/calendar-address"


def save(by: Browser, **values: Any) -> Page:
    return by.post(PROFILE, by.get(PROFILE).form(PROFILE) | values)


def calendar_address(by: Browser) -> str:
    """A fresh address of the own calendar."""
    page = by.post(NEW_ADDRESS, by.get(PROFILE).form(NEW_ADDRESS))
    [path] = re.findall(r"https://jsp\.example(/accounts/calendar/[\w-]{40,}\.ics)", page.text)
    return path


def events(app: Flask, address: str) -> list[tuple[str, datetime, datetime, str]]:
    answer = Browser(app).client.get(address)
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    return sorted(
        (str(each["summary"]), each["dtstart"].dt, each["dtend"].dt, str(each["location"]))
        for each in calendar.walk("VEVENT")
    )


def test_another_name_and_language_count_at_once(app: Flask, worker: Browser) -> None:
    assert save(worker, first_name="San", language="en").status == 303
    worker.language = "en"
    assert worker.get("/today/").heading == "Today"
    with app.app_context():
        assert person("sanne").first_name == "San"


@pytest.mark.parametrize("values", [{"first_name": "  "}, {"first_name": "x" * 81}, {"language": "fr"}])
def test_what_cannot_be_is_refused(app: Flask, worker: Browser, values: dict[str, str]) -> None:
    page = save(worker, **values)
    assert (page.status, "Nog niet opgeslagen." in page.words) == (422, True)
    with app.app_context():
        assert (person("sanne").first_name, person("sanne").language) == ("Sanne", "nl")


def test_the_own_openings_stand_in_the_calendar(app: Flask, worker: Browser) -> None:
    at = [datetime(2026, 11, day, hour, minute, tzinfo=clock.LOCAL) for day, hour, minute in
          ((23, 12, 15), (23, 13, 30), (24, 12, 0), (24, 14, 30))]  # fmt: skip
    assert events(app, calendar_address(worker)) == [
        ("JSP Gilde", at[0], at[1], "Gilde, 0.12"), ("JSP Raayland", at[2], at[3], "Raayland, 0.12"),
    ]  # fmt: skip


def test_a_new_address_stops_the_old_one(app: Flask, worker: Browser) -> None:
    old = calendar_address(worker)
    new = calendar_address(worker)
    assert Browser(app).get(old).heading == "Deze pagina bestaat niet"
    assert len(events(app, new)) == 2


def test_the_calendar_of_a_closed_account_is_gone(app: Flask, worker: Browser) -> None:
    address = calendar_address(worker)
    with app.app_context():
        person("sanne").active = False
        db.session.commit()
    assert Browser(app).get(address).heading == "Deze pagina bestaat niet"


def test_the_database_holds_no_address_of_a_calendar(app: Flask, worker: Browser) -> None:
    token = calendar_address(worker).removeprefix("/accounts/calendar/").removesuffix(".ics")
    with app.app_context():
        assert person("sanne").calendar_mark not in (None, token)


def test_the_profile_tells_who_signed_in_as_me_this_month(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    Browser(app).signed_in("bart")
    frozen.tick(timedelta(days=32))
    Browser(app).signs_in("bart", "niet-mijn-wachtwoord")
    mine = Browser(app).signed_in("bart")
    words = mine.get(PROFILE).words
    assert "vr 25 dec 12.30 verkeerd wachtwoord of verkeerde code" in words
    assert "ma 23 nov" not in words
