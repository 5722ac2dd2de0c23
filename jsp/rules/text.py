"""What a text field keeps of what was typed or pasted into it."""

import unicodedata

MOST_MARKS = 30
INVISIBLE = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}


class UnreadableTextError(ValueError):
    """The text holds characters that no database and no screen can show."""


def clean(raw: str) -> str:
    """The text in NFC with line feeds as line ends and without outer blanks.

    Refuses NUL and other control characters, lone surrogates, and marks that reverse the reading order,
    because each of them can hide what was written; and more than 30 marks on one letter, for putting many thousands of
    them in order takes minutes (30 is the limit of Unicode's own stream-safe text, UAX #15).
    """
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    if _without_heaps(raw) != raw:
        raise UnreadableTextError
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(_unreadable(character) for character in text):
        raise UnreadableTextError
    return text


def readable_part(raw: str) -> str:
    """What is left of a text that `clean` refuses when the characters that nobody can read are taken out."""
    kept = _without_heaps(raw)
    return "".join(character for character in kept if not _unreadable(character) or character == "\r")


def folded(text: str) -> str:
    """The text as words are looked up: capitals, accents and runs of blanks do not matter."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def _without_heaps(raw: str) -> str:
    """The text with no more than 30 marks on one letter."""
    if raw.isascii():
        return raw
    kept, marks = [], 0
    for character in raw:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _unreadable(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character not in "\n\t") or ord(character) in INVISIBLE
