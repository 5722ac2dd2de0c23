"""What only one list has: the words of a school, and when a crisis line was last checked."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from jsp import clock
from jsp.extensions import look_again
from jsp.models.accounts import User
from jsp.models.ground import CrisisLine, Site
from jsp.sending import check_unchanged
from jsp.verbs.ground_history import keep, take

HALF_A_YEAR = timedelta(days=180)


def mark_words(site: Site) -> str:
    """A mark of the own words of a school, to notice that somebody else changed them."""
    return hashlib.sha256(repr(sorted(site.words.items())).encode()).hexdigest()[:16]


def change_words(site: Site, words: Mapping[str, str], *, seen: str, key: UUID, by: User) -> None:
    """Let this school say its own words; an empty one falls back on its type of education.

    Raises DomainError where somebody else changed them since `seen` (see `mark_words`).
    """
    if not take(key):
        return
    look_again(site)
    check_unchanged(seen, mark_words(site))
    for name, after in words.items():
        before = site.words.get(name, "")
        if after != before:
            keep("sites", site.id, f"word_{name}", before, after, key=key, by=by)
    site.words = {name: word for name, word in words.items() if word}


def check_line(line: CrisisLine, *, key: UUID, by: User) -> None:
    """Somebody looked it up today, and it was right."""
    if not take(key):
        return
    before, line.checked_on = line.checked_on, clock.today()
    keep("lines", line.id, "checked_on", str(before or ""), str(line.checked_on), key=key, by=by)


def is_due(line: CrisisLine) -> bool:
    """Whether nobody checked it for half a year."""
    return line.archived_on is None and (line.checked_on is None or clock.today() - line.checked_on > HALF_A_YEAR)
