"""What one class gets: free parts change, the common thread asks for a reason, the programme never writes over it."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service import class_version as service
from jsp.extensions import db
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.session import SessionState
from tests.browser import Browser, Page
from tests.lessons.conftest import RESPECT
from tests.lessons.rows import THURSDAY, add_series, add_session


@pytest.fixture
def series(app: Flask, ground: None) -> str:
    """V2B had lesson 1; the address of its series."""
    with app.app_context():
        made = add_series()
        add_session(made, 1, date(2026, 11, 19), SessionState.GIVEN)
        add_session(made, 2, THURSDAY)
        db.session.commit()
        return f"/lessons/series/{made.id}"


def save(browser: Browser, series: str, position: int = 2, **changes: Any) -> Page:
    where = f"{series}/{position}/version"
    page = browser.get(where)
    return browser.post(where, page.form(where) | {name.replace("_", "-"): text for name, text in changes.items()})


def lessons(app: Flask) -> list[SeriesLesson]:
    with app.app_context():
        found = list(db.session.scalars(select(SeriesLesson).order_by(SeriesLesson.position)))
        assert all(each.data is None or each.data for each in found)
        return found


def parts(lesson: SeriesLesson) -> list[tuple[str, int]]:
    return [(each["title"], each["minutes"]) for each in (lesson.data or {}).get("activities", [])]


def test_a_free_part_changes_for_this_class_alone(app: Flask, mentor: Browser, worker: Browser, series: str) -> None:
    assert save(mentor, series, parts_1_title="Plaatjes leggen", parts_1_minutes="6").status == 303
    lesson = lessons(app)[1]
    assert parts(lesson)[1] == ("Plaatjes leggen", 6)
    with app.app_context():
        assert db.session.scalars(select(ProgrammeVersion.data)).one() == RESPECT
    page = worker.get(f"{series}/2/difference")
    assert "Eén woord" in page.words, "the programme"
    assert "Plaatjes leggen" in page.words, "beside what the class gets"


def test_the_order_changes_by_the_places(app: Flask, mentor: Browser, series: str) -> None:
    save(mentor, series, parts_2_place="0")
    assert next(title for title, _minutes in parts(lessons(app)[1])) == "Vragenlijst en gesprek"


@pytest.mark.parametrize(("change", "said"), [
    ({"parts_0_minutes": "5"}, "common thread: Stap naar voren."), ({"parts_0_gone": "y"}, "common thread: Stap"),
    ({"goals": ""}, "goals, which"), ({"goals": "x", "parts_0_title": "Kring"}, "goals, and the common thread: Stap"),
])  # fmt: skip
def test_the_common_thread_asks_for_a_reason(
    app: Flask, mentor: Browser, series: str, change: dict[str, str], said: str
) -> None:
    mentor.in_language("en")
    page = save(mentor, series, **change)
    assert (page.status, lessons(app)[1].data) == (422, None)
    assert f"This changes the {said}" in page.words
    assert save(mentor, series, **change, reason="Geen ruimte in het lokaal").status == 303
    assert lessons(app)[1].core_reason == "Geen ruimte in het lokaal"
    assert "Geen ruimte in het lokaal" in mentor.get(f"{series}/2/difference").words


def test_what_is_the_common_thread_is_not_for_a_class_to_say(app: Flask, mentor: Browser, series: str) -> None:
    save(mentor, series, parts_1_is_core="y", parts_1_minutes="6")
    core = [each["key"] for each in (lessons(app)[1].data or {})["activities"] if each.get("is_core")]
    assert core == ["step"]


@pytest.mark.parametrize("minutes", ["600", "-5", "nul", ""])
def test_minutes_that_cannot_be_are_refused(app: Flask, mentor: Browser, series: str, minutes: str) -> None:
    page = save(mentor, series, parts_1_minutes=minutes)
    assert (page.status, lessons(app)[1].data) == (422, None)


def test_all_parts_together_fit_in_a_lesson(app: Flask, mentor: Browser, series: str) -> None:
    assert save(mentor, series, parts_1_minutes="240").status == 422
    assert lessons(app)[1].data is None


def test_a_part_of_another_lesson_is_taken_over_as_a_free_one(app: Flask, mentor: Browser, series: str) -> None:
    assert save(mentor, series, add="3:step").status == 303
    assert parts(lessons(app)[1])[-1] == ("Stap naar voren", 10)
    activities = (lessons(app)[1].data or {})["activities"]
    assert len({each["key"] for each in activities}) == 4
    assert [each.get("is_core", False) for each in activities] == [True, False, False, False]


def test_parts_are_added_one_time_after_another(app: Flask, mentor: Browser, series: str) -> None:
    for title in ("Kring", "Nog een kring"):
        new = {
            name: value
            for at in (3, 4, 5)
            for name, value in ((f"parts-{at}-title", title), (f"parts-{at}-minutes", "3"))
        }
        where = f"{series}/2/version"
        values = mentor.get(where).form(where)
        assert mentor.post(where, values | {name: new[name] for name in new if values.get(name) == ""}).status == 303
    assert [title for title, _minutes in parts(lessons(app)[1])][3:] == ["Kring", "Kring", "Nog een kring"]


def test_a_part_that_was_taken_out_comes_back_as_it_was(app: Flask, mentor: Browser, series: str) -> None:
    save(mentor, series, parts_2_gone="y")
    assert save(mentor, series, add="2:end").status == 303
    assert lessons(app)[1].data is None, "the same as the programme again"


def test_a_part_that_nobody_offers_is_refused(app: Flask, mentor: Browser, series: str) -> None:
    assert save(mentor, series, add="9:none").status == 422
    assert lessons(app)[1].data is None


def test_the_way_back_to_the_programme(app: Flask, mentor: Browser, series: str) -> None:
    save(mentor, series, title="Onze grens", parts_1_minutes="6")
    assert lessons(app)[1].title == "Onze grens"
    page = mentor.get(f"{series}/2/difference")
    mentor.post(back(page), page.form(back(page)))
    assert (lessons(app)[1].data, lessons(app)[1].title) == (None, "Mijn grens")


def back(page: Page) -> str:
    """The address of the button back to the programme."""
    return next(form.get("action") for form in page.forms() if "/version/back/" in form.get("action"))


def test_nobody_goes_back_over_what_the_other_just_made(
    app: Flask, mentor: Browser, worker: Browser, series: str
) -> None:
    save(mentor, series, parts_1_minutes="6")
    old = mentor.get(f"{series}/2/difference")
    save(worker, series, parts_1_minutes="7")
    mentor.post(back(old), old.form(back(old)))
    assert parts(lessons(app)[1])[1] == ("Eén woord", 7)


def test_who_saves_over_the_other_sees_it_first(app: Flask, mentor: Browser, worker: Browser, series: str) -> None:
    where = f"{series}/2/version"
    old = mentor.get(where).form(where)
    save(worker, series, parts_1_title="Van Sanne")
    page = mentor.post(where, old | {"parts-1-title": "Van Bart"})
    assert (page.status, parts(lessons(app)[1])[1][0]) == (422, "Van Sanne")
    assert "Van Sanne" in page.text
    assert mentor.post(where, page.form(where)).status == 303
    assert parts(lessons(app)[1])[1][0] == "Van Bart"


def test_what_was_given_cannot_change_any_more(app: Flask, mentor: Browser, series: str) -> None:
    assert f'action="{series}/1/version"' not in mentor.get(f"{series}/1/version").text
    sent = mentor.get(f"{series}/2/version").form(f"{series}/2/version") | {"parts-1-minutes": "6"}
    mentor.post(f"{series}/1/version", sent)
    assert lessons(app)[0].data is None


@pytest.mark.parametrize("who", ["colleague", "coordinator"])
def test_others_of_the_site_look_and_change_nothing(
    app: Flask, series: str, who: str, request: pytest.FixtureRequest
) -> None:
    other: Browser = request.getfixturevalue(who)
    page = other.get(f"{series}/2/version")
    assert (page.status, f'action="{series}/2/version"' in page.text) == (200, False)
    values = other.get(f"{series}/2/off").form(f"{series}/2/off/illness/0")
    with app.app_context():
        made = db.session.scalars(select(LessonSeries)).one()
        mark = service.mark_of(made.lessons[1])
    for what in (f"2/version/back/{mark}", "newer/1", "2/parts/word/lead/jsp"):
        assert other.post(f"{series}/{what}", values).status == 303
    assert [each.data for each in lessons(app)] == [None] * 4
