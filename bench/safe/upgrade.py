"""Upgrades of full databases: down to an earlier migration and up again, killed half way.

What each table adds up to is compared before and after, and notes are opened. Sealed columns are sealed anew on the way
(no two seals are alike), so of those it is the opened text that is compared. What an earlier version has no place
for is not: the day and the school that a conversation was first registered with, where that was set right afterwards.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from time import perf_counter

from sqlalchemy import create_engine, text

from bench.safe import many_rows
from bench.safe.houses import houses
from bench.safe.record import record
from bench.servers import ROOT, environment
from jsp.backups.snapshot import revision_of
from jsp.backups.sums import Sum
from jsp.models.sealed import SEALED

DOWN_TO = "0012"
LONGEST = 60.0  # seconds of an upgrade
KILLS = (0.15, 0.4, 0.65, 0.9)  # of the time that an upgrade takes
NOTES = 500
MADE_ONCE = ("theme_release", "referral_release")
NO_PLACE = frozenset({"registered_on", "registered_site_id"})  # in what 0012 knew; on the way up a conversation says it
NOT_COMPARED = NO_PLACE | {sealed.column for _owner, sealed in SEALED}
MADE_ANEW = frozenset({"alembic_version", "job_run"})


@dataclass
class Seen:
    """What was measured on one database, and whether all of it was right."""

    lines: dict[str, object] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def migrate(url: str, *words: str) -> subprocess.Popen[bytes]:
    """`flask db …`, begun."""
    command = [sys.executable, "-m", "flask", "db", *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment(url), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def migrated(url: str, *words: str) -> float:
    """How many seconds that took; RuntimeError where it failed."""
    began = perf_counter()
    process = migrate(url, *words)
    _, said = process.communicate()
    if process.returncode:
        lines = said.decode().strip().splitlines()
        raise RuntimeError(next((line for line in reversed(lines) if "Error" in line), "it failed"))
    return perf_counter() - began


def revision(url: str) -> str | None:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = revision_of(connection)
    engine.dispose()
    return found


def forget_releases(url: str) -> None:
    """Past the triggers that keep them, as nobody may where figures were shown: else nothing goes down."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in MADE_ONCE:
            guard = "no_delete" if connection.dialect.name == "sqlite" else f"made_once ON {table}"
            connection.execute(text(f"DROP TRIGGER {table}_{guard}"))
            connection.execute(text(f"DELETE FROM {table}"))
    engine.dispose()


def differing(before: dict[str, Sum], after: dict[str, Sum], among: set[str]) -> list[str]:
    """Names of tables that do not add up to the same."""
    return sorted(name for name in among - MADE_ANEW if before.get(name) != after.get(name))


def down_and_up(url: str, seen: Seen) -> float:
    """To an earlier migration and back; how long the way up took."""
    before, notes = many_rows.added_up(url, but=NOT_COMPARED), many_rows.notes(url, NOTES)
    down = migrated(url, "downgrade", DOWN_TO)
    old = set(many_rows.added_up(url))
    up = migrated(url, "upgrade")
    after = many_rows.added_up(url, but=NOT_COMPARED)
    fewer = differing(
        {name: Sum(each.rows, "") for name, each in before.items()},
        {name: Sum(each.rows, "") for name, each in after.items()}, old,
    )  # fmt: skip
    other = differing(before, after, old)
    is_read = many_rows.notes(url, NOTES) == notes and len(notes) == NOTES
    seen.lines |= {
        "rows": sum(each.rows for each in before.values()),
        f"down to {DOWN_TO}": f"{down:.1f} s",
        "up again": f"{up:.1f} s",
        f"tables with another number of rows, of {len(old)}": ", ".join(fewer) or 0,
        f"tables that add up to something else, of {len(old)}": ", ".join(other) or 0,
        f"of {NOTES} notes, read again": len(notes) if is_read else "NOT ALL",
    }
    seen.wrong += [*fewer, *other, *([] if is_read else ["notes"]), *([] if up <= LONGEST else ["time"])]
    return up


def killed(url: str, took: float, seen: Seen) -> None:
    """Kill upgrades at several moments; the database stays as it was, and the upgrade after it works."""
    before, notes = many_rows.added_up(url, but=NOT_COMPARED), many_rows.notes(url, NOTES)
    migrated(url, "downgrade", DOWN_TO)
    low = many_rows.added_up(url)
    kills = 0
    for share in KILLS:
        process = migrate(url, "upgrade")
        time.sleep(took * share)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        kills += process.returncode == -signal.SIGKILL and revision(url) == DOWN_TO
        if changed := differing(low, many_rows.added_up(url), set(low)):
            seen.wrong.append(f"killed: {', '.join(changed)} changed")
    again = migrated(url, "upgrade")
    other = differing(before, many_rows.added_up(url, but=NOT_COMPARED), set(low))
    is_read = many_rows.notes(url, NOTES) == notes
    seen.lines |= {
        "upgrades killed (kill -9) before they were ready, nothing changed": f"{kills} of {len(KILLS)}",
        "the upgrade after those": f"{again:.1f} s",
        "tables that add up to something else then": ", ".join(other) or 0,
        f"of {NOTES} notes, read again then": len(notes) if is_read else "NOT ALL",
    }
    seen.wrong += [*other, *([] if is_read else ["notes"]), *([] if kills else ["no upgrade was killed"])]


def main() -> int:
    """Both databases; returns the exit status."""
    lines: dict[str, object] = {}
    wrong: list[str] = []
    with houses("upgrade") as places:
        for database, urls in places.items():
            seen, url = Seen(), urls["upgrade"]
            many_rows.fill(url)
            forget_releases(url)
            killed(url, down_and_up(url, seen), seen)
            print(database, seen, file=sys.stderr, flush=True)
            lines |= {f"{database}: {what}": value for what, value in seen.lines.items()}
            wrong += seen.wrong
    aim = f"{many_rows.ROWS:,} rows up within {LONGEST:.0f} s with nothing lost, and a killed upgrade loses nothing"
    return record("upgrade", "Upgrades of full databases", lines, ok=not wrong, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
