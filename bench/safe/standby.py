"""The database server dies (kill -9 of all of it) while people write, and its standby is promoted.

Control: the same without waiting for the standby, which lost the link a moment before: rows are lost, and seen to be.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.safe.pair import Node, address_of, break_link, pair, wait_for_standby
from bench.safe.record import record
from bench.safe.writers import Stored, Writers
from bench.scenarios import Ledger
from bench.servers import postgres_binaries, prepare, served

ROWS = 30_000  # acknowledged before the server dies
NUMBER, FEW = ROWS // 3, 600  # conversations, of three rows each; in the shorter runs
AFTER = 200  # acknowledged by the new one
CUT = 3.0  # seconds between the break of the link and the death
LONGEST = 3_000.0
AGAIN = 5.0


@dataclass
class Seen:
    """Of one run."""

    before: int
    acknowledged: int
    stored: Stored
    promoting: float
    again: float  # seconds after the promotion; negative where nothing was written
    writers: Writers

    @property
    def is_clear(self) -> bool:
        """Whether who could not save was told so, in plain words, and nothing else went wrong."""
        return set(self.writers.statuses) <= {503} and self.writers.plain == self.writers.statuses[503]


def one_run(binaries: Path, number: int, *, waits: bool, cut: bool) -> Seen:
    """Write, kill, promote, write on, count."""
    with pair(binaries) as (one, two):
        prepare(one.url())
        if waits:
            wait_for_standby(one)
        ledger = Ledger(one.url())
        ledger.engine.dispose()
        with served("wsgi:app", address_of(one, two)) as server:
            writers = Writers(server.port, ledger)
            moments: list[float] = []
            writers.while_they_write(lambda: _disaster(one, two, writers, moments, number=number, cut=cut))
        before, died, promoted, again = moments
        stored = writers.stored(two.url())
        return Seen(int(before), writers.acknowledged, stored, promoted - died, again - promoted, writers)


def _disaster(one: Node, two: Node, writers: Writers, moments: list[float], *, number: int, cut: bool) -> None:
    writers.wait_for(number, LONGEST)
    if cut:
        break_link(two)
        time.sleep(CUT)
    one.kill()
    died, before = time.monotonic(), writers.acknowledged
    two.promote()
    promoted = time.monotonic()
    again = writers.first_after(promoted, 60.0)
    moments += [before, died, promoted, again]
    writers.wait_for(before + AFTER, LONGEST)


def main() -> int:
    """The long run, the short one with a broken link, and the control."""
    binaries = postgres_binaries()
    if binaries is None:
        sys.exit("PostgreSQL is not installed here; on Debian: apt-get install postgresql")
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    whole = one_run(binaries, number, waits=True, cut=False)
    broken = one_run(binaries, FEW, waits=True, cut=True)
    control = one_run(binaries, FEW, waits=False, cut=True)
    ok = 3 * whole.before >= ROWS and 0 <= whole.again <= AGAIN and control.stored.lost > 0
    ok = ok and all(not (seen.stored.lost + seen.stored.double) and seen.is_clear for seen in (whole, broken))
    seen = {
        **_told("standby waited for", whole),
        **_told(f"the same, link cut {CUT:.0f} s before", broken),
        **_told(f"control: standby not waited for, link cut {CUT:.0f} s before", control),
    }
    aim = (
        "0 lost of ≥ 30,000 acknowledged rows, writing again ≤ 5 s after promotion; who cannot save is told so (503, "
        "plain Dutch) and nothing else; the control loses rows"
    )
    return record("standby", "The database server dies, its standby takes over", seen, ok=ok, aim=aim)


def _told(name: str, seen: Seen) -> dict[str, object]:
    statuses = {status or "broken off": number for status, number in seen.writers.statuses.items()}
    return {
        f"{name}: rows acknowledged when the server died": f"{3 * seen.before:,} (of {seen.before:,} conversations)",
        f"{name}: rows acknowledged in all": f"{seen.stored.rows:,}",
        f"{name}: lost": seen.stored.lost,
        f"{name}: double": seen.stored.double,
        f"{name}: promotion took": f"{seen.promoting:.2f} s",
        f"{name}: writing again after promotion": f"{seen.again:.2f} s",
        f"{name}: not saved at once, by status": f"{statuses or 0}, {seen.writers.plain} in plain Dutch",
    }


if __name__ == "__main__":
    sys.exit(main())
