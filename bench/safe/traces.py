"""Looks for texts in files: as they are, and as they could be written otherwise."""

import base64
import mmap
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from bench.servers import postgres_binaries


def spellings(text: str) -> Iterator[bytes]:
    """The text in the bytes of UTF-8 and UTF-16, in hexadecimal, quoted, escaped, and inside anything in base64."""
    raw = text.encode()
    yield from {raw, text.encode("utf-16-le"), raw.hex().encode(), raw.hex().upper().encode(), quote(text).encode(),
                text.encode("unicode_escape"), text.lower().encode()}  # fmt: skip
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + raw)
        yield whole[4 if shift else 0 : len(whole) - 4]


def hits(places: Iterable[Path], texts: Iterable[str]) -> list[str]:
    """Which text stands in which file, in whatever spelling."""
    needles = [(text, spelled) for text in texts for spelled in set(spellings(text))]
    found = set()
    for path in files(places):
        with suppress(FileNotFoundError, ValueError), path.open("rb") as file, _mapped(file) as held:  # gone meanwhile
            found |= {f"{text[:24]} in {path.name}" for text, spelled in needles if held.find(spelled) >= 0}
    return sorted(found)


def _mapped(file: BinaryIO) -> mmap.mmap:
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def files(places: Iterable[Path]) -> Iterator[Path]:
    """All that holds anything; a database makes and removes files all the time."""
    for place in places:
        for path in list(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and _bytes(path):
                yield path


def _bytes(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def size(places: Iterable[Path]) -> str:
    """How much was looked through."""
    found = [_bytes(path) for path in files(places)]
    return f"{len(found)} files, {sum(found) / 1e6:.0f} MB"


def dump(url: str, into: Path) -> Path:
    """What pg_dump writes of a database."""
    binaries = postgres_binaries()
    target = into / "dump.sql"
    words = [str(binaries / "pg_dump"), "--inserts", "-f", str(target), url.replace("+psycopg", "")]  # type: ignore[operator]
    subprocess.run(words, check=True)
    return target
