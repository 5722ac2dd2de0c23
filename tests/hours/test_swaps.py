"""A swap needs both; nothing changes before, and both turns change hands at once."""

from datetime import date

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete, select

from jsp.extensions import db
from jsp.models.hours import Absence
from jsp.models.outbox import OutboxMail
from jsp.models.team import TeamMember
from jsp.models.turns import Swap, SwapState
from tests.browser import Browser, Page
from tests.hours.colleagues import drop_out
from tests.hours.desk import add_extra, crew, form_with, ids, opening_id, press
from tests.make import person

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def ask(app: Flask, by: Browser) -> Page:
    """Sanne offers her Tuesday at Raayland for Lieke's Wednesday at Gilde."""
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/swap"
    turn = by.get(address).choices("turn")["Lieke Gilde, woensdag 25 november, 12.15–13.30 uur"]
    return by.post(address, form_with(by.get(address), "once") | {"turn": turn})


def answer(app: Flask, by: Browser, word: str, page: Page | None = None) -> Page:
    with app.app_context():
        id = db.session.scalars(select(Swap.id)).one()
    address = f"/hours/swaps/{id}/{word}"
    return by.post(address, (page or by.get("/today/")).form(address), follow=True)


def crews(app: Flask) -> tuple[list[str], list[str]]:
    return crew(app, "raayland", TUESDAY), crew(app, "gilde", WEDNESDAY)


def test_nothing_changes_before_the_other_says_yes(app: Flask, worker: Browser, colleague: Browser) -> None:
    assert ask(app, worker).status == 303
    assert crews(app) == (["Sanne"], ["Lieke"])
    words = colleague.get("/today/").words
    assert "Sanne wil met je ruilen" in words
    assert "Jij krijgt: Raayland, dinsdag 24 november" in words


def test_with_both_both_turns_change_hands(app: Flask, worker: Browser, colleague: Browser) -> None:
    ask(app, worker)
    assert "Geruild. Je collega weet het." in answer(app, colleague, "yes").words
    assert crews(app) == (["Lieke"], ["Sanne"])
    assert "Geruild : Gilde, woensdag 25 november" in worker.get("/today/").words


def test_a_no_changes_nothing_and_is_told(app: Flask, worker: Browser, colleague: Browser) -> None:
    ask(app, worker)
    answer(app, colleague, "no")
    assert crews(app) == (["Sanne"], ["Lieke"])
    assert "Je collega ruilt niet" in worker.get("/today/").words


def test_taken_back_it_can_no_longer_be_said_yes_to(app: Flask, worker: Browser, colleague: Browser) -> None:
    ask(app, worker)
    old = colleague.get("/today/")
    answer(app, worker, "take-back")
    assert "Deze ruil kan niet meer" in answer(app, colleague, "yes", old).words
    assert crews(app) == (["Sanne"], ["Lieke"])


def test_a_turn_that_changed_meanwhile_is_not_swapped(
    app: Flask, coordinator: Browser, worker: Browser, colleague: Browser
) -> None:
    ask(app, worker)
    add_extra(app, coordinator, on="2026-11-25", starts="12:30", ends="13:00", who=("Sanne",))
    assert "Deze ruil kan niet meer" in answer(app, colleague, "yes").words
    assert crews(app) == (["Sanne"], ["Lieke"])


def test_only_turns_that_both_can_take_are_offered(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_extra(app, coordinator, on="2026-11-25", starts="12:30", ends="13:00", who=("Sanne",))
    page = worker.get(f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/swap")
    assert "Lieke" not in page.words


def test_what_was_not_offered_is_refused(app: Flask, worker: Browser) -> None:
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/swap"
    _sites, members = ids(app)
    turn = f"{opening_id(app, 'gilde', date(2026, 11, 23))}-{members['Lieke']}"
    page = worker.post(address, form_with(worker.get(address), "once") | {"turn": turn})
    assert page.status == 422
    with app.app_context():
        assert db.session.scalars(select(Swap)).all() == []


def test_nobody_else_can_say_yes(app: Flask, worker: Browser, colleague: Browser) -> None:
    ask(app, worker)
    with app.app_context():
        id = db.session.scalars(select(Swap.id)).one()
    token = worker.get("/hours/").form("/accounts/sign-out")
    assert worker.post(f"/hours/swaps/{id}/yes", token).status == 404
    assert crews(app) == (["Sanne"], ["Lieke"])


def test_the_same_swap_is_asked_once(app: Flask, worker: Browser) -> None:
    ask(app, worker)
    page = ask(app, worker)
    assert (page.status, "Je hebt deze ruil al gevraagd" in page.words) == (422, True)
    with app.app_context():
        assert len(db.session.scalars(select(Swap)).all()) == 1


def test_turns_of_who_is_away_or_gone_by_then_are_not_offered(
    app: Flask, coordinator: Browser, worker: Browser
) -> None:
    add_extra(app, coordinator, on="2026-12-03", who=("Sanne",))
    address = f"/hours/openings/{opening_id(app, 'raayland', date(2026, 12, 3))}/swap"
    assert "Lieke" in worker.get(address).words
    with app.app_context():
        lieke = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Lieke")).one()
        away = Absence(member_id=lieke.id, starts_on=date(2026, 12, 3), ends_on=date(2026, 12, 3))
        db.session.add(away)
        db.session.commit()
    assert "Lieke" not in worker.get(address).words
    with app.app_context():
        db.session.execute(delete(Absence))
        db.session.get_one(TeamMember, ids(app)[1]["Lieke"]).active_until = date(2026, 12, 2)
        db.session.commit()
    assert "Lieke" not in worker.get(address).words


def test_what_is_over_is_swapped_no_more(
    app: Flask, worker: Browser, colleague: Browser, frozen: FrozenDateTimeFactory
) -> None:
    ask(app, worker)
    frozen.move_to("2026-11-24 13:30:00")  # 14.30 at the school
    with app.app_context():
        id = db.session.scalars(select(Swap.id)).one()
    later = Browser(app).signed_in("lieke")
    assert f"/hours/swaps/{id}/yes" not in later.get("/today/").text
    token = later.get("/hours/").form("/accounts/sign-out")
    assert later.post(f"/hours/swaps/{id}/yes", token).status == 303
    assert crews(app) == (["Sanne"], ["Lieke"])


def test_whose_account_was_closed_is_not_asked(app: Flask, worker: Browser) -> None:
    with app.app_context():
        person("lieke").active = False
        db.session.commit()
    page = worker.get(f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/swap")
    assert "Lieke" not in page.words


def test_who_dropped_out_meanwhile_asks_no_longer(app: Flask, worker: Browser, colleague: Browser) -> None:
    ask(app, worker)
    drop_out(app, worker)
    assert "Sanne wil met je ruilen" not in colleague.get("/today/").words


def test_asked_and_taken_back_again_and_again_is_one_mail(app: Flask, worker: Browser) -> None:
    for _time in range(3):
        ask(app, worker)
        with app.app_context():
            id = db.session.scalars(select(Swap.id).where(Swap.state == SwapState.OPEN)).one()
        press(worker, "/today/", f"/hours/swaps/{id}/take-back")
    with app.app_context():
        assert db.session.scalars(select(OutboxMail.kind)).all() == ["swap_wanted"]
