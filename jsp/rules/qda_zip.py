"""The zip file of a project (.qdpx): its parts in memory, and nothing of it on a disk. What comes in is distrusted."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk_text import MOST_CHARACTERS

PROJECT, SOURCES = "project.qde", "sources/"
MOST_ENTRIES = 2000
MOST_QDE, MOST_TEXT, MOST_ALL = 20_000_000, 4 * MOST_CHARACTERS, 60_000_000  # bytes, unpacked
DRIVE = re.compile(r"[A-Za-z]:")
NO_DAY = (1980, 1, 1, 0, 0, 0)
KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, LookupError, EOFError, OSError, RuntimeError,
          OverflowError, MemoryError)  # fmt: skip
NO_PROJECT = N_("This is no project file (.qdpx) that we can read.")
TOO_LARGE = N_("This file is too large. Cut it into parts.")


@dataclass(frozen=True, slots=True)
class Packed:
    """What is in it: the project itself, and the texts by their names in small letters."""

    qde: bytes
    texts: Mapping[str, bytes]


def pack(packed: Packed) -> bytes:
    """The zip file. The same parts give the same file: it tells no moment."""
    out = io.BytesIO()
    parts = {PROJECT: packed.qde, **{SOURCES + name: data for name, data in packed.texts.items()}}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name, NO_DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpack(data: bytes) -> Packed:
    """Its parts; pictures and the like stay where they are. Raises DomainError, with the field `file`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return _unpacked(file)
    except BROKEN as error:
        raise DomainError(NO_PROJECT, field="file") from error


def _unpacked(file: zipfile.ZipFile) -> Packed:
    entries = file.infolist()
    _check_all(entries)
    found = {each.filename.lower(): each for each in entries}
    if PROJECT not in found:
        raise DomainError(NO_PROJECT, field="file")
    qde, texts = _read(file, found[PROJECT], MOST_QDE), dict[str, bytes]()
    room = MOST_ALL - len(qde)
    for name, entry in found.items():
        if name.startswith(SOURCES) and name.endswith(".txt"):
            texts[name.removeprefix(SOURCES)] = part = _read(file, entry, min(MOST_TEXT, room))
            room -= len(part)
    return Packed(qde, texts)


def _check_all(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise DomainError(TOO_LARGE, field="file")
    names = [each.filename.lower() for each in entries]
    if len(set(names)) != len(names):
        raise DomainError(N_("Two parts of this file have the same name. Make the file again."), field="file")
    for each in entries:
        if _climbs(each.orig_filename) or _climbs(each.filename) or stat.S_ISLNK(each.external_attr >> 16):
            raise DomainError(N_("A part of this file wants to be somewhere else on the disk. It is refused."),
                              field="file")  # fmt: skip


def _climbs(name: str) -> bool:
    is_rooted = name.startswith("/") or DRIVE.match(name) is not None
    return is_rooted or "\\" in name or "\0" in name or ".." in name.split("/")


def _read(file: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Inflated no further than what is allowed, whatever size the file states. What is locked raises RuntimeError."""
    if entry.compress_type not in KINDS:
        raise DomainError(NO_PROJECT, field="file")
    with file.open(entry) as part:
        data = part.read(most + 1)
    if len(data) > most:
        raise DomainError(TOO_LARGE, field="file")
    return data
