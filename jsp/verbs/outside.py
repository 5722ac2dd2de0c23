"""Files outside the database to which lines of JSON are added: whole or not at all, also on a disk that gets full.

Who fell over in the middle of a line wrote down nowhere that it stands there, and writes it again. So half a line at
the end is nothing, and the next one may not be put behind it.
"""

import fcntl
import json
import os
from collections.abc import Sequence
from pathlib import Path

LONGEST = 4096  # bytes of a line


def append(path: Path, lines: Sequence[str]) -> None:
    """Put lines at the end, and on the disk, for the owner alone. Where that fails none of them stands there."""
    file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        size = os.fstat(file).st_size
        tail = os.pread(file, LONGEST, max(size - LONGEST, 0)).rpartition(b"\n")[2]
        end = "\n" if tail and _is_whole(tail) else ""
        _put(file, (end + "".join(f"{line}\n" for line in lines)).encode(), at=size if end else size - len(tail))
        os.fsync(file)
    finally:
        os.close(file)


def read(path: Path) -> list[str]:
    """The lines, without half a one at the end; none where there is no file."""
    *lines, tail = path.read_bytes().split(b"\n") if path.exists() else [b""]
    if tail and _is_whole(tail):
        lines.append(tail)
    return [each.decode(errors="replace") for each in lines]


def _put(file: int, text: bytes, *, at: int) -> None:
    os.ftruncate(file, at)
    os.lseek(file, at, os.SEEK_SET)
    left = memoryview(text)
    try:
        while left:
            left = left[os.write(file, left) :]
    except OSError:
        os.ftruncate(file, at)
        raise


def _is_whole(tail: bytes) -> bool:
    """Somebody may have taken the last line end away by hand."""
    try:
        json.loads(tail)
    except ValueError:
        return False
    return True
