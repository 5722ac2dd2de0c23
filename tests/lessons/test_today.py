"""Lessons under Vandaag: today's and the next, one tap to say yes, given or off, and nothing of anybody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete, select

from jsp.extensions import db
from jsp.models.hours import Closure
from jsp.models.lesson_sessions import LessonNotice, LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.public_codes import ensure_public_code
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.programme import Kind
from jsp.rules.session import ActKind, GivenBy, SeriesState, SessionState
from jsp.verbs import planning
from tests import make
from tests.browser import Browser, Page
from tests.lessons.conftest import class_of
from tests.lessons.rows import THURSDAY, add_series, add_session

TODAY = "/today/"
LAST_WEEK, NEXT_WEEK = date(2026, 11, 19), date(2026, 12, 3)
Sessions = list[tuple[int, date, SessionState]]
PLANNED, PROPOSED, OUT = SessionState.PLANNED, SessionState.PROPOSED, SessionState.INTERRUPTED


def given(app: Flask, *sessions: tuple[int, date, SessionState]) -> str:
    """A series of V2B with Bart and Sanne and these sessions; the address of the series."""
    with app.app_context():
        series = add_series()
        for position, on, state in sessions:
            add_session(series, position, on, state)
        db.session.commit()
        return f"/lessons/series/{series.id}"


def lessons_on(page: Page) -> str:
    """The words of the card with the lessons; empty where there is none."""
    found = [each for each in page._all("section") if each.get("aria-labelledby") == "lessons"]
    return " ".join(" ".join(found[0].itertext()).split()) if found else ""


def links(page: Page) -> set[str | None]:
    return {each.get("href") for each in page._all("a")} | {each.get("action") for each in page.forms()}


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("who", ["bart", "sanne"])
def test_the_lesson_of_today_and_the_next_one_stand_there(
    app: Flask, frozen: FrozenDateTimeFactory, who: str
) -> None:  # fmt: skip
    series = given(app, (1, THURSDAY, PLANNED), (2, NEXT_WEEK, PLANNED), (3, date(2026, 12, 10), PLANNED))
    frozen.move_to("2026-11-26 08:00:00")
    page = Browser(app).signed_in(who).get(TODAY)
    told = lessons_on(page)
    assert "Les 1, V2B" in told
    assert "12.50–13.35" in told
    assert "A118" in told
    assert told.index("Les 1, V2B") < told.index("Les 2, V2B")
    assert "Les 3, V2B" not in told, "only the next one"
    assert {f"{series}/1", f"{series}/1/off", f"{series}/2/off"} <= links(page)
    assert f"{series}/1/given/0" not in links(page), "it has yet to begin"
    frozen.move_to("2026-11-26 11:50:00")
    begun = links(Browser(app).signed_in(who).get(TODAY))
    assert {f"{series}/1/given/0", f"{series}/2/given/0"} & begun == {f"{series}/1/given/0"}


@pytest.mark.usefixtures("ground")
def test_it_goes_on_the_board_once_the_class_has_an_address(app: Flask, mentor: Browser) -> None:
    given(app, (1, THURSDAY, PLANNED))
    assert not [each for each in links(mentor.get(TODAY)) if str(each).startswith("/klas")]
    with app.app_context():
        code = ensure_public_code(class_of("V2B"))
        db.session.commit()
    assert f"/klas/{code}/bord" in links(mentor.get(TODAY))


@pytest.mark.usefixtures("ground")
def test_one_tap_says_that_it_was_given(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    series = given(app, (1, THURSDAY, PLANNED))
    frozen.move_to("2026-11-27 08:00:00")
    mentor = Browser(app).signed_in("bart")
    page = mentor.get(TODAY)
    assert "Les 1, V2B: do 26 nov" in lessons_on(page)
    assert mentor.post(f"{series}/1/given/0", page.form(f"{series}/1/given/0")).status == 303
    after = mentor.get(TODAY)
    assert "Is de les gegeven?" not in lessons_on(after)
    begin = series.replace("/lessons/series/", "/evaluations/of/") + "/1/begin"
    assert mentor.post(begin, after.form(begin)).status == 303, "the class can be asked at once"
    assert "Naar de vragenlijst" in lessons_on(mentor.get(TODAY)), "and as long as it runs that leads there"
    with app.app_context():
        assert db.session.scalars(select(LessonSession.given_by)).one() is GivenBy.TOGETHER


@pytest.mark.usefixtures("ground")
def test_an_hour_waits_for_my_key_and_not_for_that_of_who_asked(app: Flask, mentor: Browser, worker: Browser) -> None:
    series = given(app, (1, THURSDAY, PROPOSED))
    assert lessons_on(mentor.get(TODAY)) == ""
    page = worker.get(TODAY)
    assert "Les 1, V2B: do 26 nov" in lessons_on(page)
    assert worker.post(f"{series}/1/key/0", page.form(f"{series}/1/key/0")).status == 303
    assert f"{series}/1" in links(worker.get(TODAY)), "it is firm, and the next one"
    with app.app_context():
        assert db.session.scalars(select(LessonSession.state)).one() is PLANNED


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(("until", "state", "told"), [
    (date(2026, 11, 22), SeriesState.RUNNING, True), (date(2026, 11, 23), SeriesState.RUNNING, False),
    (date(2026, 11, 22), SeriesState.PAUSED, False),
])  # fmt: skip
def test_after_a_closure_a_series_can_go_on(
    app: Flask, mentor: Browser, until: date, state: SeriesState, told: bool
) -> None:
    series = given(app, (2, LAST_WEEK, OUT), (3, NEXT_WEEK, OUT))
    with app.app_context():
        closure = Closure(
            site_id=class_of("V2B").site_id, kind=ClosureKind.SCHOOL_CLOSURE, effect=Effect.REMOTE, name_nl="",
            name_en="", starts_on=date(2026, 11, 9), ends_on=until,
        )  # fmt: skip
        db.session.add(closure)
        db.session.flush()
        for session in db.session.scalars(select(LessonSession)):
            session.closure_id = closure.id
        db.session.scalars(select(LessonSeries)).one().state = state
        db.session.commit()
    page = mentor.get(TODAY)
    assert (f"{series}/resume" in links(page)) is told
    assert ("2" in lessons_on(page)) is told
    assert "3" not in lessons_on(page), "once for a series"


@pytest.mark.usefixtures("ground")
def test_what_changed_is_told_until_it_was_read(app: Flask, mentor: Browser) -> None:
    given(app)
    with app.app_context():
        series = db.session.scalars(select(LessonSeries)).one()
        planning.tell(series, ActKind.PAUSED, 3, pairs=[series.pair], besides=None)
        db.session.commit()
    page = mentor.get(TODAY)
    assert "V2B" in lessons_on(page)
    with app.app_context():
        series = db.session.scalars(select(LessonSeries)).one()
        planning.tell(series, ActKind.MOVED, 1, pairs=[series.pair], besides=make.person("sanne"))
        db.session.commit()
    mentor.post(seen(page), page.form(seen(page)))
    page = mentor.get(TODAY)
    assert "V2B" in lessons_on(page), "what came after the page was made"
    mentor.post(seen(page), page.form(seen(page)))
    assert lessons_on(mentor.get(TODAY)) == ""
    with app.app_context():
        told = select(LessonNotice.seen_at.is_not(None)).order_by(LessonNotice.user_id)
        assert sorted(db.session.scalars(told)) == [False, True, True], "the worker has yet to read it"


def seen(page: Page) -> str:
    """The address of the button that says that the news was read."""
    return next(form.get("action") for form in page.forms() if "/lessons/seen/" in (form.get("action") or ""))


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("who", ["lieke", "otto", "renske", "annelies", "nora"])
def test_who_does_not_give_it_sees_nothing_of_it(app: Flask, frozen: FrozenDateTimeFactory, who: str) -> None:
    given(app, (1, THURSDAY, PLANNED), (2, LAST_WEEK, PLANNED), (3, NEXT_WEEK, PROPOSED))
    page = Browser(app).signed_in(who).get(TODAY)
    assert (lessons_on(page), "V2B, " in page.words) == ("", False)


@pytest.mark.usefixtures("ground")
def test_a_series_that_was_stopped_asks_for_nothing(app: Flask, mentor: Browser) -> None:
    given(app, (1, LAST_WEEK, PLANNED))
    with app.app_context():
        series = db.session.scalars(select(LessonSeries)).one()
        series.state, series.stopped_on = SeriesState.STOPPED, LAST_WEEK
        db.session.commit()
    assert lessons_on(mentor.get(TODAY)) == ""


WEEKLY = [(1, date(2026, 11, 5), SessionState.GIVEN), (2, date(2026, 11, 12), SessionState.GIVEN),
          (3, LAST_WEEK, SessionState.GIVEN)]  # fmt: skip
REMINDER = "Tijd voor een herhaalles: V2B"


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize(("week", "is_time"), [(5, False), (6, True)])
def test_some_weeks_after_the_last_lesson_it_is_time_for_a_repetition(
    app: Flask, frozen: FrozenDateTimeFactory, week: int, is_time: bool
) -> None:
    given(app, *WEEKLY)
    with app.app_context():
        db.session.execute(delete(SeriesLesson).where(SeriesLesson.kind == Kind.REPETITION))
        db.session.commit()
    frozen.move_to(datetime(2026, 11, 19, 12, tzinfo=UTC) + timedelta(weeks=week))
    assert (REMINDER in Browser(app).signed_in("bart").get(TODAY).words) is is_time


@pytest.mark.usefixtures("ground")
def test_who_planned_a_repetition_is_not_reminded(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    given(app, *WEEKLY)  # with a repetition in the row
    frozen.move_to(datetime(2027, 1, 15, 12, tzinfo=UTC))
    assert REMINDER not in Browser(app).signed_in("bart").get(TODAY).words
