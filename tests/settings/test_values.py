"""Settings: bounds, defaults, who may, and what follows from them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.history import GroundChange
from jsp.rules.refusal import DomainError
from jsp.rules.setting_list import BY_KEY, DEFINITIONS, IN_ORDER
from jsp.rules.settings import Shape, as_text, parse, read
from tests.browser import Browser, Page

NUMBERS = [each for each in DEFINITIONS if each.shape is Shape.NUMBER]


def said(field: Any) -> str:
    """What stands in it, on one row or on more."""
    return str((field.text or "").strip() if field.tag == "textarea" else field.get("value") or "")


def form_of(page: Page) -> dict[str, Any]:
    for form in page.forms():
        fields = {each.get("name"): said(each) for each in form.iter() if each.get("name")}
        if "seen" in fields:
            return fields
    raise AssertionError("no form to fill in")


def change(by: Browser, key: str, value: str) -> Page:
    address = f"/settings/values/{key}"
    return by.post(address, form_of(by.get(address)) | {"value": value})


@pytest.mark.parametrize("setting", DEFINITIONS, ids=lambda setting: setting.key)
def test_every_default_is_within_its_own_bounds(setting: Any) -> None:
    assert parse(setting, as_text(setting.default)) == setting.default


def test_defaults_are_in_order() -> None:
    assert all(BY_KEY[low].default <= BY_KEY[high].default for low, high in IN_ORDER)  # type: ignore[operator]


@given(st.sampled_from(NUMBERS), st.decimals(-10_000, 10_000, places=1))
def test_a_number_is_taken_within_its_bounds_and_refused_outside(setting: Any, number: Decimal) -> None:
    fits = setting.low <= number <= setting.high and number == round(number, setting.places)
    if fits:
        assert parse(setting, str(number).replace(".", ",")) == number
    else:
        with pytest.raises(DomainError):
            parse(setting, str(number))


@given(st.sampled_from(DEFINITIONS), st.text(max_size=200))
def test_any_text_is_a_value_or_a_refusal(setting: Any, text: str) -> None:
    try:
        value = parse(setting, text)
    except DomainError:
        return
    assert read(setting, {setting.key: as_text(value)}) == value


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e9", "", "drie", "-1", "2.5"])
def test_what_is_no_such_number_is_refused(coordinator: Browser, value: str) -> None:
    page = change(coordinator, "staff_min", value)
    assert (page.status, "Nog niet opgeslagen." in page.words) == (422, True)


@pytest.mark.parametrize(
    "value", ["http://plain.example", "javascript:alert(1)", "https://", "https://x@y.example", ""]
)
def test_the_way_out_is_a_safe_address(coordinator: Browser, value: str) -> None:
    assert change(coordinator, "quick_exit", value).status == 422


def test_a_changed_setting_stands_out_and_goes_back(app: Flask, coordinator: Browser) -> None:
    assert change(coordinator, "week_hours_max", "6,5").status == 303
    words = coordinator.get("/settings/values/").words
    assert "6,5 uur gewijzigd standaard: 5 uur" in words
    address = "/settings/values/week_hours_max"
    coordinator.post(f"{address}/default", coordinator.get(address).form(f"{address}/default"))
    assert "gewijzigd" not in coordinator.get("/settings/values/").words
    with app.app_context():
        held = db.session.scalars(select(GroundChange).order_by(GroundChange.id)).all()
        assert [(each.before, each.after) for each in held] == [("5", "6.5"), ("6.5", "5")]


def test_the_least_stays_below_the_most(coordinator: Browser) -> None:
    assert "laagste getal mag niet hoger zijn" in change(coordinator, "staff_min", "4").words
    assert "laagste getal mag niet hoger zijn" in change(coordinator, "staff_max", "1").words


def test_how_long_something_is_kept_is_for_an_administrator(app: Flask, coordinator: Browser) -> None:
    address = "/settings/values/contact_note_days"
    assert "Alleen een beheerder" in coordinator.get(address).words
    other = form_of(coordinator.get("/settings/values/staff_min"))
    coordinator.post(address, other | {"seen": "365", "value": "90"})
    admin = Browser(app).signed_in("beheer")
    kept = "/settings/retention/contact_note_days"
    values = form_of(admin.get(kept))
    assert values["seen"] == "365"
    told = admin.post(kept, values | {"value": "90"})
    assert admin.post(kept, form_of(told)).status == 303
    assert "90 dagen" in coordinator.get(address).words


def test_how_long_something_is_kept_asks_who_you_are_after_a_while(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    admin, kept = Browser(app).signed_in("beheer"), "/settings/retention/contact_note_days"
    values = form_of(admin.get(kept)) | {"value": "90"}
    frozen.tick(timedelta(minutes=12))
    assert admin.get(kept).response.headers["Location"].startswith("/accounts/confirm")
    admin.get("/today/")
    frozen.tick(timedelta(minutes=14))
    assert admin.post(kept, values).heading == "Laat zien dat jij het bent"
    assert "365 dagen" in admin.get("/settings/values/contact_note_days").words


def test_a_number_of_another_kind_is_not_there(app: Flask) -> None:
    assert Browser(app).signed_in("beheer").get("/settings/retention/staff_min").heading == "Deze pagina bestaat niet"


def test_who_saves_over_a_colleague_is_told(app: Flask, coordinator: Browser) -> None:
    mine = form_of(coordinator.get("/settings/values/staff_max")) | {"value": "5"}
    change(Browser(app).signed_in("beheer"), "staff_max", "4")
    assert "Iemand heeft dit gewijzigd" in coordinator.post("/settings/values/staff_max", mine).words


def test_what_it_is_for_follows_at_once(coordinator: Browser, browser: Browser, worker: Browser) -> None:
    for key, value in (
        ("quick_exit", "https://www.weer.example"), ("jsp_name", "Jongerenpunt"), ("doctor_phone", "0900-00 00"),
        ("privacy_mail", "data@jsp.example"), ("privacy_officer", "Fenna"), ("public_first_names", "no"),
        ("jsp_phone", "0478-00 00 09"),
    ):  # fmt: skip
        assert change(coordinator, key, value).status == 303, key
    home = browser.get("/")
    assert 'href="https://www.weer.example"' in home.text
    assert "Jongerenpunt" in home.text
    assert "Sanne" not in home.words
    assert "tel:+31478000009" in home.text
    assert "0900-00 00" in browser.get("/nu-hulp").words
    assert "data@jsp.example" in browser.get("/gegevens").words
    assert "Fenna" in browser.get("/gegevens").words


def test_a_setting_that_is_not_there_is_missing(coordinator: Browser) -> None:
    assert coordinator.get("/settings/values/teapot").heading == "Deze pagina bestaat niet"


def test_a_value_that_no_longer_fits_gives_the_default() -> None:
    assert read(BY_KEY["staff_min"], {"staff_min": "99"}) == 2
