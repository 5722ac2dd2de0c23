"""The box of a running evaluation: who has a seat, how often each face was chosen, what was written.

There are no ballots in it. A seat is a random number, of which only a digest is kept; a face raises a counter; texts
lie in an order that says nothing. All of it is one text of a length that hardly tells what is in it, and is sealed as
one: neither rows nor logs of a database show one answer apart from the others (decision 18).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from jsp.rules.evaluation import SCORES

BLOCK = 8192  # bytes; the text grows by so much at a time, which is more than most classes write
DIGEST = 8  # bytes of the digest of a seat
Counts = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What one pupil hands in: a score of 1 to 5 by item, without those that were skipped, and what was written."""

    scores: Mapping[str, int]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """Answers on paper, counted by hand by somebody who saw them: how many sheets, and what stood on them."""

    number: int = 0
    counts: Counts = field(default_factory=dict)
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """`given`: digests of the seats that were taken; `used`: those of which the answers are in."""

    given: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    counts: Counts = field(default_factory=dict)
    texts: frozenset[tuple[str, str]] = frozenset()  # each with a random key, so that equal ones are kept apart
    paper: "Paper" = field(default_factory=lambda: Paper())

    @property
    def answers(self) -> int:
        """How many handed it in, on a phone or on paper."""
        return len(self.used) + self.paper.number

    @property
    def busy(self) -> int:
        """How many took a seat and have not handed in."""
        return len(self.given) - len(self.used)

    def has(self, seat: bytes) -> bool:
        """Whether that seat was taken."""
        return digest(seat) in self.given

    def is_used(self, seat: bytes) -> bool:
        """Whether the answers of that seat are in."""
        return digest(seat) in self.used

    def take(self, seat: bytes) -> "Box":
        """With that seat taken; taking it twice is taking it once."""
        return replace(self, given=self.given | {digest(seat)})

    def put(self, seat: bytes, filled: Filled, *, key: str) -> "Box":
        """With the answers of that seat in it, once; `key`: a random one for what was written."""
        if self.is_used(seat):
            return self
        return replace(
            self.take(seat), used=self.used | {digest(seat)}, counts=add(self.counts, filled.scores),
            texts=self.texts | ({(key, filled.text)} if filled.text else frozenset()),
        )  # fmt: skip

    def packed(self) -> str:
        """The box as one text, padded to whole blocks; `unpacked` reads it."""
        paper = [self.paper.number, _rows(self.paper.counts), sorted(self.paper.texts)]
        held = ["".join(sorted(self.given)), "".join(sorted(self.used)), _rows(self.counts), sorted(self.texts), paper]
        return padded(json.dumps(held, ensure_ascii=False, separators=(",", ":")), BLOCK)


def unpacked(text: str) -> Box:
    """The box again."""
    given, used, counts, texts, (number, on_paper, lines) = json.loads(text)
    return Box(
        _digests(given), _digests(used), _counts(counts), frozenset((key, each) for key, each in texts),
        Paper(number, _counts(on_paper), tuple(lines)),
    )  # fmt: skip


def _rows(counts: Counts) -> dict[str, list[int]]:
    return {item: [of.get(score, 0) for score in SCORES] for item, of in sorted(counts.items())}


def _counts(rows: Mapping[str, list[int]]) -> Counts:
    return {
        item: {score: number for score, number in zip(SCORES, of, strict=True) if number} for item, of in rows.items()
    }


def _digests(joined: str) -> frozenset[str]:
    return frozenset(joined[at : at + 2 * DIGEST] for at in range(0, len(joined), 2 * DIGEST))


def add(counts: Counts, scores: Mapping[str, int]) -> dict[str, Mapping[int, int]]:
    """The counts with one more of each of the scores."""
    raised = dict(counts)
    for item, score in scores.items():
        of = counts.get(item, {})
        raised[item] = {**of, score: of.get(score, 0) + 1}
    return raised


def packed_counts(counts: Counts) -> str:
    """Counts as one text of a length that says nothing; `unpacked_counts` reads it."""
    return padded(json.dumps(_rows(counts), separators=(",", ":")), BLOCK)


def unpacked_counts(text: str) -> Counts:
    """The counts again."""
    return _counts(json.loads(text))


def padded(text: str, block: int) -> str:
    """With blanks behind it, up to a whole number of blocks of so many bytes."""
    return text + " " * (-len(text.encode()) % block)


def digest(seat: bytes) -> str:
    """By which a seat is recognised: hex of 8 bytes."""
    return hashlib.blake2b(seat, digest_size=DIGEST).hexdigest()
