"""Forms that clients send again and again while something happens to the house, and the counting afterwards."""

import random
import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from sqlalchemy import NullPool, create_engine, select
from sqlalchemy.engine import Engine

from bench.asking import Asked, Ground
from bench.burst import ASK
from bench.client import Visitor
from bench.handed_in import Answers
from bench.phones import COOKIE
from bench.scenarios import Fields, Ledger
from bench.servers import SECRET
from jsp.blueprints.messages.forms.ask import BY_REACH
from jsp.forms import key_of_act
from jsp.models.audit import Action, AuditEntry
from jsp.models.contacts import Contact
from jsp.models.messages import Message, Thread

READ_FOR = 10  # seconds that an asker had the form open
CONTACT, QUESTION, ANSWER = "contact", "question", "evaluation"


class _Earlier(TimestampSigner):
    """Signs as if the page had been opened a moment ago; one that is sent at once is no person's."""

    def get_timestamp(self) -> int:
        return super().get_timestamp() - READ_FOR


@dataclass
class Sheet:
    """A filled-in form. `keys`: that of the row it makes, and of every other that it made when it was sent anew."""

    kind: str
    request: bytes
    expected: int
    keys: list[UUID] = field(default_factory=list)
    is_acknowledged: bool = False


class Sheets:
    """Every form that is sent to one database: contacts, questions and answers of pupils, in turn."""

    def __init__(self, url: str, port: int, ground: Ground | None = None) -> None:
        self.engine: Engine = create_engine(url, poolclass=NullPool)  # the database may go away meanwhile
        self.ledger, self.port = Ledger(url), port
        self.signer = URLSafeTimedSerializer(SECRET, salt="once:AskForm", signer=_Earlier)
        self.answers = Answers(ground) if ground else None
        self.places: deque[Asked] = self.answers.places(ground.classes) if self.answers and ground else deque()
        self.all: list[Sheet] = []
        self._turn = threading.Lock()  # a class has so many seats, and the chance of the answers is one row
        with self.engine.connect() as connection:
            self.before = {kind: set(connection.scalars(select(kind.id))) for kind in (Contact, Thread)}

    def contact(self, person: Visitor) -> Sheet:
        """A conversation at the desk, logged by this worker."""
        return self._kept(Sheet(CONTACT, *self._contact(person)))

    def question(self, *, way: str = BY_REACH) -> Sheet:
        """A question without a name: of somebody who wants to be called, or (`way`) who comes back with a code."""
        return self._kept(Sheet(QUESTION, *self._question(way)))

    def answer(self) -> Sheet:
        """The last page of a phone in a class."""
        if self.answers is None:
            raise RuntimeError("nobody is asked")
        with self._turn:
            asked = self.places.popleft()
            seat = self.answers.seat(asked)
            fields = self.answers.last(asked, seat)
        request = Visitor(self.port, {COOKIE: seat}).request(f"/les/{asked.code}", fields)
        return self._kept(Sheet(ANSWER, request, 303))

    def anew(self, sheet: Sheet, person: Visitor) -> None:
        """The same, filled in once more: what a page without a once-key would send."""
        made = self._contact(person) if sheet.kind == CONTACT else self._question()
        sheet.request, sheet.expected = made[:2]
        sheet.keys += made[2]

    def makers(self, person: Visitor) -> Sequence[Callable[[], Sheet]]:
        """What one client does in turn."""
        own = [lambda: self.contact(person), self.question]
        return [*own, self.answer] if self.answers else own

    def is_stored(self, sheet: Sheet) -> bool:
        """Whether a row stands there already; not known of an answer, which only adds to a box."""
        kind = Contact if sheet.kind == CONTACT else Thread
        with self.engine.connect() as connection:
            return connection.scalar(select(kind.id).where(kind.id.in_(sheet.keys)).limit(1)) is not None

    def count(self) -> tuple[int, int, int]:
        """How many were acknowledged; of those not stored, or not whole; and how many rows there are too many."""
        rows = [each for each in self.all if each.kind != ANSWER]
        with self.engine.connect() as connection:
            found = {kind: set(connection.scalars(select(kind.id))) - self.before[kind] for kind in (Contact, Thread)}
            said = Counter(connection.scalars(select(Message.thread_id)))
            trail = Counter(connection.scalars(
                select(AuditEntry.object_id).where(AuditEntry.action == Action.RECORDED)
            ))  # fmt: skip
        stored = found[Contact] | found[Thread]
        whole = {id for id in stored if (trail[str(id)] if id in found[Contact] else said[id]) == 1}
        lost = sum(each.is_acknowledged and not whole & set(each.keys) for each in rows)
        ours = sum(bool(stored & set(each.keys)) for each in rows)
        return sum(each.is_acknowledged for each in self.all), lost, len(stored) - ours

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        self.ledger.engine.dispose()

    def _contact(self, person: Visitor) -> tuple[bytes, int, list[UUID]]:
        once = uuid4()
        fields = self.ledger.fields() | {"once": self.ledger.signer.dumps(once.hex)}
        return person.request("/intake/contacts", fields), 303, [key_of_act(once, "intake.record", {})]

    def _question(self, way: str = BY_REACH) -> tuple[bytes, int, list[UUID]]:
        once = uuid4()
        text = f"Ik weet niet hoe ik dit moet vragen. Kan iemand meedenken? ({random.randrange(10**6)})"
        fields: Fields = {
            "once": self.signer.dumps(once.hex), "theme": str(self.ledger.theme), "question": text, "site": "gilde",
            "website": "", "way": way, "reach": "0478 000 001",
        }  # fmt: skip
        return Visitor(self.port).request(ASK, fields), 303, [key_of_act(once, "messages.ask", {})]

    def _kept(self, sheet: Sheet) -> Sheet:
        self.all.append(sheet)
        return sheet
