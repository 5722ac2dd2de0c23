"""Openings in a calendar program: those of a site for everybody, the own turns behind a secret address."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import recurring_ical_events
from babel.dates import format_date
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.team import Opening
from tests.browser import Browser, Page
from tests.hours import programs
from tests.hours.desk import press
from tests.hours.programs import Stay, calendar, changing, close, event_on, fetch, forget, id_on, plan, site_named
from tests.make import MONDAY, make_opening

FEED = "/raayland/openings.ics"
TUESDAY, LAST = date(2026, 11, 24), date(2027, 4, 30)
CANCELLED, CONFIRMED = "CANCELLED", "CONFIRMED"


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> None:
    forget(app)


def shown(browser: Browser, address: str = FEED, until: date = LAST) -> list[Stay]:
    """What a calendar program shows of it: from when until when, by the clock on the wall."""
    return [stay for stay, _place in held(browser, address, until)]


def held(browser: Browser, address: str = FEED, until: date = LAST) -> list[tuple[Stay, str]]:
    """The same with where it is."""
    found = recurring_ical_events.of(calendar(browser, address)).between(date(2026, 10, 1), until)
    confirmed = [each for each in found if each["STATUS"] == CONFIRMED]
    return sorted(
        ((each.start.astimezone(LOCAL), each.end.astimezone(LOCAL)), str(each["LOCATION"])) for each in confirmed
    )


def planned(app: Flask, site: str) -> list[Stay]:
    """What the database holds of it."""
    with app.app_context():
        query = select(Opening).join(Opening.site).where(Opening.takes_place, Opening.site == site_named(site))
        return [programs.stays(each) for each in db.session.scalars(query.order_by(Opening.on, Opening.starts))]


def listed(page: Page) -> list[str]:
    """The openings that the page of a site names."""
    [found] = [each for each in page._all("ul") if each.get("class") == "jsp-coming"]
    return [" ".join("".join(each.itertext()).split()) for each in found if each.get("class") != "is-shut"]


def in_words(stay: Stay) -> str:
    starts, ends = stay
    return f"{format_date(starts.date(), 'EEEE d MMMM', locale='nl')} {starts:%H.%M}–{ends:%H.%M} uur"


def test_it_shows_exactly_what_the_page_of_the_site_lists(app: Flask, coordinator: Browser, browser: Browser) -> None:
    programs.plan_weekly(coordinator, "raayland", 3, MONDAY, LAST)
    plan(coordinator, "raayland", date(2026, 12, 1), "09:15", "10:45")
    programs.call_off(coordinator, id_on(app, "raayland", date(2026, 12, 3)))
    close(coordinator, "raayland", date(2026, 12, 9), date(2026, 12, 11))
    page = programs.site_page(browser, "raayland")
    with app.app_context():
        usual = f"Raayland, lokaal {site_named('raayland').room}"
    told = [
        in_words(stay) + ("" if place == usual else place.removeprefix("Raayland")) for stay, place in held(browser)
    ]
    assert listed(page) == told[: len(listed(page))]
    assert any("lokaal" in line for line in listed(page)), "one of them is elsewhere"
    assert shown(browser) == planned(app, "raayland")


def test_every_opening_is_an_event_with_all_that_a_program_needs(app: Flask, browser: Browser) -> None:
    found = event_on(browser, TUESDAY)
    assert found["UID"] == f"opening-{id_on(app, 'raayland', TUESDAY)}@jsp.example"
    assert found["SUMMARY"] == "JSP open: Raayland, lokaal 0.12"
    assert found["LOCATION"] == "Raayland, lokaal 0.12"
    assert found["DTSTAMP"].dt == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
    assert (found["STATUS"], found["TRANSP"]) == (CONFIRMED, "TRANSPARENT")  # nobody who follows it is busy then


def test_the_time_zone_comes_along(browser: Browser) -> None:
    [zone] = calendar(browser).walk("VTIMEZONE")
    assert zone["TZID"] == event_on(browser, TUESDAY)["DTSTART"].params["TZID"] == "Europe/Amsterdam"


def test_it_says_to_whom_it_belongs_and_how_often_to_look(browser: Browser) -> None:
    found = calendar(browser)
    assert found["X-WR-CALNAME"] == found["NAME"] == "Jongeren Service Punt, Raayland"
    assert (found["VERSION"], found["X-PUBLISHED-TTL"]) == ("2.0", "PT1H")


def test_the_lines_are_as_short_as_the_standard_wants(coordinator: Browser, browser: Browser) -> None:
    plan(coordinator, "raayland", date(2026, 12, 1), "12:00", "14:30", room="É" * 40)
    lines = fetch(browser, FEED).get_data().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@pytest.mark.parametrize("room", ["B1,04; naast 'de kantine'", 'zaal "Maas": links\\rechts', "Café №3 🌷, 1e étage"])
def test_odd_signs_in_the_name_of_a_room_survive(coordinator: Browser, browser: Browser, room: str) -> None:
    plan(coordinator, "raayland", date(2026, 12, 1), "12:00", "14:30", room=room)
    assert event_on(browser, date(2026, 12, 1))["LOCATION"] == f"Raayland, lokaal {room}"


def test_a_room_cannot_add_a_line_of_its_own(coordinator: Browser, browser: Browser) -> None:
    plan(coordinator, "raayland", date(2026, 12, 1), "12:00", "14:30", room="B1\r\nATTENDEE:mailto:x@y.nl")
    found = event_on(browser, date(2026, 12, 1))
    assert ("ATTENDEE" in found, found["LOCATION"]) == (False, "Raayland, lokaal B1 ATTENDEE:mailto:x@y.nl")


def test_called_off_and_on_again_it_stays_the_same_event(app: Flask, coordinator: Browser, browser: Browser) -> None:
    seen, id = [event_on(browser, TUESDAY)], id_on(app, "raayland", TUESDAY)
    for act in (programs.call_off, programs.on_again):
        act(coordinator, id)
        seen.append(event_on(browser, TUESDAY))
    assert [each["STATUS"] for each in seen] == [CONFIRMED, CANCELLED, CONFIRMED]
    assert [each["SUMMARY"].startswith("Gaat niet door: JSP Raayland") for each in seen] == [False, True, False]
    assert_newer_each_time(seen)


def test_closed_and_taken_back_it_stays_the_same_event(coordinator: Browser, browser: Browser) -> None:
    seen = [event_on(browser, TUESDAY)]
    close(coordinator, "raayland", TUESDAY, TUESDAY)
    seen.append(event_on(browser, TUESDAY))
    [back] = [each for each in links(coordinator.get("/hours/closures")) if is_closure(each)]
    coordinator.post(f"{back}/take-back", coordinator.get(back).form(f"{back}/take-back"))
    seen.append(event_on(browser, TUESDAY))
    assert [each["STATUS"] for each in seen] == [CONFIRMED, CANCELLED, CONFIRMED]
    assert_newer_each_time(seen)


def links(page: Page) -> list[str]:
    return [str(link.get("href")) for link in page._all("a")]


def is_closure(address: str) -> bool:
    return address.removeprefix("/hours/closures/").isdecimal()


def test_it_does_not_betray_who_dropped_out(worker: Browser, browser: Browser, app: Flask) -> None:
    before = fetch(browser, FEED).get_data()
    press(worker, f"/hours/?week={TUESDAY}", f"/hours/openings/{id_on(app, 'raayland', TUESDAY)}/cannot")
    forget(app)
    assert fetch(browser, FEED).get_data() == before


def test_moved_it_stays_the_same_event(app: Flask, coordinator: Browser, browser: Browser) -> None:
    seen = [event_on(browser, TUESDAY)]
    programs.move(coordinator, id_on(app, "raayland", TUESDAY), "13:00", "15:15")
    seen.append(event_on(browser, TUESDAY))
    assert_newer_each_time(seen)
    assert [f"{seen[1].start:%H:%M}", f"{seen[1].end:%H:%M}"] == ["13:00", "15:15"]


def assert_newer_each_time(seen: list[Any]) -> None:
    assert len({each["UID"] for each in seen}) == 1
    numbers = [each["SEQUENCE"] for each in seen]
    assert numbers == sorted(set(numbers))


def test_the_wall_clock_holds_across_both_changes_of_the_clock(
    app: Flask, coordinator: Browser, browser: Browser
) -> None:
    with changing(app):
        for day in (24, 25):
            make_opening(site_named("raayland"), date(2026, 10, day), time(12), time(14))
    for day in (27, 28):
        plan(coordinator, "raayland", date(2027, 3, day), "12:00", "14:00")
    found = [stay for stay in shown(browser) if stay[0].date() != TUESDAY]
    assert [f"{starts:%d %b %H:%M}-{ends:%H:%M}" for starts, ends in found] == [
        "24 Oct 12:00-14:00", "25 Oct 12:00-14:00", "27 Mar 12:00-14:00", "28 Mar 12:00-14:00",
    ]  # fmt: skip
    assert [starts.astimezone(UTC).hour for starts, _ in found] == [10, 11, 11, 10]


def test_what_is_over_stays_a_month(browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-12-25 11:00:00")
    assert [starts.date() for starts, _ in shown(browser)] == [TUESDAY]
    frozen.move_to("2026-12-26 11:00:00")
    assert shown(browser) == []


@pytest.mark.parametrize("address", ["/of-nobody/openings.ics", "/hours/calendar/of-nobody.ics"])
def test_what_is_of_nobody_is_not_there(browser: Browser, address: str) -> None:
    assert fetch(browser, address).status_code == 404


def test_a_site_that_closed_for_good_has_none(app: Flask, browser: Browser) -> None:
    assert fetch(browser, FEED).status_code == 200
    with changing(app):
        site_named("raayland").archived_on = MONDAY
    assert fetch(browser, FEED).status_code == 404
