"""What pupils hand in: places at running evaluations, filled-in forms, and the counting afterwards, with the keys."""

import random
import sys
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from bench.asking import PHONES, Asked, Ground
from bench.inside import inside
from bench.scenarios import Fields
from jsp.extensions import db
from jsp.models.evaluation_boxes import open_box
from jsp.models.evaluations import EvaluationBox
from jsp.rules.box import digest
from jsp.rules.evaluation import SCORES
from jsp.rules.seat import new_seat, read_seat

SKIPPED = 0.1  # of the items
WORDS = "We hebben goed gepraat over wat je doet als iemand gepest wordt."
SILENT = 3  # one of so many writes nothing


@dataclass(frozen=True)
class Last:
    """A form that is handed in: from which seat, with which faces and text."""

    seat: bytes
    scores: dict[str, int]
    text: str


class Answers:
    """Every answer that is sent, to be counted in the boxes afterwards; a run goes on only while all are taken in."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.chance = random.Random(20261123)
        self.sent: dict[UUID, list[Last]] = {each.id: [] for each in ground.classes}

    def places(self, classes: Sequence[Asked]) -> deque[Asked]:
        """A place for every phone of these classes, class by class; taken by one client at a time."""
        return deque(each for each in classes for _ in range(PHONES))

    def seat(self, asked: Asked) -> str:
        """A seat as a page gives it out."""
        return new_seat(asked.id, key=self.ground.seat_key)

    def last(self, asked: Asked, seat: str) -> Fields:
        """The last form of a phone, filled in; from now on it has to be in the box."""
        number = read_seat(seat, asked.id, key=self.ground.seat_key)
        if number is None:
            raise RuntimeError("a seat that is not ours")
        faces = {item: self.chance.choice(SCORES) for item in asked.items if self.chance.random() >= SKIPPED}
        text = WORDS if self.chance.randrange(SILENT) else ""
        self.sent[asked.id].append(Last(number, faces, text))
        chosen = {f"item-{item}": str(faces.get(item, "")) for item in asked.items}
        return {"seat": seat, "at": str(len(asked.items)), **chosen, "text": text, "go": "done"}

    def counted(self, database: str, url: str) -> str:
        """Open every box: each seat, each face and each text is in it once, and nothing else; if not, the run ends."""
        number, wrong = sum(len(each) for each in self.sent.values()), self.wrong(url)
        if wrong:
            sys.exit(f"{database}: {number} answers acknowledged, but {wrong} boxes hold something else")
        return (
            f"{database}: {number} answers acknowledged, each in its box once; nothing else in {len(self.sent)} boxes."
        )

    def wrong(self, url: str) -> int:
        """How many boxes hold something else than what was sent to them."""
        with inside(url):
            rows = db.session.execute(select(EvaluationBox.id, EvaluationBox.answers, EvaluationBox.contents_sealed))
            return sum(not self._is_right(row.id, row.answers, row.contents_sealed) for row in rows)

    def _is_right(self, id: UUID, answers: int, sealed: bytes) -> bool:
        sent, box = self.sent.get(id, []), open_box(id, sealed)
        faces = Counter((item, score) for last in sent for item, score in last.scores.items())
        counted = Counter({(item, score): number for item, of in box.counts.items() for score, number in of.items()})
        texts = sorted(last.text for last in sent if last.text)
        return (
            len(box.used) == answers == len(sent)
            and box.used == {digest(last.seat) for last in sent}
            and counted == faces
            and sorted(text for _key, text in box.texts) == texts
        )
