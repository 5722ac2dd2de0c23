"""Words of coding: colours of codes, steps that can be undone, and what a finding is."""

import re
import unicodedata
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError

LONGEST_NAME, LONGEST_DEFINITION, LONGEST_MEMO = 80, 500, 2000
DEEPEST = 5  # codes within codes
COLOUR = re.compile(r"#[0-9a-f]{6}")
COLOURS = (
    "#1f5fa8", "#b4540a", "#2e7d32", "#8e24aa", "#c62828", "#00796b", "#6d4c41", "#455a64", "#ad1457", "#5e6b00",
)  # fmt: skip
"""Each can be told from the page and from dark text beside it; a code never shows by its colour alone."""


class StepKind(StrEnum):
    """What somebody did to a coding."""

    ADDED = "added"
    REMOVED = "removed"


class FindingKind(StrEnum):
    """What a finding says of how it went (R91)."""

    SUCCESS = "success"
    HINDRANCE = "hindrance"
    WISH = "wish"
    OTHER = "other"


def name_key(name: str) -> str:
    """By what two names of codes are the same."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())


def check_colour(colour: str) -> str:
    """The colour as it is kept (#rrggbb). Raises DomainError, with the field `colour`."""
    found = colour.strip().lower()
    if not COLOUR.fullmatch(found):
        raise DomainError(N_("Fill in a colour, such as #1f5fa8."), field="colour")
    return found
