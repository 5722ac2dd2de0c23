"""Scores from a file: shown first, kept after a yes, all or none; bad files cost nothing."""

import io
import zipfile
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.waves import MeasurementWave, WaveScore
from jsp.rules.wave import Instrument, Measure, Respondents, WaveState
from tests.browser import Browser
from tests.waves.conftest import ADD, GOOD, HEAD, NEW, bring_in, keep, look, waves, xlsx

ROWS = [
    ("eenheid", "schaal", "gemiddelde", "sd", "n"), ("po", "taakmotivatie", 3.84, 0.61, 511),
    ("vo", "taakmotivatie", 3.52, None, 540.0), ("po", "welbevinden met leraren", "4,02", "0.7", "509"),
]  # fmt: skip


@pytest.mark.parametrize("data", [
    GOOD.encode(), GOOD.encode("utf-8-sig"), GOOD.encode("utf-16"), GOOD.replace("po", "Mariëlle").encode("cp1252"),
    GOOD.replace(",", ".").replace(";", ",").encode(), GOOD.replace("\n", "\r\n").encode(), xlsx(*ROWS),
], ids=["utf-8", "with-bom", "utf-16", "cp1252", "comma", "windows-lines", "xlsx"])  # fmt: skip
def test_a_right_file_is_shown_first_and_kept_after_a_yes(app: Flask, nora: Browser, data: bytes) -> None:
    page = look(nora, data, rights_settled="y")
    assert (page.status, page.heading, "Nothing was stored yet." in page.words) == (200, "These are the scores", True)
    assert waves(app) == []
    assert "Kept as a draft" in keep(nora, page).words
    [wave] = waves(app)
    assert (wave.instrument, wave.respondents, wave.year) == (Instrument.COOL, Respondents.PUPILS, 2026)
    assert (wave.state, wave.rights_settled) == (WaveState.DRAFT, True)
    assert sorted((each.scale, each.mean, each.sd, each.n) for each in wave.scores if each.unit != "vo") == [
        ("task_motivation", Decimal("3.84"), Decimal("0.61"), 511),
        ("wellbeing_teachers", Decimal("4.02"), Decimal("0.70"), 509),
    ]  # fmt: skip
    assert [each.sd for each in wave.scores if each.unit == "vo"] == [None]


def test_sent_twice_it_is_there_once(app: Flask, nora: Browser) -> None:
    page = look(nora, GOOD)
    keep(nora, page)
    assert "This was sent before." in keep(nora, page).words
    assert len(waves(app)) == 1
    with app.app_context():
        trail = db.session.scalars(select(AuditEntry.object_id).where(AuditEntry.action == Action.WAVE_CHANGED)).all()
    assert trail == [str(waves(app)[0].id)]


def test_the_link_of_an_instrument_leaves_four_taps(nora: Browser) -> None:
    page = nora.get(f"{NEW}?of=isjo-teachers")
    assert page.form(NEW)["kind"] == ["isjo-teachers"]
    assert page.form(NEW)["year"] == "2026"


def test_one_wrong_row_stops_all_and_says_why(app: Flask, nora: Browser) -> None:
    page = look(nora, f"{GOOD}so;taakmotivatie;7;0,5;4\n")
    assert "1 row is not right. Nothing was stored" in page.words
    assert (
        "Row 5 so · taakmotivatie Mean “7”: A mean is a number from 1 to 5. "
        "n “4”: Fewer than five people: of so small a group nothing is kept."
    ) in page.words
    assert f'action="{ADD}"' not in page.text
    assert waves(app) == []


def test_codes_of_classes_are_no_units(nora: Browser) -> None:
    page = look(nora, f"{HEAD}\nv2b;taakmotivatie;3;;24")
    assert "Unit “v2b”: This is a class. Units are schools or kinds of school." in page.words


