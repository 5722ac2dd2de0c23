"""A class hears what was done with what it said: in the next lesson, and on its own page (R112)."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.answers_waiting import answers_to_read
from jsp.models.evaluations import Evaluation, OpenAnswer
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.programmes import Adaptation, ProgrammeVersion
from jsp.models.public_codes import ensure_public_code
from jsp.rules.adaptation import AdaptationState
from jsp.rules.evaluation import AnswerState, Source
from tests import make
from tests.browser import Browser
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED, add_discussion
from tests.lessons.acting import member_id
from tests.lessons.closed import training_day
from tests.lessons.conftest import RESPECT
from tests.lessons.rows import THURSDAY, WEEK, add_series, add_session
from tests.statements import counted

OPENS = "Vorige keer zeiden jullie: “Te veel praten”. Daarom doen we vandaag: Eerst een oefening voor twee"


@pytest.fixture
def talked(app: Flask, fill: Fill, series_id: UUID) -> UUID:
    """Lesson 1 was talked about; 2 and 3 are still to come."""
    id = fill(1, {"safe": DIVIDED}, ["Leuk"])
    with app.app_context():
        add_discussion(db.session.get_one(Evaluation, id), "Te veel praten", "Eerst een oefening voor twee", "Rustig")
        series = db.session.get_one(LessonSeries, series_id)
        add_session(series, 2, THURSDAY)
        add_session(series, 3, THURSDAY + WEEK)
        db.session.commit()
    return id


def test_the_next_lesson_begins_with_it_and_no_other(mentor: Browser, talked: UUID, series_id: UUID) -> None:
    assert OPENS in mentor.get(f"/lessons/series/{series_id}/2").words
    for position in (1, 3, 4):
        assert "Vorige keer" not in mentor.get(f"/lessons/series/{series_id}/{position}").words


def test_the_page_of_the_class_tells_it_without_names(
    app: Flask, browser: Browser, talked: UUID, series_id: UUID
) -> None:
    with app.app_context():
        code = class_code(series_id)
    page = browser.get(f"/klas/{code}")
    assert "Dit doen we met jullie antwoorden" in page.words
    assert "Jullie zeiden: “Te veel praten”. Wat we daarmee doen: “Eerst een oefening voor twee”." in page.words
    assert "Rustig" not in page.text
    assert "Leuk" not in page.text


def test_a_change_that_came_of_their_answers_is_told(app: Flask, browser: Browser, series_id: UUID) -> None:
    with app.app_context():
        code = class_code(series_id)
        adapt(series_id, Source.RESULT, "Eerst in tweetallen")
        adapt(series_id, Source.DEBRIEF, "Minder uitleg")
        db.session.commit()
    page = browser.get(f"/klas/{code}")
    assert "Les 1 is aangepast, voor alle klassen: Eerst in tweetallen" in page.words
    assert "Minder uitleg" not in page.text
    assert "Bart" not in page.text


def test_a_class_hears_nothing_of_another_one(app: Flask, browser: Browser, talked: UUID, series_id: UUID) -> None:
    with app.app_context():
        code = class_code(add_series("MZ31", worker="Lieke").id)
        adapt(series_id, Source.RESULT, "Eerst in tweetallen")
        db.session.commit()
    assert "antwoorden" not in browser.get(f"/klas/{code}").words


def class_code(series_id: UUID) -> str:
    """Of the page of the class; commits."""
    school_class = db.session.get_one(LessonSeries, series_id).school_class
    ensure_public_code(school_class)
    db.session.commit()
    return str(school_class.public_code)


def adapt(series_id: UUID, source: Source, note: str) -> None:
    before = db.session.scalars(select(ProgrammeVersion).order_by(ProgrammeVersion.number.desc())).first()
    assert before is not None
    version = ProgrammeVersion(programme_id=before.programme_id, number=before.number + 1, note=note,
                               made_on=clock.today(), data=RESPECT)  # fmt: skip
    db.session.add(version)
    db.session.flush()
    db.session.add(Adaptation(
        id=uuid4(), programme_id=before.programme_id, lesson_key="1", text="Zo", state=AdaptationState.ACCEPTED,
        made_on=clock.today(), made_by_id=make.person("bart").id, version_id=version.id, source=source,
        series_id=series_id,
    ))  # fmt: skip


def test_vandaag_says_how_much_the_worker_of_the_pair_has_to_read(
    app: Flask, worker: Browser, colleague: Browser, mentor: Browser, fill: Fill
) -> None:
    id = fill(1, {"safe": DIVIDED}, ["Leuk", "Lang"], on=date(2026, 11, 19))
    page = worker.get("/today/")
    assert "2 antwoorden om te lezen: V2B, les 1" in page.words
    assert f"/evaluations/{id}/answers" in page.text
    for visitor in (colleague, mentor):
        assert "om te lezen: V2B" not in visitor.get("/today/").words
    with app.app_context():
        for each in db.session.scalars(select(OpenAnswer)):
            each.state = AnswerState.SHOWN
        db.session.commit()
    assert "om te lezen: V2B" not in worker.get("/today/").words


@pytest.mark.parametrize(("on", "shut", "is_told"), [
    (date(2026, 11, 18), None, True), (date(2026, 11, 19), None, False),
    (date(2026, 11, 18), date(2026, 11, 20), False), (date(2026, 11, 17), date(2026, 11, 20), True),
])  # fmt: skip
def test_after_two_school_days_colleagues_of_the_site_are_told_as_well(
    app: Flask, worker: Browser, colleague: Browser, stranger: Browser, mentor: Browser, fill: Fill, on: date,
    shut: date | None, is_told: bool,
) -> None:  # fmt: skip
    id = fill(1, {"safe": DIVIDED}, ["Leuk"], on=on)
    if shut is not None:
        with app.app_context():
            training_day("raayland", shut, shut)
            db.session.commit()
    words = colleague.in_language("en").get("/today/").words
    assert ("1 answer to read: V2B, lesson 1 Sanne did not come to it." in words) == is_told
    assert colleague.get(f"/evaluations/{id}/answers").status == 200
    assert "Sanne did not" not in worker.in_language("en").get("/today/").words
    for visitor in (stranger, mentor):
        assert "answer to read" not in visitor.in_language("en").get("/today/").words


def test_only_the_worker_who_gives_it_now_reads_it(app: Flask, fill: Fill, series_id: UUID) -> None:
    fill(1, {"safe": DIVIDED}, ["Leuk"], on=date(2026, 11, 19))
    with app.app_context():
        sanne, lieke = make.person("sanne"), make.person("lieke")
        assert (len(answers_to_read(sanne, clock.today())), answers_to_read(lieke, clock.today())) == (1, [])
        pair = db.session.get_one(LessonSeries, series_id).pair
        pair.until = THURSDAY
        db.session.flush()
        db.session.add(SeriesPair(series_id=series_id, teacher_id=pair.teacher_id, since=THURSDAY,
                                  worker_id=member_id("Lieke")))  # fmt: skip
        db.session.flush()
        assert (answers_to_read(sanne, clock.today()), len(answers_to_read(lieke, clock.today()))) == ([], 1)


def test_that_is_one_question(app: Flask, fill: Fill) -> None:
    for at in (1, 2, 3):
        fill(at, {"safe": DIVIDED}, ["Leuk", "Lang"])
    with app.app_context():
        user = make.person("sanne")
        user.may("review_answers")  # type: ignore[arg-type]
        with counted(app) as statements:
            found = answers_to_read(user, clock.today())
    assert [(each.number, each.label) for each in found] == [(2, "1"), (2, "2"), (2, "3")]
    assert len([each for each in statements if each.startswith("SELECT")]) == 1
