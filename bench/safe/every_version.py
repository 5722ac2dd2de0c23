"""Databases of every earlier version that had a migration, made and filled by the app as it was then, come up to date.

Each version is taken from the history of this repository, with the key file of then. Afterwards every table of then has
its rows, and what was sealed then opens.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import psycopg

from bench import servers
from bench.inside import inside
from bench.safe.many_rows import added_up
from bench.safe.record import record
from bench.safe.upgrade import migrated, revision
from bench.servers import ROOT, environment
from jsp.backups.sample import open_sample
from jsp.config import write_new_backup_key

MORE_THAN_THEN = frozenset({"role"})  # each role has its row from 0002 on
MIGRATIONS = "migrations/versions"
TRIED = 20  # commits of one migration, at most


@dataclass
class Seen:
    """What came of one database after the other."""

    rows: dict[str, int] = field(default_factory=dict)
    opened: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True).stdout


def _versions() -> dict[str, list[str]]:
    """The commits of each migration that was the newest one at some commit, the last one first, but for that of now."""
    names = sorted(path.name for path in (ROOT / MIGRATIONS).glob("0*.py"))
    added = [_git("log", "--diff-filter=A", "--format=%h", "--", f"{MIGRATIONS}/{name}").split() for name in names]
    came = [commits[-1].decode() for commits in added if commits]
    return {
        name[:4]: _git("rev-list", f"--max-count={TRIED}", f"{here}^..{following}^").decode().split()
        for name, here, following in zip(names, came, came[1:], strict=False)
        if here != following
    }


@contextmanager
def _houses_of(folder: Path) -> Iterator[dict[str, Path]]:
    """The files of each version, in a folder of its own."""
    yield {name: _house_of(folder / name, commits) for name, commits in _versions().items()}


def _house_of(place: Path, commits: list[str]) -> Path:
    """The files of the last of these commits at which the app starts: between two commits, it may not."""
    for commit in commits:
        with tarfile.open(fileobj=BytesIO(_git("archive", commit))) as files:
            files.extractall(place / commit, filter="data")
        words = [sys.executable, "-W", "ignore", "-m", "flask", "prepare", "--help"]
        done = subprocess.run(words, cwd=place / commit, env=environment("sqlite://"), capture_output=True, check=False)
        if not done.returncode:
            return place / commit
    raise RuntimeError(f"{place.name}: the app starts at none of {len(commits)} commits")


def _make(url: str, place: Path, key: Path) -> None:
    """Let the app of then make and fill a database."""
    env = {**environment(url), "DATA_KEY_FILE": str(key)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "flask", "prepare"], cwd=place, env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"it was not made: {(done.stderr.strip() or 'no word').splitlines()[-1]}")


def _bring_up(url: str, name: str, place: Path, seen: Seen) -> None:
    _make(url, place, place.parent.parent / "data.key")
    before = added_up(url)
    seen.rows[name] = sum(each.rows for each in before.values())
    if revision(url) != name:
        raise RuntimeError(f"it is of {revision(url)}")
    seen.slowest = max(seen.slowest, migrated(url, "upgrade"))
    after = added_up(url)
    fewer = [
        table for table in before if table in after and table not in MORE_THAN_THEN
        and before[table].rows != after[table].rows
    ]  # fmt: skip
    if fewer:
        raise RuntimeError(f"{', '.join(fewer)} have other rows")
    with inside(url):
        seen.opened += open_sample()


def _from_each(places: dict[str, Path], url_of: dict[str, str]) -> Seen:
    seen = Seen()
    for name, place in places.items():
        said = "up"
        try:
            _bring_up(url_of[name], name, place, seen)
        except Exception as error:
            said = str(error)
            seen.wrong.append(f"{name}: {said}")
        print(name, said, file=sys.stderr, flush=True)
    return seen


def _make_databases(url: str, names: list[str]) -> dict[str, str]:
    with psycopg.connect(f"{url.replace('+psycopg', '')}/postgres", autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE of_{name}".encode())
    return {name: f"{url}/of_{name}" for name in names}


def main() -> int:
    """Both databases; returns the exit status."""
    binaries = servers.postgres_binaries()
    if binaries is None:
        sys.exit("PostgreSQL is not installed here")
    lines: dict[str, object] = {}
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="jsp-safe-") as folder, _houses_of(Path(folder)) as places, \
            servers.postgres(binaries) as url:  # fmt: skip
        key = Path(folder) / "data.key"
        write_new_backup_key(key)  # with one numbered key and no names, as the first version that had one made it
        os.environ["DATA_KEY_FILE"] = str(key)
        addresses = {"SQLite": {name: f"sqlite:///{place}.sqlite" for name, place in places.items()},
                     "PostgreSQL": _make_databases(url, list(places))}  # fmt: skip
        for database, url_of in addresses.items():
            seen = _from_each(places, url_of)
            lines |= {
                f"{database}: migration of the version, and its rows": ", ".join(
                    f"{name}: {rows}" for name, rows in seen.rows.items()
                ),
                f"{database}: not up to date, not whole or not readable": "; ".join(seen.wrong) or 0,
                f"{database}: sealed values opened afterwards": seen.opened,
                f"{database}: the slowest upgrade": f"{seen.slowest:.1f} s",
            }
            wrong += seen.wrong
    aim = "a database of every earlier version that had a migration comes up to date, with all of its rows"
    return record("every_version", "Upgrades from every version", lines, ok=bool(lines) and not wrong, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
