"""What people hear: nothing is swallowed by what came later, nothing is seen that was not shown."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.turns import Notice, NoticeKind
from jsp.rules.roles import Role
from tests import make
from tests.browser import Browser
from tests.hours.colleagues import LATER, TUESDAY
from tests.hours.desk import add_extra, add_pattern, form_with, ids, only_pattern, opening_id, press
from tests.hours.programs import call_off
from tests.hours.test_swaps import answer, ask

THURSDAY = date(2026, 11, 26)


def seen(by: Browser) -> None:
    [act] = [str(form.get("action")) for form in by.get("/today/").forms() if "/seen" in str(form.get("action"))]
    press(by, "/today/", act)


def test_news_about_several_openings_outlives_news_about_one(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    seen(worker)
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    coordinator.post(edit, form_with(coordinator.get(edit), "weekday") | {"starts": "13:00"})
    call_off(coordinator, opening_id(app, "raayland", THURSDAY))
    words = worker.get("/today/").words
    assert "Gaat niet door : Raayland, donderdag 26 november" in words
    assert "Raayland, donderdag 26 november, 13.00–14.30 uur en nog 5 andere keren" in words


def test_seen_is_what_was_shown(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    page = worker.get("/today/")
    add_extra(app, coordinator, "gilde", on="2026-12-04", who=("Sanne",))
    [act] = [str(form.get("action")) for form in page.forms() if "/seen" in str(form.get("action"))]
    worker.post(act, page.form(act))
    words = worker.get("/today/").words
    assert ("4 december" in words, "3 december" in words) == (True, False)


def test_news_about_what_is_no_longer_planned_leads_nowhere(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    address = f"/hours/patterns/{only_pattern(app)}"
    press(coordinator, f"{address}/end", f"{address}/end")
    page = worker.get("/today/")
    links = [str(each.get("href")) for each in page._all("a") if "/hours/openings/" in str(each.get("href"))]
    assert "Gaat niet door : Raayland, donderdag 26 november" in page.words
    assert {worker.get(link).status for link in links} <= {200}


def test_the_coordinators_of_both_sites_hear_of_a_swap(app: Flask, worker: Browser, colleague: Browser) -> None:
    with app.app_context():
        gilde = db.session.scalars(select(Site).where(Site.code == "gilde")).one()
        make.make_user("gijs", Role.COORDINATOR, gilde)
        db.session.commit()
    ask(app, worker)
    answer(app, colleague, "yes")
    with app.app_context():
        told = select(Notice.kind).where(Notice.user_id == make.person("gijs").id)
        assert db.session.scalars(told).all() == [NoticeKind.SWAPPED]


def test_the_coordinator_sees_who_cannot_come_and_who_was_asked(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}"
    press(worker, f"/hours/?week={TUESDAY}", f"{address}/cannot")
    words = coordinator.get(address).words
    assert "Wie kan niet? Sanne : nog niemand nam het over" in words
    assert "Anna (nog geen antwoord)" in words


def test_the_team_shows_who_is_away(app: Flask, coordinator: Browser) -> None:
    address = f"/hours/team/{ids(app)[1]['Sanne']}"
    coordinator.post(
        f"{address}/absences", form_with(coordinator.get(address), "starts_on") | {"starts_on": str(TUESDAY)}
    )
    assert "gezinscoach: afwezig di 24 nov" in coordinator.get("/hours/team").words
