"""A team's own table, with suspicion: words of their own, what is wrong with a row, and nothing that names somebody."""

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from openpyxl import Workbook

from jsp.rules.contact import AskedBy, Channel, Level
from jsp.rules.history_columns import LEFT_OUT, Choice, Lists, check, check_order, guess, likely_order, unknown_words
from jsp.rules.history_days import Order
from jsp.rules.history_file import MOST_ROWS, read_history
from jsp.rules.history_rows import Found, PastRow, Rows, find_rows
from jsp.rules.history_words import LEVELS, OUTCOMES, THEMES, Field, known_words, with_names
from jsp.rules.refusal import DomainError
from tests.workbooks import xlsx

TODAY = date(2026, 11, 27)
LISTS = Lists(
    with_names(THEMES, [("1", "money", ("Geld", "Money")), ("2", "school", ("School", "School"))]),
    with_names(OUTCOMES, [("7", "listened", ("Luisterend oor", "Listening ear")), ("8", "referred", ("Verwezen",))]),
    known_words(LEVELS),
)
USUAL = {Field.CHANNEL: "walk_in", Field.ASKED_BY: "pupil", Field.OUTCOME: "7"}
GELD = PastRow(date(2024, 9, 2), Channel.WALK_IN, 1, AskedBy.PUPIL, 7, None, False)


def found(data: bytes | str, **words: str) -> Found:
    table = read_history(data.encode() if isinstance(data, str) else data)
    guessed = guess(table, LISTS)
    columns = check([guessed.get(at) for at in range(len(table.columns))])
    order = check_order(table.columns[columns[Field.ON]], None)
    told = {
        (each.field, each.place): words[each.text] for each in unknown_words(table, columns, LISTS)
    }  # fmt: skip
    return find_rows(table, Choice(columns, order, USUAL, told), LISTS, today=TODAY)


def refusals(data: bytes | str) -> dict[int, str]:
    return {each.number: each.refusal.message for each in found(data).problems}


def test_a_column_that_may_be_american_has_to_be_asked_about() -> None:
    table = read_history(b"datum;thema\n3-4-2024;Geld\n11-25-2024;Geld\n25-11-2024;Geld\n")
    assert likely_order(table.columns[0]) is None
    with pytest.raises(DomainError, match="Say what comes first") as refused:
        check_order(table.columns[0], None)
    assert refused.value.field == "order"
    choice = Choice({Field.ON: 0, Field.THEME: 1}, Order.MONTH, USUAL)
    rows = find_rows(table, choice, LISTS, today=TODAY)
    assert [(each.number, each.refusal.values["text"]) for each in rows.problems] == [(4, "25-11-2024")]
    assert {row.on for row in rows.rows} == {date(2024, 3, 4), date(2024, 11, 25)}


def test_a_table_of_a_team_is_understood() -> None:
    rows = found(
        "Gesprekken 2024;;;;;;;;\n;;;;;;;;\n"
        "Datum;Thema;Contactvorm;Wie vroeg;Uitkomst;Niveau;Eerste keer?;Aantal;Naam\n"
        "2-9-2024;schulden;inloop;leerling;doorverwezen;vmbo-t;ja;1;Jan\n"
        "3-9-2024;GELD;appje;moeder;;;nee;3;Piet\n"
    )  # fmt: skip
    assert rows.rows == Rows({
        PastRow(date(2024, 9, 2), Channel.WALK_IN, 1, AskedBy.PUPIL, 8, Level.VMBO_TL, False): 1,
        PastRow(date(2024, 9, 3), Channel.ONLINE, 1, AskedBy.PARENT, 7, None, True): 3,
    })  # fmt: skip


def test_columns_without_known_headings_are_told_by_what_stands_in_them() -> None:
    table = read_history(b"a;b;c\n2-9-2024;Geld;inloop\n3-9-2024;School;mail\n")
    assert guess(table, LISTS) == {0: Field.ON, 1: Field.THEME, 2: Field.CHANNEL}


NAMES = "\n".join(f"2-9-2024;Geld;Leerling nummer {at} was verdrietig" for at in range(300))


