"""Holidays as they are known for the region are proposals: a site takes over what its school keeps."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.rules.holiday_proposals import Region
from tests.browser import Browser, Page
from tests.hours.desk import add_pattern, close, days, form_with, only_closure, press

RAAYLAND, GILDE = "/hours/holidays/raayland", "/hours/holidays/gilde"


def take_over(by: Browser, where: str, **values: object) -> Page:
    return by.post(where, form_with(by.get(where), "keys") | values)


def closed(app: Flask) -> dict[str, tuple[date, date]]:
    with app.app_context():
        return {each.name_nl: (each.starts_on, each.ends_on) for each in db.session.scalars(select(Closure))}


def test_the_usual_ones_are_ticked_and_one_tap_takes_them_over(app: Flask, coordinator: Browser) -> None:
    assert take_over(coordinator, RAAYLAND).status == 303
    found = closed(app)
    assert found["Kerstvakantie"] == (date(2026, 12, 19), date(2027, 1, 3))
    assert found["Tweede paasdag"] == (date(2027, 3, 29), date(2027, 3, 29))
    assert not {"Bevrijdingsdag", "Goede vrijdag", "Koningsdag", "Eerste kerstdag"} & set(found)


def test_what_is_unticked_stays_open(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, valid_until="2027-01-08")
    keys = form_with(coordinator.get(RAAYLAND), "keys")["keys"]
    take_over(coordinator, RAAYLAND, keys=[key for key in keys if "Kerstvakantie" not in key])
    assert date(2026, 12, 24) in days(app, "raayland")


def test_openings_in_a_holiday_that_was_taken_over_are_gone(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, valid_until="2027-01-08")
    take_over(coordinator, RAAYLAND)
    found = days(app, "raayland", weekday=3)
    assert found == [date(2026, 11, 26), *(date(2026, 12, day) for day in (3, 10, 17)), date(2027, 1, 7)]


def test_what_was_decided_on_or_is_closed_already_is_not_proposed_again(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", kind="school_holiday", starts_on="2026-12-18", ends_on="2027-01-04")
    words = coordinator.get(RAAYLAND).words
    assert "Kerstvakantie" not in words
    assert "Nieuwjaarsdag" not in words
    take_over(coordinator, RAAYLAND)
    assert "Meivakantie" not in coordinator.get(RAAYLAND).words


def test_each_site_decides_for_itself(app: Flask, coordinator: Browser) -> None:
    take_over(coordinator, RAAYLAND)
    words = coordinator.get(GILDE).words
    assert "Meivakantie" in words
    assert "Een mbo bepaalt zelf wanneer het vakantie is" in words


def test_carnival_outside_the_national_week_is_pointed_out(app: Flask, coordinator: Browser) -> None:
    assert "Carnaval is van zondag 7 februari tot en met dinsdag 9 februari" in coordinator.get(RAAYLAND).words
    with app.app_context():
        db.session.scalars(select(Site).where(Site.code == "raayland")).one().region = Region.NORTH
        db.session.commit()
    assert "Carnaval" not in coordinator.get(RAAYLAND).words


def test_a_year_without_data_says_so(app: Flask, frozen: object) -> None:
    frozen.move_to("2030-11-25 11:30:00")  # type: ignore[attr-defined]
    words = Browser(app).signed_in("renske").get(RAAYLAND).words
    assert "Van 2031 zijn nog geen schoolvakanties bekend" in words


def test_one_that_was_taken_over_can_be_made_that_of_the_school(app: Flask, coordinator: Browser) -> None:
    keys = form_with(coordinator.get(RAAYLAND), "keys")["keys"]
    take_over(coordinator, RAAYLAND, keys=[key for key in keys if "Voorjaar" in key])
    id = only_closure(app)
    values = form_with(coordinator.get(f"/hours/closures/{id}/edit"), "kind")
    coordinator.post(f"/hours/closures/{id}", values | {"starts_on": "2027-02-06", "ends_on": "2027-02-14"})
    assert closed(app) == {"Voorjaarsvakantie": (date(2027, 2, 6), date(2027, 2, 14))}
    press(coordinator, f"/hours/closures/{id}", f"/hours/closures/{id}/take-back")
    assert "Voorjaarsvakantie" in coordinator.get(RAAYLAND).words, "taken back it can be chosen again"


def test_a_key_that_was_not_proposed_closes_nothing(app: Flask, coordinator: Browser) -> None:
    page = take_over(coordinator, RAAYLAND, keys=["school_holiday:2026:Altijd vakantie"])
    assert page.status == 422
    assert closed(app) == {}


def test_holidays_of_a_foreign_site_are_missing(stranger: Browser, coordinator: Browser) -> None:
    assert coordinator.get("/hours/holidays/verweg").status == 404


def ticked(page: Page) -> list[str]:
    """The school holidays that one tap would take over."""
    keys = form_with(page, "keys").get("keys", [])
    return [key.rpartition(":")[2] for key in keys if key.startswith("school_holiday")]


def test_the_week_of_carnival_stands_beside_the_national_one(app: Flask, coordinator: Browser) -> None:
    assert ticked(coordinator.get(RAAYLAND)) == ["Kerstvakantie", "Voorjaarsvakantie", "Meivakantie", "Zomervakantie"]
    keys = form_with(coordinator.get(RAAYLAND), "keys")["keys"]
    carnival = "school_holiday:2027:Carnavalsvakantie"
    take_over(coordinator, RAAYLAND, keys=[carnival, *(key for key in keys if "Voorjaar" not in key)])
    assert closed(app)["Carnavalsvakantie"] == (date(2027, 2, 6), date(2027, 2, 14))
    page = coordinator.get(RAAYLAND)
    assert "Voorjaarsvakantie" in page.words
    assert ("Carnaval is van" in page.words, ticked(page)) == (False, [])


def test_a_holiday_that_the_school_has_at_other_days_is_not_ticked(app: Flask, coordinator: Browser) -> None:
    close(app, coordinator, "raayland", kind="school_holiday", starts_on="2027-02-06", ends_on="2027-02-14")
    assert ticked(coordinator.get(RAAYLAND)) == ["Kerstvakantie", "Meivakantie", "Zomervakantie"]
