"""*Ik kan niet*: free colleagues of a fitting discipline are asked, fewest turns first; the first yes wins."""

from datetime import date, time

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs
from jsp.extensions import db
from jsp.models.ground import Discipline, Site
from jsp.models.hours import Availability
from jsp.models.outbox import OutboxMail
from jsp.models.team import TeamMember
from jsp.models.turns import Cover, CoverQuestion, CoverState, Notice, NoticeKind
from jsp.rules.roles import Role
from tests import make
from tests.browser import Browser, Page
from tests.hours.desk import add_extra, add_pattern, close, crew, form_with, ids, opening_id, press
from tests.hours.programs import call_off

TUESDAY, WEDNESDAY, LATER = date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 3)


@pytest.fixture
def team(app: Flask) -> dict[str, Browser]:
    """Four more workers of both sites: two family coaches like Sanne, and two youth workers like Lieke."""
    with app.app_context():
        sites = {each.code: each for each in db.session.scalars(select(Site))}
        for name, code in (("anna", "family_coach"), ("bram", "family_coach"), ("cato", "youth_worker")):
            user = make.make_user(name, Role.WORKER, sites["raayland"], sites["gilde"])
            discipline = db.session.scalars(select(Discipline).where(Discipline.code == code)).one()
            make.make_member(user, discipline, sites)
        db.session.commit()
    return {name: Browser(app).signed_in(name) for name in ("anna", "bram", "cato")}


def drop_out(app: Flask, by: Browser, site: str = "raayland", on: date = TUESDAY) -> Page:
    """One tap in the week."""
    return press(by, f"/hours/?week={on}", f"/hours/openings/{opening_id(app, site, on)}/cannot")


def asked(app: Flask) -> list[str]:
    """Who was asked, in the order of asking."""
    query = select(TeamMember.first_name).join(CoverQuestion, CoverQuestion.member_id == TeamMember.id)
    with app.app_context():
        return sorted(db.session.scalars(query))


def answer(app: Flask, by: Browser, word: str) -> Page:
    """Yes or no to the one question."""
    with app.app_context():
        id = db.session.scalars(select(Cover.id)).one()
    address = f"/hours/cover/{id}/{word}"
    return by.post(address, by.get("/today/").form(address), follow=True)


