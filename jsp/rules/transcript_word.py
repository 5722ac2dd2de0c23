"""The paragraphs of a Word file. It comes from anywhere: we unpack it, count it and look at it before it is read."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.exceptions import PythonDocxError
from lxml import etree  # type: ignore[import-untyped]  # it comes with python-docx, without types

from jsp.rules.refusal import N_, DomainError
from jsp.rules.transcript_lines import LONGEST_NAME, is_name

MOST_PARTS = 300
MOST_UNPACKED = 20_000_000
MOST_TAGS = 600_000  # of all parts together: tags of a few bytes weigh a hundred times that once they are read
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DEEPEST = 10  # tables inside tables
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIPPED = ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{WORD}moveFrom", f"{WORD}del")
PUT = {f"{WORD}tab": " ", f"{WORD}br": "\n\t", f"{WORD}cr": "\n\t", f"{WORD}noBreakHyphen": "-"}
MACROS = N_("This file holds macros: programs that run when it is opened. Save it without them, as .docx.")
LOCKED = N_("This file has a password. Save it without one.")
CLIMBS = N_("This file holds parts that point outside of it. It is not read.")
ENTITIES = N_("This file holds a definition (DOCTYPE) that a text does not need. Save it again in your word processor.")
TOO_LARGE = N_("This file is too large once it is unpacked. Save only its text, or cut it into parts.")
TOO_DEEP = N_("This file holds tables inside tables, more than %(most)d deep. Paste its text.")
NO_WORD = N_("This is no Word file that we can read. Save it again as .docx, or paste its text.")
_NUMBERS = re.compile(r"[\d:.,\s–-]+")
_DEFINES = re.compile(rb"<!\s*(?:doctype|entity)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
UNREADABLE = (PythonDocxError, zipfile.BadZipFile, zlib.error, ValueError, TypeError, AttributeError, OSError,
              SyntaxError, LookupError, EOFError, RuntimeError, AssertionError)  # fmt: skip


def read_word(data: bytes) -> list[str]:
    """Its paragraphs in order, those of tables too; a line that goes on in the same paragraph begins with a tab.

    Raises DomainError, with the field `file`, for what is no such file, or holds more than a text.
    """
    try:
        parts = _unpacked(data)
        document = docx.Document(io.BytesIO(_packed(parts)))
        return list(_lines(document.element.body))
    except UNREADABLE as error:
        raise DomainError(NO_WORD, field="file") from error


def _unpacked(data: bytes) -> dict[str, bytes]:
    """What is in it. What it says of its own sizes is not believed: it is counted while it is unpacked."""
    parts, left = dict[str, bytes](), MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        held = packed.infolist()
        if len(held) > MOST_PARTS:
            raise DomainError(TOO_LARGE, field="file")
        for part in held:
            _check_entry(part)
            with packed.open(part) as opened:
                parts[part.filename] = opened.read(left + 1)
            left -= len(parts[part.filename])
            if left < 0:
                raise DomainError(TOO_LARGE, field="file")
    if len(parts) < len(held):
        raise DomainError(NO_WORD, field="file")  # two of one name: which one is meant?
    _check_contents(parts)
    return parts


def _check_entry(part: zipfile.ZipInfo) -> None:
    name = part.orig_filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/"):
        raise DomainError(CLIMBS, field="file")
    if part.flag_bits & 1:
        raise DomainError(LOCKED, field="file")
    if part.filename.casefold().endswith(("vbaproject.bin", "vbadata.xml")):
        raise DomainError(MACROS, field="file")
    if part.compress_type not in PACKED:
        raise DomainError(NO_WORD, field="file")


def _check_contents(parts: dict[str, bytes]) -> None:
    tags = 0
    for content in parts.values():
        flat = content.replace(b"\0", b"")  # as UTF-16 it says the same
        encoding = _ENCODING.search(flat[:300])
        if encoding and encoding[1].lower() not in _ENCODINGS:
            raise DomainError(NO_WORD, field="file")
        if b"macroenabled" in flat.lower() or b"vbaproject" in flat.lower():
            raise DomainError(MACROS, field="file")
        if _DEFINES.search(flat):
            raise DomainError(ENTITIES, field="file")
        tags += flat.count(b"<") + flat.count(b"=")
    if tags > MOST_TAGS:
        raise DomainError(TOO_LARGE, field="file")


def _packed(parts: dict[str, bytes]) -> bytes:
    """Only what was looked at."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def _lines(body: Any) -> Iterator[str]:
    for aside in _outermost_skipped(body):
        aside.getparent().remove(aside)
    _check_depth(body)
    for row in list(body.iter(f"{WORD}tr")):
        if next(row.iterdescendants(f"{WORD}tbl"), None) is None:  # so no paragraph is gone through twice
            _join(row)
    yield from _paragraphs(body)


def _outermost_skipped(body: Any) -> list[Any]:
    """What is not read, without what lies inside it: that goes with it."""
    found, walk = [], etree.iterwalk(body, events=("start",), tag=SKIPPED)
    for _event, node in walk:
        found.append(node)
        walk.skip_subtree()
    return found


def _check_depth(body: Any) -> None:
    depth = 0
    for event, _table in etree.iterwalk(body, events=("start", "end"), tag=f"{WORD}tbl"):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise DomainError(TOO_DEEP, field="file", most=DEEPEST)


def _join(row: Any) -> None:
    """A row with a name and what they said, perhaps beside a time, becomes one paragraph."""
    cells = ["\n\t".join(_paragraphs(cell)).strip() for cell in row.findall(f"{WORD}tc")]
    told = [cell for cell in cells if cell and not _NUMBERS.fullmatch(cell)]
    if len(told) == len(("name", "words")) and len(told[0]) <= LONGEST_NAME and is_name(told[0]):
        row.clear()
        paragraph = row.makeelement(f"{WORD}p")
        row.append(paragraph)
        words = paragraph.makeelement(f"{WORD}t")
        paragraph.append(words)
        words.text = f"{told[0].rstrip(':')}: {told[1]}"


def _paragraphs(part: Any) -> Iterator[str]:
    line = list[str]()
    for node in part.iter(f"{WORD}p", f"{WORD}t", *PUT):
        if node.tag == f"{WORD}p":
            yield from "".join(line).split("\n")
            line = []
        else:
            line.append(PUT.get(node.tag) or node.text or "")
    yield from "".join(line).split("\n")
