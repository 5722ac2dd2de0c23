"""A questionnaire as content: what a class is asked after a lesson. It never changes once it is a version.

An item is recognised by its key: figures of two versions may be laid side by side where the key is the same, and
nowhere else. The document that versions and files hold is plain data (`to_data`, `jsp.rules.questionnaire_data`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jsp.rules.evaluation import SCORES
from jsp.rules.refusal import N_, DomainError

MOST_ITEMS = 12  # more does not fit in two minutes


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence for pupils in both languages; for students of a vocational college too, where theirs differs."""

    nl: str
    en: str
    mbo_nl: str = ""
    mbo_en: str = ""

    def told(self, *, is_mbo: bool, language: str) -> str:
        """The sentence for a kind of school in a language (`nl` or `en`)."""
        own, other = (self.en, self.mbo_en) if language == "en" else (self.nl, self.mbo_nl)
        return other if is_mbo and other else own


@dataclass(frozen=True, slots=True)
class Item:
    """A statement with the five faces. `in_short`: also in the short version; `at_end`: only after the last lesson."""

    key: str
    words: Words
    in_short: bool = False
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Items in their order, one open question after them, and what the faces say, the least first."""

    code: str
    name_nl: str
    name_en: str
    items: tuple[Item, ...]
    open_question: Words
    faces: tuple[Words, ...]

    def asked(self, *, is_short: bool, is_last: bool) -> tuple[Item, ...]:
        """The items of one evaluation: all or the short version, and after the last lesson those for the end."""
        return tuple(each for each in self.items if (is_last if each.at_end else each.in_short or not is_short))

    def item(self, key: str) -> Item:
        """Raises LookupError for a key that it does not have."""
        for each in self.items:
            if each.key == key:
                return each
        raise LookupError(key)


def check_questionnaire(questionnaire: Questionnaire) -> None:
    """Refuse what cannot be asked. Raises DomainError."""
    twice = _twice(each.key for each in questionnaire.items)
    if twice:
        raise DomainError(N_("Two items have the key %(key)s."), key=twice)
    if not 1 <= len(questionnaire.items) <= MOST_ITEMS:
        raise DomainError(N_("A questionnaire has 1 to %(most)d items: more does not fit in two minutes."),
                          most=MOST_ITEMS)  # fmt: skip
    if len(questionnaire.faces) != len(SCORES):
        raise DomainError(N_("There are %(number)d faces, each with its words."), number=len(SCORES))
    if not questionnaire.asked(is_short=True, is_last=False):
        raise DomainError(N_("Choose at least one item for the short version."))


def _twice(keys: Iterable[str]) -> str:
    return next((key for key, times in Counter(keys).items() if times > 1), "")
