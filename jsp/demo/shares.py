"""How conversations are divided: per kind of school, asker, channel and outcome. Weights are parts of about 100."""

from random import Random
from typing import TypeVar

from jsp.models.ground import SiteKind
from jsp.rules.contact import AgeBand, AskedBy, Channel, Level

T = TypeVar("T")

PER_OPENING = (3, 4, 4, 5, 5, 6)
AFTER_BREAK = 1.4

THEMES: dict[SiteKind, dict[str, float]] = {
    SiteKind.VO: {
        "respect_safety": 20, "school": 16, "relationships": 14, "health": 12, "leisure": 8, "substances": 7,
        "money": 6, "sexuality": 5, "work": 4, "placement": 3, "meaning": 2, "religion": 1, "housing": 1, "other": 1,
    },
    SiteKind.MBO: {
        "money": 19, "placement": 16, "housing": 12, "health": 11, "work": 10, "school": 9, "respect_safety": 8,
        "relationships": 6, "substances": 4, "sexuality": 2, "meaning": 1, "leisure": 1, "religion": 1,
    },
}  # fmt: skip

ASKED_BY: dict[AskedBy, float] = {AskedBy.PUPIL: 78, AskedBy.TEACHER: 12, AskedBy.FRIEND: 6, AskedBy.PARENT: 4}

# Together: walk-in 74, web form 9, phone 7, e-mail 6, via a teacher 4.
CHANNELS: dict[AskedBy, dict[Channel, float]] = {
    AskedBy.PUPIL: {
        Channel.WALK_IN: 80, Channel.WEB_FORM: 9, Channel.PHONE: 4, Channel.EMAIL: 3, Channel.VIA_TEACHER: 4,
    },
    AskedBy.FRIEND: {Channel.WALK_IN: 70, Channel.WEB_FORM: 30},
    AskedBy.TEACHER: {Channel.WALK_IN: 60, Channel.EMAIL: 20, Channel.PHONE: 12, Channel.VIA_TEACHER: 8},
    AskedBy.PARENT: {Channel.PHONE: 60, Channel.EMAIL: 40},
}  # fmt: skip

OUTCOMES: dict[str, float] = {
    "advice_given": 36, "listened": 24, "arranged": 12, "follow_up": 9, "colleague_involved": 7, "referred": 6,
    "activity": 4,
}  # fmt: skip
OUTCOMES_FOR_TEACHER: dict[str, float] = {"teacher_consult": 72, "advice_given": 18, "colleague_involved": 10}
OUTCOMES_OF_THEME: dict[str, dict[str, float]] = {
    "leisure": {"activity": 40},
    "meaning": {"activity": 20, "listened": 20},
    "religion": {"listened": 30},
    "relationships": {"listened": 25},
    "respect_safety": {"listened": 15},
    "money": {"arranged": 20},
    "placement": {"arranged": 12},
    "housing": {"arranged": 10, "referred": 10},
    "health": {"referred": 8},
    "substances": {"referred": 6},
}
NO_RESPONSE = {"no_response": 8.0}  # only where somebody had to write or call back

AGE_BANDS: dict[SiteKind, dict[AgeBand, float]] = {
    SiteKind.VO: {AgeBand.UNDER_12: 2, AgeBand.FROM_12: 70, AgeBand.FROM_16: 28},
    SiteKind.MBO: {AgeBand.FROM_16: 45, AgeBand.FROM_18: 55},
}
STUDY_YEARS: dict[tuple[SiteKind, AgeBand], dict[int, float]] = {
    (SiteKind.VO, AgeBand.UNDER_12): {1: 100},
    (SiteKind.VO, AgeBand.FROM_12): {1: 28, 2: 38, 3: 34},
    (SiteKind.VO, AgeBand.FROM_16): {4: 70, 5: 30},
    (SiteKind.MBO, AgeBand.FROM_16): {1: 65, 2: 35},
    (SiteKind.MBO, AgeBand.FROM_18): {1: 20, 2: 30, 3: 30, 4: 20},
}

EXTRA_THEME = 0.15
EXTRA_OUTCOME = 0.10
IS_RETURN = 0.20
TELLS_AGE = 0.5
NAMES_CLASS = 0.5
VISIT = 0.57
PRANK = 0.12


def draw(rng: Random, weights: dict[T, float]) -> T:
    """One of the keys, as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def outcome_weights(asked_by: AskedBy, theme: str, channel: Channel) -> dict[str, float]:
    """What a conversation of this kind leads to."""
    if asked_by is AskedBy.TEACHER:
        return OUTCOMES_FOR_TEACHER
    unanswered = {} if channel in (Channel.WALK_IN, Channel.VIA_TEACHER) else NO_RESPONSE
    return {**OUTCOMES, **unanswered, **OUTCOMES_OF_THEME.get(theme, {})}


LEVELS: dict[SiteKind, dict[Level, float]] = {
    SiteKind.VO: {Level.PRO: 10, Level.VMBO_BB: 20, Level.VMBO_KB: 28, Level.VMBO_TL: 14, Level.HAVO: 28},
    SiteKind.MBO: {Level.MBO_2: 25, Level.MBO_3: 40, Level.MBO_4: 35},
}
