"""The database server dies while people write, and nobody does anything: pg_auto_failover promotes the standby itself.

Its own times are kept: made faster, two servers may both think for a moment that they take writes.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.safe.pair import DATABASE, Node, address_of, as_user, free_port, kill_whole, own_folder
from bench.safe.record import record
from bench.safe.standby import AFTER
from bench.safe.writers import Stored, Writers
from bench.scenarios import Ledger
from bench.servers import postgres_binaries, prepare, served

NUMBER = 300  # conversations acknowledged before the server dies
WITHIN = 60.0
LONGEST = 1_200.0
STATE = "SELECT string_agg(reportedstate::text, ',' ORDER BY reportedstate::text) FROM pgautofailover.node"
ASKS = "postgresql://autoctl_node@127.0.0.1:{port}/pg_auto_failover"


class Keeper:
    """A pg_autoctl that runs, with the server that it keeps."""

    def __init__(self, node: Node, *words: str) -> None:
        self.node = node
        self.log = Path(f"{node.data}.log").open("wb")  # noqa: SIM115 - as long as it runs
        environment = {
            "PATH": f"{node.binaries}:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": node.folder, "LC_ALL": "C.UTF-8",
            "XDG_RUNTIME_DIR": node.folder, "PG_AUTOCTL_DEBUG": "",
        }  # fmt: skip
        command = [*as_user(), "pg_autoctl", "create", *words, "--pgdata", node.data, "--pgport", str(node.port),
                   "--hostname", "127.0.0.1", "--auth", "trust", "--no-ssl", "--run"]  # fmt: skip
        self.process = subprocess.Popen(command, env=environment, cwd="/", stdout=self.log, stderr=self.log)

    def kill(self) -> None:
        """Its machine is gone: pg_autoctl, the server and all that came from them (kill -9)."""
        kill_whole(self.process.pid)
        self.process.wait(30)
        self.log.close()


@contextmanager
def kept(binaries: Path) -> Iterator[list[Keeper]]:
    """Who watches, and two servers, of which the second follows the first."""
    keepers: list[Keeper] = []
    with own_folder() as folder:
        try:
            monitor, one, two = (Node(binaries, folder, name, free_port()) for name in ("monitor", "one", "two"))
            keepers.append(Keeper(monitor, "monitor"))
            watch = ["--monitor", ASKS.format(port=monitor.port), "--dbname", DATABASE, "--username", "jsp"]
            _wait(monitor, "SELECT count(*)::text FROM pgautofailover.node", "0")
            keepers.append(Keeper(one, "postgres", "--name", "one", *watch))
            _wait(monitor, STATE, "single")
            keepers.append(Keeper(two, "postgres", "--name", "two", *watch))
            _wait(monitor, STATE, "primary,secondary")
            yield keepers
        finally:
            for keeper in keepers:
                keeper.kill()


def _wait(monitor: Node, words: str, wanted: str) -> None:
    until = time.monotonic() + 180.0
    got = ""
    while time.monotonic() < until:
        command = [*as_user(), str(monitor.binaries / "psql"), "-h", "127.0.0.1", "-p", str(monitor.port), "-U",
                   "autoctl_node", "-d", "pg_auto_failover", "-Atc", words]  # fmt: skip
        got = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False).stdout.strip()
        if got == wanted:
            return
        time.sleep(1)
    raise RuntimeError(f"{words}: {got}, not {wanted}")


def _own(one: Node) -> None:
    """The database is that of the app's role."""
    words = f"ALTER DATABASE {DATABASE} OWNER TO jsp; ALTER SCHEMA public OWNER TO jsp"
    command = [*as_user(), str(one.binaries / "psql"), "-h", "127.0.0.1", "-p", str(one.port), "-d", DATABASE, "-qc"]
    subprocess.run([*command, words], check=True, cwd="/")


def measure(binaries: Path) -> tuple[int, float, Stored, Writers]:
    """Acknowledged before, how long nothing was, what is stored, and what was seen."""
    with kept(binaries) as (_monitor, first, second):
        one, two = first.node, second.node
        _own(one)
        prepare(one.url())
        ledger = Ledger(one.url())
        ledger.engine.dispose()
        with served("wsgi:app", address_of(one, two)) as server:
            writers = Writers(server.port, ledger)
            moments: list[float] = []

            def disaster() -> None:
                writers.wait_for(NUMBER, LONGEST)
                first.kill()
                died, before = time.monotonic(), writers.acknowledged
                moments.extend([before, writers.first_after(died + 0.5, 240.0) - died])
                writers.wait_for(before + AFTER, LONGEST)

            writers.while_they_write(disaster)
        return int(moments[0]), moments[1], writers.stored(two.url()), writers


def main() -> int:
    """One death."""
    binaries = postgres_binaries()
    has_it = any(Path(folder, "pg_autoctl").exists() for folder in os.environ["PATH"].split(":"))
    if binaries is None or not has_it:
        sys.exit("Not installed; on Debian 12: apt-get install postgresql-15-auto-failover pg-auto-failover-cli")
    before, silent, stored, writers = measure(binaries)
    statuses = {status or "broken off": number for status, number in writers.statuses.items()}
    ok = not stored.lost and not stored.double and 0 < silent <= WITHIN
    ok = ok and set(writers.statuses) <= {503} and writers.plain == writers.statuses[503]
    seen = {
        "rows acknowledged when the server died": f"{3 * before:,} (of {before:,} conversations)",
        "rows acknowledged in all": f"{stored.rows:,}",
        "lost": stored.lost,
        "double": stored.double,
        "writing again after the death, with nobody there": f"{silent:.1f} s",
        "not saved at once, by status": f"{statuses}, {writers.plain} in plain Dutch",
    }
    aim = "0 lost, writing again ≤ 60 s after the death; who cannot save is told so (503, plain Dutch) and nothing else"
    return record("failover", "The database server dies, and nobody does anything", seen, ok=ok, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
