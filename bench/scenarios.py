"""What is measured: who signs in where, and the requests that they send."""

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from uuid import UUID, uuid4

from itsdangerous import URLSafeSerializer
from sqlalchemy import create_engine, func, select
from sqlalchemy.engine import Engine

from bench.client import Visitor, signed_in
from bench.rounds import CLIENTS, Requests, Variant
from bench.servers import SECRET, Server
from jsp import clock
from jsp.forms import key_of_act
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.models.ground import Outcome, Theme

ACCOUNT = {"email": "sanne@demo.example", "password": "respect-op-school"}
Fields = dict[str, str]


class Ledger:
    """Every contact that the app said it saved, to be counted in its database afterwards."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = create_engine(url)
        self.keys: list[UUID] = []  # of what was sent; a run goes on only while all of it is acknowledged
        with self.engine.connect() as connection:
            mark = select(User.fs_uniquifier).where(User.email == ACCOUNT["email"])
            self.signer = URLSafeSerializer(SECRET, salt=f"once:ContactForm:{connection.scalar(mark)}")
            self.theme = connection.scalar(select(func.min(Theme.id)))
            self.outcome = connection.scalar(select(func.min(Outcome.id)))
            self.before = connection.scalar(select(func.count()).select_from(Contact)) or 0

    def fields(self) -> Fields:
        """A filled-in form with a fresh once-key."""
        key = uuid4()
        self.keys.append(key_of_act(key, "intake.record", {}))
        return {
            "once": self.signer.dumps(key.hex), "site": "gilde", "on": str(clock.today()), "channel": "walk_in",
            "themes": str(self.theme), "main_theme": str(self.theme), "asked_by": "pupil", "outcome": str(self.outcome),
        }  # fmt: skip

    def stored(self) -> tuple[int, int, int, int]:
        """How many were acknowledged; of those stored; stored in all; and in the trail. All four must be the same."""
        with self.engine.connect() as connection:
            rows = set(connection.scalars(select(Contact.id)))
            trail = list(connection.scalars(select(AuditEntry.object_id).where(AuditEntry.action == Action.RECORDED)))
        mine = {str(key) for key in self.keys}
        return len(mine), len(rows & set(self.keys)), len(rows) - self.before, sum(id in mine for id in trail)


def counted(database: str, ledger: Ledger) -> str:
    """Every contact stands there once, and once in the trail; if not, the run ends."""
    acknowledged, stored, added, trail = ledger.stored()
    ledger.engine.dispose()
    if not acknowledged == stored == added == trail:
        sys.exit(f"{database}: {acknowledged} acknowledged, {stored} of them stored, {added} new, {trail} in the trail")
    return f"{database}: {acknowledged} contacts acknowledged, each stored once, each once in the trail."


def logging_in_app(server: Server, ledger: Ledger) -> Variant:
    """Log contacts in the app, each client in a session of its own."""
    visitors = _visitors(server.port, "/accounts/sign-in", "/today/")
    return Variant(server, _posts(visitors, "/intake/contacts", ledger.fields), 303)


def logging_in_twin(server: Server) -> Variant:
    """Log contacts in the Django twin, with the same fields."""
    signer = URLSafeSerializer(SECRET, salt="once:1")
    visitors = _visitors(server.port, "/sign-in", "/contacts")
    choices = {"theme": "2", "outcome": "16"}  # the first of each
    return Variant(server, _posts(visitors, "/contacts", lambda: _usual(signer) | choices), 302)


def writing_to_floor(server: Server) -> Variant:
    """The same rows without anything around them; the requests are as long."""
    signer = URLSafeSerializer(SECRET, salt="once:nobody")
    visitors = [Visitor(server.port)] * CLIENTS
    return Variant(server, _posts(visitors, "/intake/contacts", lambda: _usual(signer)), 303)


def looking(server: Server, path: str, *, account: bool) -> Variant:
    """Open one page again and again, signed in or not."""
    visitors = _visitors(server.port, "/accounts/sign-in", path) if account else [Visitor(server.port)] * CLIENTS
    pages = [visitor.request(path) for visitor in visitors]
    return Variant(server, [repeat(page) for page in pages])


def signing_in(server: Server) -> Variant:
    """Come to the door with the right password, each time as somebody who is not in yet."""
    visitors = [Visitor(server.port) for _ in range(CLIENTS)]
    for visitor in visitors:
        visitor.open("/accounts/sign-in")
    return Variant(server, _posts(visitors, "/accounts/sign-in", lambda: ACCOUNT), 302)


def hashing(server: Server) -> Variant:
    """Send the same, to where only the hash is computed."""
    return Variant(server, _posts([Visitor(server.port)] * CLIENTS, "/", lambda: ACCOUNT))


def worker(port: int, then: str) -> Visitor:
    """A JSP worker who signed in to the app and opened the page `then`."""
    return signed_in(port, "/accounts/sign-in", then, ACCOUNT)


def _visitors(port: int, sign_in: str, then: str) -> list[Visitor]:
    return [signed_in(port, sign_in, then, ACCOUNT) for _ in range(CLIENTS)]


def _usual(signer: URLSafeSerializer) -> Fields:
    usual = {"site": "gilde", "on": str(clock.today()), "channel": "walk_in", "asked_by": "pupil"}
    return {"once": signer.dumps(uuid4().hex), **usual}


def _posts(visitors: Sequence[Visitor], path: str, fields: Callable[[], Fields]) -> Requests:
    def endless(visitor: Visitor) -> Iterator[bytes]:
        while True:
            yield visitor.request(path, fields())

    return [endless(visitor) for visitor in visitors]
