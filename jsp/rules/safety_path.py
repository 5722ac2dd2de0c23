"""When somebody is in danger and nobody says yes: never one person decides (dossier 6.3, 6.6).

Nothing is sent by this path. It ends in a phone call that the worker makes, to whom the reporting code names; here is
kept that two people agreed, on which day, and whether the young person was told first.
"""

from enum import StrEnum

from jsp.rules.refusal import N_, DomainError


class Told(StrEnum):
    """Whether the young person hears it before it happens."""

    BEFORE = "before"
    AFTER = "after"
    UNSAFE = "unsafe"


class Verdict(StrEnum):
    """What the second person says."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"


def check_second(*, asked_by: int, second: int) -> None:
    """Raises DomainError where one person would decide alone; both are ids of accounts."""
    if asked_by == second:
        raise DomainError(N_("Somebody else has to look along. You cannot agree with yourself."))
