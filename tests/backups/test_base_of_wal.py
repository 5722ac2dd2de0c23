"""The base backup of the page, to the letter: where it fails it is seen to, and what is older stays."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs/backup.md").read_text()
NINE_DAYS = 9 * 86_400


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the bases lie; in it one of nine days ago."""
    folder = tmp_path / "bases"
    folder.mkdir()
    old = folder / "base-2026-01-01"
    old.write_text("a base")
    os.utime(old, (time.time() - NINE_DAYS,) * 2)
    return folder


def run(place: Path, base_backup: str) -> int:
    """The script of the page, with another base backup and a seal that lets through; its exit status."""
    [script] = re.findall(r"<<'BASE'\n(.*?)^BASE$", PAGE, re.MULTILINE | re.DOTALL)
    programs = {"bin/pg_basebackup": base_backup, ".venv/bin/python": "exec cat"}
    for name, words in programs.items():
        program = place.parent / name
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/bash\n{words}\n")
        program.chmod(0o755)
    here = script.replace("/opt/jsp", str(place.parent)).replace("/var/backups/jsp-wal", str(place))
    path = f"{place.parent / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(["bash", "-c", here], env={"PATH": path}, check=False).returncode


@pytest.mark.real_time
def test_one_that_fails_takes_nothing_away(place: Path) -> None:
    assert run(place, "echo half; exit 1") != 0
    assert (place / "base-2026-01-01").exists()
    assert not [path for path in place.iterdir() if path.suffix != ".new" and path.name != "base-2026-01-01"]


@pytest.mark.real_time
def test_one_that_is_done_takes_the_place_of_those_that_had_their_time(place: Path) -> None:
    assert run(place, "echo whole") == 0
    assert [path.read_text() for path in place.iterdir()] == ["whole\n"]
