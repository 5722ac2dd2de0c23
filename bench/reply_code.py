"""Compares ways to write down a code of at least 80 bits: how long it is, and what becomes of one slip in typing it.

`.venv/bin/python -m bench.reply_code` prints the table of decision 0012. The slips are drawn by lot and not observed:
it shows what can be made of a slip, and nothing of how often somebody makes one.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from random import Random

from jsp.rules import reply_code

SEED, CODES = 12, 1200
LETTER_ROWS = (("qwertyuiop", 0.0), ("asdfghjkl", 0.5), ("zxcvbnm", 1.5))  # with the place of the first key
FIGURE_ROWS = (("1234567890", 0.0), ("*~$=", 0.5))
ABOVE_BLANK = "cvbnm"
HEAD = ("code", "bits", "by hand", "taps", "noticed", "mended", "mended wrongly", "no harm", "another code")
FIGURES = "".join(keys for keys, _left in FIGURE_ROWS)

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
MEANT = str.maketrans("ilo", "110")  # Crockford: who reads these means those
PLAIN = "abcdefghjkmnpqrstuvwxyz"  # no i, l, o
CONSONANTS, VOWELS = "bcdfghjklmnprstvwxz", "aeiou"
SYLLABLES = (CONSONANTS, VOWELS, CONSONANTS) * 8

Outcome = tuple[str, str]  # the code that was read, else the only code that one slip can explain; each may be empty


@dataclass(frozen=True)
class Way:
    """One way to write a code: `make` gives a code and how it is typed, `read` what is made of something typed."""

    name: str
    bits: float
    make: Callable[[Random], tuple[str, str]]
    read: Callable[[str], Outcome]


@dataclass(frozen=True)
class Signs:
    """A code of single signs: the `alphabet` of each place, and where there is a check the prime that it counts by."""

    alphabets: tuple[str, ...]
    prime: int = 0
    crockford: bool = False

    @property
    def bits(self) -> float:
        """What is left to chance; the last sign is none where it is the check."""
        free = self.alphabets[:-1] if self.prime else self.alphabets
        return sum(math.log2(len(alphabet)) for alphabet in free)

    def make(self, random: Random) -> tuple[str, str]:
        """Draw all signs but the last, and then the last among those that fit."""
        front = "".join(random.choice(alphabet) for alphabet in self.alphabets[:-1])
        code = random.choice([front + last for last in self.alphabets[-1] if self.fits(front + last)])
        return code, code

    def read(self, typed: str) -> Outcome:
        """Blanks do not count. What fits is taken as it is; else the repairs are counted, up to two."""
        text = typed.replace(" ", "")
        text = text.translate(MEANT) if self.crockford else text
        if self.fits(text):
            return text, ""
        repairs: set[str] = set()
        for repair in self._one_slip_away(text):
            if self.fits(repair):
                repairs.add(repair)
            if len(repairs) > 1:
                return "", ""
        return "", "".join(repairs)

    def fits(self, text: str) -> bool:
        """Whether it looks like a code: length, signs, check. The check finds every wrong sign and every swap."""
        if len(text) != len(self.alphabets):
            return False
        numbers = [alphabet.find(sign) for alphabet, sign in zip(self.alphabets, text, strict=True)]
        if min(numbers) < 0:
            return False
        return (
            not self.prime
            or sum(number * pow(32, at, self.prime) for at, number in enumerate(numbers)) % self.prime == 0
        )

    def _one_slip_away(self, text: str) -> Iterator[str]:
        more = len(text) - len(self.alphabets)
        if more == 1:
            yield from (text[:at] + text[at + 1 :] for at in range(len(text)))
        elif more == -1:
            for at, alphabet in enumerate(self.alphabets):
                yield from (text[:at] + sign + text[at:] for sign in alphabet)
        elif more == 0:
            yield from (swapped(text, at) for at in range(len(text) - 1))
            for at, alphabet in enumerate(self.alphabets):
                yield from (text[:at] + sign + text[at + 1 :] for sign in alphabet)


def signs(name: str, *alphabets: str, prime: int = 0, crockford: bool = False) -> Way:
    """A way that uses single signs."""
    kept = Signs(alphabets, prime, crockford)
    return Way(name, kept.bits, kept.make, kept.read)


def words(name: str, letters: int) -> Way:
    """Our words, of which so many letters are typed."""

    def make(random: Random) -> tuple[str, str]:
        code = reply_code.make_code(random.randbytes(reply_code.SEED_BYTES))
        return code, " ".join(word[:letters] for word in code.split())

    def read(typed: str) -> Outcome:
        reading = reply_code.read(typed)
        if reading.code or len(reading.parts) != reply_code.LENGTH:
            return reading.code, ""
        repairs = list(product(*([part.word] if part.word else part.offers for part in reading.parts)))
        return "", " ".join(repairs[0]) if len(repairs) == 1 else ""

    return Way(name, reply_code.BITS, make, read)


WAYS = (
    signs("16 letters and figures, 1 check", *[CROCKFORD] * 16, CROCKFORD + "*~$=u", prime=37, crockford=True),
    signs("18 letters", *[PLAIN] * 18),
    signs("18 letters, 1 check", *[PLAIN] * 19, prime=23),
    signs("8 syllables", *SYLLABLES),
    signs("8 syllables, last letter a check", *SYLLABLES, prime=19),
    words("8 words, whole", 8),
    words("8 words, four letters of each", 4),
)  # fmt: skip


def swapped(text: str, at: int) -> str:
    """Two neighbours change places."""
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def neighbours() -> dict[str, str]:
    """For every key those that a thumb hits instead of it."""
    found: dict[str, str] = {" ": ABOVE_BLANK}
    for rows in (LETTER_ROWS, FIGURE_ROWS):
        keys = [(key, row, left + at) for row, (line, left) in enumerate(rows) for at, key in enumerate(line)]
        for key, row, x in keys:
            near = [k for k, r, there in keys if abs(r - row) <= 1 and abs(there - x) <= (1 if r == row else 0.5)]
            found[key] = "".join(near).replace(key, "") + (" " if key in ABOVE_BLANK else "")
    return found


NEAR = neighbours()


def slip(text: str, random: Random) -> str:
    """The text with one slip at a place drawn by lot: a neighbour key, one missing, one doubled, two swapped."""
    while True:
        at = random.randrange(len(text))
        front, key, rest = text[:at], text[at], text[at + 1 :]
        other = front + random.choice(NEAR[key]) + rest
        swap = swapped(text, at) if rest else text
        typed = random.choice((other, front + rest, front + key + key + rest, swap))
        if typed != text:
            return typed


def taps(text: str) -> int:
    """How often a thumb comes down, changes between letters and figures included; it begins at the letters."""
    layers = [False, *(key in FIGURES for key in text if key != " ")]
    return len(text) + sum(before != after for before, after in pairwise(layers))


def outcome(way: Way, code: str, typed: str) -> str:
    """What becomes of something mistyped."""
    got, repair = way.read(typed)
    if got:
        return "right" if got == code else "silent"
    if repair:
        return "mended" if repair == code else "wrongly"
    return "asked"


def measure(way: Way) -> str:
    """A line of the table."""
    random, became = Random(SEED), Counter[str]()
    by_hand = tapped = 0
    for _ in range(CODES):
        code, typed = way.make(random)
        by_hand, tapped = by_hand + len(typed.replace(" ", "")), tapped + taps(typed)
        became[outcome(way, code, slip(typed, random))] += 1
    noticed = became["mended"] + became["wrongly"] + became["asked"]
    shares = (noticed, became["mended"], became["wrongly"], became["right"], became["silent"])
    said = " | ".join(f"{100 * share / CODES:.1f}" for share in shares)
    return f"| {way.name} | {way.bits:.0f} | {by_hand / CODES:.0f} | {tapped / CODES:.0f} | {said} |"


def main() -> None:
    """Print the table."""
    print(f"{CODES} codes of each kind with one slip in each; what became of them in percent\n")
    print(f"| {' | '.join(HEAD)} |\n|{' --- |' * len(HEAD)}")
    for way in WAYS:
        print(measure(way), flush=True)


if __name__ == "__main__":
    main()
