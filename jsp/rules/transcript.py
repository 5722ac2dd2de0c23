"""A transcript from a file or from the clipboard: who is in it, who said what, and our own text of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk_text import HEADING, MOST_CHARACTERS, TOO_LONG, Said, as_line
from jsp.rules.text import readable_part
from jsp.rules.transcript_cues import is_cues, read_cues
from jsp.rules.transcript_lines import Turn, split
from jsp.rules.transcript_word import read_word

NOBODY, WORDS = "", "-"  # of a speaker: the name goes; it was no name, and stays
EMPTY = N_("There are no words in it.")
OLD_WORD = N_("This is an old Word file (.doc), or one with a password. Save it as .docx, without a password.")
OTHER = N_("This is no transcript that we can read. Choose a file .txt, .docx, .vtt or .srt, or paste the text.")
NO_TEXT = N_("This file is no readable text. Save it again as text (UTF-8), or paste the text.")
GUESSED = N_("This file does not say how its letters are written. Look whether letters such as é and ë are right.")
FOREIGN = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"ID3", b"RIFF", b"\x1f\x8b", b"OggS")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in it. `remark`: something to look at, or empty."""

    turns: tuple[Turn, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody in it, how often they speak, and how they begin."""

    name: str
    times: int
    first: str


def read_file(data: bytes) -> Reading:
    """What a file holds, whatever its name says. Raises DomainError, with the field `file`, for anything else."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise DomainError(OLD_WORD, field="file")
    if data.startswith(FOREIGN) or data[4:8] == b"ftyp":
        raise DomainError(OTHER, field="file")
    if data.startswith(b"PK"):
        return _checked(split(_plain(line) for line in read_word(data)), "", "file")
    text, remark = decoded(data)
    return _checked(_turns(text), remark, "file")


def read_text(text: str) -> Reading:
    """What was pasted. Raises DomainError, with the field `pasted`, where it holds no words, or too many."""
    try:
        return _checked(_turns(text), "", "pasted")
    except DomainError as error:
        raise DomainError(error.message, field="pasted", **error.values) from error


def decoded(data: bytes) -> tuple[str, str]:
    """The bytes as text, with what to look at. Raises DomainError, with the field `file`, for what is no text."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text, GUESSED if encoding == "cp1252" else ""
    raise DomainError(NO_TEXT, field="file")


def speakers(turns: Sequence[Turn]) -> list[Speaker]:
    """Who is in it, in the order in which they begin."""
    times = Counter(turn.speaker for turn in turns if turn.speaker)
    first = {turn.speaker: turn.words for turn in reversed(turns)}
    order = dict.fromkeys(turn.speaker for turn in turns if turn.speaker)
    return [Speaker(name, times[name], first[name]) for name in order]


def written(turns: Sequence[Turn], who: Mapping[str, str]) -> str:
    """Our own text of it: a line for each turn, with the tag of who said it in the place of their name."""
    return "\n".join(_line(turn, who.get(turn.speaker, NOBODY)) for turn in turns)


def _line(turn: Turn, tag: str) -> str:
    if tag == WORDS:
        return as_line(Said("", f"{turn.speaker}: {turn.words}"))
    is_heading = not turn.speaker and turn.words.startswith(HEADING)
    return turn.words if is_heading else as_line(Said(tag, turn.words))


def _turns(text: str) -> list[Turn]:
    plain = _plain(text)
    begun = plain.lstrip()
    return read_cues(begun) if is_cues(begun) else split(plain.split("\n"))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", readable_part(text)).replace("\r\n", "\n").replace("\r", "\n")


def _checked(turns: Sequence[Turn], remark: str, field: str) -> Reading:
    kept = tuple(turn for turn in turns if turn.words)
    length = sum(len(turn.speaker) + len(turn.words) + 3 for turn in kept)
    if not kept:
        raise DomainError(EMPTY, field=field)
    if length > MOST_CHARACTERS:
        raise DomainError(TOO_LONG, field=field, length=length, most=MOST_CHARACTERS)
    return Reading(kept, remark)
