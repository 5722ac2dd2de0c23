"""The code with which somebody who asked without a name reads the answer: eight everyday Dutch words.

Any four first letters stand for one word only, and no slip of one letter makes one word into another. So a word may be
cut short after four letters, and a slip can be mended; a slip in a word can look like the beginning of another one, and
then the reading is shown (decision 0012).
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
BITS = math.log2(math.perm(len(WORDS), LENGTH))
SEED_BYTES = 32
MOST_TYPED = 300  # characters that are looked at; the longest code has 71
MOST_WORDS, MOST_MENDED = 12, 3  # words that are read, and slips that are thought about
_KNOWN = frozenset(WORDS)
_BY_START = {word[:ENOUGH]: word for word in WORDS}
_LETTERS = re.compile(r"[a-z]+")
_LONGEST = max(map(len, WORDS))
_PASSED_OVER = frozenset("\u00ad\u200c\u200d\u2060")  # within a word they have no shape


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

    @property
    def completed(self) -> list[Read]:
        """The words of which only the beginning was typed."""
        return [part for part in self.parts if part.word and part.typed != part.word]


def make_code(seed: bytes) -> str:
    """The code that follows from 32 random bytes, no word twice; every code is equally likely to within 2 ** -170.

    Raises ValueError for fewer bytes.
    """
    if len(seed) < SEED_BYTES:
        raise ValueError("a code needs 32 random bytes")
    number, left, chosen = int.from_bytes(seed), list(WORDS), []
    for _ in range(LENGTH):
        number, at = divmod(number, len(left))
        chosen.append(left.pop(at))
    return " ".join(chosen)


def read(typed: str) -> Reading:
    """What somebody meant: capitals, blanks, hyphens and accents do not matter, nor what is cut off after four letters.

    Words may be written as one. Of a text with a colon in it, only what comes after that is looked at.
    """
    tokens = _tokens(typed[:MOST_TYPED].rpartition(":")[2])[:MOST_WORDS]
    parts = [part for token in tokens for part in _read_token(token)]
    unsure, read_so_far = 0, []
    for part in parts[:MOST_WORDS]:
        unsure += not part.word
        mend = not part.word and unsure <= MOST_MENDED
        read_so_far.append(Read(part.typed, part.word, tuple(_offers(part.typed))) if mend else part)
    return Reading(tuple(read_so_far))


def first_word(code: str) -> str:
    """The word by which a code is known at the desk."""
    return code.partition(" ")[0]


def holds_code(text: str) -> bool:
    """Whether eight words in a row are words of a code, cut short or not: in a message others would read it."""
    row = 0
    for token in _tokens(text):
        found = 1 if _word_of(token) else len(_split(token))
        row = row + found if found else 0
        if row >= LENGTH:
            return True
    return False


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).replace("\u0131", "i")
    seen = (each for each in plain if not unicodedata.combining(each) and each not in _PASSED_OVER)
    return _LETTERS.findall("".join(seen))


def _read_token(token: str) -> Sequence[Read]:
    word = _word_of(token)
    if word:
        return (Read(token, word),)
    if len(token) <= _LONGEST + 1 and any(is_one_slip(token, each) for each in WORDS):
        return (Read(token, ""),)
    return _split(token) or (Read(token, ""),)


def _word_of(token: str) -> str:
    word = _BY_START.get(token[:ENOUGH], "")
    return word if word.startswith(token) else ""


def _split(run: str) -> tuple[Read, ...]:
    """Words that were written as one, whole or each cut short after four letters; nothing where that does not fit."""
    if len(run) > MOST_TYPED:
        return ()
    splits: list[tuple[Read, ...] | None] = [None] * len(run) + [()]  # from each place to the end
    for at in range(len(run) - ENOUGH, -1, -1):
        word = _BY_START.get(run[at : at + ENOUGH], "")
        for part in (word, word[:ENOUGH]):
            rest = splits[at + len(part)] if part and run.startswith(part, at) else None
            if rest is not None and splits[at] is None:
                splits[at] = (Read(part, word), *rest)
    return splits[0] or ()


def _offers(token: str) -> list[str]:
    """The words that are one slip away, and those of which the beginning is, where no more than that was typed."""
    is_cut = len(token) <= ENOUGH + 1
    return [word for word in WORDS if is_one_slip(token, word) or (is_cut and is_one_slip(token, word[:ENOUGH]))]


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
