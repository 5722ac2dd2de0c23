"""Clients that log conversations by the form, each sent again with the same key until the app says that it is saved."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from sqlalchemy import create_engine, select

from bench.client import Answer, Visitor, send
from bench.scenarios import Ledger, worker
from jsp.models.audit import Action, AuditEntry, AuditLink

CLIENTS = 6
BETWEEN = 0.1  # seconds between two tries
LONGEST = 300.0  # seconds that one form is tried
PLAIN = "Opslaan kan nu niet"


@dataclass(frozen=True)
class Stored:
    """Each acknowledged conversation is a row, has an entry in the trail, and that has a link in the chain."""

    rows: int
    there: int
    double: int

    @property
    def lost(self) -> int:
        """Acknowledged, and not there."""
        return self.rows - self.there


@dataclass
class Writers:
    """Who writes, and what they got to see."""

    port: int
    ledger: Ledger
    acknowledged: int = 0
    latest: float = 0.0  # when something was last acknowledged
    statuses: Counter[int] = field(default_factory=Counter)  # of what was not acknowledged; 0: the connection broke
    plain: int = 0  # of those with 503, how many said so in plain Dutch
    over: threading.Event = field(default_factory=threading.Event)

    def while_they_write(self, act: Callable[[], None]) -> None:
        """Let all of them write until the act is done; what is under way then is still sent until it is saved."""
        people = [worker(self.port, "/today/") for _ in range(CLIENTS)]
        with ThreadPoolExecutor(CLIENTS) as pool:
            going = [pool.submit(self._write, person) for person in people]
            try:
                act()
            finally:
                self.over.set()
            for each in going:
                each.result()

    def wait_for(self, number: int, longest: float) -> None:
        """Until so many are acknowledged; RuntimeError where that takes too long."""
        until = time.monotonic() + longest
        while self.acknowledged < number:
            if time.monotonic() > until or self.over.is_set():
                raise RuntimeError(f"{self.acknowledged} of {number} acknowledged, {dict(self.statuses)}")
            time.sleep(0.02)

    def first_after(self, moment: float, longest: float) -> float:
        """When something was acknowledged after that moment; 0 where nothing was for so long."""
        until = moment + longest
        while time.monotonic() < until:
            if self.latest > moment:
                return self.latest
            time.sleep(0.005)
        return 0.0

    def stored(self, url: str) -> "Stored":
        """What of all that was acknowledged stands in that database, as rows of three tables."""
        self.ledger.engine.dispose()
        self.ledger.engine = create_engine(url)
        acknowledged, stored, added, trail = self.ledger.stored()
        with self.ledger.engine.connect() as connection:
            entry = select(AuditEntry.object_id).join(AuditLink, AuditLink.entry_id == AuditEntry.id)
            linked = connection.scalars(entry.where(AuditEntry.action == Action.RECORDED))
            links = len({str(key) for key in self.ledger.keys} & set(linked))
        self.ledger.engine.dispose()
        return Stored(rows=3 * acknowledged, there=stored + trail + links, double=added - stored)

    def _write(self, person: Visitor) -> None:
        while not self.over.is_set():
            fields = self.ledger.fields()
            until = time.monotonic() + LONGEST
            while not self._is_saved(attempt(self.port, person.request("/intake/contacts", fields)), person):
                if time.monotonic() > until:
                    self.over.set()
                    raise RuntimeError(f"a form was refused for too long: {dict(self.statuses)}")
                time.sleep(BETWEEN)

    def _is_saved(self, answer: Answer | None, person: Visitor) -> bool:
        status = answer.status if answer else 0
        where = dict(answer.headers).get("location", "") if answer else ""
        _keep_cookies(person, answer)
        if status == 303 and "sign-in" not in where:
            self.acknowledged += 1
            self.latest = time.monotonic()
            return True
        self.statuses[status] += 1
        self.plain += bool(answer and status == 503 and PLAIN in answer.body.decode())
        return False


def _keep_cookies(person: Visitor, answer: Answer | None) -> None:
    """A browser does so too; without it the sign-in is over after a quarter of an hour."""
    for name, value in answer.headers if answer else []:
        if name == "set-cookie":
            cookie, _, content = value.partition(";")[0].partition("=")
            person.cookies[cookie] = content


def attempt(port: int, request: bytes) -> Answer | None:
    """What came back; None where the connection broke before there was an answer."""
    try:
        answer = send(port, request)
    except OSError:
        return None
    return answer if b"\r\n\r\n" in answer.raw else None
