"""The directory from a file: every row is shown with what would become of it, and nothing is stored before a yes."""

import time
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.directory import Partner
from jsp.models.directory_rows import get_partner
from jsp.models.history import GroundChange
from jsp.rules.partner_file import CHOICES, LANGUAGES, MOST_ENTRIES, headings
from jsp.rules.table_file import write_table
from jsp.rules.text import folded
from jsp.words.directory_terms import HELPS, KINDS, RULES
from tests.browser import Browser
from tests.directory.files import GRIP, HEAD, confirm, send
from tests.referrals.rows import add_partner
from tests.workbooks import xlsx

TABLE = (("Naam", "Thema's", "Aanbod", "Telefoon", "Wachttijd in weken", "Wachttijd van"),
         ("WoonStart Peel", "school; GELD", "Je eerste kamer.", "+31 478 000222", 3.0, date(2026, 11, 2)))  # fmt: skip


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Partner)) or 0


def by_name(name: str) -> Partner:
    return get_partner(db.session.scalars(select(Partner.id).where(Partner.name == name)).one())


def test_a_csv_file_is_shown_and_only_then_added(app: Flask, worker: Browser) -> None:
    page = send(worker, GRIP)
    assert "nieuw: 1" in page.words
    assert "telefoon: 0478-000111" in page.words
    assert count(app) == 0, "nothing is stored yet"
    confirm(worker, page)
    with app.app_context():
        found = by_name("Grip Geldhulp")
        assert [theme.code for theme in found.themes] == ["money"]
        assert (found.phone, found.is_for_pupils, found.checked_on) == ("0478-000111", True, None)


def test_a_workbook_is_read_with_its_numbers_and_days(app: Flask, worker: Browser) -> None:
    confirm(worker, send(worker, xlsx(*TABLE), "kaart.xlsx"))
    with app.app_context():
        found = by_name("WoonStart Peel")
        assert (found.waiting_weeks, found.waiting_on) == (3, date(2026, 11, 2))
        assert {theme.code for theme in found.themes} == {"money", "school"}
        assert found.phone == "+31 478 000222"


def test_what_is_there_is_found_by_its_name_however_it_is_written(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_partner("Café Één", website="https://een.example")
        db.session.commit()
    page = send(worker, "naam;telefoon;wachttijd\nCAFE EEN;0478-000999;2\n")
    assert "veranderd: 1" in page.words
    assert "0478-000111" in page.words
    confirm(worker, page)
    with app.app_context():
        found = get_partner(id)
        assert (found.phone, found.waiting_weeks, found.waiting_on) == ("0478-000999", 2, date(2026, 11, 23))
        assert found.website == "https://een.example", "a column that is left out stays as it is"
        changed = set(db.session.scalars(select(GroundChange.field).where(GroundChange.row_id == id)))
        assert changed == {"phone", "waiting_weeks", "waiting_on"}
        assert found.name == "Café Één", "it keeps its own capitals and accents"


def test_an_empty_cell_empties_what_may_be_empty(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_partner(website="https://een.example")
        db.session.commit()
    confirm(worker, send(worker, "naam;website;soort\nGrip Geldhulp;;\n"))
    with app.app_context():
        assert (get_partner(id).website, get_partner(id).kind) == ("", "organisation")


def test_what_happened_is_said_and_of_the_rest_that_it_stayed(app: Flask, worker: Browser) -> None:
    with app.app_context():
        add_partner("Blijft zo")
        add_partner()
        db.session.commit()
    rows = "".join(f"{name};organisatie;Geld;licht;x;0478-000111\n" for name in ("Grip Geldhulp", "Nieuw"))
    worker.in_language("en")
    page = send(worker, f"{HEAD}\n{rows}")
    assert "2 rows were taken over. The other entries stayed as they were." in confirm(worker, page).words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_may_say_what_the_form_says(app: Flask, language: str) -> None:
    with app.app_context(), force_locale(language):
        said = {"kind": KINDS, "help": HELPS, "receiver_rule": RULES}
        for column, labels in said.items():
            for code, label in labels.items():
                assert CHOICES[column].get(folded(str(label))) == code, label


def test_what_would_change_nothing_has_no_button(app: Flask, worker: Browser) -> None:
    confirm(worker, send(worker, GRIP))
    page = send(worker, GRIP)
    assert "hetzelfde: 1" in page.words
    with pytest.raises(AssertionError, match="no form"):
        confirm(worker, page)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (";organisatie;Geld;licht;x;0478-000111", "De naam ontbreekt"),
        ("A;bedrijf;Geld;licht;x;0478-000111", "soort: Deze soort kennen we niet"),
        ("A;bedrijf;Geld;licht;x;0478-000111", "organisatie, professional, vrijwilliger"),
        ("A;organisatie;Gelt;licht;x;0478-000111", "thema's: Dit thema kennen we niet"),
        ("A;organisatie;;licht;x;0478-000111", "ten minste één thema"),
        ("A;organisatie;Geld;zwaar;x;0478-000111", "licht en gespecialiseerd"),
        ("A;organisatie;Geld;licht;;0478-000111", "aanbod"),
        ("A;organisatie;Geld;licht;x;478000111", "De 0 aan het begin"),
        ("A;organisatie;Geld;licht;x;bel maar", "telefoonnummer"),
        ("A;organisatie;Geld;licht;x;", "kan niemand"),
        ("A;organisatie;Geld;licht;=1+1;0478-000111", "formule"),
        (f"A;organisatie;Geld;licht;{'x' * 301};0478-000111", "301 tekens"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(app: Flask, worker: Browser, row: str, told: str) -> None:
    page = send(worker, f"{HEAD}\n{row}\nB;organisatie;Geld;licht;Helpt.;0478-000222\n")
    assert told in page.words, page.words
    assert "niet goed: 1 " in page.words
    assert count(app) == 0
    with pytest.raises(AssertionError, match="no form"):
        confirm(worker, page)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("blanks", [0, 1])
def test_a_cell_too_many_is_told_at_its_row_and_the_others_are_shown(
    app: Flask, worker: Browser, kind: str, blanks: int
) -> None:
    good = ["", "organisatie", "Geld", "licht", "Helpt.", "0478-000222"]
    rows = [[f"Partner {name}", *good[1:]] for name in "ABC"]
    rows[1] += [""] * blanks + ["over de rand"]
    table = [HEAD.split(";"), *rows]
    data = xlsx(*map(tuple, table)) if kind == "xlsx" else "\n".join(map(";".join, table))
    page = send(worker.in_language("en"), data, f"kaart.{kind}")
    assert (page.status, "not right: 1 " in page.words, "new: 2" in page.words) == (200, True, True)
    assert "Row 3, Partner B There is no heading above “over de rand”" in page.words
    assert "Partner A" in page.words
    with pytest.raises(AssertionError, match="no form"):
        confirm(worker, page)


def test_a_cell_beside_all_columns_that_there_are_is_seen(app: Flask, worker: Browser) -> None:
    rows = [headings("nl"), ["A", *[""] * (len(headings("nl")) - 1), "over de rand"]]
    assert "over de rand" in send(worker.in_language("en"), write_table(rows)).words


def test_a_column_without_a_heading_is_told_at_each_row(app: Flask, worker: Browser) -> None:
    row = ";organisatie;Geld;licht;Helpt.;0478-000222\n"
    words = send(worker.in_language("en"), f"{HEAD.replace('soort', ' ')}\nA{row}B{row}").words
    assert words.count("There is no heading above “organisatie”") == 2


def test_a_name_twice_and_a_name_of_the_archive_are_told(app: Flask, worker: Browser) -> None:
    with app.app_context():
        add_partner("Dicht", archived_on=date(2026, 11, 1))
        db.session.commit()
    rows = "".join(f"{name};organisatie;Geld;licht;Helpt.;0478-000222\n" for name in ("Nieuw", "nieuw ", "DICHT"))
    page = send(worker, f"{HEAD}\n{rows}")
    assert "staat twee keer in het bestand" in page.words
    assert "staat in het archief" in page.words


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "geen koppen"),
        (b"\x00\x01\x02", "kunnen lezen"),
        (b"PK\x03\x04nothing", "kunnen lezen"),
        (b"naam;thema\n", "Er staan koppen"),
        (b"naam;thema;leerling\nA;Geld;Piet\n", "kolom “leerling”"),
        (b"naam;thema;thema's\nA;Geld;Geld\n", "twee keer"),
        (b"naam;thema" + b"\nA;Geld" * (MOST_ENTRIES + 1), "10000 rijen"),
        (b"naam;thema" + b"\nA;Geld" * 100_000, "10000 rijen"),
        (b"naam;thema\n" + b"x" * 100_000, "veel te veel tekst"),
    ],
    ids=["empty", "bytes", "no-zip", "only-headings", "stray", "twice", "10001", "100000", "long-cell"],
)
def test_what_is_no_such_file_is_refused(app: Flask, worker: Browser, data: bytes, told: str) -> None:
    page = send(worker, data)
    assert page.status == 422
    assert told in page.words, page.words


