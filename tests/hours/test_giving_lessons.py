"""Who gives a lesson does not sit at a desk at that hour, through whichever door it is tried."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.hours import Absence
from jsp.rules.session import SessionState
from tests.browser import Browser, Page
from tests.hours.colleagues import LATER, answer, asked, drop_out
from tests.hours.desk import add_extra, add_pattern, crew, days, form_with, ids, only_pattern, opening_id, press
from tests.hours.programs import call_off, move, on_again
from tests.hours.test_swaps import TUESDAY, WEDNESDAY
from tests.hours.test_swaps import answer as answer_swap
from tests.hours.test_swaps import ask as ask_swap
from tests.lessons.conftest import add_ground
from tests.lessons.rows import THURSDAY, add_series, add_session

AT_THAT_HOUR = {"on": str(LATER), "starts": "12:00", "ends": "14:00"}  # the lesson is from 12.50 until 13.35


@pytest.fixture(autouse=True)
def ground(app: Flask) -> None:
    with app.app_context():
        add_ground()
        db.session.commit()


def teach(app: Flask, name: str = "Sanne", on: date = LATER, state: SessionState = SessionState.PLANNED) -> None:
    """A lesson for V2B at its fifth hour."""
    with app.app_context():
        add_session(add_series(worker=name), 1, on, state)
        db.session.commit()


@pytest.mark.parametrize("state", [SessionState.PLANNED, SessionState.PROPOSED])
def test_the_planner_sees_it_and_has_no_button(app: Flask, coordinator: Browser, state: SessionState) -> None:
    teach(app, state=state)
    add_extra(app, coordinator, **AT_THAT_HOUR)
    page = coordinator.get(f"/hours/openings/{opening_id(app, 'raayland', LATER)}")
    assert "geeft dan les: V2B" in page.words
    assert len([form for form in page.forms() if str(form.get("action")).endswith("/seat")]) == 1, "that of Lieke"


def test_a_tap_on_an_older_page_is_refused_in_words(app: Flask, coordinator: Browser) -> None:
    add_extra(app, coordinator, **AT_THAT_HOUR)
    address = f"/hours/openings/{opening_id(app, 'raayland', LATER)}"
    before = form_of(coordinator.get(address), ids(app)[1]["Sanne"])
    teach(app)
    assert "Sanne geeft dan les: V2B." in coordinator.post(f"{address}/seat", before, follow=True).words
    assert crew(app, "raayland", LATER) == []


def form_of(page: Page, member: int) -> dict[str, str]:
    """What the one button of that person would send."""
    forms = [{str(each.get("name")): str(each.get("value")) for each in form.iter()} for form in page.forms()]
    [found] = [form for form in forms if form.get("member") == str(member)]
    return found


def test_where_the_lesson_dropped_out_they_are_free(app: Flask, coordinator: Browser) -> None:
    teach(app, state=SessionState.INTERRUPTED)
    assert add_extra(app, coordinator, who=("Sanne",), **AT_THAT_HOUR).status == 303
    assert crew(app, "raayland", LATER) == ["Sanne"]


def test_an_extra_opening_is_refused_with_the_class(app: Flask, coordinator: Browser) -> None:
    teach(app)
    page = add_extra(app, coordinator, who=("Sanne",), **AT_THAT_HOUR)
    assert (page.status, "Sanne geeft dan les: V2B." in page.words) == (422, True)
    assert LATER not in days(app, "raayland")


def test_other_hours_are_refused_with_the_class(app: Flask, coordinator: Browser) -> None:
    add_extra(app, coordinator, who=("Sanne",), on=str(LATER), starts="15:00", ends="16:00")
    teach(app)
    address = f"/hours/openings/{opening_id(app, 'raayland', LATER)}/hours"
    page = coordinator.post(address, form_with(coordinator.get(address), "starts") | {"starts": "13:30"})
    assert (page.status, "Sanne geeft dan les: V2B." in page.words) == (422, True)
    move(coordinator, opening_id(app, "raayland", LATER), "13:35", "15:00")


def test_fixed_hours_leave_out_who_gives_a_lesson_that_day(app: Flask, coordinator: Browser) -> None:
    teach(app)
    add_pattern(app, coordinator, who=("Sanne", "Lieke"))
    assert crew(app, "raayland", THURSDAY) == ["Sanne", "Lieke"]
    assert crew(app, "raayland", LATER) == ["Lieke"]


def test_fixed_hours_that_move_into_the_lesson_let_them_go(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne", "Lieke"), starts="14:00", ends="16:00")
    teach(app)
    assert crew(app, "raayland", LATER) == ["Sanne", "Lieke"]
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    coordinator.post(edit, form_with(coordinator.get(edit), "weekday") | {"starts": "12:00"})
    assert crew(app, "raayland", LATER) == ["Lieke"]
    assert crew(app, "raayland", THURSDAY) == ["Sanne", "Lieke"]


def test_on_again_it_goes_on_without_them(app: Flask, coordinator: Browser) -> None:
    add_extra(app, coordinator, who=("Sanne", "Lieke"), **AT_THAT_HOUR)
    id = opening_id(app, "raayland", LATER)
    call_off(coordinator, id)
    teach(app)
    on_again(coordinator, id)
    assert crew(app, "raayland", LATER) == ["Lieke"]


def test_they_are_not_asked_to_come_instead(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    teach(app, "Anna")
    add_extra(app, coordinator, who=("Sanne",), **AT_THAT_HOUR)
    drop_out(app, worker, on=LATER)
    assert asked(app) == ["Bram"]


def test_who_was_asked_and_gives_a_lesson_by_now_cannot_say_yes(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, who=("Sanne",), **AT_THAT_HOUR)
    drop_out(app, worker, on=LATER)
    teach(app, "Anna")
    assert "Anna geeft dan les: V2B." in answer(app, team["anna"], "yes").words
    assert crew(app, "raayland", LATER) == []


def test_who_gives_a_lesson_by_now_cannot_come_after_all(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_extra(app, coordinator, who=("Sanne",), **AT_THAT_HOUR)
    drop_out(app, worker, on=LATER)
    teach(app)
    assert "Sanne geeft dan les: V2B." in answer(app, worker, "take-back").words
    assert crew(app, "raayland", LATER) == []


def test_there_after_all_the_turn_at_that_hour_stays_open(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_extra(app, coordinator, who=("Sanne",), **AT_THAT_HOUR)
    away = form_with(worker.get("/hours/mine"), "starts_on") | {"starts_on": str(LATER), "ends_on": str(LATER)}
    assert worker.post("/hours/absences", away).status == 303
    teach(app)
    with app.app_context():
        id = db.session.scalars(select(Absence.id)).one()
    assert press(worker, "/hours/mine", f"/hours/absences/{id}/end").status == 303
    assert crew(app, "raayland", LATER) == []


def test_a_turn_at_the_hour_of_the_lesson_is_not_had_in_return(app: Flask, worker: Browser) -> None:
    teach(app, on=WEDNESDAY)
    page = worker.get(f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/swap")
    assert "Gilde, woensdag 25 november" not in page.words


def test_a_swap_that_is_answered_too_late_changes_nothing(app: Flask, worker: Browser, colleague: Browser) -> None:
    ask_swap(app, worker)
    teach(app, on=WEDNESDAY)
    assert "Deze ruil kan niet meer" in answer_swap(app, colleague, "yes").words
    assert crew(app, "raayland", TUESDAY) == ["Sanne"]
    assert crew(app, "gilde", WEDNESDAY) == ["Lieke"]


def test_the_week_shows_the_own_lessons_beside_the_turns(app: Flask, worker: Browser, coordinator: Browser) -> None:
    teach(app, on=THURSDAY)
    page = worker.get("/hours/")
    assert (
        "Mijn lessen deze week donderdag 26 november, 12.50–13.35 uur V2B, les 1 · Raayland, lokaal A118" in page.words
    )
    assert "Mijn lessen" not in worker.get("/hours/?week=2026-11-30").words
    assert "Mijn lessen" not in coordinator.get("/hours/").words
