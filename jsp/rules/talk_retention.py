"""How long the words of a talk are kept after approval, and keeping them longer (dossier 6.8)."""

from datetime import date, timedelta

from jsp.rules.refusal import N_, DomainError

MOST_LONGER = timedelta(days=365)
LONG_OPEN = timedelta(days=180)
NOT_APPROVED = N_("Nothing is erased before approval, so there is nothing to keep longer.")
ERASED = N_("This was erased already.")
KEPT_ANYWAY = N_("It is kept until %(day)s anyway. Choose a later day.")
TOO_LONG = N_("Choose a day at most one year from now.")
NO_REASON = N_("Say why. Who took part may ask.")


def erase_on(approved_on: date, days: int, keep_until: date | None) -> date:
    """The day on which what was written down goes."""
    usual = approved_on + timedelta(days=days)
    return usual if keep_until is None else max(usual, keep_until)


def is_longer(approved_on: date, days: int, keep_until: date | None) -> bool:
    """Whether it is kept longer than it would be anyway."""
    return erase_on(approved_on, days, keep_until) > erase_on(approved_on, days, None)


def is_long_open(held_on: date, today: date) -> bool:
    """Whether a talk that nobody approved was so long ago that somebody should ask why."""
    return today > held_on + LONG_OPEN


def check_longer(until: date, reason: str, *, usual: date, today: date) -> None:
    """Refuse a day that changes nothing or is far away, and no reason. Raises DomainError."""
    if until <= usual:
        raise DomainError(KEPT_ANYWAY, field="until", day=usual)
    if until > today + MOST_LONGER:
        raise DomainError(TOO_LONG, field="until")
    if not reason.strip():
        raise DomainError(NO_REASON, field="reason")
