"""Where in a file something is wrong, in the words of the page; the file itself has words of its own."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext

from jsp.rules.refusal import N_, DomainError
from jsp.words.lesson_terms import FIELD_NAMES

NUMBERED = {
    "lessons": N_("lesson %(number)s"), "activities": N_("part %(number)s"), "items": N_("item %(number)s"),
    "faces": N_("face %(number)s"), "rules": N_("rule %(number)s"), "questions": N_("question %(number)s"),
}  # fmt: skip
PIECE = re.compile(rf"({'|'.join(NUMBERED)}) (\d+)")


@contextmanager
def place_in_words() -> Iterator[None]:
    """A refusal within it names its place in words, such as: les 2, onderdeel 1, minuten (minutes)."""
    try:
        yield
    except DomainError as error:
        place = error.values.get("place")
        if isinstance(place, str):
            error.values["place"] = in_words(place)
        raise


def in_words(place: str) -> str:
    """The place that the reading of a file tells, such as lessons 2: activities 1: minutes."""
    return ", ".join(_word(each) for each in place.split(": ") if each)


def _word(piece: str) -> str:
    numbered = PIECE.fullmatch(piece)
    if numbered is None:
        return f"{FIELD_NAMES[piece]} ({piece})" if piece in FIELD_NAMES else piece
    return str(gettext(NUMBERED[numbered[1]], number=numbered[2]))
