"""A coordinator opens what a worker keeps: with a reason, for an hour, to read, and its worker sees it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import jobs
from jsp.access import need_of
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.break_glass import BreakGlass
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.models.messages import Thread
from jsp.models.outbox import OutboxMail
from jsp.rules.roles import Role
from tests.browser import Browser, Page
from tests.intake.desk import log
from tests.make import make_user, person
from tests.messages.asker import QUESTION, ask
from tests.referrals import rows
from tests.test_access import addresses, send

NOTE = "slaapt al twee weken in de auto"
REASON = "Het hoofd van de school zegt dat hij vandaag is weggelopen."


def open_it(who: Browser, where: str, reason: str = REASON) -> Page:
    """Ask for it with that reason; the page that comes of it."""
    page = who.get(where)
    return who.post(where, _filled(page, reason))


def _filled(page: Page, reason: str) -> dict[str, object]:
    """What the form with a reason sends."""
    for form in page.forms():
        if any(each.get("name") == "reason" for each in form.iter()):
            form.set("action", "#own")
    return page.form("#own") | {"reason": reason}


def at(id: UUID, kind: str = "contact") -> str:
    return f"/opened/{kind}/{id}"


def entries(action: Action) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def test_without_it_nothing_of_it_is_there(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, note=NOTE)
    assert NOTE not in coordinator.get("/opened/").words
    assert str(id) in coordinator.get("/opened/").text
    assert coordinator.get(f"{at(id)}/read").status == 404
    with app.app_context():
        assert entries(Action.READ) == []


def test_a_conversation_is_read_for_an_hour_and_each_time_stands_in_the_trail(
    app: Flask, worker: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = log(app, worker, note=NOTE)
    sent = open_it(coordinator, at(id))
    assert (sent.status, sent.response.headers["Location"]) == (303, f"{at(id)}/read")
    for _time in range(2):
        assert NOTE in coordinator.get(f"{at(id)}/read").words
    with app.app_context():
        broken, read = entries(Action.GLASS_BROKEN), entries(Action.READ)
        assert [(each.user_id, each.object_id) for each in broken] == [(person("renske").id, str(id))]
        assert [(each.user_id, each.object_id, each.on_behalf_of) for each in read] == [
            (person("renske").id, str(id), Behalf.OWNER)
        ] * 2
        assert REASON not in repr([vars(each) for each in broken])
    for minutes, status in ((14, 200), (14, 200), (14, 200), (14, 200), (4, 404)):
        frozen.tick(minutes * 60)
        assert coordinator.get(f"{at(id)}/read").status == status
    with app.app_context():
        assert len(entries(Action.READ)) == 6


def test_a_question_and_a_referral_are_read_so_too(
    app: Flask, browser: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    ask(app, browser, frozen, site="raayland")
    with app.app_context():
        thread = db.session.scalars(select(Thread.id)).one()
        referral = rows.add_referral()
        db.session.commit()
    for kind, id, words in (("thread", thread, QUESTION), ("referral", referral, "geld geleend")):
        open_it(coordinator, at(id, kind))
        assert words in coordinator.get(f"{at(id, kind)}/read").words
    with app.app_context():
        [read] = entries(Action.IDENTITY_READ)
        assert (read.object_id, read.on_behalf_of) == (str(referral), Behalf.OWNER)


@pytest.mark.parametrize("reason", ["", "  ", "kort", "a" * 40, "1234567890 1234567890", "aaa bbb aaa bbb aaa bbb"])
def test_a_reason_that_says_nothing_opens_nothing(
    app: Flask, worker: Browser, coordinator: Browser, reason: str
) -> None:
    id = log(app, worker, note=NOTE)
    page = open_it(coordinator, at(id), reason)
    assert page.status == 422
    assert coordinator.get(f"{at(id)}/read").status == 404


def test_its_worker_reads_who_and_why_until_it_is_put_away(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, note=NOTE)
    open_it(coordinator, at(id))
    page = worker.get("/today/")
    assert "Renske" in page.words
    assert REASON in page.words
    with app.app_context():
        key = db.session.scalars(select(BreakGlass.id)).one()
        mails = db.session.scalars(select(OutboxMail)).all()
        assert [mail.kind for mail in mails] == ["glass_broken"]
        assert REASON not in mails[0].letter
        assert "sanne@" in mails[0].letter
    for who in (Browser(app).signed_in("lieke"), coordinator):
        assert (
            who.post(f"/opened/{key}/seen", page.form(f"/opened/{key}/seen") | {"csrf_token": token(who)}).status == 404
        )
    worker.post(f"/opened/{key}/seen", page.form(f"/opened/{key}/seen"))
    assert REASON not in worker.get("/today/").words


def token(who: Browser) -> str:
    fields = who.get("/today/", follow=True)._all("input")
    return next(str(field.get("value")) for field in fields if field.get("name") == "csrf_token")


def test_what_another_site_keeps_cannot_be_opened(app: Flask, stranger: Browser, coordinator: Browser) -> None:
    with app.app_context():
        otto = person("otto")
        site = otto.sites[0].code
    id = log(app, stranger, note=NOTE, who="leerling")
    assert site == "verweg"
    seen = {coordinator.get(at(other)).text.replace(str(other), "") for other in (id, uuid4())}
    assert len(seen) == 1
    assert coordinator.get(at(id)).status == 404
    assert str(id) not in coordinator.get("/opened/").text


def test_only_who_opened_it_reads_it(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, note=NOTE)
    open_it(coordinator, at(id))
    with app.app_context():
        sites = db.session.scalars(select(Site).where(Site.code.in_(("raayland", "gilde"))))
        make_user("rachid", Role.COORDINATOR, *sites)
        db.session.commit()
    assert Browser(app).signed_in("rachid").get(f"{at(id)}/read").status == 404


def test_who_is_no_coordinator_any_more_reads_nothing(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, note=NOTE)
    open_it(coordinator, at(id))
    with app.app_context():
        renske = db.session.scalars(select(User).where(User.first_name == "Renske")).one()
        renske.roles = list(person("bart").roles)
        db.session.commit()
    assert coordinator.get(f"{at(id)}/read").status == 403


def test_a_password_of_a_while_ago_is_asked_again(
    app: Flask, worker: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = log(app, worker, note=NOTE)
    page = coordinator.get(at(id))
    for _ in range(3):
        frozen.tick(10 * 60)
        coordinator.get("/today/")
    assert coordinator.get(at(id)).response.headers["Location"].startswith("/accounts/confirm")
    assert coordinator.post(at(id), _filled(page, REASON)).status != 303
    with app.app_context():
        assert db.session.scalars(select(BreakGlass)).all() == []


def test_it_opens_no_page_of_the_workers_and_nothing_can_be_changed(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    id = log(app, worker, note=NOTE)
    before = reached(app, coordinator, id)
    open_it(coordinator, at(id))
    opened = reached(app, coordinator, id) - before
    of_a_request = {("person_requests.new_about", "GET"), ("person_requests.new_about", "POST")}  # whose worker is gone
    assert opened - of_a_request == {("break_glass.read", "GET")}
    with app.app_context():
        assert db.session.get_one(Contact, id).note == NOTE


def reached(app: Flask, who: Browser, id: UUID) -> set[tuple[str, str]]:
    """At which views and with which methods something else than a refusal is met."""
    return {
        (endpoint, method)
        for endpoint, method, where in addresses(app, id)
        if str(id) in where and need_of(app, endpoint).signed_in and send(who, method, where)[0] not in (403, 404)
    }


def test_sent_twice_it_is_opened_once(app: Flask, worker: Browser, coordinator: Browser) -> None:
    id = log(app, worker, note=NOTE)
    values = _filled(coordinator.get(at(id)), REASON)
    for _time in range(2):
        assert coordinator.post(at(id), values).status == 303
    with app.app_context():
        assert len(db.session.scalars(select(BreakGlass)).all()) == 1
        assert len(entries(Action.GLASS_BROKEN)) == 1


def test_the_reason_goes_when_a_note_of_that_day_would(
    app: Flask, worker: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    open_it(coordinator, at(log(app, worker, note=NOTE)))
    for days, left in ((365, 1), (1, 0)):
        frozen.tick(timedelta(days=days))
        with app.app_context():
            jobs.tidy()
            db.session.commit()
            assert len(db.session.scalars(select(BreakGlass)).all()) == left