def test_one_tap_takes_somebody_off_and_asks_who_could_come(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne", "Lieke"))
    assert drop_out(app, worker, on=LATER).status == 303
    assert crew(app, "raayland", LATER) == ["Lieke"]
    assert asked(app) == ["Anna", "Bram"]  # the coaches, as Sanne is one; Cato is not
    assert "Sanne kan niet. Kun jij?" in team["anna"].get("/today/").words
    assert "Sanne kan niet" not in team["cato"].get("/today/").words


def test_the_first_yes_has_it_and_both_sides_see_it(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    drop_out(app, worker, on=LATER)
    late = team["anna"].get("/today/")
    assert "De beurt is van jou" in answer(app, team["bram"], "yes").words
    assert crew(app, "raayland", LATER) == ["Bram"]
    with app.app_context():
        id = db.session.scalars(select(Cover.id)).one()
    page = team["anna"].post(f"/hours/cover/{id}/yes", late.form(f"/hours/cover/{id}/yes"), follow=True)
    assert "Iemand was je net voor. Toch bedankt." in page.words
    assert crew(app, "raayland", LATER) == ["Bram"]
    assert "Een collega neemt de beurt over : Raayland, donderdag 3 december" in worker.get("/hours/").words
    assert "Een collega neemt de beurt over" in coordinator.get("/today/").words


def test_those_with_the_fewest_turns_are_asked_first_and_after_a_no_the_next(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    with app.app_context():
        coach = db.session.scalars(select(Discipline.id).where(Discipline.code == "family_coach")).one()
        cato = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Cato")).one()
        cato.discipline_id = coach
        db.session.commit()
    for hour in ("08", "09"):
        add_extra(app, coordinator, on="2026-12-01", starts=f"{hour}:00", ends=f"{hour}:45", who=("Anna",))
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    drop_out(app, worker, on=LATER)
    assert asked(app) == ["Bram", "Cato"]
    answer(app, team["bram"], "no")
    assert asked(app) == ["Anna", "Bram", "Cato"]


def test_who_is_away_elsewhere_or_off_is_not_asked(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    add_extra(app, coordinator, "gilde", on=str(LATER), starts="09:30", ends="11:00", who=("Anna",))
    with app.app_context():
        bram = db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == "Bram")).one()
        db.session.add(Availability(member_id=bram, weekday=0, starts=time(9), ends=time(17)))
        db.session.commit()
    drop_out(app, worker, on=LATER)
    assert asked(app) == ["Cato", "Lieke"]  # no coach is free, so whoever is


def test_on_the_last_day_everybody_is_asked_at_once(app: Flask, worker: Browser, team: dict[str, Browser]) -> None:
    with app.app_context():
        coach = db.session.scalars(select(Discipline.id).where(Discipline.code == "family_coach")).one()
        for each in db.session.scalars(select(TeamMember).where(TeamMember.first_name.in_(["Cato", "Lieke"]))):
            each.discipline_id = coach
        db.session.commit()
    drop_out(app, worker)
    assert asked(app) == ["Anna", "Bram", "Cato", "Lieke"]


def test_when_nobody_answers_the_next_are_asked_after_some_hours(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser], frozen: FrozenDateTimeFactory
) -> None:
    with app.app_context():
        coach = db.session.scalars(select(Discipline.id).where(Discipline.code == "family_coach")).one()
        db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Cato")).one().discipline_id = coach
        db.session.commit()
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    drop_out(app, worker, on=LATER)
    for moment, number in (("2026-11-23 14:29:00", 2), ("2026-11-23 14:30:00", 3)):
        frozen.move_to(moment)
        with app.test_request_context():
            jobs.fill_turns()
            db.session.commit()
        assert len(asked(app)) == number


def test_i_can_after_all_while_nobody_took_it(app: Flask, coordinator: Browser, worker: Browser) -> None:
    drop_out(app, worker)
    assert "Je kunt niet: nog niemand nam het over" in worker.get("/hours/").words
    answer(app, worker, "take-back")
    assert crew(app, "raayland", TUESDAY) == ["Sanne"]


def test_once_it_was_taken_it_is_too_late(app: Flask, worker: Browser, team: dict[str, Browser]) -> None:
    drop_out(app, worker)
    with app.app_context():
        id = db.session.scalars(select(Cover.id)).one()
    address = f"/hours/cover/{id}/take-back"
    old = worker.get("/today/").form(address)
    answer(app, team["anna"], "yes")
    assert "heeft deze beurt al overgenomen" in worker.post(address, old, follow=True).words
    assert crew(app, "raayland", TUESDAY) == ["Anna"]


def test_laying_out_again_does_not_bring_back_who_cannot_come(
    app: Flask, coordinator: Browser, worker: Browser
) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    drop_out(app, worker, on=date(2026, 11, 26))
    close(app, coordinator, "raayland", starts_on="2026-12-03")
    assert crew(app, "raayland", date(2026, 11, 26)) == []
    assert crew(app, "raayland", date(2026, 12, 10)) == ["Sanne"]


def test_who_drops_out_is_told_to_the_coordinator_in_one_mail_without_a_word_about_it(
    app: Flask, worker: Browser
) -> None:
    drop_out(app, worker)
    with app.app_context():
        [notice] = db.session.scalars(select(Notice))
        assert (notice.user_id, notice.kind) == (make.person("renske").id, NoticeKind.DROPPED_OUT)
        letters = [mail.letter for mail in db.session.scalars(select(OutboxMail))]
        assert not [letter for letter in letters if "Sanne" in letter or "Raayland" in letter]


def test_a_foreign_question_is_as_missing_as_none(app: Flask, worker: Browser, stranger: Browser) -> None:
    drop_out(app, worker)
    with app.app_context():
        cover = db.session.scalars(select(Cover)).one()
        id, state = cover.id, cover.state
    token = stranger.get("/hours/").form("/accounts/sign-out")
    assert stranger.post(f"/hours/cover/{id}/yes", token).status == 404
    assert state is CoverState.OPEN


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
