"""Files that are there whole or not at all, and that only their owner reads."""

import os
from collections.abc import Iterable
from pathlib import Path

PRIVATE = 0o600
UNFINISHED = ".unfinished-"


def write_whole(path: Path, parts: Iterable[bytes]) -> int:
    """Write the parts, on the disk before the name is there; returns how many bytes. What fails leaves nothing."""
    draft = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    written = 0
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, PRIVATE), "wb") as file:
            for part in parts:
                written += file.write(part)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    flush_folder(path.parent)
    return written


def flush_folder(folder: Path) -> None:
    """Let a new name in it outlive a power cut."""
    at = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(at)
    finally:
        os.close(at)
