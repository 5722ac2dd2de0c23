"""What waits for an answer: in the order of the promises, and only for who works at that school."""

from collections import Counter
from typing import Any

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import update

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.messages import Thread
from jsp.rules.reply_code import WORDS
from jsp.rules.thread import ThreadState, Triage
from tests import make
from tests.browser import Browser, Page
from tests.intake.desk import trail
from tests.messages.asker import QUESTION, answer_it, ask, press, send_question, texts, thread_of, threads
from tests.test_audit import lose_the_trail

Moment = FrozenDateTimeFactory
INBOX, DESK, TODAY = "/messages/", "/messages/desk", "/today/"
NONSENSE = "/messages/suspects/spam"


def question(app: Flask, moment: Moment, **more: Any) -> str:
    """Somebody asks something and gets a code; where a worker reads it."""
    return asked(app, moment, **more)[0]


def asked(app: Flask, moment: Moment, *, by: Browser | None = None, **more: str) -> tuple[str, list[str]]:
    """The same, with the words of the code."""
    with app.app_context():
        known = {each.id for each in threads()}
    words = ask(app, by or Browser(app), moment, **more)
    with app.app_context():
        [new] = [each.id for each in threads() if each.id not in known]
    return f"{INBOX}{new}", words


def card(page: Page, name: str) -> list[tuple[str, str]]:
    """The rows of one card of a page: where they lead, and what they say."""
    [found] = [each for each in page._all("section") if each.get("aria-labelledby") == name]
    rows = [row for row in found.iter("li") if row.find(".//a") is not None]
    return [(row.find(".//a").get("href"), " ".join(" ".join(row.itertext()).split())) for row in rows]


def where(page: Page, name: str) -> list[str]:
    return [address for address, _words in card(page, name)]


def test_the_first_promise_stands_on_top(app: Flask, worker: Browser, frozen: Moment) -> None:
    later = question(app, frozen, site="gilde")
    first = question(app, frozen, site="raayland")
    assert where(worker.get(INBOX), "waiting") == [first, later]


def test_what_was_not_answered_in_time_is_late(app: Flask, frozen: Moment) -> None:
    question(app, frozen, site="raayland", asked_by="parent")
    question(app, frozen, site="gilde", asked_by="friend")
    frozen.move_to("2026-11-24 13:30:00")  # 14.30 at the school, when Raayland closes
    said = [words for _address, words in card(Browser(app).signed_in("sanne").get(INBOX), "waiting")]
    assert said == [
        "Geld te laat ouder · Raayland · ma 23 nov",
        "Geld vandaag 17.00 voor een vriend · Gilde · ma 23 nov",
    ]


def test_who_works_elsewhere_sees_only_what_has_no_school(app: Flask, stranger: Browser, frozen: Moment) -> None:
    question(app, frozen, site="gilde")
    of_nobody = question(app, frozen)
    assert where(stranger.get(INBOX), "waiting") == [of_nobody]
    assert QUESTION in stranger.get(of_nobody).words


def test_what_a_program_filled_in_stands_apart(app: Flask, worker: Browser, frozen: Moment) -> None:
    real = question(app, frozen, site="gilde")
    made = question(app, frozen, site="gilde", website="https://spam.example")
    page = worker.get(INBOX)
    assert f'href="{made}"' in page.text.partition("Ingevuld door een programma")[2]
    assert made not in page.text.partition("Ingevuld door een programma")[0]
    assert where(worker.get(TODAY), "waiting") == [real]


def test_only_nonsense_of_the_own_schools_is_judged_at_once(app: Flask, worker: Browser, frozen: Moment) -> None:
    real = question(app, frozen, site="gilde")
    for site in ("gilde", "", "verweg"):
        question(app, frozen, site=site, website="https://spam.example")
    with app.app_context():
        every = [str(each.id) for each in threads()]
    worker.post(NONSENSE, worker.get(INBOX).form(NONSENSE) | {"shown": [*every, "nothing"]})
    assert where(worker.get(INBOX), "waiting") == [real]
    with app.app_context():
        found = Counter((each.state, each.triage) for each in threads())
        assert found == {(ThreadState.CLOSED, Triage.SPAM): 2, (ThreadState.OPEN, Triage.NEW): 2}


def test_nonsense_that_was_not_in_sight_is_not_judged(app: Flask, worker: Browser, frozen: Moment) -> None:
    seen = question(app, frozen, site="gilde", website="https://spam.example")
    page = worker.get(INBOX)
    unseen = question(app, frozen, site="gilde", website="https://spam.example")
    worker.post(NONSENSE, page.form(NONSENSE))
    assert [f'href="{each}"' in worker.get(INBOX).text for each in (seen, unseen)] == [False, True]


