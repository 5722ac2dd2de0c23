"""Asking a question without a name: what is kept, what is refused, and that nothing typed is lost."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from limits import RateLimitItemPerMinute
from sqlalchemy import func, select, text

from jsp.blueprints.messages.service import asking
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.messages import ClassRequest, Reach, Thread
from jsp.rules.contact import AskedBy
from jsp.rules.reply_code import LENGTH, WORDS
from jsp.rules.thread import ReachKind, ThreadState, Triage, Urgency, Wish
from tests import make
from tests.browser import Browser
from tests.messages.asker import ASK, CODE, QUESTION, ask, filled, send_question, texts, thread_of, threads
from tests.reply_codes import words_of

Moment = FrozenDateTimeFactory
EVIL = "<script>alert(1)</script> \u202eRTL \x00 " + "x" * 2000


def test_a_theme_and_a_question_are_enough(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    assert len(words) == LENGTH
    assert set(words) <= set(WORDS)
    with app.app_context():
        thread = thread_of(app)
        assert texts(thread) == [QUESTION]
        assert (thread.asked_by, thread.site_id, thread.state, thread.triage) == (
            None, None, ThreadState.OPEN, Triage.NEW,
        )  # fmt: skip
        assert thread.asked_on == thread.last_on == make.MONDAY


def test_nothing_that_is_kept_can_be_read_or_tells_the_hour(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    with app.app_context():
        kept = [
            str(value) + repr(bytes(value) if isinstance(value, bytes | memoryview) else value)
            for table in ("thread", "message", "sending", "audit_entry", "pace_count")
            for row in db.session.execute(text(f"SELECT * FROM {table}"))
            for value in row
        ]
    held = " ".join(kept)
    assert not [word for word in ("vriendin", "groepsapp", *words) if word in held]
    assert "12:30" not in held
    assert "11:30" not in held


def test_both_missing_are_told_and_what_was_typed_stays(app: Flask, browser: Browser, frozen: Moment) -> None:
    page = send_question(app, browser, frozen, question="   ")
    assert page.status == 422
    assert "Schrijf je vraag op. Een paar woorden is genoeg." in page.words
    values = page.form(ASK) | {"question": QUESTION}
    values.pop("theme")
    page = browser.post(ASK, values)
    assert "Kies waar je vraag over gaat. Weet je het niet? Kies 'Anders'." in page.words
    assert page.form(ASK)["question"] == QUESTION
    with app.app_context():
        assert threads() == []


def test_sent_twice_is_one_question_and_the_same_code(app: Flask, browser: Browser, frozen: Moment) -> None:
    values = filled(app, browser.get(ASK))
    frozen.tick(20)
    assert browser.post(ASK, values).status == 303
    first = words_of(browser.get(CODE))
    for name in ("jsp-visit", "jsp-asked"):
        browser.client.delete_cookie(name, path="/antwoord")
    assert browser.post(ASK, values).status == 303
    assert words_of(browser.get(CODE)) == first
    with app.app_context():
        assert len(threads()) == 1


def test_sent_again_with_other_words_is_told_and_stays(app: Flask, browser: Browser, frozen: Moment) -> None:
    values = filled(app, browser.get(ASK))
    frozen.tick(20)
    browser.post(ASK, values)
    page = browser.post(ASK, values | {"question": "Toch iets anders"})
    assert (page.status, page.form(ASK)["question"]) == (422, "Toch iets anders")
    with app.app_context():
        assert texts(thread_of(app)) == [QUESTION]


def test_two_questions_have_two_codes(app: Flask, browser: Browser, frozen: Moment) -> None:
    assert ask(app, browser, frozen) != ask(app, browser, frozen)


def test_a_form_sent_at_once_is_asked_again_and_then_taken(app: Flask, browser: Browser, frozen: Moment) -> None:
    values = filled(app, browser.get(ASK))
    page = browser.post(ASK, values)
    assert (page.status, page.form(ASK)["question"]) == (422, QUESTION)
    assert "Dat ging wel heel snel" in page.words
    frozen.tick(4)
    assert browser.post(ASK, page.form(ASK)).status == 303


def test_a_form_of_yesterday_keeps_its_text(app: Flask, browser: Browser, frozen: Moment) -> None:
    values = filled(app, browser.get(ASK))
    frozen.tick(25 * 3600)
    page = browser.post(ASK, values)
    assert (page.status, page.form(ASK)["question"]) == (422, QUESTION)
    frozen.tick(4)
    assert browser.post(ASK, page.form(ASK)).status == 303


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c"])
def test_a_token_that_is_not_ours_is_refused(app: Flask, browser: Browser, frozen: Moment, token: str) -> None:
    page = send_question(app, browser, frozen, once=token)
    assert (page.status, page.form(ASK)["question"]) == (422, QUESTION)


def test_what_a_program_fills_in_is_looked_at_apart_and_not_lost(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, website="https://spam.example")
    with app.app_context():
        assert thread_of(app).is_suspect


def test_a_flood_is_looked_at_apart_and_locks_nobody_out(
    app: Flask, browser: Browser, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FLOOD", RateLimitItemPerMinute(2, 10, namespace="asked"))
    for _ in range(3):
        ask(app, browser, frozen, site="raayland")
    ask(app, browser, frozen, site="gilde")
    with app.app_context():
        found = [(each.site.code, each.is_suspect) for each in db.session.scalars(
            select(Thread).options(db.joinedload(Thread.site))
        )]  # fmt: skip
    frozen.tick(11 * 60)
    ask(app, browser, frozen, site="verweg")
    with app.app_context():
        assert sum(each.is_suspect for each in threads()) == 1
    assert sorted(found) == [("gilde", False), ("raayland", False), ("raayland", False), ("raayland", True)]


def test_a_code_in_a_question_is_refused(app: Flask, browser: Browser, frozen: Moment) -> None:
    words = ask(app, browser, frozen)
    page = send_question(app, browser, frozen, question=f"Hallo, mijn code is {'-'.join(words)}. Is er al antwoord?")
    assert page.status == 422
    assert "Dit lijkt op een antwoordcode" in page.words
    with app.app_context():
        assert len(threads()) == 1


def test_a_citizen_service_number_is_refused(app: Flask, browser: Browser, frozen: Moment) -> None:
    page = send_question(app, browser, frozen, question="Mijn bsn is 111222333, kun je dat nakijken?")
    assert (page.status, page.form(ASK)["question"]) == (422, "Mijn bsn is 111222333, kun je dat nakijken?")


@pytest.mark.parametrize(("typed", "kind"), [("0478-000001", ReachKind.PHONE), ("+31 6 12 34 56 78", ReachKind.PHONE),
                                             ("milan@demo.example", ReachKind.EMAIL)])  # fmt: skip
def test_who_leaves_a_number_is_called(
    app: Flask, browser: Browser, frozen: Moment, typed: str, kind: ReachKind
) -> None:
    page = send_question(app, browser, frozen, way="reach", reach=typed, first_name="Milan")
    assert page.response.headers["Location"] == "/vraag/verstuurd"
    assert "We bellen of mailen je op dinsdag 24 november" in browser.get("/vraag/verstuurd").words
    with app.app_context():
        thread, reach = thread_of(app), db.session.scalars(select(Reach)).one()
        assert (reach.kind, reach.value, reach.first_name) == (kind, typed, "Milan")
        assert (thread.lookup, thread.word_mark, thread.can_be_answered) == (None, None, False)


@pytest.mark.parametrize("typed", ["", "12345", "bel me maar", "milan@", "0478-00000100000", "06 1234567a"])
def test_what_is_no_number_is_told(app: Flask, browser: Browser, frozen: Moment, typed: str) -> None:
    page = send_question(app, browser, frozen, way="reach", reach=typed)
    assert (page.status, page.form(ASK)["question"], page.form(ASK)["reach"]) == (422, QUESTION, typed)


def test_a_teacher_asks_for_a_class(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, asked_by="teacher", site="raayland", class_words="V2B", wish="class_talk",
        urgency="this_week")  # fmt: skip
    with app.app_context():
        asked = db.session.scalars(select(ClassRequest)).one()
        assert (asked.class_name, asked.wish, asked.urgency) == ("V2B", Wish.CLASS_TALK, Urgency.THIS_WEEK)
        assert thread_of(app).asked_by is AskedBy.TEACHER


def test_a_pupil_asks_for_no_class(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, asked_by="pupil", class_words="V2B")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ClassRequest)) == 0


def test_a_link_brings_the_school_and_who_asks(app: Flask, browser: Browser) -> None:
    form = browser.get(f"{ASK}?school=gilde&wie=ouder").form(ASK)
    assert (form["site"], form["asked_by"], form["way"]) == (["gilde"], ["parent"], ["code"])
    form = browser.get(f"{ASK}?school=of-nobody&wie=iemand").form(ASK)
    assert (form["site"], form.get("asked_by")) == ([""], None)


@pytest.mark.parametrize(("site", "when"), [("raayland", "dinsdag 24 november , uiterlijk 14.30 uur"),
                                            ("gilde", "dinsdag 24 november , uiterlijk 17.00 uur")])  # fmt: skip
def test_the_promise_is_that_of_the_real_openings(
    app: Flask, browser: Browser, frozen: Moment, site: str, when: str
) -> None:
    ask(app, browser, frozen, site=site)
    assert when in browser.get(CODE).words.replace("november,", "november ,")


def test_a_megabyte_is_said_to_be_too_long(app: Flask, browser: Browser) -> None:
    answer = browser.client.post(ASK, data=filled(app, browser.get(ASK)) | {"question": "x" * 3_000_000})
    assert (answer.status_code, "te lang" in answer.get_data(as_text=True)) == (413, True)


def test_the_school_of_the_question_is_kept(app: Flask, browser: Browser, frozen: Moment) -> None:
    ask(app, browser, frozen, site="gilde", asked_by="friend")
    with app.app_context():
        thread = thread_of(app)
        assert (thread.site_id, thread.asked_by) == (make.id_of(Site, "gilde"), AskedBy.FRIEND)
