"""What a text field keeps of what was typed or pasted into it."""

import unicodedata

INVISIBLE = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}


class UnreadableTextError(ValueError):
    """The text holds characters that no database and no screen can show."""


def clean(raw: str) -> str:
    """The text in NFC with line feeds as line ends and without outer blanks.

    Refuses NUL and other control characters, lone surrogates, and marks that reverse the reading order,
    because each of them can hide what was written.
    """
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(_unreadable(character) for character in text):
        raise UnreadableTextError
    return text


def readable_part(raw: str) -> str:
    """What is left of a text that `clean` refuses when the characters that nobody can read are taken out."""
    return "".join(character for character in raw if not _unreadable(character) or character == "\r")


def _unreadable(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character not in "\n\t") or ord(character) in INVISIBLE
