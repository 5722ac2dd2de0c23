"""What differs between two versions of a guide."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from jsp.rules.guide import Guide, Question, Words

NOTHING = Words("")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was one thing and is another. `place`: which rule it is, from 1; 0 elsewhere."""

    name: str
    before: str
    after: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question in both versions; None in the one that does not have it."""

    before: Question | None
    after: Question | None
    differences: tuple[Difference, ...] = ()

    @property
    def shown(self) -> Question:
        """As it is now, or as it was where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def is_in_both(self) -> bool:
        """Whether it neither came nor went."""
        return self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All questions of the two versions in the new order, those that are gone last, and what else differs."""

    questions: tuple[QuestionChange, ...]
    around: tuple[Difference, ...]
    is_reordered: bool

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        is_touched = any(not each.is_in_both or each.differences for each in self.questions)
        return not (is_touched or self.around or self.is_reordered)


def compare(old: Guide, new: Guide) -> Comparison:
    """The second beside the first."""
    was, now = ({each.key: each for each in one.questions} for one in (old, new))
    stayed = [_beside(was.get(key), question) for key, question in now.items()]
    gone = [QuestionChange(question, None) for key, question in was.items() if key not in now]
    orders = [[key for key in one if key in was and key in now] for one in (was, now)]
    return Comparison((*stayed, *gone), tuple(_around(old, new)), orders[0] != orders[1])


def _beside(before: Question | None, after: Question) -> QuestionChange:
    if before is None:
        return QuestionChange(None, after)
    found = [
        *_words("words", before.words, after.words), *_words("prompt", before.prompt, after.prompt),
        *_words("theme", before.theme, after.theme),
    ]  # fmt: skip
    if before.minutes != after.minutes:
        found.append(Difference("minutes", _minutes(before), _minutes(after)))
    return QuestionChange(before, after, tuple(found))


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
