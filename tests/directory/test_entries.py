"""An entry of the directory through the front door: added, changed, checked, archived and back; never deleted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.directory.service import partners as service
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.directory import Partner
from jsp.models.directory_rows import get_partner
from jsp.models.ground import Theme
from jsp.models.history import GroundChange
from jsp.models.referrals import ReferralTask
from jsp.rules.referral import State, TaskKind
from tests.browser import Browser, Page
from tests.make import id_of, person
from tests.referrals.rows import add_partner, add_referral
from tests.together import at_once

TODAY = date(2026, 11, 23)


@pytest.fixture
def entry(app: Flask) -> int:
    """Grip Geldhulp, checked so long ago that nobody can rely on it."""
    with app.app_context():
        id = add_partner(checked_on=TODAY - timedelta(days=91), waiting_weeks=3, waiting_on=date(2026, 8, 1))
        db.session.commit()
        return id


def kept(app: Flask, id: int) -> Partner:
    with app.app_context():
        return get_partner(id)


def filled(app: Flask, page: Page, action: str, **more: Any) -> dict[str, Any]:
    with app.app_context():
        money = str(id_of(Theme, "money"))
    return page.form(action) | {
        "name": "Nieuw Punt", "kind": "professional", "help": "light", "themes": [money], "offer_nl": "Helpt met geld.",
        "phone": "0478-000222", **more,
    }  # fmt: skip


def changes(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        rows = db.session.scalars(select(GroundChange).where(GroundChange.kind == "partners").order_by(GroundChange.id))
        return [(each.field, each.before, each.after) for each in rows]


def test_who_is_added_stands_there_checked_today(app: Flask, worker: Browser) -> None:
    sent = filled(app, worker.get("/directory/new"), "/directory/new", waiting_weeks="2", mail="Iris@Partner.EXAMPLE",
                  website="www.partner.example")  # fmt: skip
    answer = worker.post("/directory/new", sent, follow=True)
    worker.post("/directory/new", sent)
    with app.app_context():
        made = db.session.scalars(select(Partner)).one()
        assert (made.checked_on, made.waiting_weeks, made.waiting_on) == (TODAY, 2, TODAY)
        assert (made.mail, made.website) == ("Iris@Partner.EXAMPLE", "https://www.partner.example")
        assert made.checked_by_id == person("sanne").id
        trail = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.DIRECTORY_CHANGED)).all()
        assert [(each.object_kind, each.object_id) for each in trail] == [("partners", str(made.id))]
    assert answer.heading == "Nieuw Punt"
    assert changes(app) == [("made", "", "Nieuw Punt")]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"), ({"name": "n" * 121}, "name"), ({"name": " grip  GELDHULP "}, "name"),
        ({"kind": "king"}, "kind"), ({"help": ""}, "help"), ({"themes": []}, "themes"), ({"themes": ["x"]}, "themes"),
        ({"themes": ["99999999999"]}, "themes"), ({"offer_nl": ""}, "offer_nl"), ({"offer_nl": "o" * 301}, "offer_nl"),
        ({"phone": "bel maar"}, "phone"), ({"phone": ""}, "phone"), ({"phone": "1" * 21}, "phone"),
        ({"mail": "iris"}, "mail"), ({"mail": "iris@"}, "mail"), ({"website": "javascript:alert(1)"}, "website"),
        ({"waiting_weeks": "-1"}, "waiting_weeks"), ({"waiting_weeks": "201"}, "waiting_weeks"),
        ({"waiting_weeks": "veel"}, "waiting_weeks"), ({"waiting_weeks": "²"}, "waiting_weeks"),
        ({"receiver_rule": "none"}, "receiver_rule"), ({"place": "a\u202eb"}, "place"), ({"sites": ["7"]}, "sites"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    app: Flask, worker: Browser, entry: int, wrong: dict[str, Any], field: str
) -> None:
    address = "/directory/new"
    answer = worker.post(address, filled(app, worker.get(address), address, **wrong))
    assert answer.status == 422
    said = [each for each in answer._all("p") if each.get("class") == "jsp-refusal"]
    assert [each.get("id") for each in said] == [f"{field}-error"]
    assert changes(app) == []


def test_all_that_is_wrong_is_told_at_once(app: Flask, worker: Browser) -> None:
    wrong = {"name": "", "themes": [], "offer_nl": "", "phone": "", "waiting_weeks": "veel", "website": "http:"}
    answer = worker.post("/directory/new", filled(app, worker.get("/directory/new"), "/directory/new", **wrong))
    said = [each.get("id") for each in answer._all("p") if each.get("class") == "jsp-refusal"]
    assert said == [f"{name}-error" for name in ("name", "themes", "offer_nl", "website", "waiting_weeks")]


def test_a_change_is_kept_with_what_it_was(app: Flask, worker: Browser, entry: int) -> None:
    address = f"/directory/{entry}/edit"
    sent = worker.get(address).form(address) | {"phone": "0478-000333", "waiting_weeks": "0", "kind": "volunteer"}
    page = worker.post(address, sent, follow=True)
    row = kept(app, entry)
    assert (row.phone, row.waiting_weeks, row.waiting_on) == ("0478-000333", 0, TODAY)
    assert row.checked_on == TODAY - timedelta(days=91), "who corrects one thing did not check the rest"
    assert set(changes(app)) == {
        ("phone", "0478-000111", "0478-000333"), ("waiting_weeks", "3", "0"), ("kind", "organisation", "volunteer"),
    }  # fmt: skip
    assert "0478-000111" in page.words


def test_nothing_changed_is_no_change(app: Flask, worker: Browser, entry: int) -> None:
    address = f"/directory/{entry}/edit"
    worker.post(address, worker.get(address).form(address))
    assert changes(app) == []
    assert kept(app, entry).waiting_on == date(2026, 8, 1)


def test_two_who_change_it_do_not_overwrite_each_other(
    app: Flask, worker: Browser, colleague: Browser, entry: int
) -> None:
    address = f"/directory/{entry}/edit"
    mine, theirs = worker.get(address).form(address), colleague.get(address).form(address)
    worker.post(address, mine | {"phone": "0478-000333"})
    refused = colleague.post(address, theirs | {"place": "Plein 1"})
    assert refused.status == 422
    assert (kept(app, entry).phone, kept(app, entry).place) == ("0478-000333", "")
    assert colleague.post(address, refused.form(address) | {"place": "Plein 1"}).status == 303


def test_one_tap_says_that_all_of_it_is_right_today(app: Flask, worker: Browser, entry: int) -> None:
    page, address = worker.get(f"/directory/{entry}"), f"/directory/{entry}/check"
    assert "jsp-badge--wait" in page.text
    worker.post(address, page.form(address))
    worker.post(address, worker.get(f"/directory/{entry}").form(address))
    row = kept(app, entry)
    assert (row.checked_on, row.waiting_on) == (TODAY, TODAY)
    assert "jsp-badge--wait" not in worker.get(f"/directory/{entry}").text
    assert changes(app) == [("checked_on", "2026-08-24", "2026-11-23")]


@pytest.mark.parametrize(("days", "is_amber"), [(90, False), (91, True)])
def test_it_turns_amber_once_nobody_looked_for_ninety_days(
    app: Flask, worker: Browser, days: int, is_amber: bool
) -> None:
    with app.app_context():
        add_partner(checked_on=TODAY - timedelta(days=days))
        db.session.commit()
    assert ("jsp-badge--wait" in worker.get("/directory/").text) is is_amber


def test_archiving_asks_first_and_tells_who_has_a_referral_there(app: Flask, worker: Browser, entry: int) -> None:
    of_none = worker.get(f"/directory/{entry}/archive").words
    with app.app_context():
        open = {add_referral(partner_id=entry, state=state) for state in (State.DRAFT, State.SENT, State.STARTED)}
        add_referral(partner_id=entry, state=State.COMPLETED)
        add_referral(state=State.SENT)
        db.session.commit()
    ask = worker.get(f"/directory/{entry}/archive")
    assert ask.words == of_none, "a number would tell that somebody came"
    assert kept(app, entry).archived_on is None
    address = f"/directory/{entry}/archive"
    worker.post(address, ask.form(address))
    worker.post(address, ask.form(address))
    with app.app_context():
        tasks = db.session.scalars(select(ReferralTask)).all()
        assert {each.referral_id for each in tasks} == open
        assert {each.kind for each in tasks} == {TaskKind.PARTNER_ARCHIVED}
        assert get_partner(entry).archived_on == TODAY
    back = f"/directory/{entry}/restore"
    worker.post(back, worker.get(f"/directory/{entry}").form(back))
    assert kept(app, entry).archived_on is None
    assert [each[0] for each in changes(app)] == ["archived", "archived"]
    with app.app_context():
        moving = select(ReferralTask.done_on).where(ReferralTask.kind == TaskKind.PARTNER_ARCHIVED)
        assert set(db.session.scalars(moving)) == {TODAY}, "nobody has to move"


def test_an_archived_one_is_still_there_to_read(app: Flask, worker: Browser, entry: int) -> None:
    address = f"/directory/{entry}/archive"
    worker.post(address, worker.get(address).form(address))
    page = worker.in_language("en").get(f"/directory/{entry}")
    assert page.heading == "Grip Geldhulp"
    assert "its link is closed, and its worker has a task" in page.words
    assert f"/directory/{entry}/signpost" not in page.text


def test_who_only_reads_finds_no_button_to_change(mentor: Browser, entry: int) -> None:
    page = mentor.get(f"/directory/{entry}")
    assert page.status == 200
    assert [form.get("action") for form in page.forms() if "directory" in (form.get("action") or "")] == []
    assert mentor.get(f"/directory/{entry}/edit").status == 403


def test_of_two_who_change_it_at_the_same_moment_one_is_told(committing: Flask) -> None:
    with committing.test_request_context():
        id = add_partner("Tegelijk")
        db.session.commit()
        seen = service.mark(get_partner(id))

    def change(phone: str, name: str) -> Callable[[Callable[[], None]], None]:
        def act(looked: Callable[[], None]) -> None:
            row = get_partner(id)
            values = {field: getattr(row, field) for field in service.FIELDS} | {"phone": phone, "sites": []}
            values["themes"] = [each.id for each in row.themes]
            by = person(name)
            looked()
            service.change_partner(row, values, seen=seen, key=uuid4(), by=by)

        return act

    results = at_once(committing, change("0478-000444", "sanne"), change("0478-000555", "lieke"))
    assert sorted(type(each).__name__ for each in results) == ["DomainError", "NoneType"]
