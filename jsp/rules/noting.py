"""What is noted while people talk: one note, by whom it was said, and what may stand in it."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from jsp.rules.note_check import check_bsn
from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk import MODERATOR, Mark

LONGEST = 2000  # characters
TOO_LONG = N_("This is %(length)d characters long. At most %(most)d fit: cut it into two notes.")
LEADS = f"{MODERATOR}1"
_LEADS = re.compile(rf"{MODERATOR}[1-9]\d?")
_BEGINS_WITH_TAG = re.compile(r"([A-Za-z]\d{1,2}):\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Noted:
    """A note as somebody has it on their page. `version`: the one that they read; 0 for one that is new."""

    id: UUID
    question_key: str
    said_by: str
    mark: Mark
    words: str
    version: int = 0


def with_speaker(noted: Noted, seats: Collection[str]) -> Noted:
    """The same; words that begin with the tag of a seat were said by it, where nobody was chosen."""
    begins = _BEGINS_WITH_TAG.match(noted.words)
    if noted.said_by or not begins or not may_speak(begins[1].upper(), seats):
        return noted
    return replace(noted, said_by=begins[1].upper(), words=noted.words[begins.end() :])


def may_speak(said_by: str, seats: Collection[str]) -> bool:
    """Whether that is a tag of this talk: a seat of it, or who leads it."""
    return said_by in seats or _LEADS.fullmatch(said_by) is not None


def check_noted(noted: Noted, seats: Collection[str]) -> None:
    """Refuse what cannot be kept. Raises DomainError."""
    if not noted.words:
        raise DomainError(N_("Write what was said."), field="words")
    if len(noted.words) > LONGEST:
        raise DomainError(TOO_LONG, field="words", length=len(noted.words), most=LONGEST)
    if noted.said_by and not may_speak(noted.said_by, seats):
        raise DomainError(N_("%(tag)s does not take part in this talk. Choose who said it."),
                          field="said_by", tag=noted.said_by)  # fmt: skip
    check_bsn(noted.words, field="words")
