"""Coded passages as a table: who said it only as a role, and no cell that is a formula."""

import csv
import io
from uuid import UUID

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.coding import Code
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TextKind
from jsp.rules.coded_table import MOST_OF_A_CELL, Questions, cut, letters
from jsp.rules.talk import Part, TalkState
from tests.browser import Browser
from tests.coding.exchange import ask, coded, take_out
from tests.focus_groups import rows

TABLE = "/coding/exchange/table/"


@pytest.fixture
def sanne(app: Flask) -> Browser:
    return Browser(app).signed_in("sanne").in_language("en")


def passages(by: Browser, talk: UUID) -> list[dict[str, str]]:
    data = take_out(by, talk, where=f"{TABLE}csv")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_row_says_all_that_belongs_to_a_coding(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    first, second, third = passages(sanne, made.group)
    start = rows.SAID.index("We wilden rust in de klas")
    assert first == {
        "talk": "Terugkijken op Respect", "kind of talk": "focus group", "day of the talk": "2026-11-19",
        "sites": "Raayland", "role": "mentor", "question": "Wat wilden we samen bereiken?", "text": "Verslag",
        "from (character)": str(start), "up to (character)": str(start + 25), "words": "We wilden rust in de klas",
        "code": "Rust & orde", "path of the code": "Rust & orde", "coder": "Sanne", "memo of the passage": "",
        "memo of the coding": "Twijfel: <rust>?",
    }  # fmt: skip
    assert (second["coder"], second["words"]) == ("Renske", "café-gesprek 😀 hielp")
    assert (third["path of the code"], third["memo of the passage"]) == (
        "Rust & orde › Één vraag 😀", "Kern van dit gesprek"
    )  # fmt: skip


def test_who_reads_sees_letters_for_who_coded(app: Flask) -> None:
    made = coded(app, holders=("sanne",), state=TalkState.APPROVED)
    renske = Browser(app).signed_in("renske").in_language("en")
    assert [each["coder"] for each in passages(renske, made.group)] in (["A", "B", "A"], ["B", "A", "B"])


def test_a_role_that_would_name_somebody_is_not_told(app: Flask, sanne: Browser) -> None:
    made = coded(app, seats={Part.MENTOR: 1, Part.WORKER: 5})
    assert {each["role"] for each in passages(sanne, made.group)} == {"participant"}


@pytest.mark.parametrize("words", ["=1+1", "+31 6", "-5 graden", "@iedereen"])
def test_no_cell_is_a_formula(app: Flask, sanne: Browser, words: str) -> None:
    made = coded(app)
    with app.app_context():
        text = rows.add_text(db.session.get(FocusGroup, made.group), words, kind=TextKind.TRANSCRIPT, name="Los")
        rows.add_coding(text, db.session.get(Code, made.calm), words)
        db.session.commit()
    found = [each["words"] for each in passages(sanne, made.group) if each["text"] == "Los"]
    assert found == [f"'{words}"]
    sheet = workbook(take_out(sanne, made.group, where=f"{TABLE}xlsx"))["Passages"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def workbook(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_a_workbook_has_the_passages_and_the_codes(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    book = workbook(take_out(sanne, made.group, where=f"{TABLE}xlsx"))
    assert book.sheetnames == ["Passages", "Codes"]
    table = list(book["Passages"].iter_rows(values_only=True))
    assert (table[0][7], len(table)) == ("from (character)", 4)
    assert table[1][7] == rows.SAID.index("We wilden rust")
    assert list(book["Codes"].iter_rows(values_only=True)) == [
        ("codebook", "path of the code", "definition", "colour", "number of codings"),
        ("Werkboek", "Rust & orde", "Wat rust gaf", "#1f5fa8", 2),
        ("Werkboek", "Rust & orde › Één vraag 😀", None, "#b4540a", 1),
    ]


def test_the_codes_come_as_a_file_of_their_own_as_well(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    text = take_out(sanne, made.group, where=f"{TABLE}codes").decode("utf-8-sig")
    assert text.splitlines()[1] == "Werkboek;Rust & orde;Wat rust gaf;#1f5fa8;2"


def test_that_a_table_was_taken_out_is_written_down(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    take_out(sanne, made.group, where=f"{TABLE}csv")
    with app.app_context():
        assert db.session.scalars(select(AuditEntry.object_id).where(AuditEntry.action == Action.EXPORTED)).all() == [
            str(made.group)
        ]


def test_a_researcher_waits_for_the_agreement_here_too(app: Flask) -> None:
    made = coded(app, state=TalkState.APPROVED)
    nora = Browser(app).signed_in("nora").in_language("en")
    assert "have not agreed" in ask(nora, made.group, where=f"{TABLE}xlsx").words


def test_a_text_without_codings_gives_only_headings(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    with app.app_context():
        group = rows.add_group()
        rows.add_text(group, "M1: Ja.")
        db.session.commit()
        id = group.id
    assert passages(sanne, id) == []
    assert made.group != id


def test_a_question_stands_above_what_follows_it() -> None:
    text = "Vooraf\n# Eerste\nM1: Ja\n# Tweede"
    questions = Questions(text)
    assert [questions.above(text.index(each)) for each in ("Vooraf", "Ja", "Tweede")] == ["", "Eerste", "Tweede"]


def test_letters_go_on_after_z() -> None:
    found = letters(range(28))
    assert [found[at] for at in (0, 25, 26, 27)] == ["A", "Z", "A2", "B2"]


def test_what_does_not_fit_in_a_cell_is_seen_to_be_cut() -> None:
    assert cut("x" * MOST_OF_A_CELL) == "x" * MOST_OF_A_CELL
    assert cut("x" * 40_000) == "x" * MOST_OF_A_CELL + "…"
