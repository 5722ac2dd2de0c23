"""What is measured: who signs in where, and the requests that they send."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from itsdangerous import URLSafeSerializer
from sqlalchemy import create_engine, func, select
from sqlalchemy.engine import Engine

from bench.client import Visitor, Volley, signed_in, volley
from bench.servers import SECRET
from jsp import clock
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.models.ground import Outcome, Theme

CLIENTS = 8
ACCOUNT = {"email": "sanne@demo.example", "password": "respect-op-school"}
Requests = list[list[bytes]]


@dataclass
class Variant:
    """Somebody at a server and the requests that it gets; `expected` is the status of success."""

    someone: Visitor
    make: Callable[[int], Requests]
    expected: int = 200

    def run(self, each: int) -> Volley:
        """Let every client send `each` requests; whatever is not a success ends the run."""
        got = volley(self.someone.port, self.make(each))
        wrong = {status for one in got.statuses for status in one} - {self.expected}
        if wrong:
            raise RuntimeError(f"answers other than {self.expected}: {sorted(wrong)}")
        return got


class Ledger:
    """Every contact that the app said it saved, to be counted in its database afterwards."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = create_engine(url)
        self.keys: list[UUID] = []
        with self.engine.connect() as connection:
            mark = select(User.fs_uniquifier).where(User.email == ACCOUNT["email"])
            self.signer = URLSafeSerializer(SECRET, salt=f"once:ContactForm:{connection.scalar(mark)}")
            self.theme = connection.scalar(select(func.min(Theme.id)))
            self.outcome = connection.scalar(select(func.min(Outcome.id)))

    def fields(self) -> dict[str, str]:
        """A filled-in form with a fresh once-key."""
        key = uuid4()
        self.keys.append(key)
        return {
            "once": self.signer.dumps(key.hex), "site": "gilde", "on": str(clock.today()), "channel": "walk_in",
            "themes": str(self.theme), "main_theme": str(self.theme), "asked_by": "pupil", "outcome": str(self.outcome),
        }  # fmt: skip

    def stored(self) -> tuple[int, int, int]:
        """How many were acknowledged, how many of those stand in the database, and how many entries of the trail."""
        with self.engine.connect() as connection:
            rows = set(connection.scalars(select(Contact.id)))
            trail = list(connection.scalars(select(AuditEntry.object_id).where(AuditEntry.action == Action.RECORDED)))
        mine = {str(key) for key in self.keys}
        return len(self.keys), len(rows & set(self.keys)), sum(id in mine for id in trail)


def logging_in_app(port: int, ledger: Ledger) -> Variant:
    """Log contacts in the app, each client in a session of its own."""
    visitors = _visitors(port, "/accounts/sign-in", "/today/")
    return Variant(visitors[0], _posts(visitors, "/intake/contacts", ledger.fields), 303)


def logging_in_twin(port: int) -> Variant:
    """Log contacts in the Django twin, with the same fields."""
    signer = URLSafeSerializer(SECRET, salt="once:1")
    visitors = _visitors(port, "/sign-in", "/contacts")

    def fields() -> dict[str, str]:
        usual = {"site": "gilde", "on": str(clock.today()), "channel": "walk_in", "asked_by": "pupil"}
        return {"once": signer.dumps(uuid4().hex), **usual, "theme": "2", "outcome": "16"}

    return Variant(visitors[0], _posts(visitors, "/contacts", fields), 302)


def writing_to_floor(port: int) -> Variant:
    """The same rows without anything around them."""
    body = {"once": "x" * 60, "site": "gilde", "on": str(clock.today()), "channel": "walk_in", "themes": "1"}
    visitors = [Visitor(port)] * CLIENTS
    return Variant(visitors[0], _posts(visitors, "/intake/contacts", lambda: body), 303)


def looking(port: int, path: str, *, account: bool) -> Variant:
    """Open one page again and again, signed in or not."""
    visitors = _visitors(port, "/accounts/sign-in", path) if account else [Visitor(port)] * CLIENTS
    pages = [visitor.request(path) for visitor in visitors]
    return Variant(visitors[0], lambda each: [[page] * each for page in pages])


def _visitors(port: int, sign_in: str, then: str) -> list[Visitor]:
    return [signed_in(port, sign_in, then, ACCOUNT) for _ in range(CLIENTS)]


def _posts(visitors: Sequence[Visitor], path: str, fields: Callable[[], dict[str, str]]) -> Callable[[int], Requests]:
    return lambda each: [[visitor.request(path, fields()) for _ in range(each)] for visitor in visitors]
