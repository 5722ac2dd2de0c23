"""Where a parent decides as well: who is asked, what was said and how, and what stops."""

from datetime import date

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.consent import Answer, Custody, Decision, Giver, Manner, Telling
from jsp.rules.referral import Progress, State
from jsp.verbs import referring
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.steps import answer, asked, custody, links, parent, partner, row_at, send, tap, where, write


def at_parents(
    app: Flask, worker: Browser, *, age: str = "from_12", who: str = "one", telling: str = "together"
) -> str:
    """A yes of the young person, and who has authority; the address of the referral."""
    at = asked(worker, log(app, worker), partner(app), age)
    answer(worker, at)
    if age != "under_12":
        tap(worker, worker.get(f"{at}/tell"), f"{at}/tell", telling=telling)
    if who:
        custody(worker, at, who)
    return at


def sends(worker: Browser, at: str) -> bool:
    """Whether the page of the last step has a button that sends."""
    return any(form.get("action") == f"{at}/send" for form in worker.get(f"{at}/ways").forms())


def test_at_13_a_parent_says_yes_as_well(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_12")
    assert where(answer(worker, at)) == f"{at}/tell"
    assert not sends(worker, at)
    assert where(tap(worker, worker.get(f"{at}/tell"), f"{at}/tell", telling="worker_calls")) == f"{at}/thanks"
    assert f"{at}/parents" in links(worker.get(f"{at}/thanks"))
    custody(worker, at, "one")
    assert where(parent(worker, at, "parent_1", start="y")) == f"{at}/ways"
    assert "age" not in worker.get(f"{at}/ways").form(f"{at}/send")  # it was asked today
    assert where(send(worker, at)) == at
    with app.app_context():
        row = row_at(app, at)
        said = {(each.giver, each.decision, each.manner) for each in row.consents}
        assert (Giver.PARENT_1, Decision.SHARE, Manner.BY_PHONE) in said
        assert (Giver.PARENT_1, Decision.START, Manner.BY_PHONE) in said
        assert (row.state, row.telling, row.custody) == (State.SENT, Telling.WORKER_CALLS, Custody.ONE)


def test_as_long_as_custody_was_not_asked_two_say_yes(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker, who="")
    parent(worker, at, "parent_1")
    assert not sends(worker, at)
    custody(worker, at, "guardian")
    assert sends(worker, at)


@pytest.mark.parametrize(("before", "after", "counts"), [
    ("one", "guardian", False), ("guardian", "one", False), ("guardian", "two", False), ("two", "one", True),
])  # fmt: skip
def test_the_yes_of_a_parent_is_not_that_of_a_guardian(
    app: Flask, worker: Browser, before: str, after: str, counts: bool
) -> None:
    at = at_parents(app, worker, who=before)
    parent(worker, at, "parent_1")
    custody(worker, at, after)
    assert sends(worker, at) is counts


def test_of_two_parents_one_is_not_enough(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker, who="two")
    parent(worker, at, "parent_1")
    assert not sends(worker, at)
    parent(worker, at, "parent_2", manner="on_paper")
    assert sends(worker, at)


def test_e22_two_parents_who_disagree_keep_it_waiting(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker, who="two")
    parent(worker, at, "parent_1")
    done = parent(worker, at, "parent_2", "refused")
    assert where(done) == f"{at}/parents"
    assert "De ene ouder zegt ja, de andere nee" in worker.get(f"{at}/parents").words
    assert not sends(worker, at)
    with app.app_context():
        assert row_at(app, at).state is State.AWAITING_CONSENT


def test_who_may_not_tell_the_parents_goes_no_further(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker, who="", telling="not")
    page = worker.get(f"{at}/parents")
    assert not [form for form in page.forms() if f"{at}/parents/" in str(form.get("action"))]
    assert "Ans" in page.words  # with whom to talk it over
    with app.app_context():
        row = row_at(app, at)
        assert (row.may_parents_know, row.state) == (False, State.AWAITING_CONSENT)


def test_a_stale_page_does_not_ask_parents_who_may_not_know(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker)
    values = worker.get(f"{at}/parents").form(f"{at}/parents/parent_1") | {"answer": "given", "manner": "by_phone"}
    tap(worker, worker.get(f"{at}/tell"), f"{at}/tell", telling="not")
    assert worker.post(f"{at}/parents/parent_1", values).status == 422
    with app.app_context():
        assert {each.giver for each in row_at(app, at).consents} == {Giver.YOUNG_PERSON}


def test_e21_below_12_the_parents_decide_and_a_no_of_the_child_counts(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "under_12")
    assert "Je bent nog geen 12" in worker.get(f"{at}/ask").words
    assert where(answer(worker, at, "refused")) == f"{at}/thanks"
    custody(worker, at, "one")
    parent(worker, at, "parent_1")
    assert not sends(worker, at)
    assert where(answer(worker, at)) == f"{at}/thanks"
    assert sends(worker, at)
    assert where(send(worker, at, age="under_12")) == at


def test_how_it_was_said_is_asked(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker)
    values = worker.get(f"{at}/parents").form(f"{at}/parents/parent_1") | {"answer": "given"}
    assert worker.post(f"{at}/parents/parent_1", values).status == 422
    with app.app_context():
        assert len(row_at(app, at).consents) == 1


def test_a_no_of_a_parent_ends_what_that_parent_said_about_starting(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker)
    parent(worker, at, "parent_1", start="y")
    parent(worker, at, "parent_1", "refused")
    with app.app_context():
        now = [each for each in row_at(app, at).consents if each.giver is Giver.PARENT_1 and each.ended_on is None]
        assert [(each.decision, each.answer) for each in now] == [(Decision.SHARE, Answer.REFUSED)]


def test_the_parents_read_the_same_lines_and_nothing_more(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker)
    page = worker.get(f"{at}/parents/text")
    assert "Fenna" in page.words
    assert "Uw kind" in page.words


HEARS = {
    Progress.NOBODY: "Wie van ons mag zien hoe het daar gaat: niemand van het JSP.",
    Progress.WORKER: "Wie van ons mag zien hoe het daar gaat: Sanne. Tot en met 21 februari 2027.",
    Progress.TEAM: "Wie van ons mag zien hoe het daar gaat: het team van het JSP. Tot het is afgelopen.",
}


@pytest.mark.parametrize("progress", Progress)
def test_parents_are_told_what_the_card_of_the_young_person_tells(
    app: Flask, worker: Browser, progress: Progress
) -> None:
    at = at_parents(app, worker)
    with app.app_context():
        row = row_at(app, at)
        row.progress, row.progress_until = progress, date(2027, 2, 21) if progress is Progress.WORKER else None
        db.session.commit()
    for page in ("ask", "parents/text", "parents"):
        words = worker.get(f"{at}/{page}").words
        assert "Wat we niet delen: alles wat hier niet staat." in words, page
        assert HEARS[progress] in words, page
        assert "Iris" in words, page


def test_parents_are_told_that_the_partner_reads_who_helps_and_how_to_get_in_touch(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker)
    paper = worker.in_language("en").get(f"{at}/parents/text").words
    assert "They also read that Sanne of the Jongeren Service Punt helps your child" in paper
    assert "how your child gets in touch with them" in paper


def test_another_packet_asks_the_parents_anew(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker)
    parent(worker, at, "parent_1")
    write(worker, at, phone="06-00000999")
    answer(worker, at)
    assert not sends(worker, at)


@pytest.mark.parametrize("giver", ["young_person", "parent_3", "nobody"])
def test_nobody_else_is_a_parent(app: Flask, worker: Browser, giver: str) -> None:
    at = at_parents(app, worker)
    values = worker.get(f"{at}/parents").form(f"{at}/parents/parent_1") | {"answer": "given", "manner": "by_phone"}
    assert worker.post(f"{at}/parents/{giver}", values).status == 404


def test_parents_are_asked_about_starting_help_later_as_well(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker, who="two")
    parent(worker, at, "parent_1")
    parent(worker, at, "parent_2")
    send(worker, at, age="from_12")
    done = tap(worker, worker.get(f"{at}/start"), f"{at}/start", answer="given")
    assert where(done) == f"{at}/thanks"
    assert f"{at}/start/parent_1" in links(worker.get(where(done)))
    for giver, after in (("parent_1", f"{at}/start/parent_2"), ("parent_2", at)):
        to = f"{at}/start/{giver}"
        done = tap(worker, worker.get(to), to, answer="given", manner="by_phone")
        assert where(done) == after
    with app.app_context():
        assert referring.standing(row_at(app, at), Decision.START).is_complete


def test_a_parent_who_says_no_to_starting_help_ends_the_asking(app: Flask, worker: Browser) -> None:
    at = at_parents(app, worker, who="two")
    tap(worker, worker.get(f"{at}/start"), f"{at}/start", answer="given")
    to = f"{at}/start/parent_1"
    done = tap(worker, worker.get(to), to, answer="refused", manner="on_paper")
    assert where(done) == f"{at}/ways"
    assert worker.get(f"{at}/start/nobody").status == 404