@pytest.mark.parametrize(
    "data",
    ["datum;thema;naam\n2-9-2024;Geld;Jan Jansen\n", "datum;thema;Naam leerling\n2-9-2024;Geld;Jan Jansen\n",
     "datum;thema;opmerkingen\n2-9-2024;Geld;Jan Jansen\n", "datum;thema;nr\n2-9-2024;Geld;111222333\n",
     f"datum;thema;bijz\n{NAMES}\n", f"datum;thema;tekst\n2-9-2024;Geld;{'Jan Jansen ' * 9}\n"],
    ids=["name", "name-of-pupil", "remarks", "bsn", "many-texts", "long-text"],
)  # fmt: skip
def test_what_may_name_somebody_is_not_even_carried_along(data: str) -> None:
    table = read_history(data.encode())
    assert [column.heading for column in table.columns] == ["datum", "thema"]
    assert len(table.left) == 1
    assert not [word for word in ("Jan", "111222333", "verdrietig") if word in str(table.to_data())]


@pytest.mark.parametrize("heading", [
    "Cliënt", "CLIENT", "Clientnummer", "client-nr", "Tel", "Tel.", "Telnr", "06/tel", "Email", "E-mail", "E-mailadres",
    "Ouder", "Ouder(s)", "Contact met", "Jongere", "Naam", "Leerlingnaam", "Leerlingen", "Cursistnummer",
    "Dossiernummer", "Gesproken met", "Voor wie", "Docentnaam", "Opmerkingen JSP", "Korte omschrijving", "Klant",
])  # fmt: skip
def test_below_such_a_heading_nothing_is_carried_along(heading: str) -> None:
    table = read_history(f"datum;thema;{heading}\n2-9-2024;Geld;Jan\n".encode())
    assert ([column.heading for column in table.columns], list(table.left)) == (["datum", "thema"], [heading])
    assert "Jan" not in str(table.to_data())


@pytest.mark.parametrize("heading", [
    "Soort contact", "Contactvorm", "Contactdatum", "Wie vroeg", "Opleidingsniveau", "Aantal", "Uitkomst gesprek",
    "Nieuw of terug", "Datum contact", "Onderwerp gesprek", "Kanaal",
])  # fmt: skip
def test_below_a_heading_of_ours_something_is(heading: str) -> None:
    table = read_history(f"dag;thema;{heading}\n2-9-2024;Geld;x\n".encode())
    assert [column.heading for column in table.columns] == ["dag", "thema", heading]


def test_under_who_there_may_stand_names() -> None:
    table = read_history(b"datum;thema;wie\n2-9-2024;Geld;Jan\n3-9-2024;Geld;Piet\n")
    assert guess(table, LISTS) == {0: Field.ON, 1: Field.THEME}