def test_a_broken_workbook_says_that_it_cannot_be_read(app: Flask, worker: Browser) -> None:
    assert "kunnen lezen" in send(worker, b"naam;thema\nA;Geld\n", "kaart.xlsx").words
    assert "kunnen lezen" in send(worker, xlsx(*TABLE)[:2_000], "kaart.xlsx").words


def test_the_page_says_which_words_can_stand_in_a_column(worker: Browser) -> None:
    words = worker.get("/directory/import").words
    for said in ("soort : organisatie, professional", "hulp : licht, gespecialiseerd", "ja van ouders : zoals altijd"):
        assert said.replace(" :", "") in words.replace(" :", "").replace(":", ""), words


def test_what_somebody_changed_meanwhile_is_looked_at_again(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_partner()
        db.session.commit()
    page = send(worker, "naam;telefoon\nGrip Geldhulp;0478-000999\n")
    with app.app_context():
        get_partner(id).phone = "0478-000333"
        db.session.commit()
    assert "Iemand wijzigde dit" in confirm(worker, page).words
    with app.app_context():
        assert get_partner(id).phone == "0478-000333"


def test_rows_that_we_did_not_show_and_a_second_tap_add_nothing(app: Flask, worker: Browser) -> None:
    page = send(worker, GRIP)
    values = page.form("/directory/import/confirm")
    forged = worker.post("/directory/import/confirm", values | {"token": "of-nobody"}, follow=True)
    assert "Kies het bestand opnieuw" in forged.words
    assert count(app) == 0
    for _tap in range(2):
        worker.post("/directory/import/confirm", values)
    assert count(app) == 1


def test_five_thousand_rows_are_shown_in_seconds(app: Flask, worker: Browser) -> None:
    rows = [
        [f"Partner {number}", "organisatie", "Geld", "licht", "Helpt je met geld.", "", "16 tot 27", "", "Iris",
         "0478-000111", f"p{number}@partner.example", "", "", "", "schuld", "2", "2026-11-01", "", "", "ja"]
        for number in range(5_000)
    ]  # fmt: skip
    data = write_table([headings("nl"), *rows])
    began = time.perf_counter()
    page = send(worker, data)
    assert time.perf_counter() - began < 20, "ours take two, on a quiet machine"
    assert "nieuw: 5000" in page.words
    assert len(page.form("/directory/import/confirm")["token"]) < 1_300_000, "the yes can carry them"
