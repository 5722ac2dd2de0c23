"""Looking something up in the directory by the words of who asks, typing errors and all.

Every word that was typed is looked for among the words of an entry and among the everyday words of its themes: as it
is, as the beginning of a longer word, and, where it begins or ends with a word of a theme, as a Dutch compound of it.
A word that is found nowhere is taken for a typing error. An everyday word is never taken for another one, nor for the
beginning of one of another theme. What matches as many of the words as anything does is found. What cannot wait is
looked for by what it is about, for a cry for help is made of small words.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from jsp.rules.crisis import signs
from jsp.rules.text import folded
from jsp.rules.theme_words import EXACT_WORDS, STOP_WORDS, THEME_WORDS

Key = TypeVar("Key", bound=Hashable)
WORD = re.compile(r"[^\W_]+")
MOST_WORDS, LONGEST_WORD = 8, 40
NAME, THEME, WORDS, OFFER, AUDIENCE = 10, 8, 7, 4, 2  # how much a word says that stands there
WHOLE, BEGINNING, COMPOUND, ERROR, GUESS = 8, 6, 4, 2, 1  # how much it says that it was found so
SHORTEST_PART = 4  # of a compound: shorter words begin or end far too many others
SHORTEST_ERROR, LONG = 4, 8  # letters: in a shorter word nothing is forgiven, in a long one two errors
Theme = tuple[str, Sequence[str]]  # its code, and how it is called


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[Key]):
    """What an entry is found by. `themes`: their codes; `is_far`: of equally good ones it comes after those nearby."""

    key: Key
    name: str
    is_far: bool = False
    themes: Collection[str] = ()
    words: str = ""
    offer: str = ""
    audience: str = ""


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared; of an endless one the beginning."""
    return [word[:LONGEST_WORD] for word in WORD.findall(folded(text))]


class Index(Generic[Key]):
    """All entries by their words, made once and then only read. `themes`: code and names of each."""

    def __init__(self, entries: Iterable[Entry[Key]], themes: Iterable[Theme] = ()) -> None:
        ordered = sorted(entries, key=lambda entry: (entry.is_far, folded(entry.name)))
        self.keys: tuple[Key, ...] = tuple(entry.key for entry in ordered)
        self._at: dict[str, dict[int, int]] = defaultdict(dict)
        self._members: dict[str, list[int]] = defaultdict(list)
        self._themes: dict[str, set[str]] = defaultdict(set)
        for place, entry in enumerate(ordered):
            self._add(place, entry)
        for code, names in themes:
            for word in words_of(" ".join([*names, THEME_WORDS.get(code, "")])):
                if word not in STOP_WORDS:
                    self._themes[word].add(code)
        self._vocabulary = sorted({*self._at, *self._themes})

    def search(self, text: str, fits: Callable[[Key], bool] = lambda _key: True) -> list[Key]:
        """The keys of what `fits`, best first, equally good ones by name; all of it where no word was typed."""
        found, alike = self.search_apart(text, fits)
        return [*found, *alike]

    def search_apart(
        self, text: str, fits: Callable[[Key], bool] = lambda _key: True
    ) -> tuple[list[Key], list[Key]]:  # fmt: skip
        """The same, and apart from it what no typed word says: that is found by words which look like them."""
        asked = _asked(text)
        if not asked:
            return [key for key in self.keys if fits(key)], []
        hits: dict[int, int] = defaultdict(int)
        points: dict[int, int] = defaultdict(int)
        said = set[int]()
        for word in asked:
            found = self._found(word)
            for place, score in found.items():
                hits[place] += 1
                points[place] += score
            said.update(found if any(self._alike(word)) else ())
        fitting = [place for place in hits if fits(self.keys[place])]
        most = max((hits[place] for place in fitting), default=0)
        best = sorted((place for place in fitting if hits[place] == most), key=lambda place: (-points[place], place))
        return [self.keys[place] for place in best if place in said], [
            self.keys[place] for place in best if place not in said
        ]

    def _add(self, place: int, entry: Entry[Key]) -> None:
        for text, weight in (
            (entry.audience, AUDIENCE), (entry.offer, OFFER), (entry.words, WORDS), (entry.name, NAME),
        ):  # fmt: skip
            for word in words_of(text):
                self._at[word][place] = max(weight, self._at[word].get(place, 0))
        for code in entry.themes:
            self._members[code].append(place)

    def _found(self, word: str) -> Mapping[int, int]:
        """What one word finds, with how well: an entry that says it itself comes before one that only has its theme."""
        own: dict[int, int] = {}
        themes: dict[str, int] = {}
        for known, how in self._known(word):
            for place, weight in self._at.get(known, {}).items():
                own[place] = max(weight * how, own.get(place, 0))
            for code in self._themes.get(known, ()) if known == word or word not in EXACT_WORDS else ():
                themes[code] = max(THEME * how, themes.get(code, 0))
        by_theme: dict[int, int] = {}
        for code, points in themes.items():
            for place in self._members[code]:
                by_theme[place] = max(points, by_theme.get(place, 0))
        return {place: own.get(place, 0) + by_theme.get(place, 0) for place in own.keys() | by_theme.keys()}

    def _known(self, word: str) -> Iterable[tuple[str, int]]:
        """The words of the vocabulary that it stands for."""
        return list(self._alike(word)) or [
            (known, ERROR if known == meant else GUESS)
            for meant in self._nearest(word)
            for known, _how in self._alike(meant)
        ]

    def _alike(self, word: str) -> Iterator[tuple[str, int]]:
        for at in range(bisect_left(self._vocabulary, word), len(self._vocabulary)):
            known = self._vocabulary[at]
            if not known.startswith(word):
                break
            yield known, WHOLE if known == word else BEGINNING
        for length in range(SHORTEST_PART, len(word)):
            for part in (word[:length], word[-length:]):
                if part in self._themes:
                    yield part, COMPOUND

    def _nearest(self, word: str) -> list[str]:
        """The words that differ least from it: a letter too many, too few or another, or two changed about."""
        if len(word) < SHORTEST_ERROR or word in EXACT_WORDS:
            return []
        most = 1 if len(word) < LONG else 2
        found = process.extract(word, self._vocabulary, scorer=OSA.distance, score_cutoff=most, limit=None)
        least = min((distance for _known, distance, _at in found), default=0)
        return [known for known, distance, _at in found if distance == least]


def _asked(text: str) -> list[str]:
    """The words that matter of what was typed, each once; where only small words were typed those."""
    said = signs(text[:500])
    words = list(dict.fromkeys(said.words if said.codes else words_of(text[:500])))
    return ([word for word in words if word not in STOP_WORDS] or words)[:MOST_WORDS]
