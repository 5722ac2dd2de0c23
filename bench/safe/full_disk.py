"""The disk is full: saving is refused in plain words, reading goes on, nothing acknowledged is lost, it heals alone.

SQLite, and PostgreSQL with full tables and with a full log of changes, each on a small disk. Control: an app that says
yes where the database said no loses what it acknowledged.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from bench import servers
from bench.client import Answer, Visitor
from bench.safe.disks import Disk, Postgres, disk, postgres
from bench.safe.forms import Sheet, Sheets
from bench.safe.kills import attempt
from bench.safe.record import record
from bench.scenarios import ACCOUNT, worker
from bench.servers import Server, served
from jsp import create_app

SMALL, ROOM, LOG_ROOM = 40, 160, 24  # MB: a database file; tables; a log of changes
LEFT = 2_000_000  # bytes, at first
MOST, REFUSED = 6_000, 30  # forms that fill what is left; refusals that are looked at
PUBLIC = ("/", "/vraag", "/openings.json", "/healthz")
OWN = ("/today/", "/hours/", "/lessons/", "/trends/", "/directory/")
HEADING, ENGLISH = "Opslaan kan nu niet", "Saving is not possible now"
WAIT = 60.0  # seconds for a server to be there again
Environ = dict[str, Any]


def deaf() -> Callable[[Environ, Any], Iterable[bytes]]:
    """The app, but a form that could not be saved is said to be."""
    app = create_app()

    def answer(environ: Environ, start: Any) -> Iterable[bytes]:
        def lie(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start("303 SEE OTHER" if status.startswith("503") else status, headers, *more)

        return app(environ, lie)

    return answer


@dataclass
class House:
    """A running app over a database on a disk that gets full."""

    server: Server
    sheets: Sheets
    person: Visitor
    refused: list[tuple[Sheet, Answer | None]] = field(default_factory=list)

    def fill_up(self) -> int:
        """Send forms until some are refused; how many were acknowledged before the first refusal."""
        made = cycle(self.sheets.makers(self.person))
        before = 0
        for _number in range(MOST):
            sheet = next(made)()
            answer = attempt(self.server.port, sheet.request)
            sheet.is_acknowledged = answer is not None and answer.status == sheet.expected
            if not sheet.is_acknowledged:
                self.refused.append((sheet, answer))
            before += not self.refused
            if len(self.refused) >= REFUSED:
                break
        return before

    def reads(self, paths: Iterable[str]) -> dict[str, int]:
        """What pages answer that only read."""
        return {path: self.status(self.person.request(path)) for path in paths}

    def status(self, request: bytes) -> int:
        """Of an answer; 0 where none came."""
        answer = attempt(self.server.port, request)
        return answer.status if answer is not None else 0

    def send_again(self) -> Counter[int]:
        """What was refused is sent once more, the same bytes."""
        got: Counter[int] = Counter()
        for sheet, _answer in self.refused:
            status = self.status(sheet.request)
            sheet.is_acknowledged = status == sheet.expected
            got[status] += 1
        return got

    def sign_in(self) -> int:
        """What somebody is answered who comes to the door with the right password."""
        visitor = Visitor(self.server.port)
        visitor.open("/accounts/sign-in")
        return visitor.open("/accounts/sign-in", dict(ACCOUNT)).status

    def in_english(self) -> bool:
        """Whether a refusal speaks the language that was chosen; what still found a place is no refusal."""
        for _number in range(REFUSED):
            sheet = self.sheets.question()
            speaker = sheet.request.replace(b"\r\n\r\n", b"\r\nCookie: language=en\r\n\r\n", 1)
            answer = attempt(self.server.port, speaker)
            sheet.is_acknowledged = answer is not None and answer.status == sheet.expected
            if not sheet.is_acknowledged:
                return answer is not None and ENGLISH in answer.body.decode()
        return False


@contextmanager
def house(url: str, target: str = "wsgi:app") -> Iterator[House]:
    """The app over a prepared database."""
    servers.prepare(url)
    with served(target, url) as server:
        sheets = Sheets(url, server.port)
        try:
            yield House(server, sheets, worker(server.port, "/today/"))
        finally:
            sheets.close()


Seen = dict[str, object]


def told(at: House, refusal: Counter[int], *, reads: Iterable[str]) -> tuple[Seen, bool]:
    """What is seen while the disk is full."""
    pages = [answer.body.decode() for _sheet, answer in at.refused if answer is not None]
    plain = sum(HEADING in page for page in pages)
    kept = [sheet.kind for sheet, answer in at.refused if answer is not None and _keeps(sheet, answer)]
    read, english, entering = at.reads(reads), at.in_english(), at.sign_in()
    wrong = {path: status for path, status in read.items() if status != 200}
    opened = f"{len(read) - len(wrong)} of {len(read)} open" + (f", but {wrong}" if wrong else "")
    seen: Seen = {
        "refused while it was full": dict(refusal),
        "of them in plain Dutch": plain,
        "in English where that was chosen": english,
        "questions whose text stands on the page that refuses it": kept.count("question"),
        "signing in meanwhile": entering,
        "pages that only read": opened,
    }
    fine = set(refusal) == {503} and plain == len(at.refused) and english and entering in (302, 503)
    return seen, fine and not wrong and kept.count("question") == sum(s.kind == "question" for s, _a in at.refused)


def _keeps(sheet: Sheet, answer: Answer) -> bool:
    return sheet.kind == "question" and "Ik weet niet hoe ik dit moet vragen" in answer.body.decode()


def healed(at: House, before: list[int]) -> tuple[Seen, bool]:
    """What is seen once there is room again, with the same processes."""
    again = at.send_again()
    acknowledged, lost, double = at.sheets.count()
    same = at.server.workers() == before
    return {
        "sent again when there was room": dict(again), "the app was restarted": "no" if same else "yes",
        "acknowledged in all": acknowledged, "lost": lost, "double": double,
    }, set(again) == {303} and same and lost == double == 0  # fmt: skip


def statuses(at: House) -> Counter[int]:
    """Of everything that was not saved."""
    return Counter(answer.status if answer is not None else 0 for _sheet, answer in at.refused)


def full(url: str, small: Disk, target: str = "wsgi:app") -> tuple[Seen, bool]:
    """A disk that holds the database fills up, and is freed."""
    with house(url, target) as at:
        processes = at.server.workers()
        small.fill(LEFT)
        before = at.fill_up()
        small.fill()
        first: Seen = {"acknowledged until it was full": before}
        meanwhile, fine = told(at, statuses(at), reads=(*PUBLIC, *OWN))
        small.clear()
        later, right = healed(at, processes)
    return first | meanwhile | later, fine and right and before > 0


def full_log(server: Postgres, small: Disk) -> tuple[Seen, bool]:
    """The log of PostgreSQL has no room: it stops by itself rather than lose anything, and comes back when started."""
    with house(server.url) as at:
        processes = at.server.workers()
        small.fill()
        before = at.fill_up()
        seen: Seen = {"acknowledged until it was full": before, "refused while it was full": dict(statuses(at))}
        seen["PostgreSQL wrote PANIC"], seen["it takes visitors"] = server.said("PANIC:"), server.is_there()
        read = at.reads((*PUBLIC, *OWN))
        seen["pages meanwhile"] = ", ".join(f"{path}: {status}" for path, status in read.items())
        small.clear()
        seen["it was started by hand when there was room"] = "no" if _comes_back(server) else server.start()
        later, right = healed(at, processes)
    return seen | later, right and set(statuses(at)) == {503} and set(read.values()) <= {200, 503}


def _comes_back(server: Postgres) -> bool:
    until = monotonic() + WAIT / 4
    while monotonic() < until:
        if server.is_there():
            return True
        sleep(1)
    return False


def main() -> int:
    """All of it, one after the other."""
    seen: Seen = {}
    ok = True
    with disk(SMALL) as small:
        ok = _add(seen, "SQLite", full(f"sqlite:///{small.folder}/app.sqlite", small)) and ok
    with tempfile.TemporaryDirectory(prefix="jsp-safe-") as elsewhere:
        Path(elsewhere).chmod(0o755)
        with disk(ROOM) as small, postgres(small.folder, _room(elsewhere, "log")) as server:
            ok = _add(seen, "PostgreSQL, tables", full(server.url, small)) and ok
        with disk(LOG_ROOM) as small, postgres(_room(elsewhere, "data"), small.folder) as server:
            ok = _add(seen, "PostgreSQL, log of changes", full_log(server, small)) and ok
    with disk(SMALL) as small:
        control, fine = full(f"sqlite:///{small.folder}/app.sqlite", small, "bench.safe.full_disk:deaf()")
    seen["control: an app that says yes where the database said no"] = f"{control['lost']} lost"
    aim = "503 in plain Dutch, reads go on, 0 acknowledged lost, heals without a restart of the app"
    return record("full_disk", "A full disk", seen, ok=ok and not fine and bool(control["lost"]), aim=aim)


def _room(folder: str, name: str) -> Path:
    path = Path(folder) / name
    path.mkdir()
    return path


def _add(seen: Seen, name: str, found: tuple[Seen, bool]) -> bool:
    print(name, found, file=sys.stderr)
    seen |= {f"{name}: {what}": value for what, value in found[0].items()}
    return found[1]


if __name__ == "__main__":
    sys.exit(main())
