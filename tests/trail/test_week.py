"""A coordinator sees week by week who looked: what is out of the ordinary first, and never what stands in it."""

from datetime import datetime
from uuid import uuid4

import pytest
from flask import Flask
from freezegun import freeze_time
from sqlalchemy import select

from jsp import audit
from jsp.blueprints.trail.service.letter import send_who_looked
from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.contacts import Contact
from jsp.models.outbox import OutboxMail
from jsp.rules.looks import Odd, oddities
from jsp.rules.roles import Role
from tests.break_glass.test_opening import REASON, open_it
from tests.break_glass.test_opening import at as opened
from tests.browser import Browser, Page
from tests.intake.desk import log
from tests.make import make_user, person

THIS = "/trail/week?week=2026-11-23"


def act(
    app: Flask, action: Action, kind: str, id: object = "", who: str = "lieke", at: str = "", **more: Behalf
) -> None:
    with app.app_context(), freeze_time(at or "2026-11-23 11:30:00"):
        audit.record(action, kind, id, user_id=person(who).id, **more)
        db.session.commit()


def cards(page: Page) -> dict[str, str]:
    """What stands about each colleague, in the order of the page."""
    found = {}
    for section in page._all("section"):
        words = " ".join(" ".join(section.itertext()).split())
        found[words.split()[0]] = words
    return found


def test_what_is_of_somebody_else_is_to_ask_about(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, note="krijgt thuis geen ontbijt")
    act(app, Action.READ, "contact", id)
    act(app, Action.READ, "contact", id, who="sanne")
    page = coordinator.get(THIS)
    found = cards(page)
    assert next(iter(found)) == "Lieke"
    assert "1 × iets van een ander geopend" in found["Lieke"]
    assert "van een ander" not in found["Sanne"]
    assert f"ma 23 nov 12.30 Gesprek: geopend {str(id)[:8]}" in found["Sanne"]
    assert "ontbijt" not in page.text
    assert str(id) not in page.text


@pytest.mark.parametrize(("action", "behalf", "said"), [
    (Action.IDENTITY_SEARCHED, None, "1 × naar een naam gezocht"),
    (Action.EXPORTED, None, "1 × in een bestand meegenomen"),
    (Action.REFUSED, None, "1 × geweigerd"),
    (Action.READ, Behalf.OWNER, "1 × geopend met een reden"),
])  # fmt: skip
def test_what_is_seldom_is_to_ask_about(
    app: Flask, coordinator: Browser, action: Action, behalf: Behalf | None, said: str
) -> None:
    act(app, action, "referral", uuid4(), **({"behalf": behalf} if behalf else {}))
    assert f"Om naar te vragen {said}" in cards(coordinator.get(THIS))["Lieke"]


@pytest.mark.parametrize(("at", "is_odd"), [
    ("2026-11-24 05:59:59", True), ("2026-11-24 06:00:00", False), ("2026-11-24 19:59:59", False),
    ("2026-11-24 20:00:00", True), ("2026-11-28 11:00:00", True),
])  # fmt: skip
def test_an_hour_at_which_nobody_works(app: Flask, coordinator: Browser, at: str, is_odd: bool) -> None:
    act(app, Action.LISTED, "contact", at=at)
    assert ("voor 7.00, na 21.00 of in het weekend" in cards(coordinator.get(THIS))["Lieke"]) == is_odd


@pytest.mark.parametrize(("at", "is_there"), [
    ("2026-11-22 22:59:59", False), ("2026-11-22 23:00:00", True), ("2026-11-29 22:59:59", True),
    ("2026-11-29 23:00:00", False),
])  # fmt: skip
def test_a_week_begins_on_monday_at_midnight_at_the_school(
    app: Flask, coordinator: Browser, at: str, is_there: bool
) -> None:
    act(app, Action.EXPORTED, "research", at=at)
    assert ("Lieke" in cards(coordinator.get(THIS))) == is_there


def test_who_works_elsewhere_is_not_there(app: Flask, coordinator: Browser) -> None:
    act(app, Action.LISTED, "contact", who="otto")
    act(app, Action.EXPORTED, "research", who="nora")
    found = cards(coordinator.get(THIS))
    assert ("Otto" in found, "Nora" in found) == (False, True)


