"""Tea and pranks are counted, and are no questions."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import CasualVisit
from jsp.models.ground import Site
from jsp.rules.contact import VisitKind
from tests.browser import Browser
from tests.intake.desk import contacts, trail
from tests.make import id_of, person

TEA, PRANK = "/intake/visits/tea", "/intake/visits/prank"


def tap(who: Browser) -> dict[str, Any]:
    return who.get("/today/").form(TEA)


def visits() -> list[CasualVisit]:
    return list(db.session.scalars(select(CasualVisit)))


@pytest.mark.parametrize(("where", "kind"), [(TEA, VisitKind.TEA), (PRANK, VisitKind.PRANK)])
def test_one_tap_counts_one_visit_and_no_question(app: Flask, worker: Browser, where: str, kind: VisitKind) -> None:
    answer = worker.post(where, tap(worker), follow=True)
    assert "Geteld. Dit telt niet mee als vraag." in answer.words
    with app.app_context():
        [visit] = visits()
        assert (visit.kind, visit.site_id, visit.user_id) == (kind, id_of(Site, "gilde"), person("sanne").id)
        assert visit.on.isoformat() == "2026-11-23"
        assert visit.opening_id is not None
        assert contacts() == []


def test_tea_does_not_show_among_my_contacts(worker: Browser) -> None:
    worker.post(TEA, tap(worker))
    assert "Hier staan geen gesprekken." in worker.get("/intake/contacts").words


def test_the_same_tap_sent_twice_counts_one(app: Flask, worker: Browser) -> None:
    values = tap(worker)
    worker.post(TEA, values)
    assert "Geteld." in worker.post(TEA, values, follow=True).words
    with app.app_context():
        assert len(visits()) == 1
        assert len([entry for entry in trail(Action.RECORDED) if entry.object_kind == "visit"]) == 1


def test_a_second_visitor_is_a_second_visit(app: Flask, worker: Browser) -> None:
    worker.post(TEA, tap(worker))
    worker.post(TEA, tap(worker))
    with app.app_context():
        assert len(visits()) == 2


def test_a_key_of_somebody_else_counts_nothing(app: Flask, worker: Browser, colleague: Browser) -> None:
    values = tap(worker) | {"once": tap(colleague)["once"]}
    assert "Deze pagina was verouderd. Verstuur het nog een keer." in worker.post(TEA, values, follow=True).words
    with app.app_context():
        assert visits() == []


def test_a_site_where_one_does_not_work_does_not_exist(app: Flask, worker: Browser) -> None:
    assert worker.post(TEA, tap(worker) | {"site": "verweg"}).heading == "Deze pagina bestaat niet"
    with app.app_context():
        assert visits() == []


def test_there_is_no_third_kind(worker: Browser) -> None:
    assert worker.post("/intake/visits/name", tap(worker)).heading == "Deze pagina bestaat niet"
