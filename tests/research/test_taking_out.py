"""Researchers take out what the school sees of what classes said, without a name, and only where that was agreed."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.evaluations import OpenAnswer
from jsp.models.ground import SchoolYear
from jsp.models.lessons import LessonSeries
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.models.waves import MeasurementWave, WaveScore
from jsp.rules.research_columns import FILES
from jsp.rules.session import CancelCause, GivenBy, SessionState
from jsp.rules.wave import Instrument, Measure, Respondents, WaveState
from tests.browser import Browser
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED
from tests.lessons.conftest import RESPECT
from tests.lessons.rows import THURSDAY, WEEK, add_class, add_series, add_session
from tests.make import MONDAY
from tests.research.conftest import RESEARCH, agree, table, taken_out

WORRY = "Bij ons in de klas zit Kees altijd alleen"
SHOWN = (
    "tenths_1",
    "tenths_2",
    "tenths_3",
    "tenths_4",
    "tenths_5",
    "mean",
    "sd",
    "nearly_everyone",
    "left_out_because",
)
BAND = ("n_from", "n_to", "item_n_from", "item_n_to")


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
    assert [rows["safe"][name] for name in SHOWN] == ["4", "1", "0", "1", "4", "3,0", "1,84", "", ""]
    assert [rows["learned"][name] for name in SHOWN] == ["", "", "", "", "", "", "", "5", "nearly"]
    assert [rows["usable"][name] for name in SHOWN] == ["", "", "", "", "", "", "", "", "few"]
    assert [rows["cooperation"][name] for name in SHOWN] == ["", "", "", "", "", "", "", "", "few"]
    assert [rows["safe"][name] for name in BAND] == ["5", "9", "5", "9"]
    assert [rows["learned"][name] for name in BAND] == [rows["usable"][name] for name in BAND] == ["5", "9", "", ""]
    about = {name: rows["safe"][name] for name in ("class_size_from", "class_size_to", "released_year",
                                                   "released_half", "least", "lessons")}  # fmt: skip
    assert list(about.values()) == ["20", "29", "2026-2027", "1", "8", "1"]
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


def test_an_item_is_counted_of_the_lessons_of_which_it_is_shown(fill: Fill, agreed: None, nora: Browser) -> None:
    fill(1, {"safe": (1, 1, 1, 1, 2)})
    fill(2, {"safe": (0, 1, 1, 1, 0), "usable": (2, 1, 1, 1, 2)})
    fill(3, {"safe": (1, 1, 1, 1, 2)})
    rows = [row for row in table(taken_out(nora), "figures.csv") if row["item"] == "safe"]
    assert [[row[name] for name in ("lessons", *BAND)] for row in rows] == [["1+2", "10", "14", "", ""]]


def test_the_mark_of_a_class_is_the_same_each_time_and_another_in_each_file(
    fill: Fill, agreed: None, nora: Browser
) -> None:
    fill(1, {"safe": DIVIDED})
    first, again = taken_out(nora), taken_out(nora)
    marks = [{row["class"] for row in table(first, name)} for name in ("figures.csv", "lessons.csv")]
    assert ([len(each) for of in marks for each in of], marks[0] & marks[1]) == ([10, 10], set())
    assert first == again
    assert "A class has another mark in each file" in nora.get(RESEARCH).words
    [said] = {row["meaning"] for row in table(first, "codebook.csv") if row["column"] == "class"}
    assert "another in each file" in said


def test_two_downloads_have_two_names(app: Flask, fill: Fill, agreed: None, nora: Browser,
                                      monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    fill(1, {"safe": DIVIDED})
    values, names = nora.get(RESEARCH).form(RESEARCH), []
    for second in (1, 2):
        monkeypatch.setattr(clock, "now", lambda at=second: datetime(2026, 11, 23, 11, 30, at, tzinfo=UTC))
        names.append(nora.client.post(RESEARCH, data=values).headers["Content-Disposition"])
    assert [each.partition("=")[2] for each in names] == [f'"jsp-2026-11-23-12300{second}.zip"' for second in (1, 2)]


def test_released_measurements_go_along_without_schools_by_name(
    app: Flask, fill: Fill, agreed: None, nora: Browser
) -> None:
    fill(1, {"safe": DIVIDED})
    kind = {"instrument": Instrument.COOL, "respondents": Respondents.PUPILS, "made_on": MONDAY}
    with app.app_context():
        for year, state, is_settled in ((2018, WaveState.RELEASED, True), (2019, WaveState.DRAFT, True),
                                        (2020, WaveState.RELEASED, False)):  # fmt: skip
            scores = [WaveScore(unit=unit, scale="task_motivation", measure=Measure.SCORE, mean=Decimal("3.84"),
                                sd=None, n=40) for unit in ("po", "Raayland", "gilde")]  # fmt: skip
            db.session.add(MeasurementWave(**kind, year=year, state=state, rights_settled=is_settled, scores=scores))
        db.session.commit()
    rows = [tuple(row.values()) for row in table(taken_out(nora), "waves.csv")]
    assert rows == [("cool", "pupils", "2018-2019", "po", "task_motivation", "score", "3,84", "", "40")]


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
    explained = {(row["file"], row["column"]) for row in table(files, "codebook.csv") if all(row.values())}
    there = {(name, column) for name, text in files.items() if name in FILES
             for column in text.splitlines()[0].split(";")}  # fmt: skip
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
        return {"years": str(year.starts_on.year), "programmes": str(version.programme_id)}


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
