"""Another pair goes on with a series: what the class said to the two who gave a lesson stays with those two (E12)."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import RoleRow
from jsp.models.evaluations import Discussion, Evaluation
from jsp.models.ground import Site
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.evaluation import AnswerState
from jsp.rules.roles import Role
from jsp.rules.session import ActKind, CancelCause, SessionState
from jsp.words.lesson_terms import LESSON_NEWS
from tests import make
from tests.browser import Browser, Page
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED, add_discussion, closed
from tests.lessons.acting import member_id
from tests.lessons.rows import THURSDAY, add_session

NOTES, WRITTEN = "De groep achterin was stil", "Bart praat te veel"
FOUR, FIVE = (1, 1, 1, 1, 0), (1, 1, 1, 1, 1)
THEIRS = "Anderen gaven deze les"
SHOWN = [AnswerState.SHOWN]
HandOver = Callable[..., Page]


@pytest.fixture
def evaluation(app: Flask, fill: Fill) -> UUID:
    """Of lesson 1, given by Bart and Sanne: an answer that was let through, and notes of the talk."""
    id = fill(1, {"safe": DIVIDED}, [WRITTEN], states=SHOWN)
    with app.app_context():
        add_discussion(db.session.get_one(Evaluation, id), "", "", NOTES)
        db.session.commit()
    return id


@pytest.fixture
def ilse(app: Flask) -> Browser:
    """A mentor of the school who is its care coordinator too, so that every series of it is open to her."""
    with app.app_context():
        raayland = db.session.get_one(Site, make.id_of(Site, "raayland"))
        person = make.make_user("ilse", Role.MENTOR, raayland)
        person.roles.append(db.session.scalars(select(RoleRow).where(RoleRow.name == Role.CARE_COORDINATOR)).one())
        db.session.commit()
    return Browser(app).signed_in("ilse")


@pytest.fixture
def hand_over(app: Flask, ilse: Browser, series_id: UUID) -> HandOver:
    """Ilse names who gives it, through the page for that."""

    def name(teacher: str, worker: str) -> Page:
        where = f"/lessons/series/{series_id}/other-pair"
        with app.app_context():
            named = {"teacher": make.person(teacher).id, "worker": member_id(worker), "reason": "Ander rooster"}
        return ilse.post(where, ilse.get(where).form(where) | named)

    return name


def test_who_takes_a_series_over_sees_figures_and_none_of_the_words(
    app: Flask, ilse: Browser, worker: Browser, evaluation: UUID, hand_over: HandOver
) -> None:
    assert hand_over("ilse", "Lieke").status == 303
    page = ilse.get(f"/evaluations/{evaluation}/results")
    assert "Gemiddeld 3,0 van 5." in page.words
    assert (WRITTEN in page.text, THEIRS in page.words) == (False, True)
    assert f"/evaluations/{evaluation}/notes" not in page.text + ilse.get(f"/evaluations/{evaluation}/discussion").text
    for new in (ilse, Browser(app).signed_in("lieke")):
        assert new.get(f"/evaluations/{evaluation}/notes").status == 404
    assert worker.get(f"/evaluations/{evaluation}/notes").form(f"/evaluations/{evaluation}/notes")["notes"] == NOTES


def test_who_takes_it_over_does_not_write_over_the_notes(
    app: Flask, ilse: Browser, worker: Browser, evaluation: UUID, hand_over: HandOver
) -> None:
    address = f"/evaluations/{evaluation}/notes"
    open_page = worker.get(address).form(address)
    hand_over("ilse", "Lieke")
    own = ilse.get(f"/evaluations/{evaluation}/discussion").form(f"/evaluations/{evaluation}/discussion")
    tokens = {name: own[name] for name in ("csrf_token", "once")}
    assert ilse.post(address, open_page | tokens | {"notes": "Van Ilse"}).status == 404
    with app.app_context():
        assert db.session.get_one(Discussion, evaluation).notes == NOTES


def test_the_pair_of_now_writes_what_the_next_lesson_begins_with(
    ilse: Browser, worker: Browser, evaluation: UUID, hand_over: HandOver
) -> None:
    hand_over("ilse", "Lieke")
    address = f"/evaluations/{evaluation}/discussion"
    for visitor, said in ((ilse, "Te veel praten"), (worker, "Te lang zitten")):
        words = {"said": said, "doing": "Eerst een oefening voor twee"}
        assert visitor.post(address, visitor.get(address).form(address) | words).status == 303
        assert visitor.get(address).form(address).items() >= words.items()


def test_handed_back_it_is_as_it_was_and_the_two_heard_of_it(
    app: Flask, ilse: Browser, mentor: Browser, evaluation: UUID, hand_over: HandOver
) -> None:
    news = str(LESSON_NEWS[ActKind.HANDED_OVER])
    hand_over("ilse", "Lieke")
    for name in ("bart", "sanne", "lieke"):
        assert news in Browser(app).signed_in(name).in_language("en").get("/today/").words, name
    hand_over("bart", "Sanne")
    assert ilse.get(f"/evaluations/{evaluation}/notes").status == 404
    assert WRITTEN not in ilse.get(f"/evaluations/{evaluation}/results").text
    assert WRITTEN in mentor.get(f"/evaluations/{evaluation}/results").words
    assert NOTES in mentor.get(f"/evaluations/{evaluation}/notes").words


def test_one_who_stays_reads_on_and_the_other_is_new(
    app: Flask, ilse: Browser, worker: Browser, evaluation: UUID, fill: Fill, hand_over: HandOver
) -> None:
    hand_over("ilse", "Sanne")
    assert NOTES in worker.get(f"/evaluations/{evaluation}/notes").words
    own = fill(2, {"safe": DIVIDED}, ["Ilse praat te zacht"], states=SHOWN)
    page = ilse.get(f"/evaluations/{own}/results")
    assert ("Ilse praat te zacht" in page.words, THEIRS in page.words) == (True, False)
    assert ilse.get(f"/evaluations/{own}/notes").status == 200


def test_of_lessons_that_are_shown_together_all_have_to_be_ones_own(
    ilse: Browser, fill: Fill, hand_over: HandOver
) -> None:
    """Shown apart, what four pupils wrote would stand beside what eight of them chose."""
    old = fill(1, {"safe": FOUR}, [WRITTEN], states=SHOWN)
    hand_over("ilse", "Lieke")
    new = fill(2, {"safe": FIVE}, ["Ilse praat te zacht"], states=SHOWN)
    for id in (old, new):
        page = ilse.get(f"/evaluations/{id}/results")
        assert "9 keer ingevuld." in page.words
        assert (WRITTEN in page.text, "te zacht" in page.text, THEIRS in page.words) == (False, False, True)


def test_an_hour_about_which_the_class_was_asked_is_not_handed_over(
    app: Flask, ilse: Browser, series_id: UUID, hand_over: HandOver
) -> None:
    """As in the last minutes of a lesson: else its places, and all that was said of it, went to who is new."""
    with app.app_context():
        series = db.session.get_one(LessonSeries, series_id)
        session = add_session(series, 1, THURSDAY)
        made = closed(session, {"safe": DIVIDED}, [WRITTEN], states=SHOWN)
        db.session.commit()
        id, session_id = made.id, session.id
    page = hand_over("ilse", "Lieke")
    assert (page.status, "kreeg de vragenlijst over les 1 al" in page.words) == (422, True)
    with app.app_context():
        session = db.session.get_one(LessonSession, session_id)
        session.state, session.cause = SessionState.CANCELLED, CancelCause.ILLNESS
        session.settle()
        db.session.commit()
    assert hand_over("ilse", "Lieke").status == 303
    assert WRITTEN not in ilse.get(f"/evaluations/{id}/results").text