def test_a_new_unit_is_asked_about_once(app: Flask, nora: Browser) -> None:
    page = look(nora, f"{GOOD}Jan de Vries;taakmotivatie;3;;5\nRAAYLAND;taakmotivatie;3;;5\n")
    assert "New unit: Jan de Vries. Is it spelled right?" in page.words
    assert "Jan de Vries new unit" in page.words
    assert "Raayland new unit" not in page.words
    again = keep(nora, page, new_units="")
    assert (again.status, "There are new units in the file." in again.words, waves(app)) == (422, True, [])
    assert "Kept as a draft" in keep(nora, again).words
    assert {each.unit for each in waves(app)[0].scores} == {"po", "vo", "Jan de Vries", "Raayland"}
    assert "New unit" not in look(nora, f"{HEAD}\njan  de vries;taakmotivatie;3;;5\n", year="2025").words
    assert "New unit" in look(nora, f"{HEAD}\nJan de Vries;flexibiliteit;3;;5\n", "isjo-teachers").words


def test_a_new_unit_is_asked_about_where_scores_are_replaced(app: Flask, nora: Browser) -> None:
    id = bring_in(nora)
    at = f"/waves/{id}/scores/replace"
    page = look(nora, f"{HEAD}\nJan;taakmotivatie;3,9;;500\n", where=f"/waves/{id}/scores")
    again = keep(nora, page, at, new_units="")
    assert (again.status, len(waves(app)[0].scores)) == (422, 3)
    assert "The scores were replaced." in keep(nora, again, at).words


def test_what_was_said_is_still_there_when_the_file_is_chosen_again(nora: Browser) -> None:
    page = look(nora, f"{HEAD}\npo;taakmotivatie;7;;12", year="2024", rights_settled="y")
    assert f'href="{NEW}?of=cool-pupils&amp;year=2024&amp;rights=1"' in page.text
    form = nora.get(f"{NEW}?of=cool-pupils&year=2024&rights=1").form(NEW)
    assert (form["year"], form["rights_settled"]) == ("2024", ["y"])
    assert "rights=" not in look(nora, f"{HEAD}\npo;taakmotivatie;7;;12").text
    assert nora.get(f"{NEW}?year=%00&of=x").status == 200


def test_scales_that_are_not_in_the_file_are_told(nora: Browser) -> None:
    assert "Not in this file: Cognitive confidence, Well-being with classmates." in look(nora, GOOD).words


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return out.getvalue()


