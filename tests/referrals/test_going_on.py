"""What a worker meets on the way: one that is there already, what to do next, the way to another partner."""

import re

import pytest
from flask import Flask

from jsp import clock, jobs
from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.pages import first_up
from jsp.rules.referral import Side, State, TaskKind
from jsp.verbs import referring
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.rows import referral
from tests.referrals.steps import answer, asked, begin, links, made, partner, row_at, send, tap, where
from tests.referrals.test_page import press


def open_tasks(app: Flask, at: str) -> list[TaskKind]:
    with app.app_context():
        return [each.kind for each in row_at(app, at).tasks if each.done_on is None]


def sent(app: Flask, worker: Browser, how: str = "call") -> str:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at)
    assert where(send(worker, at, how)) == at
    return at


def test_the_same_partner_for_the_same_conversation_is_one_referral(app: Flask, worker: Browser) -> None:
    contact, there = log(app, worker), partner(app)
    at, address = begin(worker, contact, there), f"/referrals/new/contact/{contact}"
    told = tap(worker, worker.get(address), address, partner=there)
    assert told.status == 200
    assert at in links(told)
    assert begin(worker, contact, partner(app, name="Iemand anders")) != at
    with app.app_context():
        assert len(db.session.query(Referral).all()) == 2
    again = tap(worker, told, address, another="y")  # a talk with two
    assert where(again).endswith("/age")
    assert where(again) != f"{at}/age"


def test_what_has_ended_is_no_reason_to_ask(app: Flask, worker: Browser) -> None:
    contact, there = log(app, worker), partner(app)
    at = begin(worker, contact, there)
    with app.app_context():
        referring.withdraw(row_at(app, at), of_nobody=True)
        db.session.commit()
    assert begin(worker, contact, there) != at


def test_who_sent_it_has_to_say_the_code_until_the_partner_answers(app: Flask, worker: Browser) -> None:
    at = sent(app, worker)
    assert open_tasks(app, at) == [TaskKind.SAY_CODE]
    press(worker, at, f"{at}/outcome/seen")
    assert open_tasks(app, at) == []


def test_a_call_that_is_asked_twice_is_one_task(app: Flask, worker: Browser, frozen: object) -> None:
    at = sent(app, worker)
    for _ in range(2):
        frozen.tick(4 * 24 * 3600)  # type: ignore[attr-defined]
        with app.app_context():
            jobs.look_after_referrals()
    assert open_tasks(app, at) == [TaskKind.CALL_PARTNER]


def test_a_code_that_is_gone_need_not_be_said(app: Flask, worker: Browser) -> None:
    at = sent(app, worker)
    with app.app_context():
        referring.erase(row_at(app, at))
        db.session.commit()
    assert open_tasks(app, at) == []


def test_more_tasks_than_today_shows_are_counted(app: Flask, worker: Browser) -> None:
    for _ in range(10):
        id = made(app)
        with app.app_context():
            referring.add_task(referral(id), TaskKind.CORRECTION, due_on=clock.today())
            db.session.commit()

    page = worker.get("/today/")
    shown = len(set(re.findall(r'href="/referrals/([0-9a-f-]{36})"', page.text)))
    said = ["".join(each.itertext()) for each in page._all("a") if each.get("href") == "/referrals/"]
    assert [each for each in said if str(10 - shown) in each]
    assert shown < 10


def test_what_was_saved_as_referred_leads_to_referring(app: Flask, worker: Browser) -> None:
    contact = log(app, worker, outcome="Verwezen")
    assert f"/referrals/new/contact/{contact}" in links(worker.get("/today/"))
    other = log(app, worker)
    assert f"/referrals/new/contact/{other}" not in links(worker.get("/today/"))


def test_where_a_partner_cannot_help_another_is_chosen_with_the_same_card(app: Flask, worker: Browser) -> None:
    id, other = made(app, state=State.NOT_STARTED), partner(app, name="Iemand anders")
    with app.app_context():
        referring.add_task(referral(id), TaskKind.NOT_POSSIBLE)
        referring.add_note(referral(id), Side.PARTNER, "Bel in maart.")
        db.session.commit()
    done = press(worker, "/referrals/", f"/referrals/{id}/elsewhere")
    new = where(done).removesuffix("/partner")
    tap(worker, worker.get(where(done)), where(done), partner=other)
    with app.app_context():
        row = row_at(app, new)
        assert (row.partner_id, row.state, row.reopened_from_id, row.age) == (other, State.DRAFT, id, None)
        assert referring.read_packet(row) == referring.read_packet(referral(id))
        assert not row.notes
        assert all(each.done_on for each in referral(id).tasks)


@pytest.mark.parametrize(("text", "shown"), [("één ouder", "Eén ouder"), ("een voogd", "Een voogd"), ("", "")])
def test_a_capital_with_an_accent(text: str, shown: str) -> None:
    assert first_up(text) == shown


def test_a_parent_reads_whom_to_call_and_how_long_it_is_kept(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_12")
    answer(worker, at)
    paper = worker.get(f"{at}/parents/text").words
    assert "Sanne" in paper
    assert "je " not in paper.split("Uw kind", 1)[1]
