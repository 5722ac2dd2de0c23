"""A whole auditorium asks a question at once, while staff work."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from uuid import UUID

from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import create_engine, func, select
from sqlalchemy.engine import Engine

from bench.client import Visitor
from bench.report import Row, Wait
from bench.rounds import CLIENTS
from bench.scenarios import Fields, Ledger, counted, worker
from bench.servers import SECRET, Server, served
from bench.waits import MIDDLE, MOST, Chore, Got, Waits, at, meanwhile, steadily
from jsp.blueprints.messages.forms.ask import LEAST_SECONDS
from jsp.forms import key_of_act
from jsp.models.ground import Site, Theme
from jsp.models.messages import Message, Thread

ASKERS, WITHIN = 300, 5.0
STAFF = 2
WARM = 1.0
PEACE = LEAST_SECONDS + 1.0  # after that no form page is too fresh to be sent
ASK = "/vraag"
ONCE = re.compile(r'name="once"[^>]*?value="([^"]+)"')


class Questions:
    """Every question that is sent, to be counted in the database afterwards."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = create_engine(url)
        self.signer = URLSafeTimedSerializer(SECRET, salt="once:AskForm")
        self.keys: list[UUID] = []
        with self.engine.connect() as connection:
            self.theme = connection.scalar(select(func.min(Theme.id)))
            self.sites = ["", *connection.scalars(select(Site.code).where(Site.archived_on.is_(None)))]
            self.before = connection.scalar(select(func.count()).select_from(Thread)) or 0

    def fill_in(self, visitor: Visitor, number: int) -> Fields:
        """Open the form as this visitor and fill it in; askers go to all schools in turn, some do not say to which."""
        once = ONCE.search(visitor.open(ASK).body.decode())
        if once is None:
            raise RuntimeError(f"{ASK} shows no form")
        self.keys.append(key_of_act(UUID(self.signer.loads(once[1])), "messages.ask", {}))
        site = self.sites[number % len(self.sites)]
        text = f"Ik weet niet hoe ik dit moet vragen. Kan iemand met mij meedenken? ({number})"
        return {"once": once[1], "theme": str(self.theme), "question": text, "site": site, "website": ""}

    def counted(self, database: str) -> str:
        """Every question stands there once, with one message; if not, the run ends."""
        with self.engine.connect() as connection:
            threads = list(connection.scalars(select(Thread.id)))
            messages = Counter(connection.scalars(select(Message.thread_id)))
        self.engine.dispose()
        mine = set(self.keys)
        whole = [key for key in mine & set(threads) if messages[key] == 1]
        if not len(self.keys) == len(whole) == len(threads) - self.before:
            sys.exit(f"{database}: {len(self.keys)} questions acknowledged, {len(whole)} of them stored once and with "
                     f"one message, {len(threads) - self.before} new")  # fmt: skip
        return f"{len(whole)} questions acknowledged, each stored once and with one message."


def burst(database: str, url: str) -> tuple[list[Row], list[str]]:
    """Let askers send their questions within some seconds; compare how long staff wait with just before."""
    questions, ledger = Questions(url), Ledger(url)
    with served("wsgi:app", url) as server:
        staff = [at_work(server, ledger) for _ in range(STAFF)]
        requests = fetch(server.port, questions, ASKERS)
        meanwhile(server.port, staff, lambda: sleep(WARM))
        peace, _ = meanwhile(server.port, staff, lambda: sleep(PEACE))
        busy, got = meanwhile(server.port, staff, lambda: steadily(server.port, requests, ASKERS / WITHIN))
    refused = Counter(each.status for each in got if each.status != 303)
    if refused:
        sys.exit(f"{database}: questions were not taken: {dict(refused)}")
    work = f"staff while {ASKERS} ask within {WITHIN:.0f} s, {database}"
    lines: list[Row] = [
        Wait(f"{work}, {name}, as a cost", "the same in peace", Waits([busy]), Waits([peace]), share=share)
        for name, share in (("median", MIDDLE), ("p95", MOST))
    ]
    said = f"{database}, {ASKERS} askers within {WITHIN:.0f} s: {_in_words(got)}"
    return lines, [f"{said}; {questions.counted(database)}", counted(f"{database}, meanwhile", ledger)]


def fetch(port: int, questions: Questions, number: int) -> list[bytes]:
    """So many filled-in forms, each of an asker with a page of their own."""

    def fill_in(which: int) -> bytes:
        visitor = Visitor(port)
        return visitor.request(ASK, questions.fill_in(visitor, which))

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(fill_in, range(number)))


def at_work(server: Server, ledger: Ledger) -> Iterator[Chore]:
    """Look at *Vandaag*, log a contact, and so on."""
    person = worker(server.port, "/today/")

    def endless() -> Iterator[Chore]:
        while True:
            yield person.request("/today/"), 200
            yield person.request("/intake/contacts", ledger.fields()), 303

    return endless()


def _in_words(got: list[Got]) -> str:
    took = [each.took for each in got]
    last = max(each.due + each.took for each in got)
    return (
        f"an asker waited {1000 * at(took, MIDDLE):.0f} ms (median), {1000 * at(took, MOST):.0f} ms (p95); "
        f"the last one was answered {last:.1f} s after the first one sent"
    )
