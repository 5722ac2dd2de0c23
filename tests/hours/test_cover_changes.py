"""A question for cover that something else settled meanwhile, and people who change their minds."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.models.team import TeamMember
from jsp.models.turns import Cover, CoverState
from tests import make
from tests.browser import Browser, Page
from tests.hours.colleagues import LATER, TUESDAY, WEDNESDAY, answer, drop_out
from tests.hours.desk import add_extra, crew, form_with, ids, opening_id, press
from tests.hours.programs import call_off


def seat(app: Flask, by: Browser, name: str, on: date = LATER) -> Page:
    """The coordinator puts somebody there."""
    _sites, members = ids(app)
    address = f"/hours/openings/{opening_id(app, 'raayland', on)}"
    return by.post(f"{address}/seat", form_with(by.get(address), "seen") | {"member": str(members[name])})


def test_who_is_put_back_is_no_longer_looked_for(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    drop_out(app, worker, on=LATER)
    late = team["anna"].get("/today/")
    seat(app, coordinator, "Sanne")
    assert "Je kunt niet" not in worker.get("/today/").words
    with app.app_context():
        id = db.session.scalars(select(Cover.id)).one()
    team["anna"].post(f"/hours/cover/{id}/yes", late.form(f"/hours/cover/{id}/yes"))
    assert crew(app, "raayland", LATER) == ["Sanne"]


def test_who_is_put_there_instead_answers_the_question(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    drop_out(app, worker, on=LATER)
    seat(app, coordinator, "Cato")
    assert "Sanne kan niet" not in team["anna"].get("/today/").words
    with app.app_context():
        cover = db.session.scalars(select(Cover)).one()
        assert (cover.state, cover.taken_by.first_name) == (CoverState.TAKEN, "Cato")  # type: ignore[union-attr]


def test_a_yes_from_who_left_the_site_since_is_refused(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    drop_out(app, worker, on=LATER)
    with app.app_context():
        anna = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Anna")).one()
        anna.sites = [each for each in anna.sites if each.code == "gilde"]
        db.session.commit()
    assert "zit die dag niet in het team van deze locatie" in answer(app, team["anna"], "yes").words
    assert crew(app, "raayland", LATER) == []


def test_a_question_about_what_was_called_off_is_gone(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    drop_out(app, worker, on=LATER)
    late = team["anna"].get("/today/")
    call_off(coordinator, opening_id(app, "raayland", LATER))
    assert "Sanne kan niet" not in team["anna"].get("/today/").words
    with app.app_context():
        id = db.session.scalars(select(Cover.id)).one()
    page = team["anna"].post(f"/hours/cover/{id}/yes", late.form(f"/hours/cover/{id}/yes"), follow=True)
    assert "gaat niet meer door" in page.words
    assert crew(app, "raayland", LATER) == []


def test_whoever_changes_their_mind_often_sends_one_mail_to_each(
    app: Flask, worker: Browser, team: dict[str, Browser]
) -> None:
    for _time in range(3):
        drop_out(app, worker)
        with app.app_context():
            id = db.session.scalars(select(Cover.id).where(Cover.state == CoverState.OPEN)).one()
        press(worker, "/today/", f"/hours/cover/{id}/take-back")
    with app.app_context():
        letters = [each.letter for each in db.session.scalars(select(OutboxMail)) if each.kind == "cover_wanted"]
        assert [make.person("anna").email in letter for letter in letters].count(True) == 1


def test_each_button_of_a_page_is_an_act_of_its_own(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_extra(app, coordinator, on="2026-11-25", starts="09:00", ends="10:00", who=("Sanne",))
    page = worker.get("/hours/")
    acts = [f"/hours/openings/{opening_id(app, 'raayland', on)}/cannot" for on in (TUESDAY, WEDNESDAY)]
    for act in (acts[0], acts[0], acts[1]):
        assert worker.post(act, page.form(act)).status == 303
    with app.app_context():
        assert len(db.session.scalars(select(Cover)).all()) == 2
    assert (crew(app, "raayland", TUESDAY), crew(app, "raayland", WEDNESDAY)) == ([], [])
