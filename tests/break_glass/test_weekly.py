"""In whose weekly list it stands that something was opened with a reason, and that the page says so beforehand."""

import pytest
from flask import Flask

from jsp import clock
from jsp.blueprints.trail.service.week import choose_week, list_week
from jsp.extensions import db
from jsp.models.ground import Site
from tests.break_glass.test_opening import NOTE, at, open_it
from tests.browser import Browser
from tests.intake.desk import log
from tests.make import id_of, person


@pytest.mark.parametrize(("site", "sees"), [("gilde", True), ("verweg", False)])
def test_it_stands_in_the_list_of_who_coordinates_a_site_of_who_opened_it(
    app: Flask, worker: Browser, coordinator: Browser, site: str, sees: bool
) -> None:
    id = log(app, worker, note=NOTE)
    said = coordinator.in_language("en").get(at(id)).words
    assert "in the weekly list of who looked, for the coordinators of the sites where you work" in said
    assert "every coordinator" not in said
    assert open_it(coordinator, at(id)).status == 303
    with app.app_context():
        other = person("bart")
        other.sites = [db.session.get_one(Site, id_of(Site, site))]
        db.session.flush()
        week = choose_week(None, clock.today())
        assert ("Renske" in [each.first_name for each in list_week(other, week)]) is sees
