"""*Ik kan niet*: free colleagues of a fitting discipline are asked, fewest turns first; the first yes wins."""

from datetime import date, time

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs
from jsp.extensions import db
from jsp.models.ground import Discipline
from jsp.models.hours import Availability
from jsp.models.outbox import OutboxMail
from jsp.models.team import TeamMember
from jsp.models.turns import Cover, CoverState, Notice, NoticeKind
from tests import make
from tests.browser import Browser
from tests.hours.colleagues import LATER, TUESDAY, answer, asked, drop_out
from tests.hours.desk import add_extra, add_pattern, close, crew


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
