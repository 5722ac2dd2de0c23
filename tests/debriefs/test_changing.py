"""From a debrief to a new version of the programme, without naming the class; what a lesson taught (R59)."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.debriefs import Learning
from jsp.models.lessons import LessonSeries
from jsp.models.programmes import Adaptation
from jsp.rules.evaluation import Source
from tests import make
from tests.browser import Browser, Page
from tests.debriefs.conftest import Place, press
from tests.lessons.test_pair import add_ilse, replace

CHANGE, LESSON = "Eerst in tweetallen, dan pas met de klas", "/programmes/respect/lessons/1"
TAUGHT = "Wie het stil houdt krijgt meer te horen"


def link_to_change(browser: Browser, place: Place, **texts: str) -> str:
    """Where that button leads."""
    answer = press(browser, place.debrief, f"{place.debrief}/change", **texts)
    assert answer.status == 303
    return answer.response.headers["Location"]


def propose(browser: Browser, where: str, **texts: str) -> Page:
    return browser.post(f"{LESSON}/propose", browser.get(where).form(f"{LESSON}/propose") | texts)


def proposals(app: Flask) -> list[Adaptation]:
    with app.app_context():
        return list(db.session.scalars(select(Adaptation)))


def test_what_they_change_becomes_a_new_version(
    app: Flask, mentor: Browser, worker: Browser, coordinator: Browser, care_coordinator: Browser, place: Place
) -> None:
    press(mentor, place.debrief, change=CHANGE)
    where = link_to_change(worker, place)
    assert worker.get(where).form(f"{LESSON}/propose")["text"] == CHANGE, "it begins with what they wrote"
    assert propose(worker, where, part="word").status == 303
    [made] = proposals(app)
    assert (made.source, made.text, made.activity_key) == (Source.DEBRIEF, CHANGE, "word")
    page = care_coordinator.in_language("en").get("/programmes/respect/proposals")
    assert "Somebody of the JSP, November 2026 from a debrief" in page.words
    assert [each in page.words for each in ("V2B", "Sanne", "23 November")] == [False] * 3
    assert (
        "Sanne, 23 November 2026 from a debrief" in worker.in_language("en").get("/programmes/respect/proposals").words
    )
    accept = f"/programmes/proposals/{made.id}/accept"
    page = coordinator.in_language("en").get(accept)
    assert "Pupils read it" not in page.words
    form = page.form(accept)
    assert ("Proposed by somebody of the JSP, November 2026" in page.words, "Sanne" in page.words) == (True, False)
    assert coordinator.post(accept, form | {"parts-1-how": "Eerst in tweetallen."}).status == 303
    for one in (mentor, worker):
        words = one.in_language("en").get(place.series).words
        assert "1 change of the programme came from this series." in words
        assert "Your proposal for lesson 1 is in version 2." in words
    words = coordinator.in_language("en").get(place.series).words
    assert ("1 change of the programme" in words, "Your proposal" in words) == (True, False)
    assert "in version 2" in mentor.get(place.pair).words


def test_what_was_typed_is_kept_where_one_goes_on(mentor: Browser, worker: Browser, place: Place) -> None:
    where = link_to_change(mentor, place, change=CHANGE, observed="Het was stil")
    page = mentor.get(where)
    assert page.form(f"{LESSON}/propose")["text"] == CHANGE
    assert place.debrief in [each.get("href") for each in page._all("a")], "and one can go back to it"
    assert "Het was stil" in worker.get(place.debrief).text


def test_a_sentence_that_is_not_shared_yet_is_not_lost(app: Flask, mentor: Browser, place: Place) -> None:
    for to, said in ((place.debrief, "Gezegd bij bewaren"), (f"{place.debrief}/change", "Gezegd bij veranderen")):
        page = press(mentor, place.debrief, to, taught=TAUGHT, talked=said)
        assert (page.status, page.form(place.debrief)["taught"]) == (200, TAUGHT)
        assert said in mentor.get(place.debrief).text
    assert TAUGHT not in mentor.get(LESSON).text


def test_sharing_a_sentence_keeps_the_rest(mentor: Browser, worker: Browser, place: Place) -> None:
    assert teach(mentor, place, TAUGHT, change=CHANGE).status == 303
    assert CHANGE in worker.get(place.debrief).text
    page = teach(mentor, place, "Nog iets", pulse="4", observed="x" * 1001)
    form = page.form(place.debrief)
    assert (page.status, form["taught"], form["pulse"], len(form["observed"])) == (422, "Nog iets", "4", 1001)


def test_a_proposal_without_an_origin_is_as_before(app: Flask, mentor: Browser, place: Place) -> None:
    propose(mentor, f"{LESSON}/propose", text=CHANGE)
    [made] = proposals(app)
    assert (made.source, made.series_id) == (Source.NONE, None)


def test_only_who_gives_a_series_names_it(app: Flask, mentor: Browser, colleague: Browser, place: Place) -> None:
    press(mentor, place.debrief, change=CHANGE)
    where = link_to_change(mentor, place)
    page = colleague.get(where)
    assert (page.status, CHANGE in page.text) == (404, False)
    id = place.series.rpartition("/")[2]
    values = colleague.get(f"{LESSON}/propose").form(f"{LESSON}/propose")
    sent = values | {"text": "Van een ander", "source": "debrief", "series": id, "session": ""}
    assert colleague.post(f"{LESSON}/propose", sent).status == 404
    assert proposals(app) == []


def test_a_new_pair_does_not_begin_with_what_the_old_one_wrote(
    app: Flask, mentor: Browser, coordinator: Browser, place: Place
) -> None:
    press(mentor, place.debrief, change=CHANGE)
    where = link_to_change(mentor, place)
    ilse = add_ilse(app)
    replace(app, coordinator, place.series, teacher="ilse")
    page = ilse.get(where)
    assert (page.status, CHANGE in page.text, page.form(f"{LESSON}/propose")["text"]) == (200, False, "")


@pytest.mark.parametrize("named", [
    "source=debrief&series=nee", "source=grap&series={series}", "source=result&series={none}",
    "source=debrief&series={series}&session=x",
])  # fmt: skip
def test_what_an_address_names_wrongly_is_not_there(mentor: Browser, place: Place, named: str) -> None:
    address = named.format(series=place.series.rpartition("/")[2], none=uuid4())
    assert mentor.get(f"{LESSON}/propose?{address}").status == 404


def test_what_a_class_said_is_an_origin_too(
    app: Flask, mentor: Browser, worker: Browser, coordinator: Browser, place: Place
) -> None:
    id = place.series.rpartition("/")[2]
    propose(mentor, f"{LESSON}/propose?source=result&series={id}", text=CHANGE)
    [made] = proposals(app)
    with app.app_context():
        assert (made.source, made.series_id) == (Source.RESULT, db.session.scalars(select(LessonSeries.id)).one())
    assert "from what a class said" in mentor.in_language("en").get("/programmes/respect/proposals").words
    told = worker.in_language("en").get("/programmes/respect/proposals").words
    assert ("A teacher, November 2026 from what a class said" in told, "Bart" in told) == (True, False)
    assert "Pupils read it too" in coordinator.in_language("en").get(f"/programmes/proposals/{made.id}/accept").words


def test_a_refused_proposal_keeps_its_origin(app: Flask, mentor: Browser, place: Place) -> None:
    press(mentor, place.debrief, change=CHANGE)
    page = propose(mentor, link_to_change(mentor, place), text="")
    assert page.status == 422
    again = page.form(f"{LESSON}/propose") | {"text": "Toch anders"}
    assert mentor.post(f"{LESSON}/propose", again).status == 303
    assert proposals(app)[0].source is Source.DEBRIEF


def teach(browser: Browser, place: Place, text: str, **more: str) -> Page:
    return press(browser, place.debrief, f"{place.debrief}/learnings", taught=text, **more)


def test_what_it_taught_is_read_at_the_lesson_of_the_programme(
    app: Flask, mentor: Browser, worker: Browser, care_coordinator: Browser, place: Place
) -> None:
    assert teach(mentor, place, TAUGHT).status == 303
    assert teach(worker, place, "De klas weet meer dan je denkt").status == 303
    page = care_coordinator.in_language("en").get(LESSON)
    assert f"What this taught us Teachers {TAUGHT} JSP De klas weet meer dan je denkt" in page.words
    assert [each in page.text for each in ("V2B", "Bart", "Sanne", place.debrief)] == [False] * 4
    with app.app_context():
        assert {each.made_by_id for each in db.session.scalars(select(Learning))} == {
            make.person("bart").id, make.person("sanne").id
        }  # fmt: skip


def test_only_who_wrote_it_takes_it_back(app: Flask, mentor: Browser, worker: Browser, place: Place) -> None:
    teach(mentor, place, TAUGHT)
    with app.app_context():
        id = db.session.scalars(select(Learning.id)).one()
    where = f"/debriefs/learnings/{id}/take-back"
    values = mentor.get(place.debrief).form(where)
    assert where not in worker.get(place.debrief).text
    form = worker.get(place.debrief).form(place.debrief)
    assert worker.post(where, form).status == 404
    assert mentor.post(where, values).status == 303
    assert TAUGHT not in mentor.get(LESSON).text


@pytest.mark.parametrize("text", ["", "x" * 301, "Leerling 111222333 leerde mij dit"])
def test_what_may_not_stand_in_it_is_said(app: Flask, mentor: Browser, place: Place, text: str) -> None:
    assert teach(mentor, place, text).status == 422
    with app.app_context():
        assert db.session.scalar(select(Learning.id)) is None
