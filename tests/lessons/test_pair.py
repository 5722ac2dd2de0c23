"""What a pair agrees on is for the two of them; a new pair begins empty (E12)."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import Site
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.team import TeamMember
from jsp.rules.roles import Role
from tests import make
from tests.browser import Browser, Page
from tests.lessons.rows import THURSDAY, add_series, add_session

GOAL, OURS, HERS = "Rust in de klas na de pauze", "Ik houd de tijd in de gaten", "Ik wil dat je me aanvult"

PLAYS = "Ruzie in de groepsapp"


@pytest.fixture
def series(app: Flask, ground: None) -> str:
    with app.app_context():
        made = add_series()
        add_session(made, 1, THURSDAY)
        db.session.commit()
        return f"/lessons/series/{made.id}"


def agree(browser: Browser, series: str, **texts: Any) -> Page:
    where = f"{series}/together"
    return browser.post(where, browser.get(where).form(where) | texts)


def replace(app: Flask, browser: Browser, series: str, *, teacher: str = "bart", worker: str = "Sanne") -> None:
    """Through the front door, by somebody of the site."""
    with app.app_context():
        member = db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == worker)).one()
        teacher_id = make.person(teacher).id
    where = f"{series}/other-pair"
    values = browser.get(where).form(where) | {"teacher": teacher_id, "worker": member, "reason": "Ander rooster"}
    assert browser.post(where, values).status == 303


def add_ilse(app: Flask) -> Browser:
    with app.app_context():
        raayland = db.session.scalars(select(Site).where(Site.code == "raayland")).one()
        make.make_user("ilse", Role.MENTOR, raayland)
        db.session.commit()
    return Browser(app).signed_in("ilse")


def test_both_write_and_read_it(app: Flask, mentor: Browser, worker: Browser, series: str) -> None:
    assert agree(mentor, series, goal=GOAL, expects=OURS).status == 303
    page = worker.get(f"{series}/together")
    assert GOAL in page.text
    assert OURS in page.words, "what the other expects is there to read"
    assert page.form(f"{series}/together")["expects"] == "", "and not to write"
    agree(worker, series, expects=HERS)
    words = mentor.get(f"{series}/together")
    assert HERS in words.words
    assert words.form(f"{series}/together")["expects"] == OURS
    with app.app_context():
        [pair] = db.session.scalars(select(SeriesPair))
        assert GOAL.encode() not in (pair.goal_sealed or b"")
        readers = select(AuditEntry.user_id).where(
            AuditEntry.action == Action.READ, AuditEntry.object_kind == "series_pair"
        )
        assert set(db.session.scalars(readers)) == {make.person("bart").id, make.person("sanne").id}


@pytest.mark.parametrize("who", ["colleague", "coordinator", "stranger"])
def test_for_anybody_else_it_is_missing(
    mentor: Browser, series: str, who: str, request: pytest.FixtureRequest
) -> None:  # fmt: skip
    agree(mentor, series, goal=GOAL)
    other: Browser = request.getfixturevalue(who)
    assert other.get(f"{series}/together").status == 404
    if who != "stranger":
        assert GOAL not in other.get(series).text
        values = other.get(f"{series}/1/off").form(f"{series}/1/off/illness/0") | {"goal": "Anders"}
        assert other.post(f"{series}/together", values).status == 404
    assert GOAL in mentor.get(f"{series}/together").text


def test_a_new_pair_begins_empty_and_never_sees_the_old_texts(
    app: Flask, mentor: Browser, worker: Browser, coordinator: Browser, series: str
) -> None:
    agree(mentor, series, goal=GOAL, expects=OURS, lead="Om en om", feedback="Meteen na de les")
    agree(worker, series, expects=HERS)
    prepare = mentor.get(f"{series}/1/prepare").form(f"{series}/1/plays")
    mentor.post(f"{series}/1/plays", prepare | {"plays": PLAYS})
    ilse = add_ilse(app)
    replace(app, coordinator, series, teacher="ilse", worker="Lieke")
    for new in (ilse, Browser(app).signed_in("lieke")):
        for page in (
            new.get(f"{series}/together"),
            new.get(series),
            new.get(f"{series}/1"),
            new.get(f"{series}/1/prepare"),
        ):
            assert page.status == 200
            for text in (GOAL, OURS, HERS, PLAYS, "Om en om", "Meteen na de les"):
                assert text not in page.text
    assert coordinator.get(f"{series}/together").status == 404
    assert mentor.get(f"{series}/together").status == 404, "who teaches it no more does not see the series"
    old = worker.get(f"{series}/together")
    assert GOAL in old.text, "who still works there keeps what was theirs"
    assert f'action="{series}/together"' not in old.text
    agree(ilse, series, goal="Opnieuw beginnen")
    assert "Opnieuw beginnen" not in worker.get(f"{series}/together").text


def test_a_page_from_before_the_change_writes_nothing_into_the_new_pair(
    app: Flask, mentor: Browser, coordinator: Browser, series: str
) -> None:
    where = f"{series}/together"
    agree(mentor, series, goal=GOAL)
    old = mentor.get(where).form(where) | {"expects": OURS}
    replace(app, coordinator, series, worker="Lieke")
    assert mentor.post(where, old).status == 422
    lieke = Browser(app).signed_in("lieke").get(where)
    assert (GOAL in lieke.text, OURS in lieke.text) == (False, False)


def test_who_writes_over_the_other_sees_it_first(mentor: Browser, worker: Browser, series: str) -> None:
    where = f"{series}/together"
    old = mentor.get(where).form(where)
    agree(worker, series, goal=GOAL)
    page = mentor.post(where, old | {"goal": "Van Bart"})
    assert page.status == 422
    assert GOAL in page.words
    assert mentor.post(where, page.form(where)).status == 303
    assert "Van Bart" in worker.get(where).text


@pytest.mark.parametrize("name", ["goal", "expects", "lead", "feedback"])
def test_a_bsn_may_not_stand_there(app: Flask, mentor: Browser, series: str, name: str) -> None:
    assert agree(mentor, series, **{name: "Gaat over 111222333"}).status == 422
    with app.app_context():
        series_row = db.session.scalars(select(LessonSeries)).one()
        assert series_row.pair.agreed_on is None