BAD = {
    "nothing": (b"", "no headings"),
    "pdf": (b"%PDF-1.7 \x00\x01", "no CSV or XLSX file"),
    "nul": (GOOD.replace("po", "p\0").encode(), "no CSV or XLSX file"),
    "no-zip": (b"PK\x03\x04 and no more", "no CSV or XLSX file"),
    "bomb": (bomb(), "too large"),
    "text": (b"hello there", "no table with columns. It begins with: “hello there”. The first row needs: eenheid"),
    "png": (b"\x89PNG\r\n\x1a\nIHDR", "no CSV or XLSX file"),
    "control": (b"uni\x07t;scale", "no CSV or XLSX file"),
    "headings": (b"iets;anders;;drie\n1;2;3", "The first row has other headings: iets, anders, drie. It needs"),
    "no-rows": (HEAD.encode(), "no scores below"),
    "columns": (b"eenheid;schaal;n\npo;taakmotivatie;12", "A column is missing"),
    "names": (f"{HEAD};leerling\npo;taakmotivatie;3;;12;Piet".encode(), "a column that we do not know"),
    "other-sheet": (xlsx(("iets", "anders")), "other headings: iets, anders. It needs: eenheid, schaal"),
    "empty-sheet": (xlsx(), "no headings"),
    "501": ((HEAD + "\npo;taakmotivatie;3;;12" * 501).encode(), "more than 500 rows"),
    "100000": ((HEAD + "\np;t;3;;9" * 100_000).encode(), "more than 500 rows"),
    "long-xlsx": (xlsx(ROWS[0], *[ROWS[1]] * 1200), "more than 500 rows"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_file_gets_a_sentence(app: Flask, nora: Browser, bad: str) -> None:
    data, said = BAD[bad]
    page = look(nora, data)
    assert (page.status, said in page.words) == (422, True), page.words
    assert waves(app) == []


def test_a_file_of_twenty_megabytes_gets_a_sentence(nora: Browser) -> None:
    page = look(nora, b"x" * 20_000_000)
    assert (page.status, page.heading) == (413, "This file is too large")


@pytest.mark.parametrize("cell", ["=1+1", "=SUM(A1:A3)"])
def test_no_formula_is_followed(nora: Browser, cell: str) -> None:
    for data in (xlsx(ROWS[0], ("po", "taakmotivatie", cell, 0.6, 12)), f"{HEAD}\npo;taakmotivatie;{cell};0,6;12"):
        assert f"Mean “{cell}”: A cell holds a formula. Put the outcome there instead." in look(nora, data).words


@pytest.mark.parametrize("values", [
    {"kind": ""}, {"kind": "cool-teachers"}, {"year": "1900"}, {"year": "soon"}, {"year": "9" * 30},
], ids=str)  # fmt: skip
def test_what_was_not_offered_is_refused(app: Flask, nora: Browser, values: dict[str, str]) -> None:
    page = look(nora, GOOD, **values)
    assert (page.status, waves(app)) == (422, [])


def test_of_one_kind_and_year_there_is_one(app: Flask, nora: Browser) -> None:
    first, second = look(nora, GOOD), look(nora, GOOD)
    keep(nora, first)
    page = keep(nora, second)
    assert (page.status, "This is here already." in page.words) == (422, True)
    assert "This is here already." in look(nora, GOOD).words
    bring_in(nora, year="2025")
    assert [each.year for each in waves(app)] == [2026, 2025]


def test_what_was_not_shown_to_this_person_is_not_kept(app: Flask, nora: Browser, renske: Browser) -> None:
    hers, theirs = look(nora, GOOD), look(renske, GOOD)
    for values in ({"token": "made.up"}, {"token": hers.form(ADD)["token"][:-2]}, {"token": theirs.form(ADD)["token"]}):
        page = keep(nora, hers, **values)
        assert (page.heading, "Choose the file again." in page.words) == ("New measurement", True)
    assert waves(app) == []


def test_a_class_that_was_added_meanwhile_is_no_unit_either(app: Flask, nora: Browser) -> None:
    page = look(nora, GOOD.replace("vo;", "V9Z;"))
    with app.app_context():
        db.session.execute(db.text("UPDATE school_class SET code = 'V9Z' WHERE code = 'V2B'"))
        db.session.commit()
    answer = keep(nora, page)
    assert (answer.status, "This is a class." in answer.words, waves(app)) == (422, True, [])


def test_an_empty_file_has_the_headings_and_the_scales(nora: Browser) -> None:
    assert nora.client.get("/waves/empty/cool-pupils.csv").data.decode("utf-8-sig") == (
        "unit;scale;mean;sd;n\r\npo;task motivation;;;\r\npo;cognitive confidence;;;\r\n"
        "po;well-being with teachers;;;\r\npo;well-being with classmates;;;\r\n"
    )
    assert nora.client.get("/waves/empty/competences-teachers.csv").data.decode("utf-8-sig") == (
        "unit;competence;importance;sd importance;realised;sd realised;n\r\npo;;;;;;\r\n"
    )
    assert nora.get("/waves/empty/wish.csv").status == 404


@pytest.mark.parametrize("values", [{"n": 4}, {"mean": Decimal(7)}, {"mean": Decimal("0.5")}, {"sd": Decimal(-1)}])
def test_the_database_refuses_it_too(app: Flask, values: dict[str, Decimal | int]) -> None:
    with app.app_context():
        score = {"unit": "po", "scale": "x", "measure": Measure.SCORE, "mean": Decimal(3), "sd": None, "n": 5, **values}
        wave = MeasurementWave(instrument=Instrument.COOL, respondents=Respondents.PUPILS, year=2019,
                               made_on=db.session.scalar(select(db.func.current_date())), scores=[])  # fmt: skip
        wave.scores.append(WaveScore(**score))
        db.session.add(wave)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
