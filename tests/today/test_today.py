"""The start page: my site and opening without asking, who is there, and the desk for who works there."""

from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry
from jsp.models.team import Attendance
from tests.browser import Browser, Page
from tests.make import person

DESK, HERE, AWAY = "/intake/contacts", "/today/here", "/today/away"
NOTHING_OF_THE_DAY = ("Gilde", "Raayland", "Sanne", "Lieke", "open", "B104", "0.12", "november", "Geld", "Opvolgen")


def actions(page: Page) -> set[str | None]:
    return {form.get("action") for form in page.forms()}


def own_badge(page: Page, name: str) -> bool:
    """Whether the page says that this person is there."""
    items = [" ".join("".join(item.itertext()).split()) for item in page._all("li")]
    return any(item.startswith(name[0]) and name in item and item.endswith("is er") for item in items)


def presence_trail(app: Flask) -> list[str]:
    with app.app_context():
        wanted = (Action.CHECKED_IN, Action.CHECKED_OUT)
        query = select(AuditEntry.action).where(AuditEntry.action.in_(wanted)).order_by(AuditEntry.id)
        return [str(action) for action in db.session.scalars(query)]


@pytest.mark.parametrize(("moment", "site", "sentence"), [
    ("2026-11-23 11:30:00", "gilde", "Nu open tot 13.30 uur · Gilde, ruimte 0.12 · maandag 23 november"),
    ("2026-11-23 09:00:00", "gilde", "Vandaag open 12.15–13.30 uur · Gilde"),
    ("2026-11-24 11:30:00", "raayland", "Nu open tot 14.30 uur · Raayland, lokaal 0.12 · dinsdag 24 november"),
    ("2026-11-26 11:30:00", "raayland", "Nu dicht · Raayland, lokaal B104 · donderdag 26 november"),
])  # fmt: skip
def test_where_i_sit_today_stands_ready(
    app: Flask, frozen: FrozenDateTimeFactory, moment: str, site: str, sentence: str
) -> None:
    frozen.move_to(moment)
    page = Browser(app).signed_in("sanne").get("/today/")
    assert sentence in page.words
    assert page.form(DESK)["site"] == site


