"""The code with which somebody who asked without a name reads the answer: eight everyday Dutch words.

Any four first letters stand for one word only, and no slip of one letter makes one word into another; so a word may be
cut short after four letters, and a slip can be mended (decision 0012).
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WORDS: tuple[str, ...] = tuple(Path(__file__).with_name("reply_words.txt").read_text().split())
LENGTH = 8
ENOUGH = 4  # letters of a word that stand for the whole
BITS = LENGTH * math.log2(len(WORDS))
SEED_BYTES = 32
MOST_TYPED = 300  # characters that are looked at; the longest code has 71
_KNOWN = frozenset(WORDS)
_BY_START = {word[:ENOUGH]: word for word in WORDS}
_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Read:
    """One word as it was typed: `word` is what it stands for, or "" where that is unsure; `offers` what it may be."""

    typed: str
    word: str
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A code as it was typed."""

    parts: tuple[Read, ...]

    @property
    def code(self) -> str:
        """The whole code, its words with a blank in between; empty where a word is missing or unsure."""
        words = [part.word for part in self.parts]
        return " ".join(words) if len(words) == LENGTH and all(words) else ""

    @property
    def mended(self) -> str:
        """What was typed, with the word in place of every slip that only one word can explain."""
        return " ".join(part.word or (part.offers[0] if len(part.offers) == 1 else part.typed) for part in self.parts)

    @property
    def unsure(self) -> list[Read]:
        """The words that are none of ours."""
        return [part for part in self.parts if not part.word]


def make_code(seed: bytes) -> str:
    """The code that follows from 32 random bytes; every code is equally likely to within 2 ** -170.

    Raises ValueError for fewer bytes.
    """
    if len(seed) < SEED_BYTES:
        raise ValueError("a code needs 32 random bytes")
    number, chosen = int.from_bytes(seed), []
    for _ in range(LENGTH):
        number, at = divmod(number, len(WORDS))
        chosen.append(WORDS[at])
    return " ".join(chosen)


def read(typed: str) -> Reading:
    """What somebody meant: capitals, blanks, hyphens and accents do not matter, nor what is cut off after four letters.

    Words may be written as one.
    """
    return Reading(tuple(part for token in _tokens(typed[:MOST_TYPED]) for part in _read_token(token)))


def first_word(code: str) -> str:
    """The word by which a code is known at the desk."""
    return code.partition(" ")[0]


def holds_code(text: str) -> bool:
    """Whether eight words in a row are words of a code: in a message it would be read by others."""
    row = 0
    for token in _tokens(text):
        row = row + 1 if token in _KNOWN else 0
        if row == LENGTH:
            return True
    return False


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _LETTERS.findall("".join(each for each in plain if not unicodedata.combining(each)))


def _read_token(token: str) -> Sequence[Read]:
    word = _word_of(token)
    if word:
        return (Read(token, word),)
    return _split(token) or (Read(token, "", tuple(_offers(token))),)


def _word_of(token: str) -> str:
    word = _BY_START.get(token[:ENOUGH], "")
    return word if word.startswith(token) else ""


def _split(run: str) -> tuple[Read, ...]:
    """Words that were written as one, whole or each cut short after four letters; nothing where that does not fit."""
    found: list[Read] = []
    while run:
        word = _BY_START.get(run[:ENOUGH])
        if word is None:
            return ()
        part = word if run.startswith(word) else word[:ENOUGH]
        found.append(Read(part, word))
        run = run[len(part) :]
    return tuple(found)


def _offers(token: str) -> list[str]:
    """The words that are one slip away; where there are none, those of which the beginning is."""
    whole = [word for word in WORDS if is_one_slip(token, word)]
    return whole or [word for word in WORDS if len(token) >= ENOUGH and is_one_slip(token, word[: len(token)])]


def is_one_slip(one: str, other: str) -> bool:
    """Whether a letter too many, too few or another, or two that changed places, makes one into the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return any(short[start + a :] == long[start + b :] for a, b in _steps(short, long, start))


def _steps(short: str, long: str, at: int) -> Iterator[tuple[int, int]]:
    """How many letters to pass over in each from the first difference on."""
    if len(short) < len(long):
        yield 0, 1
        return
    yield 1, 1
    if short[at : at + 2] == long[at : at + 2][::-1]:
        yield 2, 2
