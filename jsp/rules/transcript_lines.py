"""Who said what in plain lines, as people and meeting tools write them down.

A speaker stands before a colon (`Anna de Wit: …`), perhaps behind a time, or with a time on a line of their own
(`Anna de Wit  0:05`), with what they said below it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from jsp.rules.talk_text import HEADING, one_line

LONGEST_NAME = 40
MOST_WORDS_OF_A_NAME = 5
MOST_SPEAKERS = 40
TWICE, OFTEN = 2, 3
_TIME = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?"
_NAME = rf"(?P<name>[^\W\d_][^:<>]{{0,{LONGEST_NAME - 1}}}?)"
_SAID = re.compile(rf"(?:{_TIME} (?:[-–] )?)?{_NAME} ?:(?: (?P<words>.*))?$")
_ABOVE = re.compile(rf"{_NAME} {_TIME}$")
_PARTICLES = frozenset({
    "van", "de", "der", "den", "het", "ter", "ten", "te", "en", "la", "le", "el", "al", "bin", "ben", "von", "da", "di",
    "dos",
})  # fmt: skip


_NOBODY = frozenset({
    "kortom", "conclusie", "samenvatting", "datum", "aanwezig", "aanwezigen", "afwezig", "locatie", "plaats", "tijd",
    "onderwerp", "agenda", "notulen", "betreft", "doel", "tip", "noot", "pauze", "actie", "acties", "afspraak",
    "afspraken", "let op", "ps", "date", "time", "present", "absent", "place", "subject", "note", "summary", "action",
    "actions", "conclusion", "break", "aim",
})  # fmt: skip


class Turn(NamedTuple):
    """What somebody said in one go; `speaker` as they are called in the file, empty for nobody."""

    speaker: str
    words: str


class _Line(NamedTuple):
    """A line with the speaker that it may begin with. `continues`: it looks like the rest of the line above it."""

    whole: str
    name: str
    words: str
    continues: bool


def split(lines: Iterable[str]) -> list[Turn]:
    """The turns in their order. A line without a speaker is nobody's, unless it goes on where the one above ended."""
    kept = list(lines)
    has_names_above = sum(_ABOVE.match(one_line(line)) is not None for line in kept) >= OFTEN
    read = [_read(line, has_names_above) for line in kept]
    names = speakers(line.name for line in read)
    turns, above, joins = (
        list[tuple[str, list[str]]](),
        "",
        False,
    )  # above: who stands on a line of their own, of what stands below it
    for line in read:
        if line.name in names:
            above, joins = ("", True) if line.words else (line.name, False)
            turns += [(line.name, [line.words])] if line.words else []
        elif not line.whole:
            above, joins = "" if joins else above, False
        elif joins and (above or line.continues):
            turns[-1][1].append(line.whole)
        else:
            turns.append((above, [line.whole]))
            joins = not line.whole.startswith(HEADING)
    return [Turn(speaker, " ".join(words)) for speaker, words in turns]


def speakers(found: Iterable[str]) -> frozenset[str]:
    """Which of the words before a colon are somebody: what is written as a name, or comes back."""
    counted = Counter(name for name in found if name)
    fit = [name for name, times in counted.most_common() if is_somebody(name, times)]
    return frozenset(fit[:MOST_SPEAKERS])


def is_somebody(name: str, times: int) -> bool:
    """Whether what stands before a colon is a speaker, and no word of minutes."""
    return name.casefold() not in _NOBODY and (times >= TWICE or is_name(name))


def is_name(words: str) -> bool:
    """Whether every word begins as that of a name does."""
    each = [word for word in words.split() if word.casefold() not in _PARTICLES]
    return bool(each) and all(not word[0].islower() for word in each)


def said_by(line: str) -> tuple[str, str]:
    """The words before the colon where they can be somebody, and what stands behind it; nobody, and the whole line."""
    match = _SAID.match(line)
    if match is None or line.startswith(HEADING) or not _is_short(match["name"]):
        return "", line
    return match["name"], match["words"] or ""


def _is_short(name: str) -> bool:
    return len(name.split()) <= MOST_WORDS_OF_A_NAME


def _read(raw: str, has_names_above: bool) -> _Line:
    line = one_line(raw)
    above = _ABOVE.match(line) if has_names_above else None
    if above and _is_short(above["name"]):
        return _Line(line, above["name"], "", continues=False)
    name, words = said_by(line)
    return _Line(line, name, words, continues=raw.startswith(("\t", "  ")) or line[:1].islower())
