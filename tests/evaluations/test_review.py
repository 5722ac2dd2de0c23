"""What pupils wrote: read by workers first, in no order, hidden with one tap, and never again once it is hidden."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.evaluations import Evaluation
from jsp.rules.evaluation import AnswerState
from tests.browser import Browser, Page
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED, add_answer, add_discussion, answers_of

TEXTS = ["Kevin stinkt", "Mag langer", "Ik wil er niet meer zijn"]


@pytest.fixture
def evaluation(fill: Fill) -> UUID:
    return fill(1, {"safe": DIVIDED}, TEXTS)


def found(app: Flask, evaluation: UUID) -> dict[str, tuple[AnswerState, bool]]:
    with app.app_context():
        rows = answers_of(db.session.get_one(Evaluation, evaluation))
        return {text: (each.state, each.is_worry) for text, each in rows.items()}


def place_of(app: Flask, evaluation: UUID, text: str) -> str:
    with app.app_context():
        return f"/evaluations/{evaluation}/answers/{answers_of(db.session.get_one(Evaluation, evaluation))[text].id}"


def tap(visitor: Browser, app: Flask, evaluation: UUID, text: str, what: str) -> Page:
    """The button beside that answer."""
    page, action = visitor.get(f"/evaluations/{evaluation}/answers"), f"{place_of(app, evaluation, text)}/{what}"
    return visitor.post(action, page.form(action), follow=True)


def talk(app: Flask, evaluation: UUID) -> None:
    with app.app_context():
        add_discussion(db.session.get_one(Evaluation, evaluation), "Te lang", "Korter")
        db.session.commit()


def test_one_tap_hides_and_one_shows(app: Flask, worker: Browser, evaluation: UUID) -> None:
    assert "3 antwoorden om te lezen" in worker.get(f"/evaluations/{evaluation}/answers").words
    tap(worker, app, evaluation, TEXTS[0], "hidden")
    tap(worker, app, evaluation, TEXTS[1], "shown")
    assert found(app, evaluation) == {
        TEXTS[0]: (AnswerState.HIDDEN, False), TEXTS[1]: (AnswerState.SHOWN, False),
        TEXTS[2]: (AnswerState.WAITING, False),
    }  # fmt: skip
    tap(worker, app, evaluation, TEXTS[0], "shown")
    assert found(app, evaluation)[TEXTS[0]] == (AnswerState.SHOWN, False), "it can be changed"


def test_those_that_were_on_the_page_are_shown_at_once_and_no_other(
    app: Flask, worker: Browser, evaluation: UUID
) -> None:
    tap(worker, app, evaluation, TEXTS[0], "hidden")
    address = f"/evaluations/{evaluation}/answers"
    page = worker.get(address)
    assert "Toon deze 2 die je las" in page.words
    assert page.text.index(TEXTS[1]) < page.text.index("/show-rest"), "it stands below them"
    with app.app_context():
        add_answer(db.session.get_one(Evaluation, evaluation), "Kwam later")
        db.session.commit()
    tap(worker, app, evaluation, TEXTS[2], "worry")
    page = worker.post(f"{address}/show-rest", page.form(f"{address}/show-rest"), follow=True)
    assert "1 antwoord om te lezen" in page.words
    assert found(app, evaluation) == {
        TEXTS[0]: (AnswerState.HIDDEN, False), TEXTS[1]: (AnswerState.SHOWN, False),
        TEXTS[2]: (AnswerState.HIDDEN, True), "Kwam later": (AnswerState.WAITING, False),
    }  # fmt: skip


def test_a_worrying_one_is_shown_only_after_a_question(app: Flask, worker: Browser, evaluation: UUID) -> None:
    place, address = place_of(app, evaluation, TEXTS[2]), f"/evaluations/{evaluation}/answers"
    before = worker.get(address)
    assert worker.get(f"{place}/show-worrying").status == 404, "nobody marked it"
    tap(worker, app, evaluation, TEXTS[2], "worry")
    assert f"{place}/shown" not in worker.get(address).text
    page = worker.post(f"{place}/shown", before.form(f"{place}/shown"), follow=True)
    assert "niet met één tik" in page.words
    assert found(app, evaluation)[TEXTS[2]] == (AnswerState.HIDDEN, True)
    asked = worker.get(f"{place}/show-worrying")
    assert TEXTS[2] in asked.words
    worker.post(f"{place}/show-worrying", asked.form(f"{place}/show-worrying"))
    assert found(app, evaluation)[TEXTS[2]] == (AnswerState.SHOWN, False)


def test_a_worrying_one_is_hidden_and_says_what_to_do(
    app: Flask, worker: Browser, mentor: Browser, evaluation: UUID
) -> None:
    page = tap(worker, app, evaluation, TEXTS[2], "worry")
    assert found(app, evaluation)[TEXTS[2]] == (AnswerState.HIDDEN, True)
    assert "probeer het ook niet" in page.words
    steps = ("Nu gevaar: 112", "zelfdoding: 113", "vraag een collega", "Zodra de klas bij elkaar is", "meldcode")
    assert sorted(steps, key=page.words.index) == list(steps), "the most urgent first"
    assert "ook jij niet" in page.words, "that it is gone after the talk is told before it"
    assert TEXTS[2] not in page.text
    assert TEXTS[2] not in mentor.get(f"/evaluations/{evaluation}/results").text
    assert mentor.get(f"/evaluations/{evaluation}/worry").status == 403


def test_after_the_talk_what_is_hidden_is_gone(app: Flask, worker: Browser, evaluation: UUID) -> None:
    tap(worker, app, evaluation, TEXTS[0], "hidden")
    tap(worker, app, evaluation, TEXTS[1], "shown")
    before = worker.get(f"/evaluations/{evaluation}/answers")
    talk(app, evaluation)
    page = worker.get(f"/evaluations/{evaluation}/answers")
    assert TEXTS[0] not in page.text
    assert "lees het eerst goed" in page.words, "what is hidden now is gone at once"
    assert f'id="answer-{place_of(app, evaluation, TEXTS[0]).split("/")[-1]}"' in page.text, "its place is there"
    assert "1 antwoord blijft verborgen" in page.words
    assert TEXTS[2] in page.words, "what nobody judged yet is not gone unread"
    action = f"{place_of(app, evaluation, TEXTS[0])}/shown"
    assert "Wat verborgen is, blijft verborgen." in worker.post(action, before.form(action), follow=True).text
    assert found(app, evaluation)[TEXTS[0]][0] is AnswerState.HIDDEN
    tap(worker, app, evaluation, TEXTS[1], "hidden")
    assert found(app, evaluation)[TEXTS[1]][0] is AnswerState.HIDDEN, "hiding is never too late"
    tap(worker, app, evaluation, TEXTS[2], "shown")
    assert found(app, evaluation)[TEXTS[2]][0] is AnswerState.SHOWN, "nor is what nobody judged yet"


def test_reading_and_judging_leave_a_trail_without_what_was_written(
    app: Flask, worker: Browser, evaluation: UUID
) -> None:
    tap(worker, app, evaluation, TEXTS[0], "hidden")
    with app.app_context():
        rows = db.session.scalars(select(AuditEntry).where(AuditEntry.object_id == str(evaluation))).all()
    assert {each.action for each in rows} >= {Action.READ, Action.TRIAGED}


def test_a_colleague_of_the_site_may_help_and_a_stranger_not(
    app: Flask, colleague: Browser, stranger: Browser, evaluation: UUID
) -> None:
    tap(colleague, app, evaluation, TEXTS[0], "hidden")
    assert found(app, evaluation)[TEXTS[0]][0] is AnswerState.HIDDEN
    assert stranger.get(f"/evaluations/{evaluation}/answers").status == 404


def test_an_answer_of_another_evaluation_is_not_there(
    app: Flask, worker: Browser, fill: Fill, evaluation: UUID
) -> None:
    other = fill(2, {"safe": DIVIDED}, ["Leuk"])
    page = worker.get(f"/evaluations/{other}/answers")
    action = f"{place_of(app, other, 'Leuk')}/hidden"
    wrong = action.replace(str(other), str(evaluation))
    assert worker.post(wrong, page.form(action)).status == 404
    assert found(app, other)["Leuk"][0] is AnswerState.WAITING


def test_a_button_tapped_twice_counts_once(app: Flask, worker: Browser, evaluation: UUID) -> None:
    address, action = f"/evaluations/{evaluation}/answers", f"{place_of(app, evaluation, TEXTS[0])}/hidden"
    values = worker.get(address).form(action)
    assert [worker.post(action, values).status for _time in range(2)] == [303, 303]
    with app.app_context():
        triaged = select(AuditEntry.id).where(AuditEntry.action == Action.TRIAGED)
        assert len(db.session.scalars(triaged).all()) == 1


def test_what_is_still_to_be_judged_comes_first(app: Flask, worker: Browser, evaluation: UUID) -> None:
    tap(worker, app, evaluation, TEXTS[0], "shown")
    words = worker.get(f"/evaluations/{evaluation}/answers").words
    assert max(words.index(each) for each in TEXTS[1:]) < words.index(TEXTS[0])


def test_they_lie_in_another_order_at_each_visit_and_in_one_during_it(app: Flask, worker: Browser, fill: Fill) -> None:
    texts = [f"antwoord {letter}" for letter in "abcdefgh"]
    id = fill(1, {"safe": DIVIDED}, texts)

    def order(page: Page) -> tuple[str, ...]:
        return tuple(sorted(texts, key=page.words.index))

    address = f"/evaluations/{id}/answers"
    assert len({order(worker.get(address)) for _time in range(6)}) > 1
    first = page = worker.get(address)
    for text in texts[:3]:
        action = f"{place_of(app, id, text)}/hidden"
        there = worker.post(action, page.form(action)).response.headers["Location"]
        assert there.endswith(f"#answer-{action.split('/')[-2]}")
        page = worker.get(there.split("#")[0])
        assert order(page) == order(first)
    assert worker.get(f"{address}?order=zz").status == 200, "an order that is none is not followed"
