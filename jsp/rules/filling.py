"""Filling in a questionnaire, one item a screen: what a phone carries along until it hands all of it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jsp.rules.evaluation import SCORES
from jsp.rules.refusal import N_, DomainError

SKIPPED = ""
OUTSIDE = N_("Choose one of the five faces, or skip.")


@dataclass(frozen=True, slots=True)
class Filling:
    """Where somebody is: `at` counts from 0, and is the number of items at the open question after them.

    `scores`: by key; an item that was skipped or not seen yet is not in it.
    """

    items: tuple[str, ...]
    at: int
    scores: Mapping[str, int]

    @property
    def is_at_end(self) -> bool:
        """Whether the open question is next."""
        return self.at >= len(self.items)

    def answered(self, face: str) -> "Filling":
        """One further, with that face at the item that was shown, or without it. Raises DomainError."""
        if self.is_at_end:
            return self
        key = self.items[self.at]
        others = {item: score for item, score in self.scores.items() if item != key}
        score = {} if face == SKIPPED else {key: _score(face)}
        return replace(self, at=self.at + 1, scores=others | score)

    def back(self) -> "Filling":
        """At the item before."""
        return replace(self, at=max(self.at - 1, 0))

    def at_end(self) -> "Filling":
        """At the open question."""
        return replace(self, at=len(self.items))


def read_filling(items: Sequence[str], at: str, sent: Mapping[str, str]) -> Filling:
    """What a phone carried along; `sent`: a face by item. Raises DomainError for what is no face."""
    place = int(at) if at.isascii() and at.isdecimal() and len(at) < 4 else 0
    scores = {key: _score(sent[key]) for key in items if sent.get(key, SKIPPED) != SKIPPED}
    return Filling(tuple(items), min(place, len(items)), scores)


def _score(face: str) -> int:
    if face not in [str(score) for score in SCORES]:
        raise DomainError(OUTSIDE)
    return int(face)
