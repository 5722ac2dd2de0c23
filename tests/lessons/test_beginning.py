"""Whose class it is, who can give it, and what there is around a series."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import SchoolClass, Site
from jsp.models.lesson_sessions import LessonNotice, LessonSession
from jsp.models.lessons import ClassHour, LessonSeries, SeriesLesson
from jsp.models.messages import ClassRequest
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.models.team import TeamMember
from jsp.rules.roles import Role
from jsp.rules.session import ActKind, SessionState
from tests import make
from tests.browser import Browser, Page
from tests.lessons.conftest import RESPECT, class_of
from tests.lessons.rows import THURSDAY, add_class, add_series, add_session

pytestmark = pytest.mark.usefixtures("ground")
NEW = "/lessons/new"


def filled(app: Flask, page: Page, code: str = "V2B", programme: str = "respect", **more: Any) -> dict[str, Any]:
    """The form as somebody sends it for that class, with Bart and Sanne."""
    with app.app_context():
        return page.form(NEW) | {
            "school_class": class_of(code).id,
            "programme": db.session.scalars(select(Programme.id).where(Programme.code == programme)).one(),
            "teacher": make.person("bart").id,
            "worker": db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == "Sanne")).one(),
        } | more  # fmt: skip


def options(page: Page, name: str) -> list[str]:
    """What a list offers, without the empty choice."""
    [field] = [each for each in page._all("select") if each.get("name") == name]
    return ["".join(each.itertext()).strip() for each in field][1:]


@pytest.fixture
def another(app: Flask, ground: None) -> None:
    """Class B1C at Raayland, to which Ilse and Lieke give Respect, and a second programme."""
    with app.app_context():
        make.make_user("ilse", Role.MENTOR, db.session.scalars(select(Site).where(Site.code == "raayland")).one())
        add_class("B1C")
        db.session.flush()
        add_series("B1C", "ilse", "Lieke")
        db.session.add(ProgrammeVersion(
            programme=Programme(code="wish"), number=1, note="Eerste", made_on=make.MONDAY,
            data=RESPECT | {"code": "wish", "name": "WIsH"},
        ))  # fmt: skip
        db.session.commit()


@pytest.mark.parametrize("half", [
    {"weekday": 4}, {"weekday": 4, "starts": "12:50"}, {"ends": "13:35"}, {"weekday": 4, "ends": "13:35"},
    {"room": "A1"}, {"weekday": 4, "starts": "", "ends": "noon"},
])  # fmt: skip
def test_half_an_hour_is_none(app: Flask, mentor: Browser, half: dict[str, Any]) -> None:
    mentor.in_language("en")
    refused = mentor.post(NEW, filled(app, mentor.get(NEW), **half))
    assert refused.status == 422
    assert "Fill in" in refused.words
    assert mentor.post(NEW, filled(app, refused, weekday="", starts="", ends="", room="")).status == 303
    with app.app_context():
        place = f"/lessons/series/{db.session.scalars(select(LessonSeries.id)).one()}/hours"
    assert mentor.post(place, mentor.get(place).form(place) | half).status == 422


@pytest.mark.usefixtures("another")
def test_who_gives_it_works_at_the_school_of_the_class(app: Flask, coordinator: Browser) -> None:
    coordinator.in_language("en")
    page = coordinator.get(NEW)
    assert "Bart · Raayland" in options(page, "teacher")
    with app.app_context():
        gilde = db.session.scalars(select(Site).where(Site.code == "gilde")).one()
        joost = make.make_user("joost", Role.MENTOR, gilde)
        db.session.commit()
        v2b, joost_id = class_of("V2B").id, joost.id
    refused = coordinator.post(NEW, filled(app, coordinator.get(NEW), teacher=joost_id))
    assert (refused.status, "does not work at the school" in refused.words) == (422, True)
    assert options(coordinator.get(f"{NEW}?class={v2b}"), "teacher") == ["Bart", "Ilse"], "that school is sure by then"


@pytest.mark.usefixtures("another")
def test_classes_of_others_come_last_and_the_others_hear_of_it(app: Flask, mentor: Browser) -> None:
    mentor.in_language("en")
    page = mentor.get(NEW)
    own, other = options(page, "school_class")
    assert own.startswith("V2B")
    assert other.endswith("(gets lessons of Ilse, Lieke)")
    assert mentor.post(NEW, filled(app, page, "B1C", "wish")).status == 303
    with app.app_context():
        told = db.session.execute(select(LessonNotice.user_id, LessonNotice.kind)).all()
        assert set(told) == {
            (make.person("sanne").id, ActKind.BEGUN), (make.person("ilse").id, ActKind.BESIDE),
            (make.person("lieke").id, ActKind.BESIDE),
        }  # fmt: skip
    ilse = Browser(app).signed_in("ilse")
    links = [str(each.get("href")) for each in ilse.get("/today/")._all("a")]
    assert {ilse.get(each).status for each in links if "/lessons/series/" in each} == {200}


def test_a_repetition_without_a_date_is_taken_away_again(app: Flask, mentor: Browser) -> None:
    with app.app_context():
        series = add_series()
        add_session(series, 4, THURSDAY, SessionState.WITHDRAWN)
        db.session.commit()
        place = f"/lessons/series/{series.id}"
    repeat = f"{place}/repeat"
    for _turn in range(2):
        mentor.post(repeat, mentor.get(repeat).form(repeat) | {"repeats": ["1"]})
    page = mentor.get(place)
    assert "H2. Nog één keer" in page.words
    assert "H3. Nog één keer" in page.words
    for position in (4, 5):
        assert mentor.post(f"{place}/{position}/take-away", page.form(f"{place}/{position}/take-away")).status == 303
    assert mentor.post(f"{place}/1/take-away", page.form(f"{place}/6/take-away"), follow=True).status == 200
    with app.app_context():
        assert list(db.session.scalars(select(SeriesLesson.position).order_by(SeriesLesson.position))) == [1, 2, 3, 6]
        assert db.session.scalars(select(LessonSession)).all() == []
    assert "H3. Nog één keer" in mentor.get(place).words


def test_around_a_series(app: Flask, coordinator: Browser, mentor: Browser) -> None:
    """No way to a page that is for the pair alone; an hour that is too long says so."""
    with app.app_context():
        place = f"/lessons/series/{add_series().id}"
        hour = db.session.scalars(select(ClassHour)).one()
        hour.ends = hour.ends.replace(hour=14, minute=30)
        db.session.commit()
    for browser, is_one in ((coordinator, False), (mentor, True)):
        page = browser.in_language("en").get(place)
        assert (f"{place}/together" in page.text) is is_one
        assert "100 minutes is longer" in page.words
        assert f"{place}/before" in page.text


def test_what_was_asked_for_a_class_leads_to_its_series(
    app: Flask, worker: Browser, coordinator: Browser, mentor: Browser
) -> None:
    form = "/messages/requests/new"
    with app.app_context():
        v2b = class_of("V2B").id
    values = {"school_class": v2b, "text": "Er is veel ruzie.", "wish": "series", "urgency": "this_week"}
    mentor.post(form, mentor.get(form).form(form) | values)
    with app.app_context():
        request = db.session.scalars(select(ClassRequest)).one()
        thread = f"/messages/{request.id}"
    begin = f"{NEW}?class={v2b}"
    assert begin not in worker.get(thread).text
    settle = f"{thread}/result/series"
    worker.post(settle, worker.get(thread).form(settle))
    for browser, page in (
        (worker, thread),
        (mentor, f"/messages/requests/{request.id}"),
        (coordinator, "/lessons/board"),
    ):
        assert begin in browser.get(page).text
        assert browser.get(begin).form(NEW)["school_class"] == str(v2b)


def test_a_class_in_the_middle_of_a_series_is_not_archived_without_a_word(app: Flask, coordinator: Browser) -> None:
    coordinator.in_language("en")
    with app.app_context():
        add_series()
        id = class_of("V2B").id
        db.session.commit()
    row = f"/settings/classes/{id}"
    assert f"{row}/archive" not in [each.get("action") for each in coordinator.get(row).forms()]
    asked = coordinator.get(f"{row}/archive")
    assert "A series of lessons runs in this class" in asked.words
    coordinator.post(f"{row}/archive", asked.form(f"{row}/archive"))
    with app.app_context():
        assert db.session.get(SchoolClass, id).archived_on is not None  # type: ignore[union-attr]
    assert "class archived" in coordinator.get("/lessons/board").words