def test_where_the_others_sit_goes_before_my_first_site(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-25 11:30:00")
    assert Browser(app).signed_in("sanne").get("/today/").form(DESK)["site"] == "gilde"


def test_another_site_is_one_tap_away(worker: Browser) -> None:
    page = worker.get("/today/?site=raayland")
    assert page.form(DESK)["site"] == "raayland"
    assert "Volgende keer open: morgen, dinsdag 24 november" in page.words


def test_when_nothing_is_on_it_tells_when(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-23 12:30:00")
    page = Browser(app).signed_in("sanne").get("/today/?site=gilde")
    assert "Volgende keer open: woensdag 25 november, 12.15–13.30 uur" in page.words


def test_without_a_plan_it_says_so(stranger: Browser) -> None:
    assert "Er is geen opening gepland." in stranger.get("/today/").words


def test_who_is_planned_is_there_by_name_and_profession(worker: Browser) -> None:
    words = worker.get("/today/").words
    assert "Sanne (jij) gezinscoach" in words
    assert "Lieke jongerenwerker" in words


def test_i_am_here_is_one_tap(app: Flask, worker: Browser, colleague: Browser) -> None:
    assert not own_badge(colleague.get("/today/"), "Sanne")
    after = worker.post(HERE, worker.get("/today/").form(HERE), follow=True)
    assert "Ik ben er toch niet" in after.words
    assert own_badge(colleague.get("/today/"), "Sanne")
    assert presence_trail(app) == ["checked_in"]


def test_not_here_after_all_takes_it_back(app: Flask, worker: Browser, colleague: Browser) -> None:
    here = worker.post(HERE, worker.get("/today/").form(HERE), follow=True)
    after = worker.post(AWAY, here.form(AWAY), follow=True)
    assert actions(after) >= {HERE}
    assert not own_badge(colleague.get("/today/"), "Sanne")
    assert presence_trail(app) == ["checked_in", "checked_out"]


def test_here_twice_is_here_once(app: Flask, worker: Browser) -> None:
    values = worker.get("/today/").form(HERE)
    worker.post(HERE, values)
    worker.post(HERE, values)
    assert presence_trail(app) == ["checked_in"]


def test_only_my_own_place_is_mine_to_take(app: Flask, worker: Browser) -> None:
    worker.post(HERE, worker.get("/today/").form(HERE))
    with app.app_context():
        present = db.session.scalars(select(Attendance).where(Attendance.is_here)).all()
        assert [place.member.user_id for place in present] == [person("sanne").id]


def test_without_a_place_today_there_is_no_button(worker: Browser) -> None:
    assert not actions(worker.get("/today/?site=raayland")) & {HERE, AWAY}


@pytest.mark.parametrize(("who", "site"), [("sanne", "raayland"), ("sanne", "verweg")])
def test_without_a_place_today_nobody_can_be_there(app: Flask, who: str, site: str) -> None:
    browser = Browser(app).signed_in(who)
    answer = browser.post(HERE, browser.get("/today/").form(HERE) | {"site": site})
    assert answer.heading == "Deze pagina bestaat niet"
    assert presence_trail(app) == []


def test_a_colleague_who_is_not_planned_cannot_be_there(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    form = Browser(app).signed_in("lieke").get("/today/").form(HERE)
    frozen.move_to("2026-11-24 11:30:00")
    lieke = Browser(app).signed_in("lieke")
    token = lieke.get("/today/").form(DESK)["csrf_token"]
    values = {**form, "csrf_token": token, "site": "raayland"}
    assert lieke.post(HERE, values).heading == "Deze pagina bestaat niet"
    assert presence_trail(app) == []


def test_a_mentor_sees_who_is_there_and_no_desk(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2026-11-24 11:30:00")
    page = Browser(app).signed_in("bart").get("/today/")
    assert "Nu open tot 14.30 uur" in page.words
    assert "Sanne gezinscoach" in page.words
    assert not actions(page) & {DESK, HERE, AWAY}
    assert "Nog op te volgen" not in page.words


def test_a_mentor_sees_no_other_site(mentor: Browser) -> None:
    assert "Gilde" not in mentor.get("/today/").text


def test_who_has_no_site_yet_is_told_whom_to_ask(app: Flask) -> None:
    page = Browser(app).signed_in("nora").get("/today/")
    assert "Bij je account hoort nog geen locatie. Vraag het aan je beheerder." in page.words


def test_a_worker_without_a_site_is_told_too(app: Flask) -> None:
    with app.app_context():
        db.session.scalars(select(User).where(User.first_name == "Sanne")).one().sites = []
        db.session.commit()
    assert "Bij je account hoort nog geen locatie." in Browser(app).signed_in("sanne").get("/today/").words


@pytest.mark.parametrize(("who", "site"), [
    ("sanne", "verweg"), ("bart", "gilde"), ("renske", "verweg"), ("nora", "gilde"), ("sanne", "nergens"),
])  # fmt: skip
def test_a_foreign_site_does_not_exist(app: Flask, who: str, site: str) -> None:
    assert Browser(app).signed_in(who).get(f"/today/?site={site}").heading == "Deze pagina bestaat niet"


@pytest.mark.parametrize(
    "query", ["on=gisteren", "on=2026-02-30", "on=", "channel=rook", "channel=", "on=%00&channel=%00"]
)
def test_nonsense_in_the_address_is_ignored(worker: Browser, query: str) -> None:
    form = worker.get(f"/today/?{query}").form(DESK)
    assert (form["on"], form["channel"]) == ("2026-11-23", "walk_in")


def test_the_day_and_channel_of_the_previous_contact_are_taken_over(worker: Browser) -> None:
    page = worker.get("/today/?on=2026-11-20&channel=phone")
    assert (page.form(DESK)["on"], page.form(DESK)["channel"]) == ("2026-11-20", "phone")
    assert "Telefoon · vr 20 nov · Gilde · door Sanne" in page.words


def test_a_hidden_screen_shows_nothing_of_the_day(worker: Browser) -> None:
    values: dict[str, Any] = worker.get("/today/").form(HERE)
    worker.post(HERE, values)
    page = worker.get("/today/hidden")
    assert page.words == "Fijn dat je er bent. Toon mijn scherm weer"
    assert not [word for word in NOTHING_OF_THE_DAY if word in page.words]


@pytest.mark.parametrize(("moment", "told"), [
    ("2026-11-23 13:00:00", "Je volgende beurt: Raayland, dinsdag 24 november, 12.00–14.30 uur"),
    ("2026-11-24 14:00:00", None),
])  # fmt: skip
def test_my_next_turn_stands_there_when_i_do_not_sit_now(
    app: Flask, frozen: FrozenDateTimeFactory, moment: str, told: str | None
) -> None:
    frozen.move_to(moment)
    words = Browser(app).signed_in("sanne").get("/today/").words
    assert told in words if told else "Je volgende beurt" not in words


def test_whoever_plans_sees_who_comes_next(coordinator: Browser) -> None:
    page = coordinator.get("/today/")
    assert "Volgende keer open: morgen, dinsdag 24 november, 12.00–14.30 uur Sanne Naar deze inloop" in page.words
