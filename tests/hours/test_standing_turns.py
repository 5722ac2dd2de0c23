"""What holds of an opening that is closed, over, called off or moved: nobody comes or goes, and nothing is undone."""

from datetime import date, time

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock
from jsp.blueprints.hours.service import alarm, openings
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import OpeningPattern
from jsp.models.team import Opening, TeamMember
from jsp.models.turns import Notice, NoticeKind
from jsp.models.waiting import short_openings
from tests.browser import Browser
from tests.hours.colleagues import TUESDAY, WEDNESDAY, drop_out
from tests.hours.desk import add_pattern, close, crew, days, form_with, ids, only_pattern, opening_id, press
from tests.hours.programs import call_off, move, on_again

MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
SOMETHING_ELSE = "2026-12-15"


def lieke(app: Flask) -> dict[str, str]:
    return {"member": str(ids(app)[1]["Lieke"])}


def test_nobody_is_planned_at_what_was_closed_meanwhile(app: Flask, coordinator: Browser) -> None:
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}"
    page = coordinator.get(address)
    close(app, coordinator, "raayland")
    answer = coordinator.post(f"{address}/seat", form_with(page, "seen") | lieke(app), follow=True)
    assert "gaat niet meer door" in answer.words
    assert crew(app, "raayland", TUESDAY) == ["Sanne"]


def test_what_is_over_keeps_who_sat_there(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    id, other = opening_id(app, "raayland", TUESDAY), opening_id(app, "gilde", WEDNESDAY)
    frozen.move_to("2026-11-25 08:00:00")
    by = Browser(app).signed_in("renske")
    with app.app_context():
        seen = openings.mark(db.session.get_one(Opening, id))
    values = form_with(by.get(f"/hours/openings/{other}"), "seen") | {"seen": seen} | lieke(app)
    assert "voorbij" in by.post(f"/hours/openings/{id}/seat", values, follow=True).words
    assert crew(app, "raayland", TUESDAY) == ["Sanne"]


def test_what_was_called_off_gets_no_other_hours(app: Flask, coordinator: Browser) -> None:
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/hours"
    call_off(coordinator, opening_id(app, "raayland", TUESDAY))
    page = coordinator.post(address, form_with(coordinator.get(address), "starts") | {"starts": "10:00"})
    assert (page.status, "gaat niet meer door" in page.words) == (422, True)


def test_on_again_holds_though_its_fixed_hours_moved(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    id = opening_id(app, "raayland", THURSDAY)
    call_off(coordinator, id)
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    page = coordinator.post(edit, form_with(coordinator.get(edit), "weekday") | {"weekday": "4"}, follow=True)
    assert "5 keer inloop vervalt." in page.words
    on_again(coordinator, id)
    close(app, coordinator, "raayland", starts_on=SOMETHING_ELSE)
    assert crew(app, "raayland", THURSDAY) == ["Sanne"]
    assert THURSDAY in days(app, "raayland")


def test_fixed_hours_that_move_leave_the_opening_that_is_on(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Lieke",), weekday="0")
    edit = f"/hours/patterns/{only_pattern(app)}/edit"
    values = form_with(coordinator.get(edit), "weekday") | {"starts": "09:00", "ends": "10:30"}
    assert coordinator.post(edit, values).status == 303
    with app.app_context():
        on = db.session.get_one(Opening, opening_id(app, "raayland", MONDAY))
        assert (on.starts, on.ends) == (time(12), time(14, 30))


def test_whoever_let_it_go_on_is_asked_again_when_the_last_one_leaves(
    app: Flask, coordinator: Browser, worker: Browser
) -> None:
    id = opening_id(app, "raayland", TUESDAY)
    with app.app_context():
        db.session.get_one(Opening, id).goes_on = True
        db.session.commit()
    drop_out(app, worker)
    with app.app_context():
        found = short_openings(list(db.session.scalars(select(Site.id))), clock.local_now())
        assert id in [each.opening.id for each in found]


def test_moved_to_later_the_coordinator_is_warned_again(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    def warnings() -> int:
        with app.test_request_context():
            alarm.warn()
            db.session.commit()
            return len(db.session.scalars(select(Notice).where(Notice.kind == NoticeKind.SHORT)).all())

    frozen.move_to("2026-11-24 09:30:00")
    before = warnings()
    move(Browser(app).signed_in("renske"), opening_id(app, "raayland", TUESDAY), "16:00", "17:00")
    frozen.move_to("2026-11-24 14:30:00")
    assert (before, warnings()) == (1, 2)


def test_restored_hours_put_nobody_at_two_places(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    address = f"/hours/patterns/{only_pattern(app)}"
    where = press(coordinator, f"{address}/end", f"{address}/end").response.headers["Location"]
    add_pattern(app, coordinator, "gilde", who=("Sanne",))
    page = coordinator.post(f"{address}/restore", coordinator.get(where).form(f"{address}/restore"), follow=True)
    assert "Sanne heeft dan vaste tijden op Gilde." in page.words
    with app.app_context():
        assert [each.site.code for each in db.session.scalars(select(OpeningPattern)) if not each.ended_at] == ["gilde"]


def test_ended_meanwhile_nothing_typed_is_lost(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator)
    address = f"/hours/patterns/{only_pattern(app)}"
    values = form_with(coordinator.get(f"{address}/edit"), "weekday") | {"room": "Z 9"}
    press(coordinator, f"{address}/end", f"{address}/end")
    page = coordinator.post(f"{address}/edit", values)
    assert (page.status, "Iemand heeft deze vaste tijden gestopt" in page.words, "Z 9" in page.text) == (
        422,
        True,
        True,
    )


def test_who_no_longer_works_at_a_site_has_no_turns_there(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Sanne",))
    sites, members = ids(app)
    edit = f"/settings/team/{members['Sanne']}/edit"
    values = form_with(coordinator.get(edit), "first_name") | {"sites": [str(sites["gilde"])]}
    assert coordinator.post(edit, values).status == 303
    close(app, coordinator, "raayland", starts_on=SOMETHING_ELSE)
    assert (crew(app, "raayland", THURSDAY), crew(app, "gilde", MONDAY)) == ([], ["Sanne", "Lieke"])
    with app.app_context():
        sanne = db.session.get_one(TeamMember, members["Sanne"])
        sanne.sites = [*sanne.sites, db.session.get_one(Site, sites["raayland"])]
        db.session.commit()
    close(app, coordinator, "raayland", starts_on="2026-12-16")
    assert crew(app, "raayland", THURSDAY) == [], "nor as a rule"
