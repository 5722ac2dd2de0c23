"""In which cells of the team's own figures a conversation is counted: exact, live, and for the team alone.

A cell is a site, a stretch of time, a theme and one value of one split. Splits are not crossed with each other, so a
site has a bounded number of cells in a month however many conversations it has: a page reads as much after five million
as after a hundred thousand. A conversation stands once under each of its themes; under its main theme it `is_main`, so
that the cells of main themes add up to the conversations. Themes crossed with two splits at once are not to be had.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from jsp.rules import school_year
from jsp.rules.contact import AskedBy, Channel, Level


class Grain(StrEnum):
    """How long the stretch of time of a cell is; weeks from Monday, school years from August."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Split(StrEnum):
    """By what the conversations about a theme are told apart. THEME: by nothing more; its value is empty."""

    THEME = "theme"
    CHANNEL = "channel"
    ASKED_BY = "asked_by"
    LEVEL = "level"
    OUTCOME = "outcome"
    DISCIPLINE = "discipline"
    VISIT = "visit"


NEW, RETURN = "new", "return"  # the values of VISIT
BY_YEAR = frozenset({Split.THEME})  # other splits of a school year are the sum of its months


class Counted(Protocol):
    """What is looked at of a conversation; a `ContactDraft`, a `Contact` and a row of the past all have it."""

    @property
    def site_id(self) -> int: ...
    @property
    def on(self) -> date: ...
    @property
    def theme_ids(self) -> tuple[int, ...]: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def asked_by(self) -> AskedBy: ...
    @property
    def level(self) -> Level | None: ...
    @property
    def outcome_ids(self) -> tuple[int, ...]: ...
    @property
    def discipline_id(self) -> int | None: ...
    @property
    def is_return(self) -> bool: ...


class Cell(NamedTuple):
    """Where something is counted. `value`: a choice by its value, an outcome or discipline by its id, as text."""

    site_id: int
    grain: Grain
    split: Split
    starts: date
    theme_id: int
    value: str
    is_main: bool


Cells = Counter[Cell]


def starts(grain: Grain, day: date) -> date:
    """The first day of the stretch of that length in which the day lies."""
    if grain is Grain.WEEK:
        return school_year.week(day)[0]
    return day.replace(day=1) if grain is Grain.MONTH else school_year.bounds(day)[0]


def cells(of: Counted) -> Cells:
    """Every cell in which the conversation counts, once each."""
    found: Cells = Counter()
    for grain in Grain:
        first = starts(grain, of.on)
        for split, value in values(of):
            if grain is Grain.YEAR and split not in BY_YEAR:
                continue
            for at, theme_id in enumerate(of.theme_ids):
                found[Cell(of.site_id, grain, split, first, theme_id, value, at == 0)] += 1
    return found


def moved(before: Cells, after: Cells) -> Cells:
    """By how much each cell changes; those that stay as they are left out."""
    change = after.copy()
    change.subtract(before)
    return Counter({cell: number for cell, number in change.items() if number})


def values(of: Counted) -> Iterator[tuple[Split, str]]:
    """Its value of each split. What is not known has no cell: it is what the others leave of THEME."""
    yield Split.THEME, ""
    yield Split.CHANNEL, of.channel.value
    yield Split.ASKED_BY, of.asked_by.value
    yield Split.VISIT, RETURN if of.is_return else NEW
    if of.level is not None:
        yield Split.LEVEL, of.level.value
    if of.discipline_id is not None:
        yield Split.DISCIPLINE, str(of.discipline_id)
    for outcome_id in dict.fromkeys(of.outcome_ids):
        yield Split.OUTCOME, str(outcome_id)
