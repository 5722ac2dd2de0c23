"""Focus groups and inventory talks: their kinds, who takes part, and when what was said may leave the group."""

from collections.abc import Iterable
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError


class TalkForm(StrEnum):
    """How people came together (R36, R65, R84)."""

    FOCUS_GROUP = "focus_group"
    INVENTORY = "inventory"
    PUPILS = "pupils"
    SCHOOL = "school"


class TalkState(StrEnum):
    """How far the written text is (R65): being written, read back by who took part, approved."""

    DRAFT = "draft"
    READ_BACK = "read_back"
    APPROVED = "approved"


class Part(StrEnum):
    """As what somebody takes part. The role is all that a quote says of who said it."""

    MENTOR = "mentor"
    TEACHER = "teacher"
    STUDY_COACH = "study_coach"
    CARE_COORDINATOR = "care_coordinator"
    WORKER = "worker"
    PUPIL = "pupil"
    CARER = "carer"
    OTHER = "other"


class Mark(StrEnum):
    """What a note is about (R37, R91)."""

    NONE = ""
    SUCCESS = "success"
    HINDRANCE = "hindrance"
    WISH = "wish"
    WORRY = "worry"
    IDEA = "idea"


class Point(StrEnum):
    """The eight points of prevention (R105) to which something can contribute."""

    SAFE_SCHOOL = "safe_school"
    CLIMATE = "climate"
    CARERS = "carers"
    EARLY_SIGNS = "early_signs"
    LOW_THRESHOLD = "low_threshold"
    PROGRAMMES = "programmes"
    NEIGHBOURHOOD = "neighbourhood"
    SUPPORT = "support"


LETTERS = {
    Part.MENTOR: "M", Part.TEACHER: "D", Part.STUDY_COACH: "T", Part.CARE_COORDINATOR: "Z", Part.WORKER: "J",
    Part.PUPIL: "L", Part.CARER: "O", Part.OTHER: "R",
}  # fmt: skip
MODERATOR = "G"  # who leads the talk, in a transcript
PARTS = {letter: part for part, letter in LETTERS.items()}
MOST_OF_A_PART = 40
MOST_PARTICIPANTS = 60
LEAST_OF_A_PART = 2  # of which a report names the part: one alone is somebody everybody knows


def tag(part: Part, number: int) -> str:
    """How somebody is called in notes, such as M3."""
    return f"{LETTERS[part]}{number}"


def part_of(said_by: str) -> Part | None:
    """As what who said it took part; None for who leads the talk, and where nobody stands."""
    return PARTS.get(said_by[:1])


def is_enough(participants: int, least: int) -> bool:
    """Whether so many took part that others may read what was said: `least` of them at least."""
    return participants >= least


def named_parts(parts: Iterable[Part]) -> frozenset[Part]:
    """The parts that a report may name beside a quote: those of which there were two at least in the group."""
    seats = list(parts)
    return frozenset(part for part in seats if seats.count(part) >= LEAST_OF_A_PART)


STEPS = {
    (TalkState.DRAFT, TalkState.READ_BACK), (TalkState.READ_BACK, TalkState.DRAFT),
    (TalkState.READ_BACK, TalkState.APPROVED),
}  # fmt: skip


def check_step(now: TalkState, to: TalkState) -> None:
    """Refuse a step that does not follow. Raises DomainError."""
    if (now, to) not in STEPS:
        raise DomainError(N_("This step cannot be taken from where the text stands now."))
