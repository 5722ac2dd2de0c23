"""One opening at a time: extra, other hours, called off on the day (E8), one person only (E6), about to be decided."""

from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs
from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.models.team import Opening
from tests.browser import Browser, Page
from tests.hours.desk import add_extra, card, crew, days, form_with, opening_id, planned, press

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
TWO_HOURS_AHEAD = "2026-11-24 09:00:00"  # 10.00 at the school, for an opening at 12.00


def place(app: Flask, site: str = "raayland", on: date = TUESDAY) -> str:
    """The address of an opening."""
    return f"/hours/openings/{opening_id(app, site, on)}"


def change_hours(app: Flask, by: Browser, site: str = "raayland", on: date = TUESDAY, **values: Any) -> Page:
    address = f"{place(app, site, on)}/hours"
    return by.post(address, form_with(by.get(address), "starts") | values)


def test_an_extra_opening_stands_on_the_public_page(app: Flask, coordinator: Browser, browser: Browser) -> None:
    assert add_extra(app, coordinator, on="2026-11-23", starts="14:00", ends="15:00", who=("Lieke",)).status == 303
    assert "Vandaag open 14.00–15.00 uur Nu nog dicht. Lokaal B104. Lieke is er" in card(browser.get("/"), "raayland")


@pytest.mark.parametrize(("change", "said"), [
    ({"on": "2026-11-22"}, "Deze dag is voorbij"), ({"on": "2200-01-01"}, "ligt te ver weg"),
    ({"starts": "10:00", "ends": "09:00"}, "Het einde ligt voor het begin"),
    ({"starts": "09:00", "ends": "09:00"}, "Begin en einde zijn gelijk"),
    ({"starts": "00:10", "ends": "23:10"}, "langer dan twaalf uur"),
    ({"starts": "half een"}, "Vul een tijd in"), ({"on": "2026-02-30"}, "Vul een dag in"),
    ({"on": "2026-11-24", "starts": "14:00", "ends": "15:00"}, "Er is dan al een inloop"),
])  # fmt: skip
def test_what_cannot_be_is_refused(app: Flask, coordinator: Browser, change: dict[str, str], said: str) -> None:
    page = add_extra(app, coordinator, **change)
    assert (page.status, said in page.words) == (422, True)
    assert days(app, "raayland") == [TUESDAY]


def test_nobody_is_planned_in_two_places(app: Flask, coordinator: Browser) -> None:
    page = add_extra(app, coordinator, "gilde", on="2026-11-24", starts="13:00", ends="15:00", who=("Sanne",))
    assert (page.status, "Sanne zit dan op Raayland." in page.words) == (422, True)
    assert TUESDAY not in days(app, "gilde")


def test_other_hours_hold_on_that_day_only(app: Flask, coordinator: Browser) -> None:
    assert change_hours(app, coordinator, starts="10:00", ends="11:00", room="Aula").status == 303
    with app.app_context():
        assert planned("raayland") == [(TUESDAY, time(10), time(11))]
        assert db.session.scalars(select(Opening).where(Opening.on == TUESDAY)).one().room == "Aula"


def test_other_hours_put_nobody_in_two_places(app: Flask, coordinator: Browser) -> None:
    add_extra(app, coordinator, "gilde", on="2026-11-24", starts="09:00", ends="11:00", who=("Sanne",))
    page = change_hours(app, coordinator, starts="10:30", ends="12:30")
    assert (page.status, "Sanne zit dan op Gilde." in page.words) == (422, True)
    with app.app_context():
        assert planned("raayland") == [(TUESDAY, time(12), time(14, 30))]


def test_the_second_who_changes_the_hours_sees_how_it_stands(app: Flask, coordinator: Browser) -> None:
    address = f"{place(app)}/hours"
    mine = form_with(coordinator.get(address), "starts")
    change_hours(app, coordinator, starts="11:00")
    page = coordinator.post(address, mine | {"room": "Aula"})
    assert (page.status, "Zo staat het nu: 11.00–14.30 uur" in page.words) == (422, True)


