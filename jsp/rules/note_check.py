"""What may not, or had better not, stand in a note without names."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Span

BSN_LENGTH = 9
PHONE_DIGITS = range(9, 13)
_NUMBERS = [re.compile(rf"(?<!\d)(?=(\d(?:[ .\-]?\d){{{more}}})(?!\d))") for more in (7, 8)]
# Days, hours, school years, Dutch phone numbers: one in eleven of them passes the eleven-test.
_EVERYDAY = re.compile(
    r"(?<!\d)(?:[0-3]?\d[ .\-][01]?\d[ .\-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d-(?:19|20)\d\d"
    r"|(?<!\.)[0-2]?\d\.[0-5]\d(?!\.)|(?:\+31|0031|0) ?[1-9](?:[ .\-]?\d){8})(?!\d)"
)
_PHONE = re.compile(r"(?<![\d\w])(?:\+|00)?\(?\d(?:[ ().\-/]{0,2}\d){8,12}(?!\d)")
_HOLDS_MAIL = re.compile(r"(?<=[^\s@<>,;:])@[^\s@<>,;:]+?\.[^\s@<>,;:.]{2}")  # begins at an @, so it is looked for once
_MAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]{2,}")


class Concern(StrEnum):
    """Something in a note that points at a person."""

    PHONE = "phone"
    MAIL = "mail"
    NUMBER = "number"
    ADDRESS = "address"
    NAME = "name"


def is_bsn(digits: str) -> bool:
    """Whether 8 or 9 digits pass the eleven-test of the citizen service number.

    Weights 9 8 7 6 5 4 3 2 -1; an 8-digit number has lost its leading zero. All zeros do not count.
    """
    number = digits.rjust(BSN_LENGTH, "0")
    if len(number) != BSN_LENGTH or not number.isascii() or not number.isdigit() or not int(number):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0


def holds_bsn(text: str) -> bool:
    """Whether 8 or 9 digits in the text (spaces, dots or hyphens between them) are a BSN; days and such are not."""
    return bool(_bsn_places(text))


def without_bsn(text: str) -> str:
    """The text with every BSN in it taken out, and nothing else."""
    while places := _bsn_places(text):
        inside = {at for start, end in places for at in range(start, end)}
        text = "".join(letter for at, letter in enumerate(text) if at not in inside)
    return text


def _bsn_places(text: str) -> list[tuple[int, int]]:
    """Where each begins and ends; they may overlap."""
    rest = _EVERYDAY.sub(lambda found: "/" * len(found[0]), text)
    runs = (run for number in _NUMBERS for run in number.finditer(rest))
    return [run.span(1) for run in runs if is_bsn(re.sub(r"\D", "", run[1]))]


def check_bsn(text: str, *, field: str | None = None) -> None:
    """Refuse a text with one in it. Raises DomainError."""
    if holds_bsn(text):
        raise DomainError(N_("This holds a citizen service number (BSN). That may not be kept here. Take it out."),
                          field=field)  # fmt: skip


def concerns(text: str) -> list[Concern]:
    """What in the text looks like a way to reach somebody; a warning, never a refusal."""
    found = []
    if any(len(re.sub(r"\D", "", run)) in PHONE_DIGITS for run in _PHONE.findall(text)):
        found.append(Concern.PHONE)
    if _HOLDS_MAIL.search(text):
        found.append(Concern.MAIL)
    return found


_STREETS = "straat|laan|weg|plein|gracht|kade|singel|dreef|dijk|steeg|hof|pad|plantsoen|street|road|avenue|lane"
_CAPITAL = r"[A-Z][\w'’.-]{0,40}"
_ADDRESS = re.compile(
    rf"\b(?!Onderweg){_CAPITAL}(?:[ ]{_CAPITAL}){{0,3}}[ ]?(?:{_STREETS})[ ]?\d{{1,4}}(?:[ ]?[a-zA-Z])?\b"
    r"(?:[ ]in[ ][A-Z]\w+)?|\b[1-9]\d{3}[ ]?[A-Z]{2}\b(?:[ ][A-Z]\w+)?"
)


def holds_address(text: str) -> bool:
    """Whether a street with a number, or a postcode, stands in it. A warning, never a refusal."""
    return _ADDRESS.search(text) is not None


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLAIN = frozenset({
    "jsp", "mbo", "vmbo", "havo", "vwo", "pro", "ggd", "cjg", "duo", "ov", "nt", "adhd", "asl", "ik", "i", "nederland",
    "nederlands", "nederlandse", "engels", "duits", "turks", "arabisch", "pools", "netherlands", "dutch", "english",
    "german", "polish", "turkish", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "kerst", "pasen", "christmas", "instagram", "whatsapp", "snapchat", "tiktok", "klarna", "tikkie",
})  # fmt: skip


def holds_name(text: str, *, known: Iterable[str] = ()) -> bool:
    """Whether a word in it looks like the name of somebody: a capital where no sentence begins, or two in a row.

    `known`: texts of which every word is no such name, for instance that of the writer. A warning, never a refusal.
    """
    text = _ADDRESS.sub(lambda found: "." * len(found[0]), text)  # that is told as what it is
    fine = _PLAIN | {word.casefold() for each in known for word in _WORD.findall(each)}
    before_was_one = False
    for word in _WORD.finditer(text):
        is_one = (
            word[0][0].isupper() and not (word[0].isupper() and len(word[0]) < 5) and word[0].casefold() not in fine
        )
        if is_one and (before_was_one or not _begins_sentence(text[max(0, word.start() - _LOOK_BACK) : word.start()])):
            return True
        before_was_one = is_one and not _ENDS.search(text[word.end() : word.end() + 1])
    return False


_ENDS = re.compile(r"[.!?:;,\n]")


def _begins_sentence(before: str) -> bool:
    kept = before.rstrip(" \t\"'‘’“”(-–")
    return not kept or kept[-1] in ".!?:\n"


_STAND_IN = re.compile(r"\[[^\[\]\n]*+\]")
_TOKEN = re.compile(r"[^\s<>,;:]+")
_BETWEEN = re.compile(r"[ ](?:(?:van|de|der|den|ter|ten|te|het|’t|'t|el|al|von|da|di)[ ])*", re.IGNORECASE)
# words that often begin a sentence in front of a name
_STARTERS = frozenset({
    "aan", "als", "and", "at", "bij", "but", "daar", "dan", "dat", "de", "die", "dit", "dus", "een", "en", "er",
    "for", "from", "het", "hier", "hij", "hoe", "if", "ik", "in", "is", "ja", "maar", "met", "mijn", "na", "nee",
    "nou", "of", "om", "onze", "ook", "op", "or", "she", "so", "soms", "that", "the", "then", "they", "this", "toen",
    "uit", "van", "volgens", "voor", "waar", "want", "was", "wat", "we", "what", "when", "wie", "wij", "with", "you",
    "ze", "zij",
})  # fmt: skip
_LOOK_BACK = 60  # characters in which the end of the sentence before stands


def suspicious(text: str, *, known: Iterable[str] = ()) -> list[tuple[Span, Concern]]:
    """Where in the text something points at a person, in its order; what stands in [brackets] stands for it already.

    `known`: as in `holds_name`. A warning, never a refusal.
    """
    found = list[tuple[Span, Concern]]()
    rest = _STAND_IN.sub(_blotted, text)
    for concern, places in _PLACES.items():
        for start, end in places(rest):
            found.append((Span(start, end), concern))
        rest = _without(rest, [span for span, _concern in found])
    found += [(span, Concern.NAME) for span in _joined(rest, _names(rest, known))]
    return sorted(found)


def _without(text: str, spans: Iterable[Span]) -> str:
    """The same with dots in those places, which may overlap."""
    parts, at = list[str](), 0
    for span in sorted(spans):
        parts += [text[at : span.start], "." * (span.end - max(at, span.start))]
        at = max(at, span.end)
    return "".join([*parts, text[at:]])


def _blotted(found: re.Match[str]) -> str:
    return "." * len(found[0])


def _mail_places(text: str) -> list[tuple[int, int]]:
    tokens = [each for each in _TOKEN.finditer(text) if "@" in each[0]] if "@" in text else []
    return [each.span() for each in tokens if _MAIL.fullmatch(each[0].rstrip("."))]


def _phone_places(text: str) -> list[tuple[int, int]]:
    return [each.span() for each in _PHONE.finditer(text) if len(re.sub(r"\D", "", each[0])) in PHONE_DIGITS]


def _address_places(text: str) -> list[tuple[int, int]]:
    return [each.span() for each in _ADDRESS.finditer(text)]


_PLACES = {
    Concern.MAIL: _mail_places, Concern.NUMBER: _bsn_places, Concern.PHONE: _phone_places,
    Concern.ADDRESS: _address_places,
}  # fmt: skip


def _names(text: str, known: Iterable[str]) -> Iterator[Span]:
    """The words that look like names, as `holds_name` sees them, and the one before where two stand in a row."""
    fine = _PLAIN | {word.casefold() for each in known for word in _WORD.findall(each)}
    before: Span | None = None
    for word in _WORD.finditer(text):
        span = Span(*word.span())
        is_one = word[0][0].isupper() and not _is_short_form(word[0]) and word[0].casefold() not in fine
        if is_one and before and text[before.start : before.end].casefold() not in _STARTERS:
            yield before
        if is_one and (before or not _begins_sentence(text[max(0, span.start - _LOOK_BACK) : span.start])):
            yield span
        before = span if is_one and not _ENDS.match(text[span.end : span.end + 1]) else None


def _is_short_form(word: str) -> bool:
    return word.isupper() and len(word) < 5


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """First and last name as one."""
    made = list[Span]()
    for span in sorted(set(spans)):
        if made and _BETWEEN.fullmatch(text[made[-1].end : span.start]):
            made[-1] = Span(made[-1].start, span.end)
        else:
            made.append(span)
    return made
