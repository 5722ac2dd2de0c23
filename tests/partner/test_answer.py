"""Three buttons, later one: each tells one thing once, and nothing typed is lost."""

from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.referrals import Referral, ReferralTask
from jsp.rules.consent import Age, Answer, Custody, Decision, Giver, Manner
from jsp.rules.referral import Obstacle, Progress, Side, State, Step, TaskKind
from jsp.verbs import consenting, referring
from jsp.words.referral_terms import ANSWERS, GIVERS, OBSTACLES
from tests.browser import Browser
from tests.partner.iris import PACKET, at_packet, door, made, opens, says, stored
from tests.referrals.rows import NAME, referral

NO = {"obstacle": "waiting_time", "waiting_weeks": "12", "suggestion": "Vraag het eens bij het buurthuis."}
BSN = "111222333"


def in_dutch(app: Flask, text: object) -> str:
    with app.test_request_context():
        return str(text)


def notes(app: Flask, row: Referral) -> list[tuple[Side, str]]:
    with app.test_request_context():
        return [(note.side, referring.read_note(row, note)) for note in row.notes]


def test_seen_then_started_then_finished(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser)
    for step, state, thanks in (
        (Step.SEEN, State.RECEIVED, "dat u het gezien hebt"),
        (Step.START, State.STARTED, "Fijn dat het begonnen is"),
        (Step.FINISH, State.COMPLETED, "Hiermee is het afgerond"),
    ):
        answer = says(browser, page, step)
        assert (answer.status, answer.response.headers["Location"]) == (303, PACKET)
        page = browser.get(PACKET)
        assert (thanks in page.words, stored(app, id).state) == (True, state)
    assert NAME not in page.words, "what was shared is not shown once it is over"
    with app.app_context():
        told = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.PARTNER_ANSWERED)).all()
        assert [(entry.user_id, entry.object_id) for entry in told] == [(None, str(id))] * 3


def test_finished_asks_once_more_and_without_that_nothing_ends(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser, state=State.STARTED)
    assert f"{PACKET}/finish" in [each.get("href") for each in page._all("a")]
    asks = browser.get(f"{PACKET}/finish")
    assert (asks.heading, stored(app, id).state) == ("Is het afgerond?", State.STARTED)
    says(browser, asks, Step.FINISH)
    assert stored(app, id).state is State.COMPLETED
    assert browser.get(f"{PACKET}/finish").response.headers["Location"] == PACKET


def test_not_possible_says_why_and_asks_the_worker_to_look_further(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser)
    assert set(page.choices("obstacle")) == {in_dutch(app, text) for text in OBSTACLES.values()}
    says(browser, page, Step.NOT_POSSIBLE, **NO)
    row = stored(app, id)
    assert (row.state, row.obstacle, row.waiting_weeks) == (State.NOT_STARTED, Obstacle.WAITING_TIME, 12)
    assert notes(app, row) == [(Side.PARTNER, NO["suggestion"])]
    assert [task.kind for task in row.tasks] == [TaskKind.NOT_POSSIBLE]
    why = in_dutch(app, OBSTACLES[Obstacle.WAITING_TIME])
    assert f"U liet weten dat het niet kan: {why}" in browser.get(PACKET).words


def test_two_taps_and_two_tabs_tell_it_once(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser)
    other = browser.get(PACKET)
    for each in (page, page, other):
        assert says(browser, each, Step.SEEN).status == 303
    for each in (page, page):
        assert says(browser, each, Step.NOT_POSSIBLE, **NO).status == 303
    assert len(stored(app, id).notes) == 1
    page = says(browser, other, Step.NOT_POSSIBLE, **(NO | {"suggestion": "Iets heel anders."}))
    assert (page.status, "Iets heel anders." in page.text) == (422, True)
    assert len(stored(app, id).notes) == 1


def test_started_needs_a_yes_that_was_said_to_them(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser)
    with app.test_request_context():
        consenting.end(referral(id), decision=Decision.START)
        db.session.commit()
    page = browser.get(PACKET)
    assert "jongere: nog niet gevraagd" in page.words
    refused = says(browser, page, Step.START)
    assert (refused.status, stored(app, id).state) == (422, State.SENT)
    assert "Niet iedereen" in refused.words
    assert says(browser, refused, Step.START, agreed="y").status == 303
    assert stored(app, id).state is State.STARTED


def test_nobody_starts_over_a_no(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser)
    with app.test_request_context():
        row = referral(id)
        consenting.record(
            row, decision=Decision.START, giver=Giver.YOUNG_PERSON, answer=Answer.REFUSED, manner=Manner.IN_PERSON,
            user_id=row.owner_id,
        )  # fmt: skip
        db.session.commit()
    page = browser.get(PACKET)
    refused = says(browser, page, Step.START, agreed="y")
    assert (refused.status, stored(app, id).state) == (422, State.SENT)
    assert "zei nee tegen" in refused.words


def test_of_a_child_the_parents_are_shown_apart(app: Flask, browser: Browser) -> None:
    _id, page = at_packet(app, browser, age=Age.FROM_12, custody=Custody.TWO)
    yes = in_dutch(app, ANSWERS[Answer.GIVEN])
    said = [f"{in_dutch(app, giver)}: {yes}" for giver in GIVERS.values()]
    assert all(each.casefold() in page.words.casefold() for each in said)


def test_who_wants_nobody_to_hear_it_is_only_seen(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser, progress=Progress.NOBODY)
    assert ("Gezien" in page.words, "Gestart" in page.words, "Kan niet" in page.words) == (True, False, False)
    keys = page.form(f"{PACKET}/seen")
    assert browser.post(f"{PACKET}/start", keys | {"agreed": "y"}).status == 422
    assert stored(app, id).state is State.SENT
    assert says(browser, browser.get(PACKET), Step.SEEN).status == 303


