"""A guide as content: what is asked in a talk, in which order, and for how long. A version of it never changes.

The document that versions and files hold is plain data (`to_data`, `jsp.rules.guide_data`). Sentences are Dutch and
English; an English one that is empty is the Dutch one.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import count, groupby

from jsp.rules.refusal import N_, DomainError

MOST_QUESTIONS = 20
MOST_RULES = 20
MOST_MINUTES = 240
WITHOUT_QUESTION = ""  # the key of what was noted beside all questions


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages."""

    nl: str
    en: str = ""

    def told(self, language: str) -> str:
        """The sentence in a language (`nl` or `en`)."""
        return self.en if language == "en" and self.en else self.nl


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with a prompt for when it stays quiet, and its time in minutes (0: none was set).

    `theme`: under which heading it stands, such as one of the five mechanisms; empty where there is none.
    """

    key: str
    words: Words
    prompt: Words
    theme: Words
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Guide:
    """How a talk begins, its rules, its questions in their order, and how it ends."""

    code: str
    name: Words
    opening: Words
    rules: tuple[Words, ...]
    questions: tuple[Question, ...]
    closing: Words

    @property
    def minutes(self) -> int:
        """How long all questions take together."""
        return sum(each.minutes for each in self.questions)

    @property
    def by_theme(self) -> list[tuple[Words, list[Question]]]:
        """The questions in their order, those that follow each other under one heading together."""
        return [(theme, list(found)) for theme, found in groupby(self.questions, key=lambda each: each.theme)]

    def question(self, key: str) -> Question:
        """Raises LookupError for a key that it does not have."""
        for each in self.questions:
            if each.key == key:
                return each
        raise LookupError(key)


def check_guide(guide: Guide) -> None:
    """Refuse what nobody can lead a talk with. Raises DomainError."""
    twice = next((key for key, times in Counter(each.key for each in guide.questions).items() if times > 1), "")
    if twice:
        raise DomainError(N_("Two questions have the key %(key)s."), key=twice)
    if not 1 <= len(guide.questions) <= MOST_QUESTIONS:
        raise DomainError(N_("A guide has 1 to %(most)d questions."), most=MOST_QUESTIONS)
    if len(guide.rules) > MOST_RULES:
        raise DomainError(N_("A guide has at most %(most)d rules."), most=MOST_RULES)
    if guide.minutes > MOST_MINUTES:
        raise DomainError(N_("All questions together take more than %(most)d minutes."), most=MOST_MINUTES)


def keyed(wishes: Iterable[Question], *, now: Guide, used: Collection[str]) -> tuple[Question, ...]:
    """The questions as somebody wants them: one that stays keeps its key, a new one gets a number that nothing had.

    `used`: every key that ever stood in this guide. What comes with a key that is not in `now` is new.
    """
    stays = {each.key for each in now.questions}
    taken = {*used, *stays}
    found = []
    for wish in wishes:
        key = wish.key if wish.key in stays else next(str(n) for n in count(1) if str(n) not in taken)
        stays.discard(key)
        taken.add(key)
        found.append(replace(wish, key=key))
    return tuple(found)
