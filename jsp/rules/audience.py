"""Whether an age band fits the words for whom an entry of the directory is, as far as those say an age at all."""

import re

from jsp.rules.consent import Age

OLDEST = 120
BANDS = {Age.UNDER_12: (0, 11), Age.FROM_12: (12, 15), Age.FROM_16: (16, 17), Age.FROM_18: (18, OLDEST)}
Span = tuple[int, int]

_LOW, _HIGH = r"(?<!\d)(?P<low>\d{1,2})", r"(?<!\d)(?P<high>\d{1,2})"
_YEARS = r"[ -]*(?:jaar|jarigen?|jr\b|years?\b|yrs?\b)"
_THROUGH = r"t/m|tot en met|t\.e\.m\.|en|and|to|through|[-–—]"
# The first that fits takes its words away, so that "12 tot 18 jaar" is not read as "tot 18 jaar" once more.
_SPANS = [
    (re.compile(pattern), more)
    for pattern, more in (
        (rf"{_LOW}(?:{_YEARS})? *(?:{_THROUGH}) *{_HIGH}{_YEARS}", 0),
        (rf"{_LOW}(?:{_YEARS})?[ -]*tot *{_HIGH}{_YEARS}", -1),
        (rf"(?:vanaf|from|aged) (?:de )?{_LOW}(?:{_YEARS}|\+)", 0),
        (rf"{_LOW}(?:{_YEARS})?(?: *\+(?!\d)| (?:en|of|and|or) (?:ouder|older|over))", 0),
        (rf"(?:tot en met|t/m|up to) (?:de )?{_HIGH}{_YEARS}", 0),
        (rf"(?:tot|onder(?: de)?|jonger dan|under|below|younger than|until) {_HIGH}{_YEARS}", -1),
        (rf"{_HIGH}{_YEARS} (?:en|of|and|or) (?:jonger|younger)", 0),
    )
]


def misses(age: Age | None, *texts: str) -> bool:
    """Whether nobody of this age is meant, by the first of the texts that names ages. No more than a hint."""
    spans = next((found for text in texts if (found := spans_of(text))), [])
    if age not in BANDS or not spans:
        return False
    first, last = BANDS[age]
    return all(high < first or last < low for low, high in spans)


def spans_of(text: str) -> list[Span]:
    """The ages that are named in it, both ends included; none where it names none."""
    rest, found = " ".join(text.casefold().split()), []
    for pattern, more in _SPANS:
        for each in pattern.finditer(rest):
            said = each.groupdict()
            found.append((int(said.get("low") or 0), int(said["high"]) + more if said.get("high") else OLDEST))
        rest = pattern.sub(" | ", rest)
    return [(low, high) for low, high in found if low <= high]
