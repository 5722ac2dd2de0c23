"""An answer counts once: its form sent again later, or a page that was overtaken, changes nothing of what stands."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from jsp import sending
from jsp.extensions import db
from jsp.models import caseload
from jsp.models.audit import Action, AuditEntry
from jsp.rules.consent import Age, Custody, Decision, Giver
from jsp.rules.referral import State
from jsp.verbs import consenting
from tests.browser import Browser, Page
from tests.make import person
from tests.referrals.steps import custody, made, parent, row_at, where

NO_SAY = "Look at who is asked now."
Standing = list[tuple[str, str]]
Steps = Callable[[Browser, str], Page]
OVERTAKEN = "Iemand wijzigde dit terwijl jij het open had."


def standing(app: Flask, at: str, decision: Decision = Decision.SHARE) -> Standing:
    """Who said what, as it counts now."""
    with app.app_context():
        of_it = [each for each in row_at(app, at).consents if each.decision is decision and each.ended_on is None]
        return [(str(each.giver), str(each.answer)) for each in of_it]


def asked_of(app: Flask, age: Age, custody: Custody = Custody.ONE) -> str:
    return f"/referrals/{made(app, state=State.AWAITING_CONSENT, age=age, custody=custody, yes=False)}"


def own_page(worker: Browser, at: str) -> tuple[str, dict[str, str]]:
    return f"{at}/answer", worker.get(f"{at}/ask").form(f"{at}/answer") | {"answer": "given"}


def start_page(worker: Browser, at: str) -> tuple[str, dict[str, str]]:
    return f"{at}/start", worker.get(f"{at}/start").form(f"{at}/start") | {"answer": "given"}


def parent_page(worker: Browser, at: str) -> tuple[str, dict[str, str]]:
    to = f"{at}/parents/parent_1"
    return to, worker.get(f"{at}/parents").form(to) | {"answer": "given", "manner": "by_phone"}


def parent_start_page(worker: Browser, at: str) -> tuple[str, dict[str, str]]:
    to = f"{at}/start/parent_1"
    return to, worker.get(to).form(to) | {"answer": "given", "manner": "by_phone"}


def say_no(worker: Browser, page: tuple[str, dict[str, str]]) -> None:
    assert worker.post(page[0], page[1] | {"answer": "refused"}).status == 303


ASKED = [
    (own_page, Age.FROM_16, Decision.SHARE, [("young_person", "refused")]),
    (start_page, Age.FROM_16, Decision.START, [("young_person", "refused")]),
    (parent_page, Age.FROM_12, Decision.SHARE, [("parent_1", "refused")]),
    (parent_start_page, Age.FROM_12, Decision.START, [("parent_1", "refused")]),
]


@pytest.mark.parametrize(("page", "age", "decision", "left"), ASKED)
def test_a_yes_that_is_sent_again_does_not_pass_by_a_later_no(
    app: Flask, worker: Browser, page: Callable[..., tuple[str, dict[str, str]]], age: Age, decision: Decision,
    left: Standing,
) -> None:  # fmt: skip
    at = asked_of(app, age)
    to, yes = page(worker, at)
    first = worker.post(to, yes)
    assert first.status == 303
    twice = worker.post(to, yes)
    assert (twice.status, where(twice)) == (303, where(first)), "tapping twice is no fault"
    say_no(worker, page(worker, at))
    assert worker.post(to, yes).status == 303
    assert standing(app, at, decision) == left


@pytest.mark.parametrize(("page", "age", "decision", "left"), ASKED)
def test_a_page_that_was_overtaken_by_an_answer_is_refused(
    app: Flask, worker: Browser, page: Callable[..., tuple[str, dict[str, str]]], age: Age, decision: Decision,
    left: Standing,
) -> None:  # fmt: skip
    at = asked_of(app, age)
    to, yes = page(worker, at)
    say_no(worker, page(worker, at))
    refused = worker.post(to, yes)
    assert (refused.status, OVERTAKEN in refused.words) == (422, True)
    assert standing(app, at, decision) == left
    assert worker.post(to, refused.form(to) | {k: yes[k] for k in ("answer", "manner") if k in yes}).status == 303, (
        "the page that came back holds what now stands"
    )


@pytest.mark.parametrize("is_sent", [True, False], ids=["sent again", "left open"])
def test_the_yes_of_a_mother_is_not_that_of_the_guardian(app: Flask, worker: Browser, *, is_sent: bool) -> None:
    at = asked_of(app, Age.FROM_12)
    to, yes = parent_page(worker, at)
    if is_sent:
        assert worker.post(to, yes).status == 303
    custody(worker, at, "guardian")
    worker.post(to, yes)
    assert standing(app, at) == []


def test_the_same_key_with_another_answer_is_refused(app: Flask, worker: Browser) -> None:
    at = asked_of(app, Age.FROM_16)
    to, yes = own_page(worker, at)
    worker.post(to, yes)
    refused = worker.post(to, yes | {"answer": "refused"})
    assert refused.status == 422
    assert standing(app, at) == [("young_person", "given")]


def test_what_was_said_of_the_age_the_parents_and_the_telling_counts_once_as_well(app: Flask, worker: Browser) -> None:
    at = asked_of(app, Age.FROM_12)
    pages = {"age": {"age": "from_16"}, "tell": {"telling": "together"}}
    sent = {what: worker.get(f"{at}/{what}").form(f"{at}/{what}") | values for what, values in pages.items()}
    sent["custody"] = worker.get(f"{at}/parents").form(f"{at}/custody") | {"custody": "two"}
    later = {"custody": {"custody": "guardian"}, "tell": {"telling": "not"}, "age": {"age": "from_12"}}
    for what in ("custody", "tell", "age"):
        page = worker.get(f"{at}/parents" if what == "custody" else f"{at}/{what}")
        now = page.form(f"{at}/{what}")
        assert worker.post(f"{at}/{what}", now | sent_of(sent, what)).status == 303
        page = worker.get(f"{at}/parents" if what == "custody" else f"{at}/{what}")
        assert worker.post(f"{at}/{what}", page.form(f"{at}/{what}") | later[what]).status == 303
        worker.post(f"{at}/{what}", now | sent_of(sent, what))
        worker.post(f"{at}/{what}", sent[what])
    with app.app_context():
        row = row_at(app, at)
        assert (row.custody, row.telling, row.age) == (Custody.GUARDIAN, "not", Age.FROM_12)


def sent_of(sent: dict[str, dict[str, str]], what: str) -> dict[str, str]:
    """What was tapped, without the marks of its page."""
    return {name: value for name, value in sent[what].items() if name not in ("csrf_token", "once", "seen")}


def test_who_has_no_authority_has_no_say(app: Flask, worker: Browser) -> None:
    at = asked_of(app, Age.FROM_12, Custody.TWO)
    to = f"{at}/parents/parent_2"
    yes = worker.get(f"{at}/parents").form(to) | {"answer": "given", "manner": "by_phone"}
    custody(worker, at, "one")
    with app.app_context():
        seen = consenting.in_sight(row_at(app, at), Giver.PARENT_2)
    refused = worker.in_language("en").post(to, yes | {"seen": seen})
    assert (refused.status, NO_SAY in refused.words) == (422, True)
    assert standing(app, at) == []
    assert parent(worker, at, "parent_1").status == 303


def test_a_code_that_is_shown_again_is_a_look_each_time(app: Flask, worker: Browser) -> None:
    at = f"/referrals/{made(app)}"
    values = worker.get(f"{at}/own-card").form(f"{at}/own-card")
    for times in (1, 2, 3):
        assert worker.post(f"{at}/own-card", values).status == 200
        with app.app_context():
            looks = select(func.count()).where(AuditEntry.action == Action.IDENTITY_READ)
            assert db.session.scalar(looks) == times


ACTS: dict[str, tuple[str, dict[str, str]]] = {
    "send": ("ways", {"how": "call"}), "withdraw": ("withdraw", {}), "own-card": ("own-card", {}),
    "answer": ("ask", {"answer": "refused"}), "alone": ("alone", {}), "age": ("age", {"age": "from_18"}),
    "passport": ("passport", {"first_name": "Anders"}), "hand-over": ("hand-over", {"is_known": "y"}),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_what_was_handed_over_meanwhile_is_not_theirs_any_more(committing: Flask, act: str) -> None:
    """The first one waits for its turn while the hand-over commits."""
    at, (page, typed) = f"/referrals/{made(committing, state=State.AWAITING_CONSENT)}", ACTS[act]
    browser = Browser(committing).signed_in("sanne")
    values = filled_in(browser.get(f"{at}/{page}"), f"{at}/{act}") | typed
    with committing.test_request_context():
        row = row_at(committing, at)
        [to, *_] = caseload.colleagues(person("sanne"), row.site)
        to_id = to.id
    if "is_known" in typed:
        values["to"] = str(to_id)

    def hand_over() -> None:
        with committing.test_request_context():
            row = row_at(committing, at)
            row.owner_id = to_id
            db.session.commit()

    answered = after_looking(committing, lambda: browser.client.post(f"{at}/{act}", data=values), hand_over)
    assert answered.status_code == 404
    with committing.app_context():
        row = row_at(committing, at)
        assert (row.owner_id, row.state, row.card_lookup) == (to_id, State.AWAITING_CONSENT, None)
        assert [str(each.answer) for each in row.consents if each.decision is Decision.SHARE] == ["given"]


def filled_in(page: Page, action: str) -> dict[str, str]:
    """Of the form that sends there, or to its own page."""
    of_itself = [each for each in page.forms() if each.get("method") == "post" and each.get("action") is None]
    if not of_itself:
        return page.form(action)
    return {each.get("name"): each.get("value") for each in of_itself[0].iter() if each.get("type") == "hidden"}


def after_looking(app: Flask, act: Callable[[], TestResponse], meanwhile: Callable[[], None]) -> TestResponse:
    """What an act answers that has looked whose it is, and then waits until something else was committed."""
    wait, done = sending.take_turns, []
    with app.app_context():
        is_only_writer = db.engine.dialect.name == "sqlite"
    if is_only_writer:
        meanwhile()
        return act()

    def once_it_looked(about: str) -> None:
        if not done:
            done.append(about)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(meanwhile).result(20)
        wait(about)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "take_turns", once_it_looked)
        return act()
