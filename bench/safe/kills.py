"""Workers are killed (kill -9) while people send forms; who got no answer sends the same again, until there is one.

Control: who sends it anew with a fresh key instead, as from a page without one, makes rows double; that has to be seen.
"""

import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from bench.asking import PHONES, ask
from bench.client import Answer, Visitor, send
from bench.inside import inside
from bench.safe.forms import ANSWER, Sheet, Sheets
from bench.safe.houses import houses
from bench.safe.record import record
from bench.scenarios import worker
from bench.servers import Server, served
from jsp import create_app
from jsp.verbs import tally_truth

CLIENTS = 6
KILLS, MOST_KILLS = 33, 400
ACKNOWLEDGED = 5_100  # of each database
DOUBLES = 3  # of the control: it ends as soon as so many answers broke off after their row was stored
CLASSES = 2 * ACKNOWLEDGED // 3 // PHONES  # twice as many places as it takes: there have to be kills enough
LATE = 0.03  # seconds at most between the commit and the answer: in there a kill is at its worst
PATIENCE, MOST_TRIES = 0.1, 600  # seconds between two tries
LONGEST = 1_500.0  # seconds; then the run ends
Environ = dict[str, Any]
Retry = Callable[[Sheet, Visitor], None]


def late() -> Callable[[Environ, Any], Iterable[bytes]]:
    """The app as it is, but every answer leaves a moment after it was made."""
    app = create_app()

    def answer(environ: Environ, start: Any) -> Iterable[bytes]:
        body = list(app(environ, start))
        time.sleep(random.random() * LATE)
        return body

    return answer


@dataclass
class Run:
    """What happened to one database: kills, answers that broke off, what was stored of those, and wrong answers."""

    sheets: Sheets
    retry: Retry
    most: int
    kills: int = 0
    broken: int = 0
    stored: int = 0
    acknowledged: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)

    def client(self, person: Visitor) -> None:
        """Send one form after the other, each until it is answered."""
        for make in cycle(self.sheets.makers(person)):
            if self.over.is_set():
                return
            self._until_answered(make(), person)

    def _until_answered(self, sheet: Sheet, person: Visitor) -> None:
        for _try in range(MOST_TRIES):
            answer = attempt(self.sheets.port, sheet.request)
            if answer is not None:
                sheet.is_acknowledged = answer.status == sheet.expected
                self.acknowledged += sheet.is_acknowledged
                self.refused.update([] if sheet.is_acknowledged else [answer.status])
                return
            self.broken += 1
            self.stored += sheet.kind != ANSWER and self.sheets.is_stored(sheet)
            self.retry(sheet, person)
            time.sleep(PATIENCE)

    def kill(self, server: Server) -> None:
        """Kill a worker after every so many forms, at any moment, until there was enough of both."""
        until, step = time.monotonic() + LONGEST, self.most // KILLS
        while time.monotonic() < until and not self._is_enough():
            due = self.acknowledged + random.randint(step // 2, step)
            while self.acknowledged < due and time.monotonic() < until:
                time.sleep(random.random() / 50)
            for oldest in server.workers()[:1]:  # the others may be starting still
                os.kill(oldest, signal.SIGKILL)
                self.kills += 1
        self.over.set()

    def _is_enough(self) -> bool:
        if self.retry is not same and self.stored >= DOUBLES:
            return True
        return self.kills >= MOST_KILLS or (self.kills >= KILLS and self.acknowledged >= self.most)


def attempt(port: int, request: bytes) -> Answer | None:
    """What came back; None where the connection broke before there was an answer."""
    try:
        answer = send(port, request)
    except OSError:
        return None
    return answer if b"\r\n\r\n" in answer.raw else None


def same(_sheet: Sheet, _person: Visitor) -> None:
    """Who got no answer sends the same again."""


def run(url: str, sheets: Sheets, server: Server, retry: Retry, most: int) -> Run:
    """Clients that send, and somebody who kills."""
    people = [worker(server.port, "/today/") for _ in range(CLIENTS)]
    going = Run(sheets, retry, most)
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(going.client, person) for person in people]
        try:
            going.kill(server)
        finally:
            going.over.set()
        for client in clients:
            client.result()
    return going


def withstood(url: str) -> tuple[Run, dict[str, int]]:
    """The app: who got no answer sends the same again."""
    ground = ask(url, CLASSES)
    with served("bench.safe.kills:late()", url) as server:
        sheets = Sheets(url, server.port, ground)
        going = run(url, sheets, server, same, ACKNOWLEDGED)
    acknowledged, lost, double = sheets.count()
    boxes = sheets.answers.wrong(url) if sheets.answers else 0
    sheets.close()
    with inside(url):
        figures = sum(tally_truth.differences().values())
    return going, {"acknowledged": acknowledged, "lost": lost, "double": double, "boxes": boxes, "figures": figures}


def control(url: str) -> tuple[Run, int]:
    """The same without the keys: every try is a form of its own."""
    with served("bench.safe.kills:late()", url) as server:
        sheets = Sheets(url, server.port)
        going = run(url, sheets, server, lambda sheet, person: sheets.anew(sheet, person), ACKNOWLEDGED // 3)
    _acknowledged, _lost, double = sheets.count()
    sheets.close()
    return going, double


def main() -> int:
    """Both databases, then the control on both."""
    seen: dict[str, object] = {}
    ok = True
    with houses("app", "control") as urls:
        for name, at in urls.items():
            going, got = withstood(at["app"])
            bad = got["lost"] + got["double"] + got["boxes"] + got["figures"] + sum(going.refused.values())
            ok = ok and not bad and going.kills >= 30 and got["acknowledged"] >= 5_000
            seen |= _told(name, going, got)
            again, double = control(at["control"])
            ok = ok and double > 0
            seen[f"{name}, control: a fresh key at every try"] = (
                f"{again.kills} kills, {again.broken} answers broken off, {double} rows too many"
            )
    aim = "≥ 30 kills and ≥ 5,000 acknowledged on each database: 0 lost, 0 double; the control shows rows too many"
    return record("kills", "Workers killed while people write", seen, ok=ok, aim=aim)


def _told(name: str, going: Run, got: dict[str, int]) -> dict[str, object]:
    return {
        f"{name}: workers killed with kill -9": going.kills,
        f"{name}: answers broken off": f"{going.broken}, {going.stored} of them after their row was stored",
        f"{name}: forms acknowledged (contacts, questions, answers of pupils)": f"{got['acknowledged']:,}",
        f"{name}: lost": got["lost"],
        f"{name}: double": got["double"],
        f"{name}: classes whose box holds something else than was sent": got["boxes"],
        f"{name}: figures that are not what the conversations say": got["figures"],
        f"{name}: refused": dict(going.refused) or 0,
    }


if __name__ == "__main__":
    sys.exit(main())
