"""My days: when I work, when I am away, and what that does to my turns."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.hours import Absence, Availability
from jsp.models.turns import Cover, CoverState
from tests.browser import Browser, Page
from tests.hours.desk import add_pattern, crew, form_with, opening_id, press

MINE, AWAY = "/hours/mine", "/hours/absences"
THURSDAY = date(2026, 11, 26)


def go_away(by: Browser, **values: Any) -> Page:
    return by.post(AWAY, form_with(by.get(MINE), "starts_on") | {"starts_on": "2026-11-26", "ends_on": ""} | values)


def test_hours_are_kept_by_weekday(app: Flask, worker: Browser) -> None:
    values = form_with(worker.get(MINE), "works_0")
    values.pop("works_4")
    assert worker.post(MINE, values | {"starts_0": "12:00", "ends_0": "16:00"}).status == 303
    with app.app_context():
        found = db.session.scalars(select(Availability).order_by(Availability.weekday)).all()
        assert [each.weekday for each in found] == [0, 1, 2, 3]
        assert (found[0].starts.hour, found[0].ends.hour) == (12, 16)
    assert "werkt dan niet" not in worker.get(f"/hours/openings/{opening_id(app, 'gilde', date(2026, 11, 23))}").words


def test_the_planner_sees_who_does_not_work_then(app: Flask, coordinator: Browser, worker: Browser) -> None:
    values = form_with(worker.get(MINE), "works_0")
    worker.post(MINE, {name: value for name, value in values.items() if name != "works_1"})
    words = coordinator.get(f"/hours/openings/{opening_id(app, 'raayland', date(2026, 11, 24))}").words
    assert "Sanne · gezinscoach werkt dan niet" in words


@pytest.mark.parametrize(("change", "said"), [
    ({"starts_1": "17:00", "ends_1": "09:00"}, "Het einde ligt voor het begin"), ({"ends_2": ""}, "Vul dit in"),
    ({"starts_0": "vroeg"}, "Vul een tijd in"),
])  # fmt: skip
def test_hours_that_cannot_be_are_refused(app: Flask, worker: Browser, change: dict[str, str], said: str) -> None:
    page = worker.post(MINE, form_with(worker.get(MINE), "works_0") | change)
    assert (page.status, said in page.words) == (422, True)
    with app.app_context():
        assert db.session.scalars(select(Availability)).all() == []


def test_away_means_off_and_colleagues_are_asked_for_each_turn(
    app: Flask, coordinator: Browser, worker: Browser
) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    assert go_away(worker, ends_on="2026-12-04").status == 303
    assert [crew(app, "raayland", date(2026, *day)) for day in ((11, 26), (12, 3), (12, 10))] == [[], [], ["Sanne"]]
    with app.app_context():
        assert [each.state for each in db.session.scalars(select(Cover))] == [CoverState.OPEN] * 2
    assert "die dag afwezig" in coordinator.get(f"/hours/openings/{opening_id(app, 'raayland', THURSDAY)}").words


def test_a_pattern_made_afterwards_leaves_out_who_is_away(app: Flask, coordinator: Browser, worker: Browser) -> None:
    go_away(worker)
    add_pattern(app, coordinator, who=("Sanne", "Lieke"))
    assert crew(app, "raayland", THURSDAY) == ["Lieke"]
    assert crew(app, "raayland", date(2026, 12, 3)) == ["Sanne", "Lieke"]


def test_there_after_all_brings_the_turns_back_that_nobody_took(
    app: Flask, coordinator: Browser, worker: Browser, colleague: Browser
) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    go_away(worker, ends_on="2026-12-04")
    [taken] = [
        form.get("action") for form in colleague.get("/today/").forms() if str(form.get("action")).endswith("yes")
    ][:1]
    press(colleague, "/today/", taken)
    with app.app_context():
        id = db.session.scalars(select(Absence.id)).one()
    press(worker, MINE, f"/hours/absences/{id}/end")
    crews = [crew(app, "raayland", date(2026, *day)) for day in ((11, 26), (12, 3))]
    assert sorted(crews) == [["Lieke"], ["Sanne"]]
    assert go_away(worker, starts_on="2026-12-24").status == 303


@pytest.mark.parametrize(("change", "said"), [
    ({"starts_on": "2026-11-20"}, "Deze dagen zijn voorbij"), ({"ends_on": "2026-11-25"}, "De laatste dag ligt voor"),
    ({"starts_on": "2200-01-01"}, "ligt te ver weg"), ({"ends_on": "2027-11-25"}, "langer dan vier maanden"),
    ({"starts_on": ""}, "Vul dit in"),
])  # fmt: skip
def test_days_that_cannot_be_are_refused(app: Flask, worker: Browser, change: dict[str, str], said: str) -> None:
    page = go_away(worker, **change)
    assert (page.status, said in page.words) == (422, True)
    with app.app_context():
        assert db.session.scalars(select(Absence)).all() == []


def test_nobody_ends_the_absence_of_another(app: Flask, worker: Browser, colleague: Browser) -> None:
    go_away(worker)
    with app.app_context():
        id = db.session.scalars(select(Absence.id)).one()
    token = colleague.get("/hours/").form("/accounts/sign-out")
    assert colleague.post(f"/hours/absences/{id}/end", token).status == 404


def test_who_is_not_in_the_team_is_told_so(coordinator: Browser) -> None:
    assert "hoort nog bij niemand in het team" in coordinator.get(MINE).words
