"""In the week of a coordinator stands who looked at things of their sites, wherever they work by now."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp.blueprints.trail.service.places import SITES, things_at
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.rules.roles import Role
from tests.browser import Browser
from tests.intake.desk import log
from tests.make import id_of, make_user, person
from tests.statements import counted
from tests.trail.test_week import THIS, act, cards


def works_at(app: Flask, name: str, *codes: str) -> None:
    """From now on at these sites and at no other."""
    with app.app_context():
        person(name).sites = [db.session.get_one(Site, id_of(Site, code)) for code in codes]
        db.session.commit()


def at_raayland(app: Flask, worker: Browser) -> UUID:
    """A conversation there."""
    id = log(app, worker, note="krijgt thuis geen ontbijt")
    with app.app_context():
        db.session.get_one(Contact, id).site_id = id_of(Site, "raayland")
        db.session.commit()
    return id


def test_who_was_moved_away_after_looking_is_there_with_that_alone(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    id = at_raayland(app, worker)
    act(app, Action.READ, "contact", id)
    act(app, Action.READ, "contact", uuid4())
    act(app, Action.IDENTITY_SEARCHED, "referral")
    assert "naar een naam gezocht" in cards(coordinator.get(THIS))["Lieke"]
    works_at(app, "lieke", "verweg")
    found = cards(coordinator.get(THIS))
    assert "1 × iets van een ander geopend" in found["Lieke"]
    assert "Alles 1 × geopend" in found["Lieke"], "not what is of no school, or of another one"
    assert f"Gesprek: geopend {str(id)[:8]}" in found["Lieke"]
    assert "naar een naam" not in found["Lieke"]
    assert "Werkt nu niet op jouw locaties" in found["Lieke"]
    assert "Werkt nu niet" not in found["Sanne"]


@pytest.mark.parametrize(("codes", "is_there"), [(("raayland",), True), (("gilde",), False)])
def test_who_always_worked_elsewhere_is_there_where_the_thing_is(
    app: Flask, worker: Browser, coordinator: Browser, codes: tuple[str, ...], is_there: bool
) -> None:
    act(app, Action.READ, "contact", at_raayland(app, worker), who="otto")
    works_at(app, "renske", *codes)
    assert ("Otto" in cards(coordinator.get(THIS))) is is_there


def test_what_is_gone_is_at_no_school(app: Flask) -> None:
    with app.app_context():
        sites = [id_of(Site, "raayland"), id_of(Site, "gilde")]
        keys = ("", "x", "7", "0" * 12, "9" * 12, str(uuid4()))
        assert things_at(sites, [(kind, key) for kind in (*SITES, "nothing") for key in keys]) == set()


def test_more_people_and_things_of_elsewhere_ask_no_more(app: Flask, worker: Browser, coordinator: Browser) -> None:
    counts = []
    with app.app_context():
        site = db.session.get_one(Site, id_of(Site, "verweg"))
        names = ["otto", *(make_user(name, Role.WORKER, site).first_name.lower() for name in ("ria", "rob", "roos"))]
        db.session.commit()
    for some in (names[:1], names):
        for name in some:
            act(app, Action.READ, "contact", at_raayland(app, worker), who=name)
        coordinator.get(THIS)
        with counted(app) as statements:
            found = cards(coordinator.get(THIS))
        assert {name.capitalize() for name in some} <= set(found)
        counts.append(len(statements))
    assert counts[0] == counts[1]
