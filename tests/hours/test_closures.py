"""Days on which a site is not as usual: E1 to E4, E9 and E10 of the dossier, through the front door."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.hours import Closure
from jsp.models.team import Opening
from tests.browser import Browser
from tests.hours.desk import (
    CLOSE,
    NEW_CLOSURE,
    add_extra,
    add_pattern,
    card,
    change_closure,
    close,
    closing,
    crew,
    days,
    form_with,
    only_closure,
    press,
)

TUESDAY = date(2026, 11, 24)
CHRISTMAS = {"kind": "school_holiday", "name_nl": "Kerstvakantie", "starts_on": "2026-12-19", "ends_on": "2027-01-03"}


def test_nothing_is_generated_in_a_holiday_that_stands_already(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", **CHRISTMAS)
    add_pattern(app, coordinator)
    assert days(app, "raayland", weekday=3) == [date(2026, 11, 26), *(date(2026, 12, day) for day in (3, 10, 17))]


def test_the_public_page_gives_the_reason_and_the_next_opening(
    app: Flask, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    add_pattern(app, coordinator, valid_until="2027-01-31")
    close(app, coordinator, "raayland", **CHRISTMAS)
    frozen.move_to("2026-12-22 11:00:00")
    told = card(Browser(app).get("/"), "raayland")
    assert "Nu dicht Het is kerstvakantie. Volgende keer open: donderdag 7 januari, 12.00–14.30 uur" in told


def test_a_training_day_of_one_site_leaves_the_other_as_it_is(app: Flask, coordinator: Browser) -> None:
    monday = {"starts_on": "2026-11-23", "ends_on": "2026-11-25"}
    page = coordinator.post(NEW_CLOSURE, closing(app, coordinator, "raayland", **monday))
    assert "1 inloop gaat niet door" in page.words
    assert "Wel open, dus daar kan jullie team helpen: Gilde ma 23 nov, Gilde wo 25 nov" in page.words
    close(app, coordinator, "raayland", **monday)
    assert days(app, "raayland") == []
    assert days(app, "gilde") == [date(2026, 11, 23), date(2026, 11, 25)]


def test_carnival_at_one_school_and_the_national_week_at_the_other(app: Flask, coordinator: Browser) -> None:
    for site in ("raayland", "gilde"):
        add_pattern(app, coordinator, site, valid_from="2027-02-01", valid_until="2027-02-28", weekday="4")
    close(app, coordinator, "raayland", kind="school_holiday", starts_on="2027-02-06", ends_on="2027-02-14")
    close(app, coordinator, "gilde", kind="school_holiday", starts_on="2027-02-13", ends_on="2027-02-21")
    assert [day.day for day in days(app, "raayland", weekday=4)] == [5, 19, 26]
    assert [day.day for day in days(app, "gilde", weekday=4)] == [5, 12, 26]


def test_in_an_exam_week_the_desk_stays_open(app: Flask, coordinator: Browser) -> None:
    values = closing(app, coordinator, "raayland", kind="exam_week", starts_on="2026-11-23", ends_on="2026-11-27")
    assert "De inloop gaat door. Wie lessen plant ziet een waarschuwing." in coordinator.post(NEW_CLOSURE, values).words
    coordinator.post(CLOSE, values)
    assert days(app, "raayland") == [TUESDAY]
    assert "toets- of examenweek · inloop gaat door" in coordinator.get("/hours/").words


def test_a_closed_school_leaves_phone_and_form(
    app: Flask, coordinator: Browser, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    close(app, coordinator, "raayland", kind="school_closure", ends_on="2026-12-07",
          reachable_from="09:00", reachable_until="16:00")  # fmt: skip
    frozen.move_to("2026-11-24 11:30:00")
    page = browser.get("/")
    told = card(page, "raayland")
    assert "Dicht, wel bereikbaar De school is dicht. Het JSP is er wel: bel, mail of stuur een bericht." in told
    assert "Per telefoon 09.00–16.00 uur." in told
    assert "Bellen 0478-00 00 01" in page.words
    with app.app_context():
        assert db.session.scalars(select(Opening).where(Opening.on == TUESDAY)).one().closure_id is not None


def test_extended_and_shortened_the_openings_follow_with_their_people(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne", "Lieke"))
    close(app, coordinator, "raayland", kind="school_closure", starts_on="2026-11-26", ends_on="2026-12-04")
    id = only_closure(app)
    assert [day.day for day in days(app, "raayland", weekday=3)] == [10, 17, 24, 31]
    change_closure(coordinator, id, ends_on="2026-12-18")
    assert [day.day for day in days(app, "raayland", weekday=3)] == [24, 31]
    change_closure(coordinator, id, ends_on="2026-11-27")
    assert [day.day for day in days(app, "raayland", weekday=3)] == [3, 10, 17, 24, 31]
    assert crew(app, "raayland", date(2026, 12, 3)) == ["Sanne", "Lieke"]


def test_it_shows_what_it_touches_before_anything_is_saved(app: Flask, coordinator: Browser) -> None:
    page = coordinator.post(NEW_CLOSURE, closing(app, coordinator, "raayland", sentence_nl="Wij leren vandaag bij."))
    assert "dinsdag 24 november, 12.00–14.30 uur : Sanne" in page.words
    assert "Op de openbare pagina Wij leren vandaag bij." in page.words
    assert days(app, "raayland") == [TUESDAY]
    with app.app_context():
        assert db.session.scalars(select(Closure)).all() == []


def test_what_was_seen_is_what_is_saved(app: Flask, coordinator: Browser) -> None:
    seen = coordinator.post(NEW_CLOSURE, closing(app, coordinator, "raayland", sentence_nl="Wij leren vandaag bij."))
    assert coordinator.post(CLOSE, form_with(seen, "kind")).status == 303
    with app.app_context():
        closure = db.session.scalars(select(Closure)).one()
        assert (closure.starts_on, closure.ends_on, closure.sentence_nl) == (TUESDAY, TUESDAY, "Wij leren vandaag bij.")
    assert days(app, "raayland") == []


def test_taken_back_it_is_as_if_it_had_never_been(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland")
    address = f"/hours/closures/{only_closure(app)}"
    press(coordinator, address, f"{address}/take-back")
    assert days(app, "raayland") == [TUESDAY]
    assert crew(app, "raayland", TUESDAY) == ["Sanne"]
    press(coordinator, address, f"{address}/restore")
    assert days(app, "raayland") == []


def test_who_sits_elsewhere_by_then_does_not_come_back_with_it(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland")
    add_extra(app, coordinator, "gilde", on="2026-11-24", starts="14:00", ends="15:00", who=("Sanne",))
    address = f"/hours/closures/{only_closure(app)}"
    press(coordinator, address, f"{address}/take-back")
    assert days(app, "raayland") == [TUESDAY]
    assert crew(app, "raayland", TUESDAY) == []


def test_under_two_closures_it_stays_closed_when_one_is_taken_back(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland")
    with app.app_context():
        first = db.session.scalars(select(Closure.id)).one()
    close(app, coordinator, "raayland", kind="school_closure", ends_on="2026-12-07")
    press(coordinator, f"/hours/closures/{first}", f"/hours/closures/{first}/take-back")
    assert days(app, "raayland") == []


def test_two_sites_close_with_one_form(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", "gilde", starts_on="2026-11-23", ends_on="2026-11-25")
    assert days(app, "raayland") == days(app, "gilde") == []


@pytest.mark.parametrize(("change", "said"), [
    ({"starts_on": "2026-12-01", "ends_on": "2026-11-30"}, "De laatste dag ligt voor de eerste"),
    ({"starts_on": "2026-11-20", "ends_on": "2026-11-22"}, "Deze dagen zijn voorbij"),
    ({"starts_on": "2200-01-01"}, "ligt te ver weg"),
    ({"starts_on": "2026-12-01", "ends_on": "2027-11-30"}, "langer dan vier maanden"),
    ({"sites": []}, "Kies er één"), ({"sites": ["999999"]}, "Nog niet opgeslagen"),
    ({"kind": "feest"}, "Nog niet opgeslagen"), ({"starts_on": "morgen"}, "Vul een dag in"),
    ({"kind": "school_closure", "reachable_from": "09:00"}, "Vul beide tijden in"),
    ({"kind": "school_closure", "reachable_from": "16:00", "reachable_until": "09:00"}, "Het einde ligt voor"),
    ({"sentence_nl": "x" * 201}, "201 tekens"),
])  # fmt: skip
@pytest.mark.parametrize("where", [NEW_CLOSURE, CLOSE])
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    app: Flask, coordinator: Browser, where: str, change: dict[str, Any], said: str
) -> None:
    values = closing(app, coordinator, "raayland", sentence_en="We learn today.") | change
    page = coordinator.post(where, values)
    assert (page.status, said in page.words) == (422, True)
    assert form_with(page, "kind")["sentence_en"] == "We learn today."
    assert days(app, "raayland") == [TUESDAY]


def test_the_same_days_for_the_same_reason_are_closed_once(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland")
    page = close(app, coordinator, "raayland")
    assert (page.status, "staan hier om die reden al" in page.words) == (422, True)


def test_on_a_closed_day_no_extra_opening_is_planned(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", starts_on="2026-12-02")
    page = add_extra(app, coordinator, on="2026-12-02")
    assert (page.status, "De locatie is die dag dicht" in page.words) == (422, True)


def test_the_second_who_changes_it_sees_how_it_stands(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland")
    id = only_closure(app)
    mine = form_with(coordinator.get(f"/hours/closures/{id}/edit"), "kind")
    change_closure(coordinator, id, ends_on="2026-11-26")
    page = coordinator.post(f"/hours/closures/{id}", mine | {"ends_on": "2026-11-25"})
    assert (page.status, "dinsdag 24 november – donderdag 26 november" in page.words) == (422, True)


def test_a_site_that_is_named_often_is_closed_once(app: Flask, coordinator: Browser) -> None:
    values = closing(app, coordinator, "raayland")
    assert coordinator.post(CLOSE, values | {"sites": values["sites"] * 50}).status == 303
    with app.app_context():
        assert len(db.session.scalars(select(Closure)).all()) == 1


def test_what_was_made_anew_is_not_restored_beside_it(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland")
    address = f"/hours/closures/{only_closure(app)}"
    press(coordinator, address, f"{address}/take-back")
    close(app, coordinator, "raayland")
    page = coordinator.post(f"{address}/restore", coordinator.get(address).form(f"{address}/restore"), follow=True)
    assert "staan hier om die reden al" in page.words
    with app.app_context():
        assert len(db.session.scalars(select(Closure).where(Closure.taken_back_at.is_(None))).all()) == 1


def test_two_do_not_become_the_same(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland")
    id = only_closure(app)
    close(app, coordinator, "raayland", starts_on="2026-11-30")
    page = change_closure(coordinator, id, starts_on="2026-11-30", ends_on="2026-11-30")
    assert (page.status, "staan hier om die reden al" in page.words) == (422, True)


def test_what_was_taken_back_is_not_changed_as_if_it_counted(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland")
    id = only_closure(app)
    press(coordinator, f"/hours/closures/{id}", f"/hours/closures/{id}/take-back")
    page = change_closure(coordinator, id, ends_on="2026-11-25")
    assert (page.status, "Laat haar eerst weer gelden" in page.words) == (422, True)


def test_the_preview_promises_nothing_that_another_closure_still_shuts(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator)
    close(app, coordinator, "raayland", starts_on="2026-11-26", ends_on="2026-12-11")
    edit = f"/hours/closures/{only_closure(app)}/edit"
    close(app, coordinator, "raayland", kind="school_holiday", starts_on="2026-11-26")
    page = coordinator.post(edit, form_with(coordinator.get(edit), "kind") | {"starts_on": "2026-12-10"})
    assert "1 inloop gaat weer door" in page.words  # 3 December, not 26 November
