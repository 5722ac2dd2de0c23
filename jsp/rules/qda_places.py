"""Texts of other programs as ours keep them: in UTF-8, with LF, and with places that follow."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from jsp.rules.qda_xml import shown
from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Span
from jsp.rules.talk_text import MOST_CHARACTERS, TOO_LONG
from jsp.rules.text import readable_part

JOINT = re.compile("\r\n")
ASTRAL = 0xFFFF  # what lies beyond is two places in UTF-16
BEYOND = N_("A passage of “%(name)s” goes from %(start)d to %(end)d, but that text is %(length)d characters long.")
IN_UTF_16 = N_(
    "A passage of “%(name)s” goes from %(start)d to %(end)d, but that text is %(length)d characters long. Probably the "
    "program that wrote it counts an emoji as two (UTF-16). The standard counts it as one."
)
BACKWARDS = N_("A passage of “%(name)s” begins at %(start)d and ends before that, at %(end)d.")


@dataclass(frozen=True, slots=True)
class Laid:
    """A text as we keep it, and where in the text as it came two characters became one line end."""

    name: str
    text: str
    joints: tuple[int, ...]
    length: int

    def place(self, span: Span) -> Span:
        """Where a place of the text as it came is. Raises DomainError for one that is not in it."""
        if span.start > span.end:
            raise self._refusal(BACKWARDS, span)
        if span.start < 0 or span.end > self.length:
            raise self._refusal(IN_UTF_16 if self._fits_otherwise(span) else BEYOND, span)
        return Span(self._moved(span.start), self._moved(span.end))

    def _refusal(self, message: str, span: Span) -> DomainError:
        return DomainError(message, field="file", name=shown(self.name), start=span.start, end=span.end,
                           length=self.length)  # fmt: skip

    def _fits_otherwise(self, span: Span) -> bool:
        doubled = sum(ord(each) > ASTRAL for each in self.text)
        return span.start >= 0 and doubled > 0 and span.end <= self.length + doubled

    def _moved(self, place: int) -> int:
        return place - bisect_left(self.joints, place)


def decoded(data: bytes, name: str) -> str:
    """The text of a file. Raises DomainError for what is no UTF-8 (or UTF-16 that says so)."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError(N_("The text “%(name)s” is not in UTF-8."), field="file", name=shown(name)) from error


def laid(raw: str, name: str) -> Laid:
    """The text with LF as line ends. Raises DomainError for one that is too long, or that nobody can read."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_CHARACTERS:
        raise DomainError(TOO_LONG, field="file", length=len(text), most=MOST_CHARACTERS)
    if readable_part(text) != text:
        raise DomainError(N_("“%(name)s” holds characters that nobody can read."), field="file", name=shown(name))
    return Laid(name, text, tuple(each.start() for each in JOINT.finditer(raw)), len(raw))
