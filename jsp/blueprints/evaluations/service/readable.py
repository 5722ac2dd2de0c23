"""Texts that were sealed with a key that is not here any more: they are counted, and take nothing else down."""

from collections.abc import Iterable

from jsp.models.evaluations import OpenAnswer
from jsp.rules.keys import SealBrokenError


def readable(answers: Iterable[OpenAnswer]) -> list[OpenAnswer]:
    """Those whose text opens with the keys of this installation."""
    return [each for each in answers if _opens(each)]


def _opens(answer: OpenAnswer) -> bool:
    try:
        return bool(answer.text)
    except SealBrokenError:
        return False
