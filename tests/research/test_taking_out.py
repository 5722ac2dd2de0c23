"""Researchers take out what the school sees of what classes said, without a name, and only where that was agreed."""

import json
from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.evaluations import OpenAnswer
from jsp.models.ground import SchoolYear
from jsp.models.lessons import LessonSeries
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.rules.session import CancelCause, GivenBy, SessionState
from tests.browser import Browser
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED
from tests.lessons.conftest import RESPECT
from tests.lessons.rows import THURSDAY, WEEK, add_class, add_series, add_session
from tests.make import MONDAY
from tests.research.conftest import RESEARCH, agree, table, taken_out

WORRY = "Bij ons in de klas zit Kees altijd alleen"
SHOWN = ("tenths_1", "tenths_2", "tenths_3", "tenths_4", "tenths_5", "mean", "nearly_everyone", "left_out_because")


def exports(app: Flask) -> list[AuditEntry]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.EXPORTED)))


def test_nothing_goes_out_that_was_not_agreed(app: Flask, fill: Fill, nora: Browser) -> None:
    fill(1, {"safe": DIVIDED})
    page = nora.get(RESEARCH)
    assert "have not agreed on it yet: nothing can be taken out." in page.words
    assert "Take it out" not in page.words
    fields = [each for each in page._all("input") if each.get("name") == "csrf_token"]
    values = {"csrf_token": fields[0].get("value")}
    assert nora.post(RESEARCH, values).status == 422
    assert exports(app) == []


def test_an_agreement_that_ended_stops_what_was_on_the_screen(
    app: Flask, fill: Fill, agreed: None, nora: Browser
) -> None:  # fmt: skip
    fill(1, {"safe": DIVIDED})
    values = nora.get(RESEARCH).form(RESEARCH)
    agree(app, "no")
    page = nora.post(RESEARCH, values)
    assert (page.status, "have not agreed on it yet" in page.words, exports(app)) == (422, True, [])


def test_figures_are_those_that_the_school_sees(app: Flask, fill: Fill, agreed: None, nora: Browser) -> None:
    fill(1, {"safe": DIVIDED, "learned": (0, 0, 0, 0, 8), "usable": (1, 1, 1, 1, 0)}, [WORRY])
    files = taken_out(nora)
    rows = {row["item"]: row for row in table(files, "figures.csv")}
    assert [rows["safe"][name] for name in SHOWN] == ["4", "1", "0", "1", "4", "3,0", "", ""]
    assert [rows["learned"][name] for name in SHOWN] == ["", "", "", "", "", "", "5", "nearly"]
    assert [rows["usable"][name] for name in SHOWN] == ["", "", "", "", "", "", "", "few"]
    assert [rows["cooperation"][name] for name in SHOWN] == ["", "", "", "", "", "", "", "few"]
    assert (rows["safe"]["n_from"], rows["safe"]["n_to"], rows["safe"]["lessons"]) == ("5", "9", "1")
    assert (rows["safe"]["questionnaire"], rows["safe"]["questionnaire_version"]) == ("les", "1")
    assert (rows["safe"]["school_type"], rows["safe"]["programme"]) == ("vo", "respect")
    assert len(rows) == 8, "the two for the end were not asked"
    with app.app_context():
        assert db.session.scalar(select(OpenAnswer.id)) is not None
    assert not any(name in text for text in files.values() for name in ("Kees", "V2B", "Bart", "Sanne", "Raayland"))


def test_what_only_workers_of_the_jsp_see_stays(fill: Fill, agreed: None, nora: Browser) -> None:
    fill(1, {"safe": (1, 1, 1, 1, 2)})
    assert table(taken_out(nora), "figures.csv") == []
    fill(2, {"safe": (1, 1, 1, 1, 2)})
    rows = [row for row in table(taken_out(nora), "figures.csv") if row["item"] == "safe"]
    assert [(row["lessons"], row["asked_after"], row["n_from"]) for row in rows] == [("1+2", "1+2", "10")]


def test_the_mark_of_a_class_is_the_same_each_time(fill: Fill, agreed: None, nora: Browser) -> None:
    fill(1, {"safe": DIVIDED})
    first, again = taken_out(nora), taken_out(nora)
    names = ("figures.csv", "lessons.csv")
    marks = {row["class"] for files in (first, again) for name in names for row in table(files, name)}
    assert [len(each) for each in marks] == [10]
    assert first == again


def test_what_became_of_the_lessons_is_counted_per_lesson(
    app: Flask, series_id: UUID, agreed: None, nora: Browser
) -> None:
    with app.app_context():
        series = db.session.get_one(LessonSeries, series_id)
        off = add_session(series, 1, THURSDAY - 2 * WEEK, SessionState.PLANNED)
        off.state, off.cause, off.moves = SessionState.CANCELLED, CancelCause.ILLNESS, 2
        off.settle()
        db.session.flush()
        given = add_session(series, 1, THURSDAY - WEEK, SessionState.GIVEN)
        given.given_by, given.is_resumed = GivenBy.TEACHER, True
        add_session(series, 2, THURSDAY, SessionState.PLANNED)
        db.session.commit()
    rows = {row["lesson"]: row for row in table(taken_out(nora), "lessons.csv")}
    assert list(rows) == ["1", "2", "3", "H"]
    first = {name: rows["1"][name] for name in ("given", "cancelled", "planned", "resumed", "moves", "given_by_teacher",
                                                "given_together")}  # fmt: skip
    assert first == {"given": "1", "cancelled": "1", "planned": "0", "resumed": "1", "moves": "2",
                     "given_by_teacher": "1", "given_together": "0"}  # fmt: skip
    assert (rows["2"]["planned"], rows["3"]["planned"], rows["H"]["kind"]) == ("1", "0", "repetition")


