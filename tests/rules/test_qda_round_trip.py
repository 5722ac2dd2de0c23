"""What is written is valid REFI-QDA 1.0, opens in an independent reader, and comes back as it was."""

from contextlib import redirect_stdout
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from lxml import etree

from jsp.rules.qda import Left, Project, QdaCode, QdaCoding, QdaPassage, QdaSource, QdaUser, walk
from jsp.rules.qda_codes import read_codebook
from jsp.rules.qda_read import read_project
from jsp.rules.qda_write import CODEBOOK_XML, PROJECT_XML, project_xml, write_codebook, write_project
from jsp.rules.qda_zip import unpack
from jsp.rules.spans import Span
from tests.rules.qda_reader import SCHEMA, reader
from tests.rules.qda_strategies import projects

TEXT = "M2: Het café-gesprek 😀 hielp.\nJ1: Ik zag e\u0301én ding."
SANNE, RUST, DEEP, OTHER = (UUID(int=each) for each in (1, 2, 3, 4))
SOURCE = UUID(int=5)
PASSAGES = tuple(
    QdaPassage(UUID(int=10 + at), span, SANNE, memo, (QdaCoding(UUID(int=20 + at), code, SANNE, of_coding),))
    for at, (span, memo, code, of_coding) in enumerate((
        (Span(4, 22), "Over het café 😀", RUST, ""), (Span(4, 22), "", DEEP, "Twijfel:\nof toch <rust>?"),
        (Span(17, 40), "", RUST, ""), (Span(0, len(TEXT)), "", OTHER, ""),
    ))
)  # fmt: skip
PROJECT = Project(
    "Respect & meer", (QdaUser(SANNE, "Sanne"),),
    (QdaCode(RUST, "Rust & orde", True, "#1f5fa8", "Wat rust gaf",
             (QdaCode(DEEP, "Één vraag 😀", True, "#b4540a"),)),
     QdaCode(OTHER, "Anders", False, "#2e7d32")),
    (QdaSource(SOURCE, "Verslag", TEXT, SANNE, PASSAGES),),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(projects())
def test_whatever_the_project_it_is_valid_and_comes_back_equal(project: Project) -> None:
    data = write_project(project)
    SCHEMA.assertValid(etree.fromstring(unpack(data).qde))
    left = ((Left.SETS, 1),) if len(project.sources) > 1 else ()
    assert read_project(unpack(data)) == replace(project, left=left)


@settings(max_examples=30, deadline=None)
@given(projects())
def test_a_codebook_alone_comes_back_equal(project: Project) -> None:
    data = write_codebook(project.codes)
    assert read_codebook(data) == project.codes
    of_project = data.replace(CODEBOOK_XML.encode(), PROJECT_XML.encode()).replace(b' origin="JSP"', b"")
    inner = of_project.partition(b"?>\n")[2]
    whole = b'<Project xmlns="%s" name="x">%s</Project>' % (PROJECT_XML.encode(), inner)
    SCHEMA.assertValid(etree.fromstring(whole))


def test_the_same_project_is_the_same_file() -> None:
    assert write_project(PROJECT) == write_project(PROJECT)
    with ZipFile(BytesIO(write_project(PROJECT))) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read(f"sources/{SOURCE}.txt") == TEXT.encode()


def test_no_moment_stands_in_it() -> None:
    assert b"DateTime" not in project_xml(PROJECT)


def test_an_independent_reader_finds_the_same(tmp_path: Path) -> None:
    file = tmp_path / "project.qdpx"
    file.write_bytes(write_project(PROJECT))
    with redirect_stdout(StringIO()):
        packed = reader().QDPX(str(file))
        opened, text = packed.get_project(), packed.get_source(str(SOURCE))
    assert {(each.guid, each.name) for each in opened.users.values()} == {(str(SANNE), "Sanne")}
    assert {
        (each.guid, each.name, each.is_codable, each.description, each.parent and each.parent.guid)
        for each in opened.codes.values()
    } == {
        (str(each.guid), each.name, each.is_codable, each.definition or None, str(RUST) if depth == 2 else None)
        for depth, each in walk(PROJECT.codes)
    }
    [source] = opened.sources.values()
    assert (source.guid, source.name, text) == (str(SOURCE), "Verslag", TEXT)
    assert [
        (each.guid, each.start, each.end, text[each.start : each.end], each.code.guid, each.user.guid)
        for each in source.coded_selections.values()
    ] == [
        (str(each.guid), each.span.start, each.span.end, TEXT[each.span.start : each.span.end],
         str(each.codings[0].code), str(SANNE))
        for each in PASSAGES
    ]  # fmt: skip


def test_the_official_schema_says_no_to_what_is_no_project() -> None:
    broken = project_xml(PROJECT).replace(b"startPosition", b"beginsAt")
    with pytest.raises(etree.DocumentInvalid):
        SCHEMA.assertValid(etree.fromstring(broken))
