"""What else stands on the page of a school: its lessons, what was asked for a class, its agreements."""

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import RoleRow
from jsp.models.ground import SchoolClass, Site
from jsp.models.lesson_reach import Agreement
from jsp.models.lessons import LessonSeries
from jsp.models.messages import ClassRequest
from jsp.rules.roles import Role
from jsp.rules.session import AgreementState, CancelCause, SessionState
from tests import make
from tests.browser import Browser, Page
from tests.figures.reports import release
from tests.figures.rows import SUMMER_2025, SUMMER_2026
from tests.lessons.conftest import class_of
from tests.lessons.conftest import ground as ground
from tests.lessons.rows import add_series, add_session
from tests.messages.test_requests import TEXT, ask_for
from tests.statements import counted

PAGE = "/figures/"
KEPT, PROPOSED = "Wij wachten op elkaar.", "Wij appen niet na tien uur."


@pytest.fixture(autouse=True)
def lessons(app: Flask, ground: None) -> None:
    """V2B at Raayland had one lesson of three, MZ31 at Gilde two; V2B agreed two things."""
    with app.app_context():
        _give(add_series("V2B"), date(2026, 11, 5))
        _give(add_series("MZ31", worker="Lieke"), date(2026, 11, 6), date(2026, 11, 13))
        add_agreement(KEPT, AgreementState.CLASS)
        add_agreement(PROPOSED, AgreementState.PROPOSED)
        db.session.commit()


def _give(series: LessonSeries, *days: date) -> None:
    for position, day in enumerate(days, start=1):
        add_session(series, position, day, SessionState.GIVEN)


def add_agreement(text: str, state: AgreementState) -> None:
    """Of V2B, that Bart sees to."""
    day = date(2026, 11, 2)
    db.session.add(Agreement(
        id=uuid4(), school_class_id=class_of("V2B").id, text=text, owner_id=make.person("bart").id, state=state,
        made_on=day, changed_on=day,
    ))  # fmt: skip


def section(page: Page, name: str) -> str:
    """What that part of the page says; nothing where it is not there."""
    assert page.root is not None
    found = page.root.xpath(f"//section[@aria-labelledby='{name}']")
    return " ".join(" ".join(found[0].itertext()).split()) if found else ""


def test_a_care_coordinator_sees_how_the_own_school_stands(app: Flask, care_coordinator: Browser) -> None:
    care_coordinator.in_language("en")
    ask_for(app, care_coordinator)
    page = care_coordinator.get(PAGE)
    assert "1 class, carried out 1 of 3 lessons." in section(page, "lessons")
    assert "MZ31" not in page.words
    assert "V2B, Mon 23 Nov · waits for the JSP" in section(page, "asked")
    assert "1 in the class 1 proposed to the school" in section(page, "agreed")
    assert PROPOSED in section(page, "agreed")
    assert KEPT not in page.words, "that one waits for nothing"


def test_each_of_them_is_one_tap_away(app: Flask, care_coordinator: Browser) -> None:
    care_coordinator.in_language("en")
    ask_for(app, care_coordinator)
    page = care_coordinator.get(PAGE)
    assert page.root is not None
    links = [each.get("href") for each in page.root.xpath("//main//a")]
    for where in ("/lessons/board", "/messages/requests", "/lessons/agreements", "/messages/requests/new"):
        assert where in links
    for where in links:
        assert where.startswith("#") or care_coordinator.get(where).status == 200, where


def test_of_what_another_asked_only_class_day_and_state_are_shown(
    app: Flask, care_coordinator: Browser, mentor: Browser
) -> None:
    ask_for(app, mentor)
    page = care_coordinator.in_language("en").get(PAGE)
    assert "V2B, Mon 23 Nov · waits for the JSP" in section(page, "asked")
    with app.app_context():
        id = db.session.scalars(select(ClassRequest.id)).one()
    assert TEXT not in page.text
    assert str(id) not in page.text
    assert care_coordinator.get(f"/messages/requests/{id}").status == 404


