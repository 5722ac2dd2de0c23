"""What the website or the screen of a school fetches: how each site stands, as the description says it."""

import json
from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from jsp.extensions import db
from jsp.models.ground import Setting
from tests.browser import Browser
from tests.hours.programs import call_off, changing, close, fetch, forget, id_on, plan, site_named
from tests.make import MONDAY, make_opening

ALL, GILDE, CALENDAR = "/openings.json", "/gilde/openings.json", "/gilde/openings.ics"
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
EARLY, OVER = "2026-11-23 10:00:00", "2026-11-23 12:30:00"
NOW_ON = {"start": "2026-11-23T12:15:00+01:00", "end": "2026-11-23T13:30:00+01:00", "room": "0.12"}
NEXT = {"start": "2026-11-25T12:15:00+01:00", "end": "2026-11-25T13:30:00+01:00", "room": "0.12", "present": []}


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> None:
    forget(app)


def told(browser: Browser, site: str = "gilde") -> dict[str, Any]:
    """What the document says of one site."""
    return fetch(browser, f"/{site}/openings.json").json  # type: ignore[no-any-return]


def description(browser: Browser) -> dict[str, Any]:
    return json.loads(fetch(browser, "/openapi.json").get_data())  # type: ignore[no-any-return]


def strict(description: dict[str, Any], schema: str) -> Draft202012Validator:
    """What the description says, and nothing besides."""
    for each in description["components"]["schemas"].values():
        if each.get("type") == "object":
            each["additionalProperties"] = False
    whole = {"$ref": f"#/components/schemas/{schema}", "components": description["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_description_is_valid_openapi(browser: Browser) -> None:
    validate(description(browser))


def test_the_examples_in_the_description_are_as_it_says(browser: Browser) -> None:
    said = description(browser)
    for path, schema in ((ALL, "Sites"), ("/{site}/openings.json", "Site")):
        answer = said["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        strict(said, schema).validate(answer["example"])


def test_every_address_in_the_description_is_there(browser: Browser) -> None:
    for path, said in description(browser)["paths"].items():
        answer = fetch(browser, path.replace("{site}", "gilde"))
        assert answer.status_code == 200
        assert answer.mimetype in said["get"]["responses"]["200"]["content"]


@pytest.mark.parametrize("site", ["raayland", "gilde", "verweg"])
def test_the_document_is_as_described(coordinator: Browser, browser: Browser, site: str) -> None:
    close(coordinator, "raayland", MONDAY, MONDAY, kind="training_day")
    strict(description(browser), "Site").validate(told(browser, site))


def test_all_sites_are_listed_in_their_order_with_where_their_document_is(browser: Browser) -> None:
    listed = fetch(browser, ALL).json
    strict(description(browser), "Sites").validate(listed)
    assert [site["code"] for site in listed["sites"]] == ["raayland", "gilde", "verweg"]
    assert listed["sites"][1]["href"] == f"https://jsp.example{GILDE}"


def test_an_open_site_says_until_when_where_and_who(browser: Browser) -> None:
    site = told(browser)
    assert (site["state"], site["isOpen"]) == ("open", True)
    assert site["sentence"] == {"nl": "Nu open tot 13.30 uur", "en": "Open now until 13.30"}
    assert site["opening"] == {**NOW_ON, "present": ["Sanne", "Lieke"]}


def test_a_site_that_opens_later_says_from_when(browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to(EARLY)
    site = told(browser)
    assert (site["state"], site["isOpen"]) == ("later_today", False)
    assert site["sentence"] == {"nl": "Vandaag open 12.15–13.30 uur", "en": "Open today 12.15–13.30"}
    assert site["opening"] == {**NOW_ON, "present": ["Sanne", "Lieke"]}


def test_after_the_end_it_says_when_again_and_not_yet_who(browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to(OVER)
    site = told(browser)
    assert (site["state"], site["isOpen"], site["closure"]) == ("closed", False, None)
    assert site["sentence"] == {"nl": "Nu dicht", "en": "Closed now"}
    assert site["opening"] == NEXT


def test_what_was_called_off_is_said_at_once(app: Flask, coordinator: Browser, browser: Browser) -> None:
    told(browser)
    call_off(coordinator, id_on(app, "gilde", MONDAY))
    site = told(browser)
    assert (site["state"], site["isOpen"]) == ("cancelled", False)
    assert site["sentence"] == {"nl": "Vandaag niet open", "en": "Not open today"}
    rest = {"start": NEXT["start"], "end": NEXT["end"], "room": NEXT["room"]}
    assert (site["opening"], site["openings"]) == (NEXT, [rest])


def test_a_holiday_says_which_and_until_when(coordinator: Browser, browser: Browser) -> None:
    close(coordinator, "gilde", MONDAY, TUESDAY, name_nl="Herfstvakantie", name_en="Autumn holiday")
    site = told(browser)
    assert (site["state"], site["sentence"]["nl"], site["opening"]) == ("shut", "Nu dicht", NEXT)
    assert site["closure"] == {
        "kind": "school_holiday",
        "firstDay": "2026-11-23",
        "lastDay": "2026-11-24",
        "name": {"nl": "Herfstvakantie", "en": "Autumn holiday"},
        "sentence": {"nl": "Het is herfstvakantie.", "en": "It is Autumn holiday."},
        "reachableFrom": None,
        "reachableUntil": None,
    }
    again = {"nl": "Volgende keer open: woensdag 25 november", "en": "Next time open: Wednesday 25 November"}
    assert all(text in site["more"][language] for language, text in again.items())  # fmt: skip


def test_a_closed_school_with_the_phone_on_says_so_in_its_own_words(coordinator: Browser, browser: Browser) -> None:
    own = {"sentence_nl": "De school is dicht door water.", "sentence_en": "The school is flooded."}
    hours = {"reachable_from": "09:00", "reachable_until": "11:00"}
    close(coordinator, "gilde", MONDAY, MONDAY, kind="school_closure", effect="remote", **own, **hours)
    site = told(browser)
    assert (site["state"], site["isOpen"]) == ("remote", False)
    assert site["sentence"] == {"nl": "Dicht, wel bereikbaar", "en": "Closed, but there for you"}
    assert site["closure"]["sentence"] == {"nl": own["sentence_nl"], "en": own["sentence_en"]}
    assert (site["closure"]["reachableFrom"], site["closure"]["reachableUntil"]) == ("09:00", "11:00")


def test_without_a_plan_nothing_is_promised(browser: Browser) -> None:
    site = told(browser, "verweg")
    assert (site["state"], site["opening"], site["closure"], site["openings"]) == ("unplanned", None, None, [])


def test_both_languages_are_the_same_for_every_reader(app: Flask, browser: Browser) -> None:
    dutch = told(browser)
    forget(app)
    assert told(browser.in_language("en")) == dutch


def test_the_offset_follows_the_clock_back_to_winter(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    frozen.move_to("2026-10-23 08:00:00")
    with changing(app):
        for day in (24, 25):
            make_opening(site_named("verweg"), date(2026, 10, day), time(12), time(14))
    assert [(each["start"], each["end"]) for each in told(browser, "verweg")["openings"]] == [
        ("2026-10-24T12:00:00+02:00", "2026-10-24T14:00:00+02:00"),
        ("2026-10-25T12:00:00+01:00", "2026-10-25T14:00:00+01:00"),
    ]


def test_the_offset_follows_the_clock_on_to_summer(
    coordinator: Browser, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    for day in (27, 28):
        plan(coordinator, "raayland", date(2027, 3, day), "12:00", "14:00")
    frozen.move_to("2027-03-27 08:00:00")
    assert [(each["start"], each["end"]) for each in told(browser, "raayland")["openings"]] == [
        ("2027-03-27T12:00:00+01:00", "2027-03-27T14:00:00+01:00"),
        ("2027-03-28T12:00:00+02:00", "2027-03-28T14:00:00+02:00"),
    ]


def test_first_names_stay_inside_where_the_jsp_wants_that(app: Flask, browser: Browser) -> None:
    with changing(app):
        db.session.add(Setting(key="public_first_names", value="no"))
    assert told(browser)["opening"] == {**NOW_ON, "present": []}
    assert "Sanne" not in fetch(browser, GILDE).text


def test_an_unknown_site_is_a_problem_that_a_program_can_read(browser: Browser) -> None:
    answer = fetch(browser, "/of-nobody/openings.json")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    strict(description(browser), "Problem").validate(answer.json)
    assert answer.json["status"] == 404


def test_a_site_that_closed_for_good_is_in_none(app: Flask, browser: Browser) -> None:
    with changing(app):
        site_named("verweg").archived_on = MONDAY
    assert fetch(browser, "/verweg/openings.json").status_code == 404
    assert "verweg" not in fetch(browser, ALL).text


@pytest.mark.parametrize("address", [ALL, GILDE, CALENDAR, "/openapi.json", "/of-nobody/openings.json"])
def test_a_page_of_any_site_may_read_it(browser: Browser, address: str) -> None:
    headers = fetch(browser, address, Origin="https://school.example").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["API-Version"] == description(browser)["info"]["version"]
    assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize("address", [ALL, GILDE, CALENDAR, "/openapi.json", "/of-nobody/openings.json"])
def test_it_sets_no_cookie(browser: Browser, address: str) -> None:
    assert fetch(browser, address).headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize("address", [ALL, GILDE, CALENDAR])
def test_it_may_be_kept_until_the_minute_is_over(browser: Browser, frozen: FrozenDateTimeFactory, address: str) -> None:
    for second, left in ((0, 60), (17, 43), (19, 41), (59, 1)):
        frozen.move_to(f"2026-11-23 11:30:{second:02}")
        assert fetch(browser, address).headers["Cache-Control"] == f"public, max-age={left}"


def test_nothing_kept_outlives_the_minute(browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-23 12:29:59")
    assert told(browser)["isOpen"]
    frozen.move_to(OVER)
    assert not told(browser)["isOpen"]


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("address", [ALL, GILDE, CALENDAR])
def test_who_has_it_already_hears_so_as_long_as_nothing_changes(
    browser: Browser, frozen: FrozenDateTimeFactory, address: str, coding: str
) -> None:
    mark = fetch(browser, address, **{"Accept-Encoding": coding}).headers["ETag"]
    frozen.move_to("2026-11-23 11:47:31")
    answer = fetch(browser, address, **{"Accept-Encoding": coding, "If-None-Match": mark})
    assert (answer.status_code, answer.get_data()) == (304, b"")
    assert (answer.headers["API-Version"], answer.headers["Cache-Control"]) == ("1.0.0", "public, max-age=29")


@pytest.mark.parametrize("address", [GILDE, CALENDAR])
def test_a_change_is_told_to_who_had_it_before(
    app: Flask, coordinator: Browser, browser: Browser, address: str
) -> None:
    mark = fetch(browser, address).headers["ETag"]
    call_off(coordinator, id_on(app, "gilde", WEDNESDAY))
    assert fetch(browser, address, **{"If-None-Match": mark}).status_code == 200
