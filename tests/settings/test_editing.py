"""Changing a row: before and after are kept, nobody overwrites a colleague, and what is old stays."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.reference import forget_reference
from jsp.models.team import TeamMember
from jsp.rules.roles import Role
from tests.browser import Browser
from tests.make import make_user, person
from tests.settings.test_lists import MODELS, add, change_of, lists, newest, sendable


@lists
def test_a_change_stands_in_the_history_with_before_and_after(app: Flask, coordinator: Browser, code: str) -> None:
    add(coordinator, code)
    row, (field, before, after) = newest(app, code), change_of(code)
    address = f"/settings/{code}/{row.id}"
    coordinator.post(f"{address}/edit", sendable(coordinator.get(f"{address}/edit")) | {field: after})
    words = coordinator.get(address).words
    said = {"2028-07-31": "31 juli 2028", "2028-07-30": "30 juli 2028"}
    assert f"van ‘{said.get(before, before)}’ naar ‘{said.get(after, after)}’" in words
    assert "Renske" in words
    if MODELS[code].has_code:
        assert newest(app, code).code == row.code


@lists
def test_who_saves_over_a_colleague_is_told(app: Flask, coordinator: Browser, code: str) -> None:
    add(coordinator, code)
    row, (field, _before, mine) = newest(app, code), change_of(code)
    address = f"/settings/{code}/{row.id}/edit"
    sent = sendable(coordinator.get(address)) | {field: mine}
    other = Browser(app).signed_in("beheer")
    theirs = "2028-07-29" if code == "years" else "Van een ander"
    other.post(address, sendable(other.get(address)) | {field: theirs})
    page = coordinator.post(address, sent)
    assert "Iemand heeft dit gewijzigd terwijl jij het open had" in page.words
    assert f'value="{mine}"' in page.text
    again = coordinator.post(address, sendable(page))
    assert again.status == 303
    assert str(getattr(newest(app, code), field)) == mine


def test_a_typing_error_does_not_hide_what_a_colleague_changed(app: Flask, coordinator: Browser) -> None:
    add(coordinator, "sites")
    address = f"/settings/sites/{newest(app, 'sites').id}/edit"
    mine = sendable(coordinator.get(address))
    other = Browser(app).signed_in("beheer")
    other.post(address, sendable(other.get(address)) | {"mail": "nieuw@demo.example"})
    page = coordinator.post(address, mine | {"phone": "geen nummer"})
    assert "Vul een telefoonnummer in" in page.words
    page = coordinator.post(address, sendable(page) | {"phone": "0478-000009"})
    assert "Iemand heeft dit gewijzigd terwijl jij het open had" in page.words
    assert newest(app, "sites").mail == "nieuw@demo.example"


@pytest.mark.parametrize("what", ["site", "school_year", "discipline", "user", "disciplines"])
def test_changing_one_thing_leaves_what_was_archived_since(app: Flask, coordinator: Browser, what: str) -> None:
    code, field, value = {
        "site": ("classes", "size", "20"), "school_year": ("classes", "size", "20"),
        "discipline": ("team", "employer", "Ander"), "user": ("team", "employer", "Ander"),
        "disciplines": ("themes", "pupil_word_nl", "Poen"),
    }[what]  # fmt: skip
    with app.app_context():
        row = db.session.scalars(select(MODELS[code].model).order_by(MODELS[code].model.id)).first()
        linked = getattr(row, what)
        for each in linked if isinstance(linked, list) else [linked]:
            if what == "user":
                each.active = False
            else:
                each.archived_on = date(2026, 11, 1)
        db.session.commit()
        forget_reference()
        before, id = [getattr(each, "id", None) for each in ([linked] if what != "disciplines" else linked)], row.id
    address = f"/settings/{code}/{id}/edit"
    assert coordinator.post(address, sendable(coordinator.get(address)) | {field: value}).status == 303
    with app.app_context():
        row = db.session.get_one(MODELS[code].model, id)
        linked = getattr(row, what)
        assert [each.id for each in (linked if isinstance(linked, list) else [linked])] == before
        assert str(getattr(row, field)) == value


def test_another_account_with_the_same_name_is_a_change(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        sanne, member = person("sanne"), db.session.scalars(select(TeamMember).order_by(TeamMember.id)).first()
        namesake = make_user("sanne2", Role.WORKER)
        namesake.first_name = sanne.first_name
        db.session.commit()
        id, other = member.id, namesake.id
    address = f"/settings/team/{id}/edit"
    coordinator.post(address, sendable(coordinator.get(address)) | {"user": str(other)})
    assert "Account van ‘Sanne’ naar ‘Sanne’" in coordinator.get(f"/settings/team/{id}").words


def test_the_history_speaks_dutch(app: Flask, coordinator: Browser) -> None:
    add(coordinator, "themes")
    at = f"/settings/themes/{newest(app, 'themes').id}"
    coordinator.post(f"{at}/edit", sendable(coordinator.get(f"{at}/edit")) | {"icon": "money"})
    assert "Plaatje van ‘hartslag’ naar ‘portemonnee’" in coordinator.get(at).words


def test_a_text_of_one_line_stays_one_line(app: Flask, coordinator: Browser) -> None:
    add(coordinator, "sites", name="Derde\r\n\tSchool  Noord")
    assert newest(app, "sites").name == "Derde School Noord"
