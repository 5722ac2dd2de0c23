"""My days: when I work, when I am away, and what that does to my turns."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.hours import Absence, Availability
from jsp.models.outbox import OutboxMail
from jsp.models.turns import Cover, CoverState, Notice, NoticeKind
from tests.browser import Browser, Page
from tests.hours.desk import add_extra, add_pattern, close, crew, form_with, only_closure, opening_id, press
from tests.make import person

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


def end(app: Flask, by: Browser, number: int = 0) -> Page:
    """There after all: the first absence, or a later one."""
    with app.app_context():
        id = db.session.scalars(select(Absence.id).order_by(Absence.id)).all()[number]
    action = f"/hours/absences/{id}/end"
    return by.post(action, by.get(MINE).form(action), follow=True)


def test_one_act_is_one_notice(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    go_away(worker, ends_on="2026-12-31")
    with app.app_context():
        [notice] = db.session.scalars(select(Notice).where(Notice.user_id == person("renske").id))
        assert (notice.kind, notice.openings) == (NoticeKind.DROPPED_OUT, 6)
        letters = [each.letter for each in db.session.scalars(select(OutboxMail))]
        assert [person("renske").email in letter for letter in letters].count(True) == 1


def test_days_of_another_absence_stay_away(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    go_away(worker, starts_on="2026-11-26", ends_on="2026-12-04")
    go_away(worker, starts_on="2026-12-03", ends_on="2026-12-11")
    end(app, worker)
    assert [crew(app, "raayland", date(2026, *day)) for day in ((11, 26), (12, 3), (12, 10))] == [["Sanne"], [], []]


def test_who_could_not_come_for_another_reason_still_cannot(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    press(worker, f"/hours/?week={THURSDAY}", f"/hours/openings/{opening_id(app, 'raayland', THURSDAY)}/cannot")
    go_away(worker, ends_on="2026-12-04")
    end(app, worker)
    assert [crew(app, "raayland", date(2026, *day)) for day in ((11, 26), (12, 3))] == [[], ["Sanne"]]


def test_what_was_stays_as_it_was(
    app: Flask, coordinator: Browser, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    go_away(worker, ends_on="2026-12-04")
    frozen.move_to("2026-11-27 10:00:00")
    end(app, Browser(app).signed_in("sanne"))
    assert [crew(app, "raayland", date(2026, *day)) for day in ((11, 26), (12, 3))] == [[], ["Sanne"]]


def test_it_ends_also_where_something_else_came_in_between(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_extra(app, coordinator, on=str(THURSDAY), who=("Sanne",))
    go_away(worker)
    add_extra(app, coordinator, "gilde", on=str(THURSDAY), who=("Sanne",))
    assert "Genoteerd. Beurten die niemand overnam, zijn terug." in end(app, worker).words
    assert (crew(app, "raayland", THURSDAY), crew(app, "gilde", THURSDAY)) == ([], ["Sanne"])


def test_nobody_is_asked_for_what_does_not_go_on(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    close(app, coordinator, "raayland", starts_on=str(THURSDAY))
    go_away(worker)
    with app.app_context():
        assert db.session.scalars(select(Cover)).all() == []


def test_who_is_away_by_then_does_not_come_back_with_the_opening(
    app: Flask, coordinator: Browser, worker: Browser
) -> None:
    add_pattern(app, coordinator, who=("Sanne", "Lieke"))
    close(app, coordinator, "raayland", starts_on=str(THURSDAY))
    go_away(worker)
    address = f"/hours/closures/{only_closure(app)}"
    press(coordinator, address, f"{address}/take-back")
    assert crew(app, "raayland", THURSDAY) == ["Lieke"]


def test_both_of_two_absences_ended_all_turns_are_back(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    go_away(worker, starts_on="2026-11-26", ends_on="2026-12-04")
    go_away(worker, starts_on="2026-12-03", ends_on="2026-12-11")
    end(app, worker)
    end(app, worker)
    assert [crew(app, "raayland", date(2026, *day)) for day in ((11, 26), (12, 3), (12, 10))] == [["Sanne"]] * 3


def test_ended_while_closed_the_turn_is_back_with_the_opening(
    app: Flask, coordinator: Browser, worker: Browser
) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    go_away(worker)
    close(app, coordinator, "raayland", starts_on=str(THURSDAY))
    end(app, worker)
    address = f"/hours/closures/{only_closure(app)}"
    press(coordinator, address, f"{address}/take-back")
    assert crew(app, "raayland", THURSDAY) == ["Sanne"]


def test_away_but_not_for_this_one(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    go_away(worker)
    with app.app_context():
        id = db.session.scalars(select(Cover.id)).one()
    press(worker, "/today/", f"/hours/cover/{id}/take-back")
    close(app, coordinator, "raayland", starts_on="2026-12-15")
    assert crew(app, "raayland", THURSDAY) == ["Sanne"]


def test_to_work_on_no_day_at_all_is_refused(app: Flask, worker: Browser) -> None:
    values = {name: value for name, value in form_with(worker.get(MINE), "works_0").items() if "works" not in name}
    page = worker.post(MINE, values)
    assert (page.status, "Vink de dagen aan waarop je werkt" in page.words) == (422, True)