def test_called_off_in_two_taps_and_the_public_page_says_so(app: Flask, coordinator: Browser, browser: Browser) -> None:
    off = f"{place(app, 'gilde', MONDAY)}/off"
    assert off in coordinator.get("/today/").text  # the first tap
    assert press(coordinator, off, f"{off}/illness").status == 303  # the second
    told = card(browser.get("/"), "gilde")
    assert "Vandaag niet open Sorry, vandaag gaat het niet door. Stuur ons een bericht." in told
    assert "Volgende keer open: woensdag 25 november" in told


def test_calling_off_lists_the_call_backs_as_numbers(app: Flask, coordinator: Browser, worker: Browser) -> None:
    form = worker.get("/today/?site=gilde").form("/intake/contacts")
    themes, askers = (worker.get("/today/").choices(name) for name in ("themes", "asked_by"))
    outcome = worker.get("/today/").choices("outcome")["Luisterend oor"]
    sent = {"themes": themes["Geld"], "asked_by": askers["student"], "outcome": outcome, "follow_up_on": "2026-11-23"}
    assert worker.post("/intake/contacts", form | sent).status == 303
    words = coordinator.get(f"{place(app, 'gilde', MONDAY)}/off").words
    assert "Beloofd voor die dag Sanne: 1 terugbelafspraak" in words
    assert "Geld" not in words


def test_it_goes_on_after_all_with_the_same_people(app: Flask, coordinator: Browser) -> None:
    address = place(app)
    press(coordinator, f"{address}/off", f"{address}/off/room")
    assert days(app, "raayland") == []
    assert "Afgezegd: geen ruimte" in coordinator.get(address).words
    press(coordinator, address, f"{address}/on-again")
    assert days(app, "raayland") == [TUESDAY]
    assert crew(app, "raayland", TUESDAY) == ["Sanne"]


def test_what_is_over_is_not_called_off(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    address = place(app, "gilde", MONDAY)
    frozen.move_to("2026-11-23 12:25:00")
    late = Browser(app).signed_in("renske")
    values = late.get(f"{address}/off").form(f"{address}/off/other")
    frozen.move_to("2026-11-23 12:35:00")
    page = late.post(f"{address}/off/other", values, follow=True)
    assert "Deze inloop is voorbij" in page.words
    assert MONDAY in days(app, "gilde")


def test_one_person_is_an_alert_for_the_coordinator_and_nothing_to_the_public(
    app: Flask, coordinator: Browser, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    words = coordinator.get("/today/").words
    assert (
        "Te weinig mensen In de komende twee weken. Raayland, dinsdag 24 november, 12.00–14.30 uur 1 van 2: Sanne"
        in words
    )
    frozen.move_to("2026-11-24 11:30:00")
    assert "Nu open tot 14.30 uur Lokaal 0.12. Sanne is er. Kom gerust." in card(browser.get("/"), "raayland")


def test_two_hours_ahead_the_coordinator_decides_in_one_tap(
    app: Flask, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    goes_on = f"{place(app)}/goes-on"
    frozen.move_to("2026-11-24 08:59:00")
    early = Browser(app).signed_in("renske")
    assert goes_on not in early.get("/today/").text
    frozen.move_to(TWO_HOURS_AHEAD)
    press(early, "/today/", goes_on)
    assert "Te weinig mensen In de komende twee weken. Raayland, dinsdag" not in early.get("/today/").words
    assert days(app, "raayland") == [TUESDAY]


def test_the_coordinator_gets_one_mail_when_it_is_nearly_time(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to(TWO_HOURS_AHEAD)
    with app.test_request_context():
        for _ in range(2):
            jobs.fill_turns()
            db.session.commit()
        assert db.session.scalars(select(OutboxMail.kind)).all() == ["short_of_people"]


def test_a_foreign_opening_is_as_missing_as_none(app: Flask, stranger: Browser) -> None:
    assert stranger.get(place(app)).text.replace(place(app), "") == stranger.get("/hours/openings/999999").text.replace(
        "/hours/openings/999999", ""
    )