def test_every_column_is_explained_and_what_it_is_not_is_said(fill: Fill, agreed: None, nora: Browser) -> None:
    fill(1, {"safe": DIVIDED})
    files = taken_out(nora)
    explained = {(row["file"], row["column"]) for row in table(files, "codebook.csv") if row["meaning"]}
    there = {(name, column) for name in ("figures.csv", "lessons.csv", "items.csv") for column in table(files, name)[0]}
    assert explained == there
    items = {row["item"]: row for row in table(files, "items.csv") if row["kind"] == "item"}
    assert (len(items), items["safe"]["en"], items["safe"]["in_short"]) == (10, "I felt safe in this lesson.", "1")
    for words in (files["about.txt"], nora.get(RESEARCH).words):
        assert "This is not the statutory safety monitor of a school" in words
        assert "Figures of fewer answers than the threshold of the JSP are not in it." in words
        assert "Open answers are not in it" in words


@pytest.fixture
def other(app: Flask, series_id: UUID) -> dict[str, str]:
    """Another class had another programme in another year; the ids to choose of."""
    with app.app_context():
        year = SchoolYear(name="2025-2026", starts_on=date(2025, 8, 1), ends_on=date(2026, 7, 31))
        add_class("V3C")
        series = add_series("V3C", worker="Lieke")
        data = RESPECT | {"code": "wish", "name": "WIsH"}
        version = ProgrammeVersion(programme=Programme(code="wish"), number=1, note="", made_on=MONDAY, data=data)
        series.school_class.school_year, series.version = year, version
        db.session.commit()
        return {"years": str(year.id), "programmes": str(version.programme_id)}


@pytest.mark.parametrize("of", ["years", "programmes"])
def test_a_choice_leaves_the_rest_out(
    fill: Fill, agreed: None, nora: Browser, other: dict[str, str], of: str
) -> None:  # fmt: skip
    fill(1, {"safe": DIVIDED})
    everything = taken_out(nora)
    assert {row["programme"] for row in table(everything, "lessons.csv")} == {"respect", "wish"}
    its_own = taken_out(nora, **{of: [other[of]]})
    assert {(row["programme"], row["school_year"]) for row in table(its_own, "lessons.csv")} == {("wish", "2025-2026")}
    assert (bool(table(everything, "figures.csv")), table(its_own, "figures.csv")) == (True, [])


def test_that_it_was_taken_out_is_written_down(app: Flask, fill: Fill, agreed: None, nora: Browser) -> None:
    fill(1, {"safe": DIVIDED})
    years = nora.get(RESEARCH).form(RESEARCH)["years"]
    assert exports(app) == []
    taken_out(nora)
    assert [(each.object_kind, each.object_id) for each in exports(app)] == [("research", years[0])]


@pytest.mark.parametrize("changes", [
    {"years": []}, {"programmes": []}, {"years": ["999999"]}, {"programmes": ["x"]}, {"years": ["\x00"]},
    {"programmes": ["9" * 30]}, {"years": [str(at) for at in range(5000)]},
])  # fmt: skip
def test_what_cannot_be_chosen_gets_a_sentence(
    app: Flask, fill: Fill, agreed: None, nora: Browser, changes: dict[str, list[str]]
) -> None:
    page = nora.post(RESEARCH, nora.get(RESEARCH).form(RESEARCH) | changes)
    assert (page.status, "Not saved yet." in page.words, exports(app)) == (422, True, [])


def test_a_word_that_would_be_a_formula_is_none(app: Flask, fill: Fill, agreed: None, nora: Browser) -> None:
    fill(1, {"safe": DIVIDED})
    with app.app_context():
        text = db.session.scalar(db.text("SELECT data FROM questionnaire_version"))
        data = json.loads(text) if isinstance(text, str) else text
        data["items"][1]["nl"] = "=HYPERLINK(1)"
        db.session.execute(db.text("UPDATE questionnaire_version SET data = :data"), {"data": json.dumps(data)})
        db.session.commit()
    items = {row["item"]: row for row in table(taken_out(nora), "items.csv")}
    assert items["safe"]["nl"] == "'=HYPERLINK(1)"


def test_only_a_researcher_finds_it(app: Flask, nora: Browser, coordinator: Browser, mentor: Browser) -> None:
    assert f'href="{RESEARCH}"' in nora.get("/today/").text
    for other in (coordinator, mentor):
        assert (f'href="{RESEARCH}"' in other.get("/today/").text, other.get(RESEARCH).status) == (False, 403)
