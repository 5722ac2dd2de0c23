"""PostgreSQL's own programs: found in the version of the server, and never told a password where others can see it."""

import os
import re
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, create_engine

from jsp.backups import BackupError

INSTALLED = Path("/usr/lib/postgresql")
READ = 1 << 20  # bytes
FAILED = re.compile(r"error: (.*)")  # its first line alone: those after it may hold what stands in a row


def find_program(name: str, version: int) -> str:
    """Of that version of PostgreSQL; raises BackupError where it is not installed."""
    own = INSTALLED / str(version) / "bin" / name
    for found in (str(own) if own.exists() else None, shutil.which(name)):
        if found and _version(found) == version:
            return found
    raise BackupError(
        f"{name} of PostgreSQL {version} is not installed here. On Debian: apt install postgresql-client-{version}"
    )


def conninfo(url: URL) -> list[str]:
    """The words that say which database, without the password."""
    given = {name: str(value) for name, value in _given(url).items() if name not in ("password", "context")}
    return [f"--dbname={make_conninfo('', **given)}"]


@contextmanager
def read_from(program: str, words: list[str], url: URL) -> Iterator[Iterator[bytes]]:
    """What the program writes, part by part; raises BackupError at the end of it where it failed."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 - a program of PostgreSQL, no shell
            [program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, env=_environment(url)
        )
        try:
            yield _parts(process, said)
        finally:
            _stop(process)


def fed(program: str, words: list[str], url: URL, parts: Iterable[bytes]) -> None:
    """Give these parts to the program; raises BackupError where it fails, and whatever the parts raise."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 - as above
            [program, *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=_environment(url)
        )
        try:
            _give(process, parts)
            _check(process, said)
        finally:
            _stop(process)


def _give(process: subprocess.Popen[bytes], parts: Iterable[bytes]) -> None:
    into = process.stdin
    if into is None:
        raise ValueError(process.args)
    parts = iter(parts)
    with suppress(BrokenPipeError):  # it stopped; what it says tells why
        for part in parts:
            into.write(part)
        into.close()
    deque(parts, maxlen=0)  # only the last part tells that all of it is there


def _parts(process: subprocess.Popen[bytes], said: IO[bytes]) -> Iterator[bytes]:
    while process.stdout and (part := process.stdout.read(READ)):
        yield part
    _check(process, said)


def _check(process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    if process.wait():
        said.seek(0)
        found = FAILED.search(said.read().decode(errors="replace"))
        raise BackupError(f"PostgreSQL failed: {found[1] if found else 'it did not say why'}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    for pipe in (process.stdin, process.stdout):
        with suppress(BrokenPipeError):
            if pipe:
                pipe.close()
    process.wait()


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout  # noqa: S603
    found = re.search(r"(\d+)[.\d]*", said)
    return int(found[1]) if found else 0


def _given(url: URL) -> dict[str, object]:
    engine = create_engine(url)
    return dict(engine.dialect.create_connect_args(url)[1])


def _environment(url: URL) -> dict[str, str]:
    password = _given(url).get("password")  # before the host, or behind it (?password=)
    return {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}
