"""The same screens for every list: added, changed, moved, archived and back, with who did it."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.settings.service.kinds import KINDS
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import CrisisLine, Discipline
from jsp.models.history import GroundChange
from tests.browser import Browser, Page
from tests.make import id_of

NEW: dict[str, dict[str, Any]] = {
    "sites": {"name": "Derde School", "kind": "vo", "room": "1.01", "phone": "0478-00 00 03", "mail": "a@demo.example"},
    "themes": {"name_nl": "Mantelzorg", "name_en": "Caring", "pupil_word_nl": "Zorgen voor iemand",
               "pupil_word_en": "Caring for someone", "icon": "health"},
    "disciplines": {"name_nl": "wijkagent", "name_en": "officer", "explanation_nl": "Weet van de wijk.",
                    "explanation_en": "Knows the area."},
    "years": {"starts_on": "2027-08-01", "ends_on": "2028-07-31"},
    "team": {"first_name": "Mo", "employer": "Synthese", "active_from": "2026-11-01", "active_until": "", "user": "0"},
    "classes": {"code": "H4A", "level": "havo", "study_year": "4", "size": "27", "need": "rust"},
    "lines": {"question_nl": "Zorgen om geld?", "question_en": "Money worries?", "number": "0800-8115",
              "about_nl": "Geldfit, op werkdagen", "about_en": "Geldfit, on working days"},
    "outcomes": {"name_nl": "Samen gebeld", "name_en": "Called together"},
}  # fmt: skip
MODELS = {kind.code: kind for kind in KINDS}
NAMED = ("sites", "themes", "disciplines", "outcomes", "lines")
lists = pytest.mark.parametrize("code", NEW)
named = pytest.mark.parametrize("code", NAMED)
CHANGED = {"years": ("ends_on", "2028-07-31", "2028-07-30"), "team": ("first_name", "Mo", "Moos"),
           "classes": ("code", "H4A", "H4B")}  # fmt: skip
MARKS = {"name", "name_nl", "starts_on", "first_name", "code", "question_nl"}


def change_of(code: str) -> tuple[str, str, str]:
    """A field of the list, what it holds at first, and another value."""
    field = MODELS[code].name_field
    return CHANGED.get(code, (field, NEW[code].get(field, ""), "Andere naam"))


def sendable(page: Page) -> dict[str, Any]:
    """What the form in the middle of the page would send."""
    for form in page.forms():
        names = [field.get("name") for field in form.iter()]
        if "once" in names and MARKS & set(names):
            action = form.get("action")
            form.set("action", "here")
            values = page.form("here")
            form.set("action", action or "")
            return values
    raise AssertionError("no form to fill in")


def filled(page: Page, code: str) -> dict[str, Any]:
    """The form of the list with a new row in it."""
    values = sendable(page) | NEW[code]
    if code == "team":
        values["discipline"] = next(each.get("value") for each in page._all("option") if each.text == "gezinscoach")
    return values


def add(by: Browser, code: str, /, **changes: Any) -> Page:
    address = f"/settings/{code}/new"
    return by.post(address, filled(by.get(address), code) | changes)


def newest(app: Flask, code: str) -> Any:
    model = MODELS[code].model
    with app.app_context():
        return db.session.scalars(select(model).order_by(model.id.desc()).limit(1)).one()


def names(by: Browser, code: str) -> list[str]:
    page = by.get(f"/settings/{code}/")
    return ["".join(each.itertext()) for each in page._all("strong")]


def press(by: Browser, page_at: str, action: str) -> Page:
    return by.post(action, by.get(page_at).form(action), follow=True)


def asked_at(code: str, at: str) -> str:
    """Where the button to archive stands: what pupils would miss asks first."""
    return f"{at}/archive" if code in ("sites", "lines") else at


def test_a_number_that_saves_lives_stays(app: Flask, coordinator: Browser) -> None:
    add(coordinator, "lines")
    with app.app_context():
        emergency = id_of(CrisisLine, "emergency")
    at = f"/settings/lines/{emergency}/archive"
    assert "Dit nummer redt levens" in press(coordinator, at, at).words
    assert "112" in Browser(app).get("/nu-hulp").words


@pytest.mark.parametrize(("code", "loss"), [("sites", "Leerlingen zien deze school dan niet meer"),
                                            ("lines", "Leerlingen zien dit nummer dan niet meer")])  # fmt: skip
def test_what_pupils_would_miss_is_said_before(app: Flask, coordinator: Browser, code: str, loss: str) -> None:
    add(coordinator, code)
    at = f"/settings/{code}/{newest(app, code).id}"
    assert "Archiveren" in coordinator.get(at).words
    assert not [form for form in coordinator.get(at).forms() if form.get("action") == f"{at}/archive"]
    assert loss in coordinator.get(f"{at}/archive").words


@lists
def test_what_was_added_stands_last_in_the_list(coordinator: Browser, code: str) -> None:
    before = names(coordinator, code)
    assert add(coordinator, code).status == 303
    assert len(names(coordinator, code)) == len(before) + 1
    if code in NAMED:
        assert names(coordinator, code) == [*before, NEW[code][MODELS[code].name_field]]


@lists
def test_sending_twice_adds_one(app: Flask, coordinator: Browser, code: str) -> None:
    address = f"/settings/{code}/new"
    values = filled(coordinator.get(address), code)
    before = len(names(coordinator, code))
    coordinator.post(address, values)
    coordinator.post(address, values)
    assert len(names(coordinator, code)) == before + 1


@named
@pytest.mark.parametrize("change", [str.upper, lambda name: f"  {name} "])
def test_a_name_twice_is_refused_and_nothing_typed_is_lost(coordinator: Browser, code: str, change: Any) -> None:
    add(coordinator, code)
    field = MODELS[code].name_field
    page = add(coordinator, code, **{field: change(NEW[code][field])})
    assert (page.status, "al een met deze naam" in page.words) == (422, True)
    last = list(NEW[code])[-1]
    assert NEW[code][last] in page.text


@lists
def test_archiving_takes_it_away_and_undo_brings_it_back(app: Flask, coordinator: Browser, code: str) -> None:
    add(coordinator, code)
    at = f"/settings/{code}/{newest(app, code).id}"
    page = press(coordinator, asked_at(code, at), f"{at}/archive")
    assert "Gearchiveerd" in page.words
    assert newest(app, code).archived_on is not None
    assert "gearchiveerd" in page.words
    press(coordinator, at, f"{at}/restore")
    assert newest(app, code).archived_on is None
    words = coordinator.get(at).words
    assert words.index("Weer te kiezen") < words.index("Gearchiveerd")


@named
def test_the_last_one_stays(app: Flask, coordinator: Browser, code: str) -> None:
    model = MODELS[code].model
    with app.app_context():
        rows = db.session.scalars(select(model).order_by(model.id)).all()
        for row in rows[1:]:
            row.archived_on = row.archived_on or date(2026, 11, 1)
        db.session.commit()
        if code == "lines":
            rows[0].code = "own"
            db.session.commit()
        first = rows[0].id
    at = f"/settings/{code}/{first}"
    page = press(coordinator, asked_at(code, at), f"{at}/archive")
    assert "Dit is de laatste" in page.words


@named
def test_one_place_up_and_one_place_down(coordinator: Browser, code: str, app: Flask) -> None:
    add(coordinator, code)
    before = names(coordinator, code)
    at, id = f"/settings/{code}/", newest(app, code).id
    press(coordinator, at, f"/settings/{code}/{id}/up")
    moved = names(coordinator, code)
    assert moved == [*before[:-2], before[-1], before[-2]]
    press(coordinator, at, f"/settings/{code}/{id}/down")
    assert names(coordinator, code) == before


@pytest.mark.parametrize(("code", "field"), [
    ("sites", "name"), ("sites", "mail"), ("sites", "phone"), ("sites", "kind"), ("themes", "name_nl"),
    ("themes", "icon"), ("disciplines", "explanation_nl"), ("team", "first_name"), ("team", "employer"),
    ("classes", "code"), ("classes", "size"), ("classes", "study_year"), ("years", "starts_on"),
    ("lines", "number"), ("lines", "about_nl"), ("outcomes", "name_nl"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_words(coordinator: Browser, code: str, field: str) -> None:
    for value in ("", "   ", "x" * 300, "nul\x00teken"):
        page = add(coordinator, code, **{field: value})
        assert (page.status, "Nog niet opgeslagen." in page.words) == (422, True), value


def test_a_row_can_go_on_climbing(app: Flask, coordinator: Browser) -> None:
    add(coordinator, "outcomes")
    at, id = "/settings/outcomes/", newest(app, "outcomes").id
    page = press(coordinator, at, f"{at}{id}/up")
    [focused] = [each for each in page._all("button") if each.get("autofocus") is not None]
    assert focused.get("aria-label") == "Samen gebeld een plaats omhoog"


def test_every_change_leaves_a_trail(app: Flask, coordinator: Browser) -> None:
    add(coordinator, "outcomes")
    with app.app_context():
        query = select(AuditEntry).where(AuditEntry.action == Action.GROUND_CHANGED)
        entry = db.session.scalars(query).one()
        change = db.session.scalars(select(GroundChange)).one()
        assert (entry.object_kind, entry.object_id) == ("outcomes", str(change.row_id))


def test_a_discipline_of_the_team_stays(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        from_team = id_of(Discipline, "family_coach")
    at = f"/settings/disciplines/{from_team}"
    assert "Iemand in het team heeft deze discipline" in press(coordinator, at, f"{at}/archive").words


@pytest.mark.parametrize("address", ["/settings/themes/999999", "/settings/themes/999999/edit", "/settings/teapots/"])
def test_what_is_not_there_is_missing(coordinator: Browser, address: str) -> None:
    assert coordinator.get(address).heading == "Deze pagina bestaat niet"
