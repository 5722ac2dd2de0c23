"""When a coordinator may open what a worker keeps: with a reason, for an hour, and never unseen."""

from datetime import datetime, timedelta
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError

LASTS = timedelta(minutes=60)
LEAST, MOST = 20, 500  # characters of a reason
FEWEST_LETTERS = 6  # different ones


class Kind(StrEnum):
    """What can be opened so; the words of the trail."""

    CONTACT = "contact"
    THREAD = "thread"
    REFERRAL = "referral"


class Hears(StrEnum):
    """Who gets a mail that something was opened."""

    OWNER = "owner"
    TEAM = "team"  # other coordinators, who see it in the list of who looked
    ADMINISTRATORS = "administrators"  # who cannot see what


class Did(StrEnum):
    """What a coordinator did with it after opening it, other than reading; its worker is told."""

    ERASED = "erased"
    SHOWN = "shown"
    HELD = "held"


def check_reason(text: str) -> None:
    """Raises DomainError for a reason that tells a colleague nothing."""
    is_real = len({each for each in text.casefold() if each.isalpha()}) >= FEWEST_LETTERS
    if len(text.strip()) < LEAST or not is_real:
        raise DomainError(
            N_("Write in a sentence why it cannot wait: at least %(least)d characters. Your colleague reads it."),
            field="reason", least=LEAST,
        )  # fmt: skip


def ends_at(opened_at: datetime) -> datetime:
    """Until when it is open."""
    return opened_at + LASTS
