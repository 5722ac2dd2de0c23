"""Who says yes, other than by default: that stands with its ground, and its ground with what it is of."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Setting
from jsp.models.history import GroundChange
from jsp.rules.refusal import DomainError
from jsp.rules.setting_list import BY_KEY
from jsp.rules.settings import LONGEST_GROUND, SHORTEST_GROUND, ground_for
from tests.browser import Browser, Page
from tests.settings.test_values import form_of, said

KEY = "consent_share_from_12"
AT = f"/settings/retention/{KEY}"
GROUND = "Advies van onze jurist, november 2026"
MISSING = "Write down on what ground"


@pytest.fixture
def admin(app: Flask) -> Browser:
    return Browser(app).signed_in("beheer").in_language("en")


def save(admin: Browser, **typed: Any) -> Page:
    return admin.post(AT, form_of(admin.get(AT)) | typed)


def standing(page: Page) -> dict[str, str]:
    """What stands in the form now, the choice that is made among it."""
    [form] = [each for each in page.forms() if any(field.get("name") == "seen" for field in each.iter())]
    fields = [each for each in form.iter() if each.get("name")]
    chosen = [each for each in fields if each.get("type") != "radio" or each.get("checked") is not None]
    return {each.get("name"): said(each) for each in chosen}


def kept(app: Flask) -> dict[str, str]:
    with app.app_context():
        rows = db.session.scalars(select(Setting).where(Setting.value.is_not(None)))
        return {row.key: row.value or "" for row in rows if row.key.startswith("consent")}


def test_another_choice_than_the_default_asks_for_its_ground_and_keeps_what_was_chosen(
    app: Flask, admin: Browser
) -> None:
    refused = save(admin, value="own", ground="  ")
    assert (refused.status, MISSING in refused.words) == (422, True)
    values = standing(refused)
    assert values["value"] == "own"
    assert kept(app) == {}
    assert admin.post(AT, values | {"ground": GROUND}).status == 303
    assert kept(app) == {KEY: "own", f"{KEY}_ground": GROUND}


def test_a_ground_that_is_too_long_is_told_and_stays(app: Flask, admin: Browser) -> None:
    long = "x" * (LONGEST_GROUND + 1)
    refused = save(admin, value="own", ground=long)
    assert (refused.status, "At most 200 fit." in refused.words) == (422, True)
    assert standing(refused)["ground"] == long
    assert kept(app) == {}


@pytest.mark.parametrize(("length", "status"), [(1, 422), (SHORTEST_GROUND - 1, 422), (SHORTEST_GROUND, 303)])
def test_a_ground_says_something(app: Flask, admin: Browser, length: int, status: int) -> None:
    assert save(admin, value="own", ground="x" * length).status == status
    assert (KEY in kept(app)) is (status == 303)


def test_a_ground_that_is_typed_on_two_rows_is_kept_as_one(app: Flask, admin: Browser) -> None:
    save(admin, value="own", ground="Advies van onze jurist,\r\nnovember 2026")
    assert kept(app)[f"{KEY}_ground"] == GROUND


def test_what_is_saved_as_it_stood_says_so(app: Flask, admin: Browser) -> None:
    save(admin, value="own", ground=GROUND)
    admin.get("/settings/values/")
    save(admin, value="own", ground=GROUND)
    assert "Nothing was changed." in admin.get("/settings/values/").words
    save(admin, value="own", ground=f"{GROUND}, bekrachtigd")
    assert "Changed." in admin.get("/settings/values/").words


def test_the_ground_stands_beside_it_and_may_be_written_anew(app: Flask, admin: Browser) -> None:
    save(admin, value="own", ground=GROUND)
    assert f"Your ground: {GROUND}" in admin.get("/settings/values/").words
    assert (
        f"Your ground: {GROUND}"
        in Browser(app).signed_in("renske").in_language("en").get(f"/settings/values/{KEY}").words
    )
    assert form_of(admin.get(AT))["ground"] == GROUND
    assert save(admin, value="own", ground="").status == 422, "it cannot be taken away"
    assert save(admin, value="own", ground="Besluit van de stuurgroep").status == 303
    with app.app_context():
        told = [(each.field, each.before, each.after) for each in db.session.scalars(
            select(GroundChange).order_by(GroundChange.id)
        )]  # fmt: skip
    assert told == [
        ("value", "both", "own"), ("ground", "", GROUND), ("ground", GROUND, "Besluit van de stuurgroep"),
    ]  # fmt: skip
    assert f"from ‘{GROUND}’ to ‘Besluit van de stuurgroep’" in admin.get(AT).words


@pytest.mark.parametrize("button", [False, True])
def test_with_the_default_its_ground_goes(app: Flask, admin: Browser, button: bool) -> None:
    save(admin, value="own", ground=GROUND)
    if button:
        admin.post(f"{AT}/default", admin.get(AT).form(f"{AT}/default"))
    else:
        save(admin, value="both")
    assert kept(app) == {}
    assert "ground:" not in admin.get("/settings/values/").words


def test_the_default_needs_none(app: Flask, admin: Browser) -> None:
    assert save(admin, value="both", ground="").status == 303
    assert kept(app) == {}


def test_who_writes_over_the_ground_of_a_colleague_is_told(app: Flask, admin: Browser) -> None:
    save(admin, value="own", ground=GROUND)
    mine = form_of(admin.get(AT)) | {"value": "own", "ground": "Iets anders"}
    save(admin, value="own", ground="Besluit van de stuurgroep")
    assert "Somebody changed this" in admin.post(AT, mine).words
    assert kept(app)[f"{KEY}_ground"] == "Besluit van de stuurgroep"


def test_what_was_chosen_before_grounds_were_asked_stands_out(app: Flask, admin: Browser) -> None:
    with app.app_context():
        db.session.add(Setting(key=KEY, value="own"))
        db.session.commit()
    assert "No ground was written down" in admin.get("/settings/values/").words
    assert save(admin, value="own", ground="").status == 422


@pytest.mark.parametrize("place", ["values", "retention"])
def test_a_ground_is_not_changed_by_itself(admin: Browser, place: str) -> None:
    assert admin.get(f"/settings/{place}/{KEY}_ground").status == 404


def test_only_what_decides_about_consent_asks_for_one() -> None:
    asking = [each for each in BY_KEY.values() if each.asks_ground]
    assert len(asking) == 8
    assert {each.beside for each in BY_KEY.values()} == {"", *(each.key for each in asking)}
    for each in asking:
        [other] = [code for code, _ in each.choices if code != each.default][:1]
        with pytest.raises(DomainError):
            ground_for(each, other, "")
    assert ground_for(BY_KEY["staff_min"], 3, "") == ""  # type: ignore[arg-type]
