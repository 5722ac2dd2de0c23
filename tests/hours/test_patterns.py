"""Fixed hours lead to openings, and only those that can be."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.hours.service import generation
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.team import Attendance, Opening, TeamMember
from tests.browser import Browser
from tests.hours.desk import (
    add_extra,
    add_pattern,
    close,
    crew,
    days,
    form_with,
    ids,
    only_pattern,
    opening_id,
    planned,
    press,
)
from tests.make import id_of

THURSDAYS = [date(2026, 11, 26) + timedelta(days=7 * week) for week in range(6)]


def test_a_pattern_opens_the_desk_every_week_until_its_last_day(app: Flask, coordinator: Browser) -> None:
    assert add_pattern(app, coordinator).status == 303
    with app.app_context():
        found = planned("raayland", weekday=3)
    assert found == [(day, time(12), time(14, 30)) for day in THURSDAYS]


def test_every_other_week_counts_from_its_first_day(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, every_weeks="2", valid_from="2026-12-01")
    assert days(app, "raayland", weekday=3) == [date(2026, 12, 3), date(2026, 12, 17), date(2026, 12, 31)]


def test_who_is_fixed_sits_at_every_opening(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne", "Lieke"))
    assert [crew(app, "raayland", day) for day in THURSDAYS] == [["Sanne", "Lieke"]] * 6


def test_who_sits_elsewhere_at_that_hour_is_left_out(app: Flask, coordinator: Browser) -> None:
    add_extra(app, coordinator, "gilde", on=str(THURSDAYS[1]), starts="13:00", ends="14:00", who=("Sanne",))
    add_pattern(app, coordinator, who=("Sanne", "Lieke"))
    assert [crew(app, "raayland", day) for day in THURSDAYS[:3]] == [["Sanne", "Lieke"], ["Lieke"], ["Sanne", "Lieke"]]


def test_nobody_has_fixed_hours_at_two_places_at_once(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, "gilde", who=("Sanne",))
    page = add_pattern(app, coordinator, who=("Sanne", "Lieke"), starts="14:00", ends="15:00")
    assert (page.status, "Sanne heeft dan vaste tijden op Gilde." in page.words) == (422, True)
    assert days(app, "raayland", weekday=3) == []
    assert add_pattern(app, coordinator, who=("Sanne",), starts="14:30", ends="15:00").status == 303


def test_only_who_works_at_the_site_is_planned_there(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        sanne = db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Sanne")).one()
        sanne.sites = [each for each in sanne.sites if each.code == "gilde"]
        db.session.commit()
    for plan in (add_pattern, add_extra):
        page = plan(app, coordinator, who=("Sanne",))
        assert (page.status, "Sanne werkt niet op deze locatie" in page.words) == (422, True)


def test_they_stay_at_their_site(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator)
    edit, (sites, _members) = f"/hours/patterns/{only_pattern(app)}/edit", ids(app)
    values = form_with(coordinator.get(edit), "weekday") | {"site": str(sites["gilde"]), "starts": "10:00"}
    assert coordinator.post(edit, values).status == 303
    with app.app_context():
        assert (planned("gilde", weekday=3), planned("raayland", weekday=3)[0][1]) == ([], time(10))


def test_laying_out_again_changes_nothing(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    close(app, coordinator, "raayland", starts_on="2026-12-10")
    with app.test_request_context():
        before = everything()
        generation.lay_out(id_of(Site, "raayland"), News())
        db.session.commit()
        db.session.expire_all()
        assert everything() == before


def everything() -> list[tuple[Any, ...]]:
    openings = db.session.execute(select(*Opening.__table__.columns).order_by(Opening.id)).all()
    places = db.session.execute(select(*Attendance.__table__.columns).order_by(Attendance.id)).all()
    return [tuple(row) for row in [*openings, *places]]


def test_a_change_moves_what_is_to_come_and_leaves_what_was_changed_by_hand(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    by_hand = f"/hours/openings/{opening_id(app, 'raayland', THURSDAYS[1])}/hours"
    coordinator.post(by_hand, form_with(coordinator.get(by_hand), "starts") | {"starts": "10:00", "ends": "11:00"})
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    values = form_with(coordinator.get(edit), "weekday") | {"starts": "13:00", "room": "C3"}
    assert coordinator.post(edit, values).status == 303
    with app.app_context():
        found = planned("raayland", weekday=3)
        rooms = {each.on: each.room for each in db.session.scalars(select(Opening)) if each.on in THURSDAYS}
    assert [starts for _on, starts, _ends in found] == [time(13), time(10), *[time(13)] * 4]
    assert rooms == {day: "0.12" if day == date(2026, 11, 24) else "B104" if day == THURSDAYS[1] else "C3"
                     for day in THURSDAYS}  # fmt: skip


def test_another_weekday_takes_the_old_days_away(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator)
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    coordinator.post(edit, form_with(coordinator.get(edit), "weekday") | {"weekday": "4"})
    assert days(app, "raayland", weekday=3) == []
    assert days(app, "raayland", weekday=4) == [day + timedelta(days=1) for day in THURSDAYS[:5]]


def test_what_ends_disappears_and_comes_back_when_undone(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Lieke",))
    address = f"/hours/patterns/{only_pattern(app)}"
    assert "6 komende keren inloop verdwijnen" in coordinator.get(f"{address}/end").words
    page = press(coordinator, f"{address}/end", f"{address}/end")
    assert days(app, "raayland", weekday=3) == []
    where = page.response.headers["Location"]
    press(coordinator, where, f"{address}/restore")
    assert days(app, "raayland", weekday=3) == THURSDAYS
    assert crew(app, "raayland", THURSDAYS[0]) == ["Lieke"]


def test_what_has_been_stays_as_it_was(app: Flask, coordinator: Browser, frozen: Any) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    frozen.move_to("2026-12-07 09:00:00")
    Browser(app)  # the session of before is too old
    again = Browser(app).signed_in("renske")
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    again.post(edit, form_with(again.get(edit), "weekday") | {"starts": "13:00"})
    with app.app_context():
        found = planned("raayland", weekday=3)
    assert [starts for _on, starts, _ends in found] == [time(12)] * 2 + [time(13)] * 4


@pytest.mark.parametrize(("change", "field", "said"), [
    ({"starts": "14:30", "ends": "12:00"}, "ends", "Het einde ligt voor het begin"),
    ({"starts": "12:00", "ends": "12:00"}, "ends", "Begin en einde zijn gelijk"),
    ({"starts": "12:00", "ends": "12:05"}, "ends", "korter dan een kwartier"),
    ({"starts": "00:30", "ends": "23:30"}, "ends", "langer dan twaalf uur"),
    ({"valid_from": "2200-01-01", "valid_until": "2200-06-01"}, "valid_from", "ligt te ver weg"),
    ({"valid_until": "2027-12-31", "valid_from": "2026-11-23"}, "valid_until", "langer dan een schooljaar"),
    ({"valid_until": "2026-11-22", "valid_from": "2026-11-01"}, "valid_until", "voorbij"),
    ({"valid_from": "2026-12-24", "valid_until": "2026-12-20"}, "valid_until", "De laatste dag ligt voor de eerste"),
    ({"valid_from": "2026-12-04", "valid_until": "2026-12-06"}, "valid_until", "komt tussen deze twee dagen niet voor"),
    ({"starts": "half een"}, "starts", "Vul een tijd in"),
    ({"every_weeks": "0"}, "every_weeks", "Van 1 tot en met 8"),
    ({"weekday": "9"}, "weekday", "Ongeldige keuze"),
    ({"room": "x" * 41}, "room", "41 tekens"),
])  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    app: Flask, coordinator: Browser, change: dict[str, str], field: str, said: str
) -> None:
    page = add_pattern(app, coordinator, **change)
    assert page.status == 422
    assert said in page.words
    for name, value in change.items():
        assert form_with(page, "weekday").get(name, value) in (value, [value])
    assert days(app, "raayland", weekday=3) == []


@pytest.mark.parametrize(("change", "fine"), [
    ({"starts": "14:00", "ends": "15:00"}, False), ({"starts": "11:00", "ends": "12:01"}, False),
    ({"starts": "14:30", "ends": "15:00"}, True), ({"weekday": "4"}, True),
    ({"every_weeks": "2", "valid_from": "2026-12-03"}, False),
])  # fmt: skip
def test_fixed_hours_do_not_overlap(app: Flask, coordinator: Browser, change: dict[str, str], fine: bool) -> None:
    add_pattern(app, coordinator)
    page = add_pattern(app, coordinator, **change)
    assert (page.status, "botst met andere vaste tijden" in page.words if not fine else True) == (
        303 if fine else 422,
        True,
    )


def test_they_do_not_get_in_the_way_of_an_extra_opening(app: Flask, coordinator: Browser) -> None:
    add_extra(app, coordinator, on="2026-12-03", starts="13:00", ends="15:00")
    page = add_pattern(app, coordinator)
    assert (page.status, "al los een inloop gepland" in page.words) == (422, True)


def test_a_week_that_is_other_than_usual_gets_a_hint_and_nothing_more(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator)
    assert "De meeste JSP’s zijn twee keer per week open" in coordinator.get("/hours/patterns").words
    add_pattern(app, coordinator, weekday="1", valid_from="2026-11-30")
    page = coordinator.get("/hours/patterns")
    assert "De meeste JSP’s" not in page.words
    assert "5 uur per week" in page.words


def test_the_second_who_changes_them_is_told(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator)
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    mine, theirs = (form_with(coordinator.get(edit), "weekday") for _ in range(2))
    coordinator.post(edit, theirs | {"starts": "13:00"})
    page = coordinator.post(edit, mine | {"room": "A1"})
    assert (page.status, "Zo staat het nu: donderdag 13.00–14.30 uur , lokaal B104" in page.words) == (422, True)
    with app.app_context():
        assert {starts for _on, starts, _ends in planned("raayland", weekday=3)} == {time(13)}


def test_the_same_form_twice_makes_one(app: Flask, coordinator: Browser) -> None:
    values = form_with(coordinator.get("/hours/patterns/new"), "weekday")
    for _ in range(2):
        assert add_pattern(app, coordinator, once=values["once"]).status == 303
    only_pattern(app)
