"""A Word file is text to us: its paragraphs are read, whatever else is in it is refused with a reason."""

import io
import time
import tracemalloc
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.refusal import DomainError
from jsp.rules.transcript import read_file
from jsp.rules.transcript_word import CLIMBS, ENTITIES, LOCKED, MACROS, NO_WORD, TOO_DEEP, TOO_LARGE, read_word
from tests.rules.transcripts import BODY, TYPES, as_word, part_of, with_parts

PLAIN = as_word([("Ine", "Welkom."), ("Ab", "Dank.")])


def refusal(data: bytes) -> str:
    with pytest.raises(DomainError) as refused:
        read_word(data)
    assert refused.value.field == "file"
    return refused.value.message


def is_answered(data: bytes) -> bool:
    """Whether it is read, or refused beside its field. Any other exception fails the test."""
    try:
        return bool(read_file(data).turns)
    except DomainError as error:
        return error.field == "file"


def test_cells_of_a_table_stand_in_their_place() -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("Ine: Eerst.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ab: In een cel.", "Ine: Ernaast."
    document.add_paragraph("Ab: Laatst.")
    document.save(out)
    assert [turn.words for turn in read_file(out.getvalue()).turns] == ["Eerst.", "In een cel.", "Ernaast.", "Laatst."]


def test_a_row_with_a_time_a_name_and_words_is_what_somebody_said() -> None:
    document, out = docx.Document(), io.BytesIO()
    table = document.add_table(2, 3)
    for at, cells in enumerate([("0:03", "Ine Vos", "Welkom.\nGa zitten."), ("0:09", "Ab", "Dank.")]):
        for number, words in enumerate(cells):
            table.cell(at, number).text = words
    document.add_paragraph("Ab: Laatst.")
    document.save(out)
    assert list(read_file(out.getvalue()).turns) == [
        ("Ine Vos", "Welkom. Ga zitten."), ("Ab", "Dank."), ("Ab", "Laatst.")
    ]  # fmt: skip


def test_a_line_below_another_in_one_paragraph_goes_on() -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("Ine: Eerst dit,\nEn dan dat.")
    document.save(out)
    assert list(read_file(out.getvalue()).turns) == [("Ine", "Eerst dit, En dan dat.")]


def test_what_was_taken_out_while_tracking_changes_is_not_read_and_what_came_in_is() -> None:
    body = part_of(PLAIN, BODY).replace(
        b"<w:t>Ine: Welkom.</w:t>",
        b"<w:t>Ine: </w:t></w:r><w:del w:id='1' w:author='x'><w:r><w:delText>Hoi.</w:delText></w:r></w:del>"
        b"<w:ins w:id='2' w:author='x'><w:r><w:t>Dag.</w:t></w:r></w:ins><w:r>",
    )
    assert read_file(with_parts(PLAIN, {BODY: body})).turns[0] == ("Ine", "Dag.")


def test_a_file_with_macros_is_refused() -> None:
    assert refusal(with_parts(PLAIN, {"word/vbaProject.bin": b"macro"})) == MACROS
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = part_of(PLAIN, TYPES).replace(kind, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert refusal(with_parts(PLAIN, {TYPES: types})) == MACROS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_is_refused_in_any_encoding(encoding: str) -> None:
    body = part_of(PLAIN, BODY).decode().replace("Welkom.", "&x;")
    _head, _end, rest = body.partition("?>")
    body = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{rest}'
    assert refusal(with_parts(PLAIN, {BODY: body.encode(encoding)})) == ENTITIES


def test_a_body_in_an_encoding_that_hides_is_refused() -> None:
    body = part_of(PLAIN, BODY).replace(b"UTF-8", b"UTF-7").replace(b"Welkom.", b"+AEEAQgBD-")
    assert refusal(with_parts(PLAIN, {BODY: body})) == NO_WORD


def test_a_gigabyte_in_a_few_bytes_is_refused_fast_and_with_little_memory() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open(BODY, "w", force_zip64=True) as part:
        for _ in range(1_000):
            part.write(b"\0" * 1_000_000)
    bomb = out.getvalue()
    assert len(bomb) < 1_200_000
    tracemalloc.start()
    began = time.process_time()
    try:
        assert refusal(bomb) == TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()
    assert time.process_time() - began < 5


def test_a_file_that_says_it_is_small_is_counted_all_the_same() -> None:
    bomb = with_parts(PLAIN, {"word/media/a.bin": b"\0" * 30_000_000})
    lying = bomb.replace((30_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    assert refusal(lying) in (NO_WORD, TOO_LARGE)


def test_very_many_small_tags_are_refused_before_they_are_read() -> None:
    body = part_of(PLAIN, BODY).replace(b"<w:sectPr", b"<w:p/>" * 700_000 + b"<w:sectPr", 1)
    assert refusal(with_parts(PLAIN, {BODY: body})) == TOO_LARGE


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "word\\..\\..\\x", "C:/x"])
def test_a_name_that_climbs_is_refused(name: str) -> None:
    assert refusal(with_parts(PLAIN, {name: b"x"})) == CLIMBS


def test_very_many_parts_are_refused() -> None:
    assert refusal(with_parts(PLAIN, {f"word/{at}.bin": b"" for at in range(400)})) == TOO_LARGE


def test_a_locked_part_is_told_as_that() -> None:
    at = PLAIN.index(b"PK\x01\x02") + 8
    assert refusal(PLAIN[:at] + b"\x01" + PLAIN[at + 1 :]) == LOCKED


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(PLAIN)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as packed:
        packed.writestr(BODY, part_of(PLAIN, BODY))
    assert refusal(out.getvalue()) == NO_WORD


def test_another_kind_of_packed_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("hello.txt", "hello")
    assert refusal(out.getvalue()) == NO_WORD


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=4), st.booleans())
def test_a_damaged_file_is_read_or_refused(at: int, noise: bytes, cut: bool) -> None:
    assert is_answered(PLAIN[:at] + noise + (b"" if cut else PLAIN[at + len(noise) :]))


@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=6), st.sampled_from([BODY, TYPES, "word/styles.xml"]))
def test_a_damaged_part_is_read_or_refused(at: int, noise: bytes, name: str) -> None:
    part = part_of(PLAIN, name)
    assert is_answered(with_parts(PLAIN, {name: part[:at] + noise + part[at + len(noise) :]}))


def nested(depth: int, inside: bytes) -> bytes:
    """A file with tables of one cell inside each other."""
    opened, closed = b"<w:tbl><w:tr><w:tc>" * depth, b"</w:tc></w:tr></w:tbl>" * depth
    return with_parts(
        PLAIN, {BODY: part_of(PLAIN, BODY).replace(b"<w:sectPr", opened + inside + closed + b"<w:sectPr", 1)}
    )


def test_tables_inside_tables_are_read_once_and_not_deeper_than_anybody_makes_them() -> None:
    inside = b"<w:p><w:r><w:t>Diep.</w:t></w:r></w:p>"
    assert [line for line in read_word(nested(10, inside)) if line.strip()][-1] == "Diep."
    assert refusal(nested(11, inside)) == TOO_DEEP


def test_what_was_taken_out_inside_what_was_taken_out_goes_at_once() -> None:
    inside = b"<w:del>" * 100 + b"<w:p/>" * 50_000 + b"</w:del>" * 100
    assert [line for line in read_word(nested(1, inside)) if line.strip()] == ["Ine: Welkom.", "Ab: Dank."]
