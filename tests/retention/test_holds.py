"""What is held is erased by no clock and by no hand; who it is about wins, but for a claim or the law."""

from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock
from jsp.blueprints.card.service import acts
from jsp.blueprints.intake import service as intake
from jsp.blueprints.messages.service import erasing
from jsp.blueprints.referrals.service import clocks
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.models.messages import Thread
from jsp.models.retention import RetentionHold
from jsp.rules.contact import ContactDraft
from jsp.rules.referral import State
from jsp.rules.refusal import DomainError
from jsp.rules.retention import Ground, Kind
from jsp.verbs import erasures, holds, retention
from tests.browser import Browser
from tests.intake.desk import RECORD, log
from tests.make import person
from tests.messages.asker import ask, come_back, thread_of
from tests.referrals.rows import add_referral, referral
from tests.retention import rows

REASON = "Er loopt een klacht hierover"


def held(kind: str, id: UUID, *, days: int = 30, ground: Ground = Ground.COMPLAINT) -> None:
    until = clock.today() + timedelta(days=days)
    holds.hold(kind, id, until=until, ground=ground, reason=REASON, key=uuid4(), by=person("sanne"))
    db.session.commit()


def test_no_clock_erases_what_is_held_until_its_day(app: Flask, frozen: FrozenDateTimeFactory, journal: Path) -> None:
    with app.app_context():
        contact, thread, row = rows.add_contact(app), rows.add_thread(reach=True), add_referral(state=State.COMPLETED)
        rows.move_back(row, 400)
        for kind, id in (("contact", contact), ("thread", thread), ("referral", row)):
            held(kind, id)
        assert {each.kept.kind: each.held for each in retention.preview() if each.held} == {
            Kind.NOTE: 1, Kind.THREAD: 1, Kind.REACH: 1, Kind.PERSON: 1, Kind.REFERRAL: 1
        }  # fmt: skip
        assert sum(retention.run().values()) == 0
        assert (erasing.expire(thread), clocks.look_after(row)) == (False, None), "nor by another way"
    frozen.tick(timedelta(days=31))
    with app.app_context():
        assert +retention.run() == {Kind.NOTE: 1, Kind.THREAD: 1, Kind.REFERRAL: 1}


def test_what_is_held_counts_before_its_day_and_only_what_is_there(app: Flask) -> None:
    with app.app_context():
        for kind, id in (("contact", rows.add_contact(app, days=3)), ("thread", rows.add_thread(days=3))):
            held(kind, id)
        assert {each.kept.kind: each.held for each in retention.preview() if each.held} == {
            Kind.NOTE: 1, Kind.THREAD: 1
        }  # fmt: skip


def test_what_was_lifted_goes(app: Flask, journal: Path) -> None:
    with app.app_context():
        contact = rows.add_contact(app)
        held("contact", contact)
        [hold] = holds.list_holds()
        holds.lift(hold, key=uuid4(), by=person("sanne"))
        db.session.commit()
        assert retention.run()[Kind.NOTE] == 1


@pytest.mark.parametrize(("ground", "goes"), [(Ground.COMPLAINT, True), (Ground.CLAIM, False), (Ground.LAW, False)])
def test_who_asked_erases_it_but_for_a_claim_or_the_law(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, ground: Ground, goes: bool
) -> None:
    words = ask(app, browser, frozen)
    with app.app_context():
        held("thread", thread_of(app).id, ground=ground)
    come_back(browser, words)
    page = browser.post("/antwoord/wissen", browser.get("/antwoord/wissen").form("/antwoord/wissen"))
    with app.app_context():
        assert (db.session.scalar(select(Thread)) is None) is goes
    assert page.status == (200 if goes else 422)
    assert goes or "juridisch" in page.words or "claim" in page.words


@pytest.mark.parametrize(("ground", "goes"), [(Ground.COMPLAINT, True), (Ground.CLAIM, False)])
def test_the_same_with_a_card(app: Flask, ground: Ground, goes: bool) -> None:
    with app.app_context():
        row = referral(add_referral(state=State.COMPLETED))
        held("referral", row.id, ground=ground)
        if goes:
            acts.erase(row, key=uuid4())
        else:
            with pytest.raises(DomainError, match="claim"):
                acts.erase(row, key=uuid4())
        assert referral(row.id).is_erased is goes


def test_a_yes_that_is_taken_back_ends_all_sharing_also_under_a_claim(app: Flask) -> None:
    with app.app_context():
        row = referral(add_referral(state=State.SENT))
        held("referral", row.id, ground=Ground.CLAIM)
        acts.withdraw(row, key=uuid4())
        assert (referral(row.id).is_erased, referral(row.id).state) == (True, State.WITHDRAWN)


