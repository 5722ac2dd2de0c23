"""Files that mean harm, or are broken: each gets a sentence, and none an error of the program."""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.rules import qda_zip
from jsp.rules.coding import DEEPEST
from jsp.rules.qda import Project
from jsp.rules.qda_codes import read_codebook
from jsp.rules.qda_read import read_project
from jsp.rules.qda_write import CODEBOOK_XML, PROJECT_XML, project_xml, write_codebook, write_project
from jsp.rules.qda_zip import MOST_QDE, MOST_TEXT, Packed, unpack
from jsp.rules.refusal import DomainError
from tests.rules.test_qda_round_trip import PROJECT, SOURCE, TEXT

QDE = project_xml(PROJECT).decode()
TEXTS = {f"{SOURCE}.txt": TEXT.encode()}
CODE = '<Code guid="00000000-0000-0000-0000-{:012d}" name="c{}" isCodable="true">'


def read(qde: str | bytes, texts: dict[str, bytes] | None = None) -> Project:
    data = qde.encode() if isinstance(qde, str) else qde
    return read_project(Packed(data, TEXTS if texts is None else texts))


def refusal(qde: str | bytes, texts: dict[str, bytes] | None = None) -> str:
    with pytest.raises(DomainError) as caught:
        read(qde, texts)
    assert caught.value.field == "file"
    return caught.value.message % caught.value.values