def test_what_was_answered_waits_for_who_asked(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    answer_it(worker, address.removeprefix(INBOX))
    page = worker.get(INBOX)
    assert "Alles beantwoord. Mooi." in page.words
    assert card(page, "answered") == [
        (address, "Geld beantwoord, nog niet gelezen niet gezegd wie · Gilde · ma 23 nov · bij Sanne")
    ]


def test_a_day_to_look_again_is_told_when_it_comes(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    press(worker, address, f"{address}/remind", on="2026-11-24")
    assert "weer kijken" not in worker.get(INBOX).words
    frozen.move_to("2026-11-24 09:00:00")
    assert "weer kijken" in Browser(app).signed_in("sanne").get(INBOX).words


def test_on_that_day_it_waits_under_today_until_somebody_looked(app: Flask, worker: Browser, frozen: Moment) -> None:
    address, row = question(app, frozen, site="gilde"), "Weer kijken: Geld Open Geld, ma 23 nov"
    answer_it(worker, address.removeprefix(INBOX))
    press(worker, address, f"{address}/remind", on="2026-11-24")
    assert card(worker.get(TODAY), "waiting") == []
    frozen.move_to("2026-11-24 09:00:00")
    other, own = Browser(app).signed_in("lieke"), Browser(app).signed_in("sanne")
    assert card(own.get(TODAY), "waiting") == [(address, row)]
    other.get(address)  # it is not hers: Sanne answered
    assert (card(other.get(TODAY), "waiting"), card(own.get(TODAY), "waiting")) == ([], [(address, row)])
    own.get(address)
    assert card(own.get(TODAY), "waiting") == []


def test_what_is_nobodys_waits_for_everybody(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    press(worker, address, f"{address}/remind", on="2026-11-24")
    with app.app_context():
        db.session.execute(update(Thread).values(state=ThreadState.ANSWERED))
        db.session.commit()
    frozen.move_to("2026-11-24 09:00:00")
    assert where(Browser(app).signed_in("lieke").get(TODAY), "waiting") == [address]
    with app.app_context():
        db.session.execute(update(Thread).values(state=ThreadState.CLOSED))
        db.session.commit()
    assert where(Browser(app).signed_in("lieke").get(TODAY), "waiting") == []


def test_a_day_on_which_it_is_not_there_is_refused(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    for day in ("2026-11-23", "2026-12-24"):
        press(worker, address, f"{address}/remind", on=day)
        assert "Kies een dag van morgen tot het gewist wordt, woensdag 23 december." in worker.get(address).words
    with app.app_context():
        assert thread_of(app).remind_on is None


def test_today_shows_the_questions_to_a_worker(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    page = worker.get(TODAY)
    assert "1 vraag" in page.words
    assert card(page, "waiting") == [(address, "Geld di 24 nov 17.00 niet gezegd wie · Gilde · ma 23 nov")]


def test_a_coordinator_sees_only_how_many(app: Flask, frozen: Moment) -> None:
    address, gone = question(app, frozen, site="raayland"), question(app, frozen, site="verweg")
    question(app, frozen, site="gilde")
    frozen.move_to("2026-11-24 14:00:00")
    page = Browser(app).signed_in("renske").get(TODAY)
    assert "Vragen zonder antwoord 2 , 1 te laat" in page.words
    assert not [each for each in (address, gone, "Geld", QUESTION) if each in page.text]


def test_the_first_word_opens_the_conversation_at_the_desk(app: Flask, worker: Browser, frozen: Moment) -> None:
    address, [word, *_others] = asked(app, frozen, site="gilde")
    for said in (word, word[:4], word.upper(), f" {word.title()} "):
        answer = press(worker, INBOX, DESK, word=said)
        assert answer.response.headers.get("Location") == address, said


def test_two_with_the_same_first_word_are_both_offered(app: Flask, worker: Browser, frozen: Moment) -> None:
    first, [word, *_others] = asked(app, frozen, site="gilde", asked_by="friend")
    second = question(app, frozen, site="gilde")
    with app.app_context():
        mark = next(each.word_mark for each in threads() if first.endswith(str(each.id)))
        db.session.execute(update(Thread).values(word_mark=mark))
        db.session.commit()
    page = press(worker, INBOX, DESK, word=word)
    assert "Er begint er meer dan één met dit woord. Welke is het?" in page.words
    assert [f'href="{each}"' in page.text for each in (first, second)] == [True, True]


def test_a_word_that_opens_nothing_gets_a_sentence(app: Flask, worker: Browser, frozen: Moment) -> None:
    _address, [word, *_others] = asked(app, frozen, site="gilde")
    other = next(each for each in WORDS if each != word)
    said = press(worker, INBOX, DESK, word=other)
    assert "Op jouw locaties begint geen open vraag met dit woord." in said.words
    slip = press(worker, INBOX, DESK, word=f"{word}x")
    assert (f"Bedoel je {word}?" in slip.words, slip.form(DESK)["word"]) == (True, f"{word}x")


def test_the_word_of_another_school_is_not_found(app: Flask, stranger: Browser, frozen: Moment) -> None:
    _address, [word, *_others] = asked(app, frozen, site="gilde")
    assert "Op jouw locaties begint geen open vraag met dit woord." in press(stranger, INBOX, DESK, word=word).words


def test_looking_and_reading_leave_a_trail_without_what_was_said(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    worker.get(INBOX)
    worker.get(address)
    with app.app_context():
        entries, sanne = [*trail(Action.LISTED), *trail(Action.READ)], make.person("sanne").id
        found = [(each.user_id, each.object_kind, each.object_id) for each in entries]
        assert found == [(sanne, "thread", ""), (sanne, "thread", address.removeprefix(INBOX))]


def test_without_a_trail_nothing_is_shown(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    lose_the_trail(app)
    assert "groepsapp" not in worker.get(address).text


def test_three_steps_lead_from_today_to_an_answer(app: Flask, worker: Browser, frozen: Moment) -> None:
    send_question(app, Browser(app), frozen, site="gilde")
    today = worker.get(TODAY)  # one
    [address] = where(today, "waiting")
    page = worker.get(address)  # two
    [ready] = [each.get("data-chip") for each in page._all("button") if "Kom langs" in "".join(each.itertext())]
    worker.post(f"{address}/answer", page.form(f"{address}/answer") | {"text": ready})  # three
    with app.app_context():
        assert texts(thread_of(app)) == [QUESTION, ready]


def test_what_is_no_word_of_ours_gets_a_dutch_sentence(app: Flask, worker: Browser) -> None:
    assert "No code begins" not in press(worker, INBOX, DESK, word="xqxq").words