def test_no_hand_of_the_team_erases_what_is_held(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        thread = rows.add_thread(is_answer_unread=True)
        held("thread", thread)
        with pytest.raises(DomainError, match="kept longer"):
            erasing.erase_forgotten(thread, by=person("sanne"))


def form_of(browser: Browser, where: str, **more: str) -> dict[str, str]:
    return browser.get(where).form(where) | {"ground": "claim", "reason": REASON, "until": "2027-06-01"} | more


def test_a_worker_keeps_the_own_longer_and_lifts_it(app: Flask, worker: Browser, colleague: Browser) -> None:
    worker.in_language("en")
    with app.app_context():
        contact = rows.add_contact(app)
        db.session.commit()
    where = f"/holds/contact/{contact}"
    assert colleague.get(where).status == 404, "a colleague's is not there"
    assert worker.post(where, form_of(worker, where)).status == 303
    page = worker.get(where)
    assert REASON in page.words
    with app.app_context():
        [hold] = db.session.scalars(select(RetentionHold))
        assert (hold.kind, hold.object_id, REASON.encode() in hold.reason_sealed) == ("contact", str(contact), False)
        lift = f"/holds/{hold.id}/lift"
    assert colleague.post(lift, colleague.get("/today/").form(RECORD)).status == 404
    assert worker.post(lift, page.form(lift)).status == 303
    with app.app_context():
        assert [each.action for each in db.session.scalars(select(AuditEntry).where(
            AuditEntry.object_id == str(contact), AuditEntry.object_kind == "contact",
        ))] == [Action.HELD, Action.HELD]  # fmt: skip
        assert not holds.is_held("contact", contact)


@pytest.mark.parametrize(
    ("field", "value"), [("reason", "te kort"), ("until", "2026-11-23"), ("until", "2028-11-24"), ("ground", "zomaar")]
)
def test_no_hold_without_a_reason_or_without_an_end(app: Flask, worker: Browser, field: str, value: str) -> None:
    worker.in_language("en")
    with app.app_context():
        contact = rows.add_contact(app)
        db.session.commit()
    where = f"/holds/contact/{contact}"
    assert worker.post(where, form_of(worker, where, **{field: value})).status == 422
    with app.app_context():
        assert not holds.list_holds()


def test_a_coordinator_finds_it_without_its_words(app: Flask, coordinator: Browser) -> None:
    coordinator.in_language("en")
    with app.app_context():
        contact = rows.add_contact(app)
        db.session.commit()
    page = coordinator.get("/settings/retention/soon/contact")
    where = f"/holds/contact/{contact}"
    assert where in page.text
    assert rows.NOTE not in page.text + coordinator.get(where).text
    assert coordinator.post(where, form_of(coordinator, where)).status == 303
    assert REASON in coordinator.get("/settings/retention").words
    assert REASON not in Browser(app).signed_in("beheer").in_language("en").get("/settings/retention").words


def test_a_coordinator_of_another_site_does_not(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        contact = rows.add_contact(app, site="verweg")
        db.session.commit()
    assert coordinator.get(f"/holds/contact/{contact}").status == 404
    assert str(contact) not in coordinator.get("/settings/retention/soon/contact").text


def test_the_reason_goes_a_year_after_its_end(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        held("contact", rows.add_contact(app))
    frozen.tick(timedelta(days=30 + 366))
    with app.app_context():
        holds.forget_old()
        assert db.session.scalar(select(RetentionHold)) is None


def test_a_hold_that_was_outweighed_falls_with_what_it_held(app: Flask) -> None:
    with app.app_context():
        contact, thread = rows.add_contact(app), rows.add_thread()
        held("contact", contact)
        held("thread", thread)
        erasing.erase(thread)
        assert [each.kind for each in holds.list_holds()] == ["contact"]
        erasures.WAYS[Kind.NOTE].again(str(contact))
        assert holds.list_holds() == []


def test_what_goes_of_a_thing_before_the_rest_is_found_in_time(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        row = add_referral(state=State.COMPLETED)
        rows.move_back(row, 80)
        thread = rows.add_thread(days=80, reach=True, expires_on=clock.today() + timedelta(days=60))
        db.session.commit()
    for kind, id in (("referral", row), ("thread", thread)):
        assert f"/holds/{kind}/{id}" in coordinator.get(f"/settings/retention/soon/{kind}").text


def test_the_words_of_what_is_held_are_not_written_over(app: Flask, worker: Browser) -> None:
    id = log(app, worker, note="Zo ging het")
    with app.app_context():
        held("contact", id)
        contact, sanne = db.session.get_one(Contact, id), person("sanne")
        with pytest.raises(DomainError, match="kept longer"):
            intake.undo_contact(contact, by=sanne)
        draft = ContactDraft(**{each.name: getattr(contact, each.name) for each in fields(ContactDraft)})
        intake.change_contact(contact, draft, reason="", by=sanne)
        with pytest.raises(DomainError, match="kept longer"):
            intake.change_contact(contact, replace(draft, note=""), reason="", by=sanne)
