"""Looks whether the installation is well, at the request of who is signed in.

The doctor stands above the rooms and asks some of them, so that no room can ask it: it tells here how it looks.
"""

from collections.abc import Callable, Iterable

from flask import g

from jsp.models import looked
from jsp.rules.finding import KINDS, TRAIL, Finding, wrong_kinds

Look = Callable[[], Iterable[Finding]]
AT_ONCE: list[Look] = []  # what can be seen while somebody waits


def bind(look: Look) -> None:
    """The doctor tells how it looks at all but the trail, which takes long."""
    AT_ONCE[:] = [look]


def look() -> list[Finding]:
    """What is found now. Ends the transaction that it stands in."""
    return [finding for each in AT_ONCE for finding in each()]


def look_and_note() -> None:
    """The same, and keep it as what was found the last time. Does not commit."""
    wrong = wrong_kinds(look())
    g.reading = False
    looked.note((kind for kind in KINDS if kind != TRAIL), wrong)