def test_every_wrong_row_is_told_with_its_number() -> None:
    data = (
        "datum;thema;aantal\n2-9-2024;Geld;1\n\n31-2-2024;Geld;1\n;Geld;1\n3-9-2024;;1\n3-9-2024;Geld;0\n=A1;Geld;1\n"
    )
    assert [(number, text.split(".")[0][:24]) for number, text in refusals(data).items()] == [
        (4, "“%(text)s” is a day that"), (5, "There is no day in this "), (6, "There is no theme in thi"),
        (7, "“%(text)s” is no number "), (8, "A cell holds a formula"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["1000", "-1", "1,5", "x", "²", "99999999999999"])
def test_what_is_no_number_of_conversations_is_refused(number: str) -> None:
    assert list(refusals(f"datum;thema;aantal\n2-9-2024;Geld;{number}\n")) == [2]


def test_words_of_their_own_count_as_what_was_chosen_or_leave_the_row_out() -> None:
    rows = found("datum;thema\n2-9-2024;verdriet\n2-9-2024;taart\n2-9-2024;Geld\n", verdriet="1", taart=LEFT_OUT)
    assert (rows.rows, rows.left_out, rows.wrong) == (Rows({GELD: 2}), 1, 0)


def test_a_workbook_with_real_days_and_numbers() -> None:
    rows = found(xlsx(
        ("overzicht",), ("datum", "thema", "aantal"), (datetime.fromisoformat("2024-09-02T10:15"), "Geld", 2.0),
        (date(2024, 9, 2), "Geld", None), (45537, "Geld", "1"), ("2 sep 2024", "Geld", 1),
    ))  # fmt: skip
    assert rows.rows == Rows({GELD: 5})


def test_a_formula_in_a_workbook_is_told_whatever_it_showed() -> None:
    assert list(refusals(xlsx(("datum", "thema"), ("=TODAY()", "Geld"), (date(2024, 9, 2), '="Geld"')))) == [2, 3]


def test_a_formula_in_a_column_that_is_not_taken_does_not_matter() -> None:
    assert found(xlsx(("datum", "thema", "week"), (date(2024, 9, 2), "Geld", "=WEEKNUM(A2)"))).rows == Rows({GELD: 1})


def test_merged_cells_are_told_and_their_empty_rows_are_wrong() -> None:
    data = xlsx(("datum", "thema"), (date(2024, 9, 2), "Geld"), (None, "School"), merged="A2:A3")
    assert read_history(data).is_merged
    assert list(refusals(data)) == [3]
    above = xlsx(("Gesprekken", None), ("datum", "thema"), (date(2024, 9, 2), "Geld"), merged="A1:B1")
    assert not read_history(above).is_merged


def test_the_sheet_with_the_headings_is_read() -> None:
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0].append(("Uitleg", "van alles"))
    page = book.create_sheet("2024")
    for row in (("datum", "thema"), (date(2024, 9, 2), "Geld")):
        page.append(row)
    book.save(out)
    table = read_history(out.getvalue())
    assert (table.sheet, table.more_sheets, table.size) == ("2024", 1, 1)


def packed_with(part: str, text: bytes) -> bytes:
    out = io.BytesIO()
    plain = io.BytesIO(xlsx(("datum", "thema"), ("2-9-2024", "Geld")))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    return out.getvalue()


BOMB = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData/></worksheet>'


@pytest.mark.parametrize(
    "data",
    [b"", b"datum", b"PK\x03\x04 no zip", b"\x00\x01\x02", b"datum;thema\n", b"alleen tekst\nzonder kolommen\n",
     packed_with("xl/worksheets/sheet1.xml", BOMB), packed_with("xl/worksheets/sheet1.xml", b"<worksheet"),
     packed_with("xl/worksheets/sheet1.xml", b"<worksheet><row r='x'/></worksheet>"),
     packed_with("xl/workbook.xml", BOMB), packed_with("xl/styles.xml", b"<a" * 300_000)],
)  # fmt: skip
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(DomainError) as refused:
        read_history(data)
    assert refused.value.field == "file"


def test_a_workbook_that_unpacks_to_far_too_much_is_not_opened() -> None:
    data = packed_with("xl/worksheets/sheet1.xml", b" " * 260_000_000)
    assert len(data) < 400_000, "packed it is small"
    with pytest.raises(DomainError, match="too large"):
        read_history(data)


def test_two_hundred_thousand_rows_are_read_and_one_more_is_not() -> None:
    row = b"2-9-2024;Geld\n"
    assert found(b"datum;thema\n" + row * MOST_ROWS).rows == Rows({GELD: MOST_ROWS})
    with pytest.raises(DomainError, match="rows"):
        read_history(b"datum;thema\n" + row * (MOST_ROWS + 1))


def test_rows_that_stand_for_too_many_conversations_are_refused() -> None:
    with pytest.raises(DomainError, match="conversations"):
        found("datum;thema;aantal\n" + "2-9-2024;Geld;999\n" * 201)


def test_a_span_of_years_with_empty_rows_keeps_its_numbers() -> None:
    lines = [f"{date(2015, 1, 1) + timedelta(days=at)};Geld" if at % 3 else "" for at in range(4000)]
    table = read_history("\n".join(["datum;thema", *lines]).encode())
    assert [table.number(at) for at in (0, 1, 2)] == [3, 4, 6]
    assert likely_order(table.columns[0]) is Order.DAY
