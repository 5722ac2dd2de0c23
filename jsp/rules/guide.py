"""A guide as content: what is asked in a talk, in which order, and for how long. A version of it never changes.

The document that versions and files hold is plain data (`to_data`, `jsp.rules.guide_data`). Sentences are Dutch and
English; an English one that is empty is the Dutch one.
"""

from collections import Counter
from dataclasses import dataclass

from jsp.rules.refusal import N_, DomainError

MOST_QUESTIONS = 20
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
    if guide.minutes > MOST_MINUTES:
        raise DomainError(N_("All questions together take more than %(most)d minutes."), most=MOST_MINUTES)
