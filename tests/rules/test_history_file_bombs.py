"""A small file that would keep a machine busy is refused before it does."""

import io
import zipfile
from collections.abc import Callable

import pytest

from jsp.rules import history_file, history_head, sheet_file, sheet_parts
from jsp.rules.history_file import read_history
from jsp.rules.history_words import Field, field_of
from jsp.rules.refusal import DomainError
from jsp.rules.table_file import NO_TABLE

NAMES = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<row r="1"><c t="str"><v>datum</v></c><c t="str"><v>thema</v></c></row>'
ROW = '<row><c t="str"><v>2-9-2024</v></c><c t="str"><v>Geld</v></c></row>'
MILLION = 1_000_000


def book(rows: str, *, texts: str = "", styles: str = "", sheets: int = 1, after: str = "", how: int = 8) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        named = "".join(f'<sheet name="s{at}" r:id="r1"/>' for at in range(sheets))
        packed.writestr("xl/workbook.xml", f"<workbook {NAMES}><sheets>{named}</sheets></workbook>")
        to = '<Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
        packed.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{to}</Relationships>")
        sheet = f"<worksheet {NAMES}><sheetData>{rows}</sheetData>{after}</worksheet>"
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
        packed.writestr("xl/sharedStrings.xml", f"<sst>{texts}</sst>")
        packed.writestr("xl/styles.xml", f"<styleSheet>{styles}</styleSheet>")
    return out.getvalue()


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes were unpacked, piece by piece."""
    sizes: list[int] = []
    read = zipfile.ZipExtFile.read

    def counted(source: zipfile.ZipExtFile, most: int | None = -1) -> bytes:
        piece = read(source, most)
        sizes.append(len(piece))
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    return sizes


ENDLESS = {
    "attribute": lambda: f'<row r="1" x="{"a" * 5 * MILLION}"></row>{HEAD}{ROW}',
    "comment": lambda: f"<!--{'a' * 5 * MILLION}-->{HEAD}{ROW}",
    "cell": lambda: f'{HEAD}<row><c t="str"><v>{"a" * 5 * MILLION}</v></c></row>{ROW}',
    "deep": lambda: HEAD + "<a>" * MILLION + ROW,
    "deep with ends": lambda: HEAD + "<a><b/>" * MILLION + ROW,
    "wide": lambda: f"{HEAD}<row>{'<c><v>1</v></c>' * MILLION}</row>{ROW}",
    "columns": lambda: "<row>" + "".join(f"<c r='{at:x}x'/>" for at in range(MILLION)) + f"</row>{HEAD}{ROW}",
}


@pytest.mark.parametrize("rows", ENDLESS.values(), ids=ENDLESS.keys())
def test_what_has_no_end_is_left_at_its_beginning(rows: Callable[[], str], fed: list[int]) -> None:
    with pytest.raises(DomainError) as refused:
        read_history(book(rows()))
    assert (refused.value.message, refused.value.field) == (NO_TABLE, "file")
    assert sum(fed) < MILLION


@pytest.mark.parametrize("before", [0, 20_000, 40_000, 60_000])
@pytest.mark.parametrize("sign", ["😀", "&amp;"])
def test_the_longest_cell_of_a_spreadsheet_program_is_read(before: int, sign: str) -> None:
    """Wherever in a piece it begins, and though it is cut off."""
    told = f'<row><c t="str"><v>2-9-2024</v></c><c t="inlineStr"><is><t>{sign * 32_767}</t></is></c></row>'
    table = read_history(book(f"{HEAD}<!--{'x' * before}-->{told}{ROW}"))
    assert (table.size, table.left) == (2, ["thema"]), "longer than a word to count by, so that its column stays out"


@pytest.mark.parametrize("row", [f'<row x="{"a" * 270_000}"></row>', f'<row><c r="{"1" * 20_000}"/></row>'])
def test_what_no_spreadsheet_program_writes_as_long_is_refused(row: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_history(book(HEAD + row + ROW))
    assert (refused.value.message, refused.value.field) == (NO_TABLE, "file")


def test_a_part_that_many_sheets_name_is_read_once(fed: list[int]) -> None:
    data = book(HEAD + ROW + "<x/>" * 250_000, sheets=10)
    assert read_history(data).more_sheets == 0
    assert sum(fed) < 2.5 * MILLION, "once for its headings, once for its rows"


def test_empty_rows_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_file, "MOST_SEEN", 1_000)
    assert read_history(book(HEAD + "<row/>" * 900 + ROW)).size == 1
    for data in (book(HEAD + "<row/>" * 1_001 + ROW), b"datum;thema\n" + b"\n" * 1_001 + b"2-9-2024;Geld\n"):
        with pytest.raises(DomainError, match="rows"):
            read_history(data)


def test_no_more_elements_and_texts_are_heard_than_a_long_table_has(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book(HEAD + ROW + "<x/>" * 20_000, texts="<si><t>x</t></si>" * 20_000)
    assert read_history(data).size == 1
    for limit in ("MOST_ELEMENTS", "MOST_TEXTS"):
        with monkeypatch.context() as smaller:
            smaller.setattr(sheet_file, limit, 15_000)
            with pytest.raises(DomainError, match="too large"):
                read_history(data)


def test_what_is_beyond_the_most_columns_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def looking(cell: str) -> Field | None:
        looked.append(cell)
        return field_of(cell)

    for reads in (history_file, history_head):
        monkeypatch.setattr(reads, "field_of", looking)
    table = read_history(b"datum;thema" + b";x" * 1_000 + b"\n2-9-2024;Geld" + b";x" * 1_000 + b"\n")
    assert table.size == 1
    assert len(looked) < 5 * sheet_parts.MOST_COLUMNS


def test_a_column_that_spells_the_same_word_endlessly_is_left() -> None:
    spelled = "\n".join(f"2-9-2024;{' ' * (at % 130)}Geld{' ' * (at // 130)};mail" for at in range(15_200))
    table = read_history(f"datum;thema;vorm\n{spelled}\n".encode())
    assert (table.left, [each.heading for each in table.columns]) == (["thema"], ["datum", "vorm"])


def test_places_and_styles_are_not_puzzled_over() -> None:
    with pytest.raises(DomainError):
        read_history(book(HEAD + ROW, after=f'<mergeCell ref="{"1" * 200_000}x"/>'))
    own = f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 100_000}"/></numFmts>'
    used = "<cellXfs>" + "<xf numFmtId='200'/>" * 4_000 + "</cellXfs>"
    assert read_history(book(HEAD + ROW, styles=own + used)).size == 1


def test_a_workbook_is_packed_as_spreadsheet_programs_do() -> None:
    with pytest.raises(DomainError) as refused:
        read_history(book(HEAD + ROW, how=zipfile.ZIP_LZMA))
    assert refused.value.message == NO_TABLE
