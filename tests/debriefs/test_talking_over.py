"""The debrief of a lesson is for the two who gave it: both write, nothing that was typed is lost (R58, R70, E12)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.debriefs.service import talks
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.debriefs import Debrief
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.session import SessionState
from tests import make
from tests.browser import Browser
from tests.debriefs.conftest import LAST, Place, press
from tests.lessons.conftest import add_ground
from tests.lessons.rows import WEEK, add_series, add_session
from tests.lessons.test_pair import add_ilse, replace
from tests.together import at_once

SAW, SAID, CHANGE = "Na de pauze duurde het lang", "Jij wacht, ik begin", "Eerst in tweetallen"


def debriefs(app: Flask) -> list[Debrief]:
    with app.app_context():
        return list(db.session.scalars(select(Debrief)))


def opened(app: Flask, row: Debrief) -> tuple[str, str, str]:
    """Its texts."""
    with app.app_context():
        return row.seen, row.talked, row.change


def test_from_today_it_is_written_in_three_taps(app: Flask, mentor: Browser, worker: Browser, place: Place) -> None:
    assert f'href="{place.debrief}"' in mentor.get("/today/").text
    answer = press(mentor, place.debrief, pulse="4", observed=SAW, talked=SAID, change=CHANGE)
    assert answer.status == 303
    page = worker.get(place.debrief)
    assert all(text in page.text for text in (SAW, SAID, CHANGE))
    [kept] = debriefs(app)
    assert (kept.teacher_pulse, kept.worker_pulse) == (4, None)
    assert SAW.encode() not in (kept.seen_sealed or b"")
    assert f'href="{place.debrief}"' not in mentor.get("/today/").text
    with app.app_context():
        readers = select(AuditEntry.user_id).where(
            AuditEntry.action == Action.READ, AuditEntry.object_kind == "debrief"
        )
        assert make.person("sanne").id in set(db.session.scalars(readers))


def test_what_to_watch_is_read_before_the_lesson(mentor: Browser, worker: Browser, place: Place) -> None:
    for visitor in (mentor, worker):
        assert 'href="/debriefs/guide"' in visitor.get(f"{place.series}/2").text
    words = mentor.in_language("en").get("/debriefs/guide").words
    assert "How many said nothing?" in words
    assert "For the JSP: where would you" in words


@pytest.mark.parametrize(("who", "status"), [
    ("colleague", 404), ("stranger", 404), ("coordinator", 403), ("care_coordinator", 403), ("nora", 403),
    ("beheer", 403),
])  # fmt: skip
def test_for_anybody_else_it_is_not_there(
    app: Flask, mentor: Browser, place: Place, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    values = mentor.get(place.debrief).form(place.debrief) | {"observed": SAW}
    mentor.post(place.debrief, values)
    other = Browser(app).signed_in(who) if who in ("nora", "beheer") else request.getfixturevalue(who)
    token = next(str(each.get("value")) for each in other.get("/today/")._all("input"))
    for where in (place.debrief, f"{place.debrief}/learnings", f"{place.debrief}/change"):
        page = other.post(where, {"csrf_token": token, "observed": "Anders", "taught": "Anders"})
        assert (page.status, SAW in page.text) == (status, False)
    for where in (place.debrief, place.pair, f"{place.pair}/start"):
        page = other.get(where)
        assert (page.status, SAW in page.text) == (status, False)
    assert len(debriefs(app)) == 1


def test_a_new_pair_does_not_see_what_the_old_one_wrote(
    app: Flask, mentor: Browser, worker: Browser, coordinator: Browser, place: Place
) -> None:
    press(mentor, place.debrief, observed=SAW)
    press(mentor, f"{place.pair}/start", q1="Rust in de klas")
    ilse = add_ilse(app)
    replace(app, coordinator, place.series, teacher="ilse", worker="Lieke")
    for new in (ilse, Browser(app).signed_in("lieke")):
        assert [new.get(each).status for each in (place.debrief, place.pair, f"{place.pair}/start")] == [404] * 3
        for where in (place.series, f"{place.series}/1", "/today/"):
            page = new.get(where)
            assert (page.status, SAW in page.text, place.debrief in page.text) == (200, False, False)
    for old in (mentor, worker):
        assert SAW in old.get(place.debrief).text
        assert "Rust in de klas" in old.get(f"{place.pair}/start").text
    assert press(worker, place.debrief, talked=SAID).status == 303, "who gave it may still write about it"


def test_each_sees_the_face_of_the_other_once_both_chose(mentor: Browser, worker: Browser, place: Place) -> None:
    press(mentor, place.debrief, pulse="2")
    assert "poorly" not in worker.in_language("en").get(place.pair).words
    page = worker.get(place.debrief)
    assert "Bart: poorly" not in page.words
    press(worker, place.debrief, pulse="5")
    assert "Bart: poorly" in worker.get(place.debrief).words
    assert "You: very well Bart: poorly" in worker.get(place.pair).words
    assert "Sanne: very well" in mentor.in_language("en").get(place.debrief).words


def test_a_face_saves_what_was_typed_as_well(app: Flask, mentor: Browser, place: Place) -> None:
    page = mentor.get(place.debrief)
    assert list(page.choices("pulse").values()) == ["1", "2", "3", "4", "5"]
    press(mentor, place.debrief, pulse="3", change=CHANGE)
    press(mentor, place.debrief, pulse="5")
    [kept] = debriefs(app)
    assert (kept.teacher_pulse, *opened(app, kept)) == (5, "", "", CHANGE)


def test_who_writes_over_the_other_sees_it_first(app: Flask, mentor: Browser, worker: Browser, place: Place) -> None:
    old = mentor.get(place.debrief).form(place.debrief)
    press(worker, place.debrief, observed="Van Sanne", pulse="4")
    page = mentor.post(place.debrief, old | {"observed": "Van Bart", "pulse": "2"})
    assert page.status == 422
    assert "Van Sanne" in page.words
    again = page.form(place.debrief)
    assert (again["observed"], again["pulse"]) == ("Van Bart", "2")
    assert mentor.post(place.debrief, again).status == 303
    [kept] = debriefs(app)
    assert (opened(app, kept)[0], kept.teacher_pulse, kept.worker_pulse) == ("Van Bart", 2, 4)


def test_a_face_on_an_old_page_leaves_the_newer_text(
    app: Flask, mentor: Browser, worker: Browser, place: Place
) -> None:
    old = mentor.get(place.debrief).form(place.debrief)
    press(worker, place.debrief, observed="Van Sanne")
    assert mentor.post(place.debrief, old | {"pulse": "4"}).status == 303
    [kept] = debriefs(app)
    assert (opened(app, kept)[0], kept.teacher_pulse) == ("Van Sanne", 4)


def test_sent_twice_it_counts_once(app: Flask, mentor: Browser, place: Place) -> None:
    values = mentor.get(place.debrief).form(place.debrief) | {"observed": SAW, "pulse": "4"}
    assert [mentor.post(place.debrief, values).status for _ in range(2)] == [303, 303]
    assert len(debriefs(app)) == 1


@pytest.mark.parametrize("texts", [
    {"pulse": ""}, {"pulse": "6"}, {"pulse": "hoi"}, {"pulse": "٣"}, {"observed": "x" * 1001},
    {"talked": "Het gaat over 111222333"}, {"seen": "oud", "observed": SAW},
])  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_kept(
    app: Flask, mentor: Browser, place: Place, texts: dict[str, str]
) -> None:
    assert press(mentor, place.debrief, **texts).status == 422
    assert debriefs(app) == []


def test_a_form_without_its_fields_empties_nothing(app: Flask, mentor: Browser, place: Place) -> None:
    press(mentor, place.debrief, observed=SAW)
    values = mentor.get(place.debrief).form(place.debrief)
    bare = {name: values[name] for name in ("csrf_token", "once", "seen")}
    assert mentor.post(place.debrief, bare).status == 422
    assert opened(app, debriefs(app)[0])[0] == SAW


def test_a_number_of_somebody_is_warned_about(mentor: Browser, place: Place) -> None:
    assert press(mentor, place.debrief, observed="Bel 06-12345678").status == 303
    assert "telefoonnummer" in mentor.get(place.debrief).words


def test_two_who_begin_it_at_the_same_moment_write_in_one(committing: Flask) -> None:
    with committing.app_context():
        add_ground()
        id = add_session(add_series(), 1, LAST, SessionState.GIVEN).id
        db.session.commit()

    def tap(name: str, pulse: int) -> Callable[[Callable[[], None]], None]:
        def act(looked: Callable[[], None]) -> None:
            user = make.person(name)
            seen = talks.get_talk(user, id).said.mark
            looked()
            talks.write(user, id, talks.Said(), pulse=pulse, seen=seen, key=uuid4())

        return act

    assert at_once(committing, tap("bart", 4), tap("sanne", 2)) == [None, None]
    [kept] = debriefs(committing)
    assert (kept.teacher_pulse, kept.worker_pulse) == (4, 2)


def test_a_lesson_that_was_not_given_has_none(app: Flask, mentor: Browser, place: Place) -> None:
    with app.app_context():
        session = db.session.scalars(select(LessonSession)).one()
        session.state, session.given_by = SessionState.PLANNED, None
        db.session.commit()
    assert mentor.get(place.debrief).status == 404


def test_the_lesson_leads_to_it(mentor: Browser, colleague: Browser, place: Place) -> None:
    lesson = f"{place.series}/1"
    assert f'href="{place.debrief}"' in mentor.get(lesson).text
    assert f'href="{place.debrief}"' in mentor.get(place.series).text
    assert place.debrief not in colleague.get(lesson).text + colleague.get(place.series).text


def test_a_repetition_that_was_talked_over_stays(app: Flask, mentor: Browser, place: Place) -> None:
    where = f"{place.series}/4/take-away"
    values = mentor.get(place.series).form(where)
    with app.app_context():
        series = db.session.scalars(select(LessonSeries)).one()
        held = add_session(series, 4, LAST - WEEK, SessionState.WITHDRAWN)
        db.session.add(Debrief(
            id=uuid4(), session_id=held.id, pair_id=series.pair.id, teacher_pulse=4, written_on=LAST
        ))  # fmt: skip
        db.session.commit()
    assert mentor.post(where, values, follow=True).status == 200
    assert len(debriefs(app)) == 1
