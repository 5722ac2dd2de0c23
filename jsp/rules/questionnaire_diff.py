"""What differs between two versions of a questionnaire.

Figures of an item may be laid side by side where it is in both: then both ask the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jsp.rules import parts_diff
from jsp.rules.parts_diff import Difference, changes_between, is_reordered
from jsp.rules.questionnaire import Item, Questionnaire, Words
from jsp.rules.questionnaire_data import WORDS


@dataclass(frozen=True, slots=True)
class Comparison(parts_diff.Comparison[Item]):
    """All items of the two versions, and what else differs."""

    @property
    def has_other_faces(self) -> bool:
        """Whether the faces say something else: then figures of every item are to be compared with care."""
        return any(each.name.startswith("faces") for each in self.around)


def compare(old: Questionnaire, new: Questionnaire) -> Comparison:
    """The second beside the first."""
    changes = changes_between(old.items, new.items, _beside)
    return Comparison(changes, tuple(_around(old, new)), is_reordered(old.items, new.items))


def _beside(before: Item, after: Item) -> Iterator[Difference]:
    yield from _words(before.words, after.words)
    yield from _fields(before, after, "in_short", "at_end")


def _around(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    yield from _fields(old, new, "name_nl", "name_en")
    yield from _words(old.open_question, new.open_question, "open_question.")
    for place, (before, after) in enumerate(zip(old.faces, new.faces, strict=True), start=1):
        yield from _words(before, after, "faces.", place)


def _words(before: Words, after: Words, where: str = "", place: int = 0) -> Iterator[Difference]:
    for each in _fields(before, after, *WORDS):
        yield Difference(f"{where}{each.name}", each.before, each.after, place)


def _fields(before: object, after: object, *names: str) -> Iterator[Difference]:
    for name in names:
        if getattr(before, name) != getattr(after, name):
            yield Difference(name, getattr(before, name), getattr(after, name))
