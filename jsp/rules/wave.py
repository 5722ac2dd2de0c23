"""Measurement waves: an instrument, a group of people who filled it in, and a school year (dossier R87-R94)."""

from enum import StrEnum


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
