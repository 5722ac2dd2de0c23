"""What a change of a list does to the pages of others."""

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from jsp.extensions import db
from jsp.models.ground import Site, Theme
from jsp.models.team import Opening
from jsp.rules.opening import OpeningState
from tests import make
from tests.browser import Browser
from tests.hours.desk import add_pattern
from tests.make import id_of
from tests.settings.test_lists import add, press, sendable


def test_a_new_theme_is_a_tile_at_the_next_desk(coordinator: Browser, worker: Browser) -> None:
    add(coordinator, "themes")
    assert "Mantelzorg" in worker.get("/today/").words


def test_who_knows_most_about_a_theme_is_kept(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        id = id_of(Theme, "money")
    address = f"/settings/themes/{id}/edit"
    page = coordinator.get(address)
    choices = page.choices("disciplines")
    coordinator.post(address, sendable(page) | {"disciplines": list(choices.values())})
    assert "van ‘jongerenwerker’ naar ‘gezinscoach, jongerenwerker’" in coordinator.get(f"/settings/themes/{id}").words


def test_an_archived_site_is_gone_from_the_public_page_and_the_desk(
    app: Flask, coordinator: Browser, worker: Browser, browser: Browser
) -> None:
    with app.app_context():
        id = id_of(Site, "gilde")
        for opening in db.session.scalars(select(Opening).where(Opening.site_id == id)):
            opening.state = OpeningState.CANCELLED
            opening.settle()
        db.session.commit()
    press(coordinator, f"/settings/sites/{id}/archive", f"/settings/sites/{id}/archive")
    assert "Gilde" not in browser.get("/").words
    assert "Gilde" not in worker.get("/today/").words
    assert worker.get("/today/?site=gilde").status == 404


@pytest.mark.parametrize("is_fixed", [True, False])
def test_a_site_with_openings_to_come_is_not_archived(app: Flask, coordinator: Browser, is_fixed: bool) -> None:
    with app.app_context():
        id = id_of(Site, "gilde")
    if is_fixed:
        add_pattern(app, coordinator, "gilde")
        with app.app_context():
            db.session.execute(update(Opening).values(state=OpeningState.CANCELLED, takes_place=False))
            db.session.commit()
    press(coordinator, f"/settings/sites/{id}/archive", f"/settings/sites/{id}/archive")
    with app.app_context():
        assert db.session.get_one(Site, id).archived_on is None


def test_openings_to_come_go_along_to_the_new_room(
    app: Flask, coordinator: Browser, worker: Browser, browser: Browser
) -> None:
    with app.app_context():
        site = db.session.scalars(select(Site).where(Site.code == "gilde")).one()
        opening = db.session.scalars(select(Opening).where(Opening.site_id == site.id).order_by(Opening.on)).first()
        assert opening is not None
        opening.room, id, planned = site.room, site.id, opening.id
        db.session.commit()
    address = f"/settings/sites/{id}/edit"
    coordinator.post(address, sendable(coordinator.get(address)) | {"room": "C3.12"})
    with app.app_context():
        rooms = dict(db.session.execute(select(Opening.id, Opening.room).where(Opening.site_id == id)).all())
    assert rooms.pop(planned) == "C3.12"
    assert "C3.12" not in rooms.values(), "one that was put elsewhere stays there"


def test_who_adds_a_school_sees_it_too(app: Flask, coordinator: Browser) -> None:
    add(coordinator, "sites")
    assert "Derde School" in coordinator.get("/today/").words
    add(Browser(app).signed_in("beheer"), "sites", name="Vierde School")
    with app.app_context():
        assert [site.name for site in make.person("beheer").sites] == []
        assert "Vierde School" not in [site.name for site in make.person("renske").sites]


def test_a_third_site_is_a_settings_act(app: Flask, coordinator: Browser, browser: Browser) -> None:
    add(coordinator, "sites")
    assert "Derde School" in browser.get("/").words
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Site)) == 4
