"""Where in a file something is wrong, in the words of the page; the file itself has words of its own."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext

from jsp.lesson_terms import FIELD_NAMES
from jsp.rules.refusal import DomainError

NUMBERED = re.compile(r"(lessons|activities) (\d+)")


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
    numbered = NUMBERED.fullmatch(piece)
    if numbered is None:
        return f"{FIELD_NAMES[piece]} ({piece})" if piece in FIELD_NAMES else piece
    if numbered[1] == "lessons":
        return str(gettext("lesson %(number)s", number=numbered[2]))
    return str(gettext("part %(number)s", number=numbered[2]))
