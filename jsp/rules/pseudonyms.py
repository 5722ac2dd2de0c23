"""Names and places that become something else in all that was written down, and what still looks like one.

What stands for a name stands in square brackets, such as [docent A], and no name has brackets: so nothing that was put
in is ever taken for a name, for who speaks, or for a question.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jsp.rules.note_check import Concern, suspicious
from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Change, Span
from jsp.rules.talk_text import one_line, paragraphs

MOST_STAND_IN = 40
MOST_REAL = 120
LEAST_LETTERS = 2
LEAST_FIRST_NAME = 3
NO_NAME = N_("Fill in the name as it is said: two letters or figures at least, no brackets.")
IS_TAG = N_("“%(real)s” is how somebody who took part is called here. That is no name.")
NO_STAND_IN = N_("Fill in what stands in its place, such as [teacher A].")
TOO_LONG = N_("This is %(length)d characters long. At most %(most)d fit.")
HOLDS_NAME = N_("“%(stand_in)s” holds the name “%(real)s” itself. Choose something else.")
TAKEN = N_("“%(stand_in)s” stands for another name already. Choose something else.")
KNOWN = N_("“%(real)s” is on the list already.")
_BEGIN = re.compile(r"\w+|[+(]")
_Names = dict[str, list[tuple[re.Pattern[str], str]]]
_TAG = re.compile(r"[A-Z]\d{1,2}")
_TITLES = re.compile(
    r"(?:(?:dhr|mevr|mw|mr|mrs|ms|meneer|mevrouw|mijnheer|juf|juffrouw|meester)\b\.? ?)+", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^)]{0,200}+\)|\[[^\]]{0,200}+\]")
_ROLES = frozenset({
    "gespreksleider", "moderator", "interviewer", "spreker", "speaker", "docent", "mentor", "leerling", "student",
    "teacher", "pupil", "ouder", "moeder", "vader", "parent", "respondent", "deelnemer", "participant", "onbekend",
    "unknown", "vraag", "antwoord", "question", "answer", "jsp", "coach", "begeleider", "notulist", "iedereen", "all",
})  # fmt: skip


class Pair(NamedTuple):
    """A name as it is said, in other ways on lines of their own, and what stands in its place."""

    real: str
    stand_in: str


class Suspect(NamedTuple):
    """Words that look as if they lead to somebody, how often they stand there, and a line with them."""

    words: str
    concern: Concern
    times: int
    line: str


def names_of(real: str) -> list[str]:
    """The ways in which it is said."""
    return [one_line(line) for line in real.split("\n") if line.strip()]


def names_in(label: str) -> list[str]:
    """The name of somebody in the words before a colon, and their first name; none where it is a role or a tag."""
    name = one_line(_TITLES.sub("", _ASIDE.sub("", label), count=1))
    words = name.split()
    if not words or any(each.isdigit() for each in name) or {word.casefold() for word in words} & _ROLES:
        return []
    first = words[-1] if words[0].endswith(",") else words[0]
    found = [name, first] if len(first.strip(".,")) >= LEAST_FIRST_NAME else [name]
    return [each for each in dict.fromkeys(found) if sum(map(str.isalnum, each)) >= LEAST_LETTERS]


def checked(pair: Pair, others: Sequence[Pair]) -> Pair:
    """The same, written as it is kept. Raises DomainError, with its field, where it cannot stand beside the others."""
    names, stand_in = names_of(pair.real), f"[{one_line(pair.stand_in.strip('[] '))}]"
    _check_names(names)
    if not any(map(str.isalnum, stand_in)) or {"[", "]"} & set(stand_in[1:-1]):
        raise DomainError(NO_STAND_IN, field="stand_in")
    if len(stand_in) > MOST_STAND_IN:
        raise DomainError(TOO_LONG, field="stand_in", length=len(stand_in), most=MOST_STAND_IN)
    if stand_in.casefold() in {each.stand_in.casefold() for each in others}:
        raise DomainError(TAKEN, field="stand_in", stand_in=stand_in)
    made = Pair("\n".join(names), stand_in)
    _check_apart([made, *others], {stand_in, *(each.stand_in for each in others)})
    taken = {name.casefold() for each in others for name in names_of(each.real)}
    if twice := next((name for name in names if name.casefold() in taken), ""):
        raise DomainError(KNOWN, field="real", real=twice)
    return made


def replaced(text: str, pairs: Sequence[Pair]) -> tuple[str, list[Change]]:
    """The text with every name replaced where it is a word of its own, longer ones first, and what was changed."""
    changes, parts, at = list[Change](), list[str](), 0
    for span, stand_in in _found(text, _by_begin(pairs)):
        changes.append(Change(span, len(stand_in)))
        parts += [text[at : span.start], stand_in]
        at = span.end
    return "".join([*parts, text[at:]]), changes


def counted(texts: Iterable[str], pairs: Sequence[Pair]) -> Counter[str]:
    """How often the names of each stand-in still stand there."""
    names = _by_begin(pairs)
    return Counter(stand_in for text in texts for _span, stand_in in _found(text, names))


def suspects(texts: Sequence[str], *, known: Iterable[str] = ()) -> list[Suspect]:
    """What still looks like a name, a number or an address, each once; what stands there most comes first."""
    fine, first, times = tuple(known), dict[str, tuple[str, Concern, str]](), Counter[str]()
    for line in (text[each.words.start : each.words.end] for text in texts for each in paragraphs(text)):
        for span, concern in suspicious(line, known=fine):
            words = line[span.start : span.end]
            first.setdefault(words.casefold(), (words, concern, line))
            times[words.casefold()] += 1
    order = sorted(first, key=lambda key: (-times[key], key))
    return [Suspect(first[key][0], first[key][1], times[key], first[key][2]) for key in order]


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        if _TAG.fullmatch(name):
            raise DomainError(IS_TAG, field="real", real=name)
        if len(name) > MOST_REAL:
            raise DomainError(TOO_LONG, field="real", length=len(name), most=MOST_REAL)
    odd = any({"[", "]"} & set(name) or ": " in name or not (name[0].isalnum() or name[0] in "+(") for name in names)
    if odd or not names or min(sum(map(str.isalnum, name)) for name in names) < LEAST_LETTERS:
        raise DomainError(NO_NAME, field="real")


def _check_apart(pairs: Sequence[Pair], stand_ins: Iterable[str]) -> None:
    """No name in what stands for one: it would be found again and again."""
    names = _by_begin(pairs)
    for stand_in in stand_ins:
        for span, _ in _found(stand_in, names):
            real = stand_in[span.start : span.end]
            raise DomainError(HOLDS_NAME, field="stand_in", stand_in=stand_in, real=real)


def _by_begin(pairs: Sequence[Pair]) -> _Names:
    """The names by the word that they begin with, longer ones first, so that a text is gone through once."""
    made: _Names = defaultdict(list)
    names = [(name, each.stand_in) for each in pairs for name in names_of(each.real)]
    for name, stand_in in sorted(names, key=lambda each: (-len(each[0]), each)):
        if begin := _BEGIN.match(name):
            made[begin[0].casefold()].append((_as_word(name), stand_in))
    return made


def _found(text: str, names: _Names) -> Iterator[tuple[Span, str]]:
    """Where each of them is a word of its own, and what stands for it."""
    over = 0
    for word in _BEGIN.finditer(text) if names else ():
        if word.start() < over or word[0].casefold() not in names:
            continue
        for pattern, stand_in in names[word[0].casefold()]:
            if found := pattern.match(text, word.start()):
                over = found.end()
                yield Span(*found.span()), stand_in
                break


def _as_word(name: str) -> re.Pattern[str]:
    inner = r"[ \t\u00a0]+".join(re.escape(word) for word in name.split())
    after = r"(?![\w\u0300-\u036f])" if name[-1].isalnum() else ""
    return re.compile(f"{inner}{after}", re.IGNORECASE)
