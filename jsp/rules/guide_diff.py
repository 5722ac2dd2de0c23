"""What differs between two versions of a guide."""

from collections.abc import Iterator
from itertools import zip_longest

from jsp.rules.guide import Guide, Question, Words
from jsp.rules.parts_diff import Comparison, Difference, changes_between, is_reordered

NOTHING = Words("")


def compare(old: Guide, new: Guide) -> Comparison[Question]:
    """The second beside the first."""
    changes = changes_between(old.questions, new.questions, _beside)
    return Comparison(changes, tuple(_around(old, new)), is_reordered(old.questions, new.questions))


def _beside(before: Question, after: Question) -> Iterator[Difference]:
    yield from _words("words", before.words, after.words)
    yield from _words("prompt", before.prompt, after.prompt)
    yield from _words("theme", before.theme, after.theme)
    if before.minutes != after.minutes:
        yield Difference("minutes", _minutes(before), _minutes(after))


def _minutes(question: Question) -> str:
    return str(question.minutes) if question.minutes else ""


def _around(old: Guide, new: Guide) -> Iterator[Difference]:
    yield from _words("name", old.name, new.name)
    yield from _words("opening", old.opening, new.opening)
    rules = zip_longest(old.rules, new.rules, fillvalue=NOTHING)
    for place, (before, after) in enumerate(rules, start=1):
        yield from _words("rules", before, after, place)
    yield from _words("closing", old.closing, new.closing)


def _words(name: str, before: Words, after: Words, place: int = 0) -> Iterator[Difference]:
    for language in ("nl", "en"):
        one, other = getattr(before, language), getattr(after, language)
        if one != other:
            yield Difference(f"{name}.{language}", one, other, place)
