"""Whether somebody says what cannot wait, in either language, typing errors and all: one rule for every page.

The words are those of `crisis_words`. A word of five letters or more may have errors, though not in its first letter;
one that is a word of its own (NEAR) is meant as it stands. Words that only give weight (SMALL) do not count, and a few
others may stand in between. The form where people ask follows the same rule in `ask.js`, before anything is sent. It is
made for a false alarm rather than a silence, for all that comes of it is that a page shows where to call.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from jsp.rules.crisis_words import HARMLESS, NEAR, SAYINGS, SMALL
from jsp.rules.text import folded
from jsp.rules.theme_words import EXACT_WORDS

APOSTROPHE = re.compile("['\u2018\u2019\u02bc`\u00b4]")
SENTENCE = re.compile(r"[.,!?;:()\n]")
WORD = re.compile(r"[a-z0-9]+")
REPEATED = re.compile(r"(.)\1{2,}")
BETWEEN = 3  # other words between two that belong together
SHORTEST_ERROR, LONG = 5, 10  # letters; stricter than the search, which asks only of words that it does not know
MOST_WORDS = 1500
Meant = frozenset[str]  # the words of ours that a word may stand for, as they are written


@dataclass(frozen=True, slots=True)
class Saying:
    """The words that belong together, of each its alternatives. `is_all`: nothing else stands in the sentence."""

    parts: tuple[Meant, ...]
    is_all: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """What was said. `codes`: the crisis lines for it, best first; `words`: all of it in words of the directory."""

    codes: tuple[str, ...]
    words: tuple[str, ...]


def hears(text: str) -> bool:
    """Whether anything in it sounds as if it cannot wait."""
    return bool(signs(text).codes)


def signs(text: str) -> Signs:
    """All that it says of this kind."""
    words, sentences = _read(text)
    ones = {word: _meant(word) for word in set(words)}
    meant = [ones[word] for word in words]
    for at in [at for saying in HARMLESS_ONES for path in _paths(saying, meant, sentences) for at in path]:
        meant[at] = frozenset()
    codes, instead = dict[str, None](), dict[int, str]()
    for lines, called, sayings in KNOWN:
        for path in [path for saying in sayings for path in _paths(saying, meant, sentences)]:
            codes |= dict.fromkeys(lines)
            instead |= {at: called for at in path if len(path) > 1 or words[at] not in EXACT_WORDS}
    return Signs(tuple(codes), tuple(instead.get(at, word) for at, word in enumerate(words)))


def packed() -> str:
    """The same for the script of a page: small words, near ones, harmless sayings, and those that cannot wait."""
    known = (HARMLESS, "\n".join(sayings.strip() for _codes, _meant, sayings in SAYINGS))
    return ";".join((SMALL, " ".join(NEAR_ONES), *(text.strip().replace("\n", "|") for text in known)))


def forgiven(letters: int) -> int:
    """How many errors a word of so many letters may have; of a beginning the last letter does not count."""
    return 0 if letters < SHORTEST_ERROR else 1 if letters < LONG else 2


def _sayings(text: str) -> list[Saying]:
    rows = [one.split() for one in text.strip().replace("\n", "|").split("|")]
    return [Saying(tuple(frozenset(part.split("/")) for part in row if part != "="), row[0] == "=") for row in rows]


def _read(text: str) -> tuple[list[str], list[int]]:
    """The words that count, and of each in which sentence it stands."""
    words, sentences = list[str](), list[int]()
    for number, sentence in enumerate(SENTENCE.split(APOSTROPHE.sub("", text))):
        for word in WORD.findall(REPEATED.sub(r"\1\1", folded(sentence))):
            if word not in SMALL_ONES:
                words.append(word)
                sentences.append(number)
    return words[:MOST_WORDS], sentences[:MOST_WORDS]


def _paths(saying: Saying, meant: Sequence[Meant], sentences: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Where it stands: the places of its words."""
    first, *others = saying.parts
    paths: list[tuple[int, ...]] = [(at,) for at, word in enumerate(meant) if not first.isdisjoint(word)]
    for part in others:
        paths = [
            (*path, at)
            for path in paths
            for at in range(path[-1] + 1, min(path[-1] + 2 + BETWEEN, len(meant)))
            if not part.isdisjoint(meant[at])
        ]
    for path in paths:
        if not saying.is_all or list(path) == _sentence(sentences, path[0]):
            yield path


def _sentence(sentences: Sequence[int], at: int) -> list[int]:
    """The places of the words that stand in one sentence with this one."""
    return [other for other, number in enumerate(sentences) if number == sentences[at]]


def _meant(word: str) -> Meant:
    """The words of ours that it may stand for."""
    is_own = any(_begins(word, near) for near in NEAR_ONES)
    return frozenset(one for one in ONES[word[0]] if _begins(word, one) or (not is_own and _is_nearly(word, one)))


def _begins(word: str, one: str) -> bool:
    return word.startswith(one[:-1]) if one.endswith("*") else word == one


def _is_nearly(word: str, one: str) -> bool:
    stem = one.rstrip("*")
    most = forgiven(len(stem) if stem == one else len(stem) - 1)
    tries = [word] if stem == one else [word[: len(stem) + more] for more in (-1, 0, 1)]
    return most > 0 and any(OSA.distance(each, stem, score_cutoff=most) <= most for each in tries)


SMALL_ONES, NEAR_ONES, HARMLESS_ONES = frozenset(SMALL.split()), tuple(NEAR.split()), _sayings(HARMLESS)
KNOWN = [(codes, called, _sayings(text)) for codes, called, text in SAYINGS]
ONES: dict[str, set[str]] = defaultdict(set)  # by their first letter
for _saying in (*HARMLESS_ONES, *(saying for _codes, _called, sayings in KNOWN for saying in sayings)):
    for _one in frozenset[str]().union(*_saying.parts):
        ONES[_one[0]].add(_one)