def zipped(*parts: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts:
            packed.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        unpack(data)
    assert caught.value.field == "file"
    return caught.value.message


GOOD = ("project.qde", QDE.encode())


@pytest.mark.parametrize("name", [
    "../evil.txt", "sources/../../evil.txt", "/etc/passwd", "C:/evil.txt", "c:evil.txt", "sources\\..\\evil.txt",
    "\\\\server\\share", "sources/..",
])  # fmt: skip
def test_a_name_that_climbs_is_refused(name: str) -> None:
    assert "somewhere else on the disk" in unpacked(zipped(GOOD, (name, b"x")))


def test_a_link_to_elsewhere_is_refused() -> None:
    link = zipfile.ZipInfo("sources/a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "somewhere else on the disk" in unpacked(zipped(GOOD, (link, b"/etc/passwd")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    assert "the same name" in unpacked(zipped(GOOD, GOOD))
    assert "the same name" in unpacked(zipped(GOOD, ("sources/a.txt", b""), ("Sources/A.TXT", b"")))


def test_what_swells_is_not_unpacked() -> None:
    assert "too large" in unpacked(zipped(("project.qde", b" " * (MOST_QDE + 1))))
    assert "too large" in unpacked(zipped(GOOD, ("sources/a.txt", b" " * (MOST_TEXT + 1))))


def test_many_that_swell_together_are_not_unpacked() -> None:
    parts = [(f"sources/{at}.txt", b" " * MOST_TEXT) for at in range(16)]
    assert "too large" in unpacked(zipped(GOOD, *parts))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qda_zip, "MOST_ENTRIES", 3)
    assert "too large" in unpacked(zipped(GOOD, *[(f"sources/{at}.txt", b"") for at in range(3)]))


def test_a_size_that_lies_is_not_believed() -> None:
    data = bytearray(zipped(("project.qde", b" " * 1000)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert "no project file" in unpacked(bytes(data))


def test_pictures_and_the_like_stay_packed() -> None:
    assert unpack(zipped(GOOD, ("sources/film.mp4", b" " * 70_000_000))) == Packed(GOOD[1], {})


def test_what_is_locked_or_has_no_project_is_refused() -> None:
    assert "no project file" in unpacked(zipped(("other.qde", b"")))
    data = bytearray(zipped(GOOD))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "no project file" in unpacked(bytes(data))


ENTITY = '<!DOCTYPE Project [<!ENTITY a "{}">]>'
LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))


@pytest.mark.parametrize("doctype", [
    '<!DOCTYPE Project SYSTEM "http://evil.example/x.dtd">', ENTITY.format("x"),
    '<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]>', f'<!DOCTYPE Project [<!ENTITY l0 "ha">{LAUGHS}]>',
], ids=["external", "entity", "file", "laughs"])  # fmt: skip
def test_a_doctype_is_refused_outright(doctype: str) -> None:
    inner = QDE.partition("?>\n")[2].replace("Respect &amp; meer", "&a;")
    assert "DOCTYPE" in refusal(f'<?xml version="1.0"?>{doctype}{inner}')
    wide = f'<?xml version="1.0" encoding="utf-16"?>{doctype}{inner}'.encode("utf-16")
    assert "DOCTYPE" in refusal(wide)


@pytest.mark.parametrize("qde", ["", "hello", "<Project>", "\0", "<Project xmlns='x'/>", "<a>" * 5000])
def test_what_is_no_project_is_refused(qde: str) -> None:
    assert refusal(qde) in ("This file is no XML that we can read.",
                            "This file does not follow the standard REFI-QDA 1.0.")  # fmt: skip


def nested(depth: int) -> str:
    return "".join(CODE.format(at, at) for at in range(1, depth + 1)) + "</Code>" * depth


@pytest.mark.parametrize("depth", [DEEPEST + 2, 120, 100_000])
def test_codes_that_lie_too_deep_are_refused_by_name(depth: int) -> None:
    data = f'<CodeBook xmlns="{CODEBOOK_XML}"><Codes>{nested(depth)}</Codes></CodeBook>'.encode()
    with pytest.raises(DomainError) as caught:
        read_codebook(data)
    assert (caught.value.values["name"], caught.value.values["most"]) == (f"c{DEEPEST + 2}", DEEPEST)


@pytest.mark.parametrize(("was", "becomes", "said"), [
    (f'<User guid="{UUID(int=1)}"', '<User guid="1234"', "“1234” in User is no GUID."),
    ('startPosition="17"', 'startPosition="seventeen"', "“seventeen” in PlainTextSelection is no place in a text."),
    ('startPosition="17"', f'startPosition="{"9" * 5000}"', "is no place in a text."),
    ('endPosition="40"', 'endPosition="400"', f"from 17 to 400, but that text is {len(TEXT)} characters long."),
    ('startPosition="17"', 'startPosition="-1"', "goes from -1 to 40"),
    ('startPosition="17"', 'startPosition="41"', "begins at 41 and ends before that, at 40."),
    ('endPosition="40"', f'endPosition="{len(TEXT) + 1}"', "counts an emoji as two (UTF-16)"),
    (f'targetGUID="{UUID(int=4)}"', f'targetGUID="{UUID(int=999)}"', "has a code that is not in this file."),
    (f'guid="{UUID(int=11)}"', f'guid="{UUID(int=10)}"', "have the same key"),
    (f'<Code guid="{UUID(int=4)}"', f'<Code guid="{UUID(int=2)}"', "have the same key"),
    ('color="#2e7d32"', 'color="green"', "“green” is no colour."),
    ('isCodable="false"', 'isCodable="perhaps"', "is neither true nor false."),
    ('name="Anders"', f'name="{"lang" * 50}"', "At most 120 fit."),
    ('name="Anders"', 'name=" "', "A code in this file has no name."),
    ('name="Verslag"', f'name="{"lang" * 50}"', "At most 120 fit."),
    ("internal://", "absolute:///home/", "is not in this file, but somewhere else."),
    ("internal://", "internal://../", "is missing in this file."),
    ('plainTextPath="internal://', 'richTextPath="internal://', "only with its layout."),
])  # fmt: skip
def test_what_cannot_be_taken_over_is_refused_by_name(was: str, becomes: str, said: str) -> None:
    assert was in QDE
    assert said in refusal(QDE.replace(was, becomes))


def test_texts_that_we_cannot_keep_are_refused_by_name() -> None:
    name = next(iter(TEXTS))
    assert refusal(QDE, {name: b"\xe9\xe9"}) == "The text “Verslag” is not in UTF-8."
    assert "1000001 characters long" in refusal(QDE, {name: b"x" * 1_000_001})
    assert "characters that nobody can read" in refusal(QDE, {name: b"\0" * 50})
    assert refusal(QDE, {}) == "The text “Verslag” is missing in this file."


def is_read_or_refused(act: Callable[[], object]) -> None:
    with suppress(DomainError):
        act()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 5000), st.booleans())
def test_broken_bytes_are_refused_or_read_and_nothing_else(noise: bytes, at: int, in_zip: bool) -> None:
    whole = write_project(PROJECT) if in_zip else QDE.encode()
    data = whole[: at % len(whole)] + noise + whole[at % len(whole) + len(noise) :]
    is_read_or_refused(lambda: read_project(unpack(data) if in_zip else Packed(data, TEXTS)))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_attributes_of_any_kind_are_refused_or_read(data: st.DataObject) -> None:
    values = QDE.split('"')
    at = data.draw(st.sampled_from(range(1, len(values), 2)))
    values[at] = data.draw(st.sampled_from(["", "-1", "x", "1" * 30, str(UUID(int=2)), PROJECT_XML, "\u202e", "😀"]))
    is_read_or_refused(lambda: read('"'.join(values)))


def test_a_codebook_is_looked_at_as_well() -> None:
    good = write_codebook(PROJECT.codes)
    for data in (b"", good.replace(b"codebook:1.0", b"project:1.0"), zlib.compress(good), good[:-3]):
        with pytest.raises(DomainError):
            read_codebook(data)
