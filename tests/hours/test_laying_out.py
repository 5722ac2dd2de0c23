"""Laying out openings where something is in the way: today's hours, another opening, a site that somebody left."""

from datetime import date, time

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.team import Opening, TeamMember
from jsp.rules.opening import OpeningState
from tests.browser import Browser
from tests.hours.colleagues import LATER, asked, drop_out
from tests.hours.desk import (
    add_extra,
    add_pattern,
    close,
    crew,
    days,
    form_with,
    ids,
    only_closure,
    only_pattern,
    opening_id,
    planned,
    press,
)
from tests.hours.programs import calendar, call_off, on_again
from tests.hours.test_own import go_away

MONDAY, THURSDAY, LAST = date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 31)


def change(by: Browser, app: Flask, **values: object) -> int:
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    return by.post(edit, form_with(by.get(edit), "weekday") | values).status


def test_hours_of_today_that_are_over_make_no_opening(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-26 15:00:00")
    add_pattern(app, Browser(app).signed_in("renske"), valid_from=str(THURSDAY))
    assert days(app, "raayland", weekday=3)[0] == date(2026, 12, 3)


def test_who_sits_there_stands_in_the_order_of_the_team(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Lieke",))
    _sites, members = ids(app)
    assert change(coordinator, app, members=[str(members["Lieke"]), str(members["Sanne"])]) == 303
    assert crew(app, "raayland", THURSDAY) == ["Sanne", "Lieke"]


def test_what_comes_back_from_a_closure_gives_way_to_what_was_planned_since(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    close(app, coordinator, "raayland", starts_on=str(THURSDAY))
    closure = f"/hours/closures/{only_closure(app)}"
    with app.app_context():  # as another way of planning might do it
        db.session.add(
            Opening(
                site_id=ids(app)[0]["raayland"], on=THURSDAY, starts=time(12), ends=time(13), room="A", attendances=[]
            )
        )
        db.session.commit()
    press(coordinator, closure, f"{closure}/take-back")
    with app.app_context():
        assert planned("raayland", weekday=3)[0] == (THURSDAY, time(12), time(13))
        states = db.session.scalars(select(Opening.state).where(Opening.on == THURSDAY).order_by(Opening.id)).all()
        assert states == [OpeningState.DROPPED, OpeningState.PLANNED]


def test_only_who_still_sees_the_site_is_asked(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne",))
    with app.app_context():
        anna = db.session.scalars(select(User).where(User.first_name == "Anna")).one()
        anna.sites = [each for each in anna.sites if each.code == "gilde"]
        db.session.commit()
    drop_out(app, worker, on=LATER)
    assert asked(app) == ["Bram"]


def test_what_is_planned_no_more_leaves_the_feed_of_the_site_after_a_month(
    app: Flask, coordinator: Browser, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    add_pattern(app, coordinator, valid_until="2027-06-30")
    end = f"/hours/patterns/{only_pattern(app)}/end"
    press(coordinator, end, end)
    assert len(calendar(browser).walk("VEVENT")) > 20
    frozen.move_to("2027-01-04 10:00:00")
    assert calendar(browser).walk("VEVENT") == []


def test_a_member_who_left_the_team_has_an_empty_chair(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne", "Lieke"))
    with app.app_context():
        db.session.get_one(TeamMember, ids(app)[1]["Sanne"]).active_until = date(2026, 12, 1)
        db.session.commit()
    assert crew(app, "raayland", THURSDAY) == ["Sanne", "Lieke"]
    assert crew(app, "raayland", date(2026, 12, 3)) == ["Lieke"]


def test_a_rule_seats_nobody_at_a_site_that_they_left(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne", "Lieke"), valid_until="2026-12-03")
    with app.app_context():
        sanne = db.session.get_one(TeamMember, ids(app)[1]["Sanne"])
        sanne.sites = [each for each in sanne.sites if each.code == "gilde"]
        db.session.commit()
    close(app, coordinator, "raayland", starts_on="2026-12-15")  # anything that lays out anew
    assert crew(app, "raayland", date(2026, 12, 3)) == ["Lieke"]


def test_on_again_without_who_is_away_by_then(app: Flask, coordinator: Browser, worker: Browser) -> None:
    add_extra(app, coordinator, on=str(LATER), who=("Sanne", "Lieke"))
    id = opening_id(app, "raayland", LATER)
    call_off(coordinator, id)
    go_away(worker, starts_on=str(LATER))
    on_again(coordinator, id)
    assert crew(app, "raayland", LATER) == ["Lieke"]
