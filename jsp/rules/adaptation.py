"""A proposed change of a programme."""

from enum import StrEnum


class AdaptationState(StrEnum):
    """How a proposal stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