@pytest.mark.parametrize("asked", ["", "?week=x", "?week=0001-01-01", "?week=9999-12-31", "?week=2026-W48"])
def test_any_week_has_a_page(coordinator: Browser, asked: str) -> None:
    assert coordinator.get(f"/trail/week{asked}").heading == "Wie keek er?"


def test_weeks_lead_to_each_other(app: Flask, coordinator: Browser) -> None:
    page = coordinator.get("/trail/week")
    ways = [each.get("href") for each in page._all("a") if "week=" in (each.get("href") or "")]
    assert ways == ["/trail/week?week=2026-11-16"]
    with app.app_context():
        last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (last.action, last.object_id) == (Action.TRAIL_READ, "2026-11-23")


def test_an_opening_with_a_reason_counts_once(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, note="krijgt thuis geen ontbijt")
    open_it(coordinator, opened(id))
    for _time in range(2):
        coordinator.get(f"{opened(id)}/read")
    act(app, Action.HELD, "contact", id, who="renske", at="2026-11-23 11:31:00")
    found = cards(coordinator.get(THIS))["Renske"]
    assert "1 × geopend met een reden" in found
    assert "Alles 1 × geopend" in found
    assert found.count(REASON) == 2, "on top, and under everything; not with what else was done with it"


def test_the_reason_is_for_who_could_open_it(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker)
    open_it(coordinator, opened(id))
    with app.app_context():
        renske, here = person("renske"), db.session.get_one(Contact, id).site_id
        site = next(each for each in renske.sites if each.id != here)
        make_user("rachid", Role.COORDINATOR, site)
        db.session.commit()
    found = cards(Browser(app).signed_in("rachid").get(THIS))["Renske"]
    assert "1 × geopend met een reden" in found
    assert REASON not in found


def test_late_work_on_what_is_ones_own_is_nothing_to_ask_about(app: Flask, worker: Browser) -> None:
    late = datetime(2026, 11, 23, 22, tzinfo=LOCAL)
    assert oddities("read", late, by=1, owner=1, instead=False) == []
    assert oddities("read", late, by=1, owner=2, instead=False) == [Odd.OTHERS, Odd.HOURS]
    assert oddities("listed", late, by=1, owner=None, instead=False) == [Odd.HOURS]


def test_a_coordinator_comes_to_it_from_today_and_from_the_settings(coordinator: Browser) -> None:
    for page in ("/today/", "/settings/"):
        assert "/trail/week" in {each.get("href") for each in coordinator.get(page)._all("a")}


@pytest.mark.parametrize("who", ["sanne", "bart", "annelies", "nora", "beheer"])
def test_it_is_for_coordinators(app: Flask, who: str) -> None:
    assert Browser(app).signed_in(who).get("/trail/week").status == 403


def letters() -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "who_looked")))


def test_a_letter_comes_once_a_week_and_names_nobody(app: Flask) -> None:
    with app.app_context():
        numbers = []
        with freeze_time("2026-11-24 09:00"):  # a Tuesday, so that there is something to see of that week alone
            audit.record(Action.READ, "contact", user_id=person("sanne").id)
            db.session.commit()
        for at in ("2026-11-23 08:00", "2026-11-23 09:00", "2026-11-27 09:00", "2026-11-29 22:00", "2026-11-29 23:00"):
            with freeze_time(at):
                send_who_looked()
                db.session.commit()
            numbers.append(len(letters()))
        assert numbers == [0, 0, 0, 0, 1]
        assert not any(name in letters()[0].letter for name in ("Sanne", "Lieke", "Otto"))
        assert "renske@demo.example" in letters()[0].letter
        assert "/trail/week?week=2026-11-23" in letters()[0].letter, "the week that is over, not the one that began"


def test_helping_with_a_reason_is_not_asked_about_twice() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=LOCAL)
    assert oddities("read", noon, by=1, owner=2, instead=True) == [Odd.GLASS]
    assert oddities("read", noon, by=1, owner=2, instead=False) == [Odd.OTHERS]
    assert oddities("read", noon, by=1, owner=None, instead=False) == []
