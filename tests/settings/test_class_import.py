"""Classes from a file: every row is looked at, nothing is stored until all are right, and bad files cost nothing."""

import io
import zipfile
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy import func, select

from jsp.blueprints.settings.service.class_import import table_of
from jsp.extensions import db
from jsp.models.ground import SchoolClass
from jsp.rules.class_rows import COLUMNS, Known, read_rows
from jsp.rules.refusal import DomainError
from jsp.rules.table_file import write_table
from tests.browser import Browser, Page

HEAD = "klas;locatie;niveau;leerjaar;grootte;behoefte"
GOOD = f"{HEAD}\nH4A;Raayland;havo;4;27;rust\nH4B;raayland;havo;4;25;\n"
KNOWN = Known({"raayland": 1, "gilde": 2}, {"2026-2027": 5}, 5, {(1, 5, "v2b")})
IMPORT = "/settings/classes/import"


def fields(page: Page, mark: str) -> dict[str, Any]:
    for form in page.forms():
        found = {each.get("name"): each.get("value") or "" for each in form.iter() if each.get("name")}
        if mark in found:
            return found
    raise AssertionError(f"no form with {mark}: {page.words}")


def send(by: Browser, data: bytes | str, name: str = "klassen.csv") -> Page:
    data = data.encode() if isinstance(data, str) else data
    return by.post(IMPORT, fields(by.get(IMPORT), "file") | {"file": (io.BytesIO(data), name)})


def confirm(by: Browser, page: Page) -> Page:
    return by.post(f"{IMPORT}/confirm", fields(page, "rows"), follow=True)


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(SchoolClass)) or 0


def xlsx(*rows: tuple[Any, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.title = "Uitleg"
    page = book.create_sheet("Blad1")
    for row in rows:
        page.append(row)
    book.save(out)
    return out.getvalue()


TABLE = [("klas", "locatie", "niveau", "leerjaar", "grootte"), ("H4A", "Raayland", "havo", 4, 27.0)]


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(), GOOD.encode("utf-8-sig"), GOOD.encode("utf-16"), GOOD.replace("rust", "ruïne").encode("cp1252"),
        GOOD.replace(";", ",").encode(), GOOD.replace(";", "\t").encode(), GOOD.replace("\n", "\r\n").encode(),
        xlsx(*TABLE, ("H4B", "raayland", "havo", 4, 25)),
    ],
    ids=["utf-8", "with-bom", "utf-16", "cp1252", "comma", "tab", "windows-lines", "xlsx"],
)  # fmt: skip
def test_a_right_file_is_shown_first_and_stored_after_a_yes(app: Flask, coordinator: Browser, data: bytes) -> None:
    before = count(app)
    page = send(coordinator, data)
    assert "Voeg deze 2 klassen toe" in page.words
    assert count(app) == before
    assert "2 klassen zijn toegevoegd" in confirm(coordinator, page).words
    confirm(coordinator, page)
    assert count(app) == before + 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("H4A;Derde;havo;4;27;", "We kennen deze locatie niet"),
        ("H4A;Raayland;havo;vier;27;", "Het leerjaar is een getal"),
        ("H4A;Raayland;havo;4;61;", "De grootte is een getal"),
        ("H4A;Raayland;havo;4;²;", "De grootte is een getal"),
        ("H4A;Raayland;;4;27;", "Het niveau ontbreekt"),
        ("V2B;Raayland;vmbo;2;24;", "Deze klas is er al"),
        ("h4b ;Raayland;havo;4;27;", "twee keer in het bestand"),
        ("=1+1;Raayland;havo;4;27;", "formule"),
        ("H4A;Raayland;havo;4;27;@SUM(A1)", "formule"),
        (f"{'H' * 21};Raayland;havo;4;27;", "te lang"),
        ("H4A;Raayland;havo;4;27;a\x07b", "niemand kan lezen"),
    ],
)
def test_one_wrong_row_stops_all_and_says_why(app: Flask, coordinator: Browser, row: str, said: str) -> None:
    before = count(app)
    page = send(coordinator, f"{HEAD}\nH4B;Raayland;havo;4;25;\n{row}\n")
    assert said in page.words
    assert page.words.index(said) > page.words.index("Rij Klas Locatie")
    assert f'action="{IMPORT}/confirm"' not in page.text
    assert count(app) == before


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return out.getvalue()


