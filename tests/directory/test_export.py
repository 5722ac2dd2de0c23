"""The directory as a file: it opens as a table, holds no formula, and an import of it changes nothing."""

import io
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.directory import PartnerKind
from jsp.rules.consent import ReceiverRule
from jsp.rules.partner_file import COLUMNS, WORDS, Listed, as_row, headings
from jsp.rules.partner_rows import NO_SHEET, Becomes, Held, Known, is_head, read_rows
from jsp.rules.referral import Help
from jsp.rules.table_file import read_table, write_table, write_workbook
from jsp.rules.text import UnreadableTextError, clean
from tests.browser import Browser
from tests.directory.files import export, send
from tests.referrals.rows import add_partner

TODAY = date(2026, 11, 23)
THEMES = [Listed(1, "money", ("Geld, schuld", "Money; debt")), Listed(2, "school", ("School", "School")),
          Listed(3, "other", ("School", "Other"))]  # fmt: skip
SITES = [Listed(7, "raayland", ("Raayland",)), Listed(8, "gilde", ("Gilde",))]


def readable(text: str) -> bool:
    try:
        return clean(text) == text == " ".join(text.split())
    except UnreadableTextError:
        return False


TEXTS = st.one_of(
    st.sampled_from(["=1+1", "'=1", "+31 6", "-", "@x", "''+", "a;b", 'a "b"', "a, b"]), st.text(max_size=20)
)
LINES = TEXTS.filter(readable)
ENTRIES = st.fixed_dictionaries(
    {
        "name": LINES.filter(bool),
        "kind": st.sampled_from([str(kind) for kind in PartnerKind]),
        "themes": st.sets(st.sampled_from([1, 2, 3]), min_size=1).map(lambda ids: tuple(sorted(ids))),
        "help": st.sampled_from(Help),
        "phone": st.sampled_from(["", "112", "+31 6 12345678", "0800-0113"]),
        "mail": st.sampled_from(["", "iris@partner.example"]),
        "website": st.sampled_from(["", "https://partner.example/a?b=c"]),
        **dict.fromkeys(("offer_nl", "offer_en", "audience_nl", "audience_en", "contact_person", "place", "times",
                         "words"), LINES),
        "waiting_weeks": st.none() | st.integers(0, 200),
        "waiting_on": st.dates(date(2020, 1, 1), TODAY),
        "sites": st.sets(st.sampled_from([7, 8])).map(lambda ids: tuple(sorted(ids))),
        "receiver_rule": st.sampled_from(ReceiverRule),
        "is_for_pupils": st.booleans(),
    }
).map(lambda entry: entry if entry["waiting_weeks"] is not None else entry | {"waiting_on": None})  # fmt: skip


@given(st.lists(ENTRIES, min_size=1, max_size=5, unique_by=lambda entry: entry["name"].casefold()),
       st.sampled_from(["nl", "en"]), st.sampled_from([write_table, write_workbook]))  # fmt: skip
def test_what_is_exported_is_imported_as_the_same(entries: list[dict[str, Any]], language: str, write: Any) -> None:
    named = [each if language == "nl" else each._replace(names=each.names[::-1]) for each in THEMES]
    rows = [as_row(each, language=language, themes=named, sites=SITES) for each in entries]
    table = read_table(write([headings(language), *rows]), is_head=is_head, no_sheet=NO_SHEET, most=100)
    held = [Held(id, False, values) for id, values in enumerate(entries)]
    read = read_rows(table, Known(themes=THEMES, sites=SITES, entries=held, today=TODAY))
    assert [row.problems for row in read] == [[]] * len(entries)
    assert [(row.becomes, row.changes) for row in read] == [(Becomes.SAME, [])] * len(entries)


def test_every_choice_has_a_word_and_every_column_a_heading() -> None:
    assert set(WORDS["kind"]) == {str(kind) for kind in PartnerKind}
    assert set(WORDS["help"]) == set(Help)
    assert set(WORDS["receiver_rule"]) == set(ReceiverRule)
    assert len(set(headings("nl"))) == len(set(headings("en"))) == len(COLUMNS)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_own_file_comes_back_unchanged(app: Flask, coordinator: Browser, kind: str, language: str) -> None:
    with app.app_context():
        add_partner("=Grip", themes=("money", "school"), sites=("gilde",), phone="+31 478 000111",
                    waiting_weeks=4, waiting_on=date(2026, 10, 1), words="schuld; lening, geld")  # fmt: skip
        add_partner("Dicht", archived_on=date(2026, 11, 1))
        db.session.commit()
    coordinator.in_language(language)
    data = export(coordinator, kind)
    page = send(coordinator, data, f"kaart.{kind}")
    assert ("hetzelfde: 1" if language == "nl" else "unchanged: 1") in page.words, page.words
    assert "Dicht" not in str(data)


def test_no_cell_is_a_formula(app: Flask, worker: Browser) -> None:
    with app.app_context():
        add_partner("=HYPERLINK(1)", offer_nl="+cmd|' /C calc'!A0", audience_nl="@SUM(1)", place="-1+1")
        db.session.commit()
    text = export(worker, "csv").decode("utf-8-sig")
    for formula in ("=HYPERLINK", "+cmd", "@SUM", "-1+1"):
        assert f"'{formula}" in text
    found = load_workbook(io.BytesIO(export(worker, "xlsx"))).worksheets[0][2]
    assert {"=HYPERLINK(1)", "@SUM(1)", "-1+1"} <= {cell.value for cell in found}, "a text as it is"
    assert {cell.data_type for cell in found if cell.value} == {"s"}


def test_that_it_was_taken_out_is_written_down(app: Flask, worker: Browser) -> None:
    export(worker, "csv")
    with app.app_context():
        assert (
            db.session.scalar(select(AuditEntry.object_kind).where(AuditEntry.action == Action.EXPORTED)) == "partners"
        )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_file_has_the_headings_of_the_page(worker: Browser, kind: str) -> None:
    data = worker.client.get(f"/directory/empty.{kind}").get_data()
    table = read_table(data, is_head=is_head, no_sheet=NO_SHEET)
    assert table[0] == headings("nl")


def test_who_only_reads_takes_nothing_out(mentor: Browser) -> None:
    for address in ("/directory/export.csv", "/directory/import", "/directory/corrections"):
        assert mentor.get(address).status == 403
