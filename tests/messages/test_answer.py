"""A worker answers: once, without overwriting a colleague, and so that only who asked reads it."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp import jobs
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.ground import Discipline, Site
from jsp.models.messages import Message, Signal
from jsp.models.outbox import OutboxMail
from jsp.rules.reply_code import WORDS
from jsp.rules.thread import ThreadState, Triage
from tests import make
from tests.browser import Browser, Page
from tests.intake.desk import trail, user_id
from tests.messages.asker import CODE, QUESTION, TALK, answer_it, press, send_question, texts, thread_of, threads
from tests.messages.test_inbox import INBOX, TODAY, asked, question, where

Moment = FrozenDateTimeFactory
ERASE, ANSWER = "/antwoord/wissen", "Kom donderdag langs, dan kijken we samen."


def send(worker: Browser, address: str, page: Page, text: str = ANSWER) -> Page:
    """Send the answer from a page that was opened before."""
    return worker.post(f"{address}/answer", page.form(f"{address}/answer") | {"text": text})


def reply(worker: Browser, address: str) -> Page:
    return answer_it(worker, address.removeprefix(INBOX))


def said(app: Flask) -> list[str]:
    with app.app_context():
        return texts(thread_of(app))


def stands(app: Flask) -> ThreadState:
    with app.app_context():
        return thread_of(app).state


def test_an_answer_is_kept_sealed_and_makes_the_question_real(app: Flask, worker: Browser, frozen: Moment) -> None:
    reply(worker, question(app, frozen, site="gilde"))
    assert said(app) == [QUESTION, ANSWER]
    with app.app_context():
        thread, sanne = thread_of(app), make.person("sanne").id
        assert (thread.state, thread.triage, thread.assigned_id) == (ThreadState.ANSWERED, Triage.REAL, sanne)
        bodies = db.session.scalars(select(Message.body_sealed)).all()
        assert not [body for body in bodies if b"donderdag" in body]


@pytest.mark.parametrize("first", ["colleague", "worker"])
def test_who_answers_second_sees_it_first_and_keeps_the_text(
    app: Flask, worker: Browser, frozen: Moment, first: str, request: pytest.FixtureRequest
) -> None:
    address = question(app, frozen, site="gilde")
    page = worker.get(address)
    reply(request.getfixturevalue(first), address)
    refused = send(worker, address, page, "Mijn eigen antwoord")
    assert "Iemand wijzigde dit terwijl jij het open had." in refused.words
    assert (ANSWER in refused.words, said(app)) == (True, [QUESTION, ANSWER])
    worker.post(f"{address}/answer", refused.form(f"{address}/answer"))
    assert said(app) == [QUESTION, ANSWER, "Mijn eigen antwoord"]


def test_sent_twice_is_one_answer(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    page = worker.get(address)
    send(worker, address, page)
    send(worker, address, page)
    assert "Dit was al verstuurd." in worker.get(INBOX).words
    assert said(app) == [QUESTION, ANSWER]


def test_what_may_not_stand_in_an_answer_is_refused_and_stays(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    for text, sentence in (
        (f"Je code is {' '.join(WORDS[:8])}", "Dit lijkt op een antwoordcode."), ("x" * 1501, "1501 tekens"),
        ("Je bsn is 111222333", "Hier staat een burgerservicenummer (BSN) in."), (" ", "Schrijf eerst een antwoord."),
    ):  # fmt: skip
        refused = send(worker, address, worker.get(address), text)
        assert sentence in refused.words
        assert refused.form(f"{address}/answer")["text"].strip() == text.strip()
    assert said(app) == [QUESTION]


def test_a_colleague_who_has_it_open_is_told_for_ten_minutes(
    app: Flask, worker: Browser, colleague: Browser, frozen: Moment
) -> None:
    address, notice = question(app, frozen, site="gilde"), "heeft dit ook open"
    found = []
    for minutes in (9, 10):
        colleague.get(address)
        frozen.tick(timedelta(minutes=minutes))
        found.append(f"Lieke {notice}" in worker.get(address).words)
    assert found == [True, False]
    assert notice not in worker.get(address).words, "oneself is no colleague"


def test_a_ready_sentence_tells_the_next_opening_and_sends_nothing(app: Flask, worker: Browser, frozen: Moment) -> None:
    frozen.move_to("2026-11-23 13:00:00")  # 14.00 at the school, when Gilde has closed
    address = question(app, frozen, site="gilde")
    page, chip = Browser(app).signed_in("sanne"), f"{address}/chip/come"
    filled = page.post(chip, page.get(address).form(chip) | {"text": "Hoi!"}).form(f"{address}/answer")["text"]
    assert filled.startswith("Hoi!\n\nWil je erover praten?")
    assert "Kom woensdag 25 november tussen 12.15 en 13.30 uur naar ruimte 0.12, Gilde. Vraag naar Lieke." in filled
    assert (said(app), stands(app)) == ([QUESTION], ThreadState.OPEN)


def test_every_button_works_beside_a_ready_sentence(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    page = press(worker, address, f"{address}/chip/hello")
    worker.post(f"{address}/take", page.form(f"{address}/take"))
    assert "Jij pakt dit op." in worker.get(address).words


def test_who_sees_to_it_stands_beside_it(app: Flask, worker: Browser, colleague: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    press(worker, address, f"{address}/take")
    assert "bij Sanne" in colleague.get(INBOX).words


def test_a_colleague_finds_an_invitation_until_it_is_opened(
    app: Flask, worker: Browser, colleague: Browser, frozen: Moment
) -> None:
    address = question(app, frozen, site="gilde")
    press(worker, address, f"{address}/involve/{user_id(app, 'lieke')}")
    assert "Sanne vraagt je erbij Geld" in colleague.get(TODAY).words
    colleague.get(address)
    assert "vraagt je erbij" not in colleague.get(TODAY).words


def test_only_a_colleague_of_the_school_can_be_asked(app: Flask, worker: Browser, frozen: Moment) -> None:
    with app.app_context():
        sites = {each.code: each for each in db.session.scalars(select(Site))}
        make.make_member(make.person("otto"), db.session.scalars(select(Discipline)).all()[0], sites)
        db.session.commit()
    address = question(app, frozen, site="gilde")
    page = worker.get(address)
    assert ("Lieke" in page.words, "Otto" in page.words) == (True, False)
    answer = worker.post(f"{address}/involve/{user_id(app, 'otto')}", page.form(f"{address}/take"))
    assert answer.heading == "Deze pagina bestaat niet"
    with app.app_context():
        assert thread_of(app).colleague_id is None


def test_what_was_no_real_question_can_be_put_back(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    press(worker, address, f"{address}/spam")
    assert stands(app) is ThreadState.CLOSED
    press(worker, address, f"{address}/real")
    assert where(worker.get(INBOX), "waiting") == [address]


def test_opened_again_it_is_the_turn_of_who_did_not_speak_last(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    reply(worker, address)
    press(worker, address, f"{address}/close")
    assert f'href="{address}"' in worker.get(f"{INBOX}closed").text
    press(worker, address, f"{address}/reopen")
    assert where(worker.get(INBOX), "answered") == [address]


def test_what_was_not_answered_is_not_closed(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    press(worker, address, f"{address}/close")
    page = worker.get(address)
    assert "Iemand wacht op antwoord." in page.text
    assert stands(app) is ThreadState.OPEN


def test_one_mail_that_says_nothing_until_the_answer_is_read(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    address, words = asked(app, frozen, by=browser, site="gilde")
    page = browser.get(CODE)
    number = next(each for each in range(8) if f"Typ woord {each + 1} van je code" in page.words)
    browser.post(CODE, page.form(CODE) | {"word": words[number], "told": "mail", "address": "milan@demo.example"})
    reply(worker, address)
    reply(worker, address)
    with app.app_context():
        [mail] = db.session.scalars(select(OutboxMail))
        assert (mail.kind, json.loads(mail.letter)) == ("answer_waiting", {
            "to": "milan@demo.example", "subject": "Er ligt iets voor je klaar",
            "body": "Je vroeg om een seintje: er ligt iets voor je klaar. Je weet waar.\n",
        })  # fmt: skip
    browser.get(TALK)
    with app.app_context():
        assert [db.session.scalar(select(func.count()).select_from(table)) for table in (OutboxMail, Signal)] == [0, 0]


def test_a_number_is_shown_on_request_and_that_leaves_a_trail(app: Flask, worker: Browser, frozen: Moment) -> None:
    send_question(app, Browser(app), frozen, site="gilde", way="reach", reach="0478-000001", first_name="Milan")
    with app.app_context():
        address = f"{INBOX}{thread_of(app).id}"
    assert not [each for each in ("0478", "Milan") if each in worker.get(address).text]
    with app.app_context():
        assert trail(Action.REACH_SHOWN) == []
    assert "0478-000001 (Milan)" in press(worker, address, f"{address}/reach").words
    with app.app_context():
        [entry] = trail(Action.REACH_SHOWN)
        assert (entry.user_id, f"{INBOX}{entry.object_id}") == (make.person("sanne").id, address)


def test_who_wants_to_be_called_gets_no_answer_that_nobody_reads(app: Flask, worker: Browser, frozen: Moment) -> None:
    by_code = question(app, frozen, site="gilde")
    send_question(app, Browser(app), frozen, site="gilde", way="reach", reach="0478-000001")
    with app.app_context():
        by_phone = next(f"{INBOX}{each.id}" for each in threads() if not each.is_by_code)
    page = worker.get(by_phone)
    assert (page._all("textarea"), "De vrager wil gebeld of gemaild worden." in page.words) == ([], True)
    worker.post(f"{by_phone}/answer", worker.get(by_code).form(f"{by_code}/answer") | {"text": ANSWER})
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Message)) == 2


def test_what_was_erased_meanwhile_is_gone_and_the_answer_stays_in_sight(
    app: Flask, browser: Browser, worker: Browser, frozen: Moment
) -> None:
    address = question(app, frozen, by=browser, site="gilde")
    page = worker.get(address)
    press(browser, ERASE, ERASE)
    answer = send(worker, address, page)
    assert (answer.heading, ANSWER in answer.text) == ("Deze pagina bestaat niet", True)


def test_what_nobody_read_is_erased_by_a_worker_and_by_no_clock(app: Flask, worker: Browser, frozen: Moment) -> None:
    read, unread = question(app, frozen, site="gilde"), question(app, frozen, site="gilde")
    press(worker, read, f"{read}/spam")
    reply(worker, unread)
    early = worker.post(f"{unread}/erase", worker.get(unread).form(f"{unread}/close"), follow=True)
    assert "Dit gesprek heeft nog tijd." in early.words
    frozen.move_to("2027-01-25 11:30:00")
    with app.app_context():
        assert jobs.run_all() == 0
    later = Browser(app).signed_in("sanne")
    assert later.get(read).heading == "Deze pagina bestaat niet"
    assert "Nooit gelezen" in later.get(INBOX).words
    press(later, f"{unread}/erase", f"{unread}/erase")
    assert later.get(unread).heading == "Deze pagina bestaat niet"
