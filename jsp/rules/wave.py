"""Measurement waves: an instrument, a group of people who filled it in, and a school year (dossier R87-R94)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from jsp.rules.refusal import N_, DomainError

LEAST = 5  # people in a group of which figures are kept
MOST_NAME = 60  # characters of a unit or a scale
NO_RIGHTS = N_("It can be released once the rights are settled. Write that down under “Rights and note”.")


class Instrument(StrEnum):
    """By what was measured; the items are of others and stand nowhere here, only the scores of their scales."""

    COOL = "cool"
    ISJO = "isjo"
    COMPETENCES = "competences"


class Respondents(StrEnum):
    """Who filled it in."""

    PUPILS = "pupils"
    TEACHERS = "teachers"
    YOUTH_WORKERS = "youth_workers"


class Measure(StrEnum):
    """What a score says; of competences there are two, of which the difference is the gap."""

    SCORE = "score"
    IMPORTANCE = "importance"
    REALISED = "realised"


class WaveState(StrEnum):
    """Whether others than who brought it in may see it."""

    DRAFT = "draft"
    RELEASED = "released"


class Kind(NamedTuple):
    """An instrument and who fills it in: what can be laid beside each other from year to year."""

    instrument: Instrument
    respondents: Respondents

    @property
    def code(self) -> str:
        """As it stands in an address."""
        return f"{self.instrument}-{self.respondents}".replace("_", "-")

    @property
    def has_gaps(self) -> bool:
        """Whether it asks how important something is, and how far it succeeds."""
        return self.instrument is Instrument.COMPETENCES


KINDS = {
    kind.code: kind
    for kind in (
        Kind(Instrument.COOL, Respondents.PUPILS),
        Kind(Instrument.ISJO, Respondents.TEACHERS),
        Kind(Instrument.ISJO, Respondents.YOUTH_WORKERS),
        Kind(Instrument.COMPETENCES, Respondents.TEACHERS),
    )
}
SCALES: dict[Instrument, dict[str, tuple[str, ...]]] = {
    Instrument.COOL: {
        "task_motivation": ("taakmotivatie", "task motivation"),
        "cognitive_confidence": ("cognitief zelfvertrouwen", "cognitive confidence", "self-efficacy"),
        "wellbeing_teachers": ("welbevinden met leraren", "well-being with teachers"),
        "wellbeing_classmates": ("welbevinden met klasgenoten", "well-being with classmates"),
    },
    Instrument.ISJO: {
        "interdependence": ("onderlinge afhankelijkheid", "interdependence"),
        "new_activities": ("nieuwe activiteiten", "newly created activities", "new activities"),
        "flexibility": ("flexibiliteit", "flexibility"),
        "reflection": ("reflectie", "reflection"),
    },
}  # the key of each scale with how a file may call it; competences have names of their own


@dataclass(frozen=True, slots=True)
class Score:
    """What a unit, such as a school or a kind of school, scored on one scale from 1 to 5."""

    unit: str
    scale: str
    measure: Measure
    mean: Decimal
    sd: Decimal | None
    n: int


def check_rights(*, are_settled: bool) -> None:
    """Refuse to let others see what we may not use yet."""
    if not are_settled:
        raise DomainError(NO_RIGHTS)


def year_name(year: int) -> str:
    """The school year that began in this calendar year."""
    return f"{year}-{year + 1}"