@pytest.mark.parametrize(("typed", "said"), [
    ({"obstacle": ""}, "Kies waarom het niet kan"),
    ({"obstacle": "weather"}, "Kies waarom het niet kan"),
    ({"waiting_weeks": "-1"}, "van 0 tot 200"),
    ({"waiting_weeks": "9" * 5000}, ""),
    ({"waiting_weeks": "veel"}, "heel getal"),
    ({"suggestion": f"Het nummer is {BSN}."}, "burgerservicenummer"),
    ({"suggestion": "x" * 601}, "601 tekens"),
    ({"suggestion": "hier\x00zo \N{RIGHT-TO-LEFT OVERRIDE}"}, "die niemand kan lezen"),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_stays(app: Flask, browser: Browser, typed: dict[str, str], said: str) -> None:
    id, page = at_packet(app, browser)
    answer = says(browser, page, Step.NOT_POSSIBLE, **(NO | {"suggestion": "Vraag het de buren."} | typed))
    assert (answer.status, said in answer.words) == (422, True)
    kept = typed.get("suggestion", "Vraag het de buren.")[:4]
    assert answer.form(f"{PACKET}/not_possible")["suggestion"].strip().startswith(kept)
    row = stored(app, id)
    assert (row.state, row.notes, row.tasks) == (State.SENT, [], [])


@pytest.mark.parametrize("size", [100_000, 1_000_000, 2_000_000])
def test_a_reply_as_long_as_a_book_is_refused_in_words(app: Flask, browser: Browser, size: int) -> None:
    id, page = at_packet(app, browser)
    answer = says(browser, page, Step.NOT_POSSIBLE, **(NO | {"suggestion": "woord " * (size // 6)}))
    assert answer.status in (413, 422)
    assert "te lang" in answer.words or "Er passen er" in answer.words or "Hoogstens" in answer.words
    assert stored(app, id).state is State.SENT


def test_withdrawn_while_the_page_is_open(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser)
    with app.test_request_context():
        referring.withdraw(referral(id), of_nobody=True)
        db.session.commit()
    answer = says(browser, page, Step.NOT_POSSIBLE, **NO)
    assert (answer.status, answer.heading) == (410, "Dit is ingetrokken")
    assert NO["suggestion"] in answer.words, "what was typed can be copied"
    assert (NAME in answer.words, NAME in browser.get(PACKET).words) == (False, False)
    with app.app_context():
        kinds = db.session.scalars(select(ReferralTask.kind)).all()
        assert kinds == [TaskKind.TELL_PARTNER]


def test_after_the_days_that_were_agreed_nobody_hears_it_either(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    link = door(app, made(app))
    frozen.tick(timedelta(days=91))
    assert ("Gezien" in opens(browser, *link).words, "Gestart" in browser.get(PACKET).words) == (True, False)


def test_what_was_typed_on_an_open_page_is_taken_but_the_packet_asks_for_the_code(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id, page = at_packet(app, browser)
    frozen.tick(timedelta(minutes=50))
    assert says(browser, page, Step.NOT_POSSIBLE, **NO).status == 303
    assert stored(app, id).state is State.NOT_STARTED
    assert browser.get(PACKET).response.headers["Location"] == door(app, id)[0]


def test_refused_on_a_page_that_fell_asleep_it_can_be_copied(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id, page = at_packet(app, browser)
    frozen.tick(timedelta(minutes=50))
    answer = says(browser, page, Step.NOT_POSSIBLE, **(NO | {"obstacle": ""}))
    assert (answer.status, NO["suggestion"] in answer.words, NAME in answer.words) == (410, True, False)
    address, code = door(app, id)
    assert answer.form(address)
    assert NAME in opens(browser, address, code).words


def test_two_packets_in_two_tabs_are_not_mixed_up(app: Flask, browser: Browser) -> None:
    first, page = at_packet(app, browser)
    second, _other = at_packet(app, browser)
    says(browser, page, Step.SEEN)
    assert (stored(app, first).state, stored(app, second).state) == (State.RECEIVED, State.SENT)


def test_an_answer_means_that_nobody_has_to_call(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser)
    with app.test_request_context():
        referring.add_task(referral(id), TaskKind.CALL_PARTNER)
        db.session.commit()
    says(browser, page, Step.SEEN)
    assert [task.done_on is not None for task in stored(app, id).tasks] == [True]


def test_looking_changes_nothing_but_the_trail(app: Flask, browser: Browser) -> None:
    id, _page = at_packet(app, browser)
    for _each in range(2):
        browser.get(PACKET)
    with app.app_context():
        looked = select(func.count()).select_from(AuditEntry).where(
            AuditEntry.action == Action.PARTNER_READ, AuditEntry.user_id.is_(None), AuditEntry.object_id == str(id)
        )  # fmt: skip
        assert db.session.scalar(looked) == 3
    assert stored(app, id).state is State.SENT


def test_in_english_too(app: Flask, browser: Browser) -> None:
    browser.in_language("en")
    id = made(app)
    page = opens(browser, *door(app, id))
    assert (page.heading, "until and including Monday 7 December" in page.words) == ("What you may know", True)


def test_the_language_can_change_with_something_typed(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser)
    browser.language = "en"
    answer = says(browser, page, Step.NOT_POSSIBLE, suggestion="Half getypt", language="en")
    assert (answer.status, "Half getypt" in answer.text, answer.heading) == (200, True, "What you may know")
    assert stored(app, id).state is State.SENT