def test_a_class_that_another_typed_by_hand_is_not_shown(
    app: Flask, care_coordinator: Browser, mentor: Browser
) -> None:
    ask_for(app, mentor)
    with app.app_context():
        asked = db.session.scalars(select(ClassRequest)).one()
        asked.school_class_id, asked.class_words = None, "de klas van Noor"
        db.session.commit()
    page = care_coordinator.in_language("en").get(PAGE)
    assert "another class, Mon 23 Nov" in section(page, "asked")
    assert "Noor" not in page.words


def test_what_was_asked_at_one_school_is_not_shown_at_another(app: Flask, care_coordinator: Browser) -> None:
    with app.app_context():
        person = make.person("annelies")
        person.sites.append(db.session.get_one(Site, make.id_of(Site, "gilde")))
        db.session.commit()
    care_coordinator.in_language("en")
    ask_for(app, care_coordinator, "MZ31")
    assert "MZ31, " not in section(care_coordinator.get(f"{PAGE}?site=raayland"), "asked")
    assert "MZ31, " in section(care_coordinator.get(f"{PAGE}?site=gilde"), "asked")


def test_a_researcher_who_works_at_one_school_sees_only_figures_of_another(app: Flask) -> None:
    with app.app_context():
        person, role = make.person("nora"), select(RoleRow).where(RoleRow.name == Role.CARE_COORDINATOR)
        person.roles.append(db.session.scalars(role).one())
        person.sites.append(db.session.get_one(Site, make.id_of(Site, "raayland")))
        db.session.commit()
    nora = Browser(app).signed_in("nora").in_language("en")
    for site, is_told in (("raayland", True), ("gilde", False)):
        page = nora.get(f"{PAGE}?site={site}")
        assert [bool(section(page, name)) for name in ("lessons", "asked", "agreed")] == [is_told] * 3


def test_a_worker_sees_the_lessons_of_the_school_that_was_chosen(worker: Browser) -> None:
    page = worker.in_language("en").get(f"{PAGE}?site=gilde")
    assert "carried out 2 of 3 lessons" in section(page, "lessons")
    assert "Nothing yet." in section(page, "agreed")
    assert section(page, "asked") == ""


def test_a_researcher_sees_figures_alone(app: Flask) -> None:
    page = Browser(app).signed_in("nora").in_language("en").get(f"{PAGE}?site=raayland")
    assert [section(page, name) for name in ("lessons", "asked", "agreed")] == ["", "", ""]


def test_the_board_and_this_page_count_the_same(care_coordinator: Browser) -> None:
    care_coordinator.in_language("en")
    told = "1 class, carried out 1 of 3 lessons"
    assert told in care_coordinator.get("/lessons/board").words
    assert told in care_coordinator.get(PAGE).words


def test_what_dropped_out_is_told_as_often_as_it_is_crossed_out(app: Flask, care_coordinator: Browser) -> None:
    with app.app_context():
        series = db.session.scalars(select(LessonSeries).join(SchoolClass).where(SchoolClass.code == "V2B")).one()
        for position, day in ((2, 9), (2, 10), (3, 11)):
            lost = add_session(series, position, date(2026, 11, day))
            lost.state, lost.cause = SessionState.CANCELLED, CancelCause.ILLNESS
            lost.settle()
        add_session(series, 3, date(2026, 12, 3))
        db.session.commit()
    page = care_coordinator.in_language("en").get(PAGE)
    assert page.root is not None
    assert "carried out 1 of 3 lessons; 1 dropped out and has no new date." in section(page, "lessons")
    dots = page.root.xpath("//section[@aria-labelledby='lessons']//ol/li")
    assert sum("dropped out" in dot.text_content() for dot in dots) == 1


def test_the_number_of_questions_does_not_grow_with_what_there_is(app: Flask, care_coordinator: Browser) -> None:
    care_coordinator.in_language("en")

    def asked() -> int:
        with counted(app) as found:
            assert care_coordinator.get(PAGE).status == 200
        return len(found)

    with app.app_context():
        release(SUMMER_2026, 50, money=30, school=20)
        db.session.commit()
    asked()
    before = asked()
    with app.app_context():
        release(SUMMER_2025, 50, money=30, school=20)
        add_agreement("Wij groeten elkaar.", AgreementState.PROPOSED)
        db.session.commit()
    assert asked() == before
    assert before <= 15