BAD = {
    "nothing": (b"", "Kies een bestand"),
    "pdf": (b"%PDF-1.7 \x00\x01", "geen CSV- of XLSX-bestand"),
    "no-zip": (b"PK\x03\x04 and no more", "geen CSV- of XLSX-bestand"),
    "old-xls": (b"\xd0\xcf\x11\xe0\x00\x00", "geen CSV- of XLSX-bestand"),
    "half": (b"\xff\xfe\x00", "geen CSV- of XLSX-bestand"),
    "text": (b"hello there", "geen kopjes"),
    "open-quote": (b'klas;locatie\n"open', "geen CSV- of XLSX-bestand"),
    "no-rows": (HEAD.encode(), "geen klassen"),
    "names": (f"{HEAD};naam\nH4A;Raayland;havo;4;27;;Piet".encode(), "amen van leerlingen"),
    "wrong-sheet": (xlsx(("iets", "anders")), "Geen blad in dit bestand"),
    "501": ((HEAD + "\nH4A;Raayland;havo;4;27;" * 501).encode(), "meer dan 500 rijen"),
    "100000": ((HEAD + "\nA;R;h;4;2;" * 100_000).encode(), "meer dan 500 rijen"),
    "long-xlsx": (xlsx(*TABLE[:1], *[TABLE[1]] * 1200), "meer dan 500 rijen"),
    "bomb": (bomb(), "te groot"),
    "heavy-text": (xlsx(TABLE[0], *[("H4A", "Raayland", "x" * 30_000, 4, 27)] * 40), "veel te veel tekst"),
    "heavy-csv": (f"{HEAD}\nH4A;Raayland;{'x' * 2000};4;27;".encode(), "veel te veel tekst"),
    "twice": (b"klas;class;locatie\nH4A;H4B;Raayland", "kopje staat twee keer"),
    "no-heading": (f"{HEAD};\nH4A;Raayland;havo;4;27;;Piet Jansen".encode(), "amen van leerlingen"),
    "beyond": (f"{HEAD}\nH4A;Raayland;havo;4;27;rust;Piet Jansen".encode(), "amen van leerlingen"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_file_gets_a_sentence(app: Flask, coordinator: Browser, bad: str) -> None:
    data, said = BAD[bad]
    before = count(app)
    page = send(coordinator, data, "klassen.xlsx" if data else "")
    assert (page.status, said in page.words) == (422, True), page.words
    assert count(app) == before


def test_a_formula_in_a_spreadsheet_is_refused(coordinator: Browser) -> None:
    page = send(coordinator, xlsx(TABLE[0], ("H4A", "Raayland", "havo", 4, "=SUM(A1:A3)")))
    assert "formule" in page.words


def test_rows_of_another_person_or_changed_ones_are_not_taken(app: Flask, coordinator: Browser) -> None:
    values = fields(send(coordinator, GOOD), "rows")
    before = count(app)
    page = coordinator.post(f"{IMPORT}/confirm", values | {"rows": values["rows"][:-2]}, follow=True)
    assert "Kies het bestand opnieuw" in page.words
    other = Browser(app).signed_in("beheer")
    theirs = fields(send(other, GOOD), "rows")
    other.post(f"{IMPORT}/confirm", theirs | {"rows": values["rows"]}, follow=True)
    assert count(app) == before


def test_what_changed_in_between_is_seen(app: Flask, coordinator: Browser) -> None:
    page, again = send(coordinator, GOOD), send(coordinator, GOOD)
    confirm(coordinator, page)
    before = count(app)
    assert "Deze klas is er al" in confirm(coordinator, again).words
    assert count(app) == before


def test_what_is_saved_as_a_file_can_be_read_again(coordinator: Browser) -> None:
    confirm(coordinator, send(coordinator, GOOD))
    table = table_of(coordinator.client.get("/settings/classes/export").data)
    assert table[0] == list(COLUMNS["nl"])
    assert ["H4A", "Raayland", "2026-2027", "havo", "4", "27", "rust"] in table
    assert table_of(coordinator.client.get("/settings/classes/template").data) == [list(COLUMNS["nl"])]


@pytest.mark.parametrize("number", ["000000001999", "1" * 5000, "0", "61", "-1", "1.5", "²", "١"])
def test_a_number_that_the_database_would_refuse_is_refused_first(number: str) -> None:
    [row] = read_rows([HEAD.split(";"), ["H4A", "raayland", "havo", "4", number, ""]], KNOWN)
    assert row.problems == ["The size is a number from 1 to 60."] or number.startswith("-")
    assert row.problems


@given(st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=6), min_size=1, max_size=6))
def test_any_rows_are_right_or_have_a_reason(cells: list[list[str]]) -> None:
    try:
        rows = read_rows([HEAD.split(";"), *cells], KNOWN)
    except DomainError:
        return
    for row in rows:
        right = bool(row.values) and row.values["site"] in (1, 2) and row.values["size"] in range(1, 61)
        assert row.problems or (right and row.values["study_year"] in range(1, 7))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_refusal(data: bytes) -> None:
    try:
        table = table_of(data)
    except DomainError:
        return
    assert all(isinstance(cell, str) for row in table for cell in row)


@given(st.text(alphabet="=+-@\tab;,'\" ", max_size=10))
def test_no_cell_that_we_write_is_a_formula(text: str) -> None:
    table = table_of(write_table([["klas", "x"], [text, ""]]))
    assert not table[1][0].startswith(("=", "+", "-", "@", "\t"))
