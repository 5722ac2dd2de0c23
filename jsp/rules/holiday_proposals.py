"""Dutch public and school holidays as proposals; the `holidays` library knows them, every site decides itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from dateutil.easter import easter
from holidays import country_holidays
from holidays.constants import OPTIONAL, PUBLIC, SCHOOL

from jsp.rules.closures import ClosureKind

DAY = timedelta(days=1)
NEARBY = timedelta(days=14)
GOOD_FRIDAY, LIBERATION_DAY = "Goede vrijdag", "Bevrijdingsdag"
LANGUAGES = ("nl", "en_US")


class Region(StrEnum):
    """Where a school lies for the school holidays."""

    NORTH = "north"
    MIDDLE = "middle"
    SOUTH = "south"


SUBDIVISIONS = {Region.NORTH: "Noord", Region.MIDDLE: "Midden", Region.SOUTH: "Zuid"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A holiday, first and last day included; `key` stays the same when the library corrects its days."""

    key: str
    kind: ClosureKind
    name_nl: str
    name_en: str
    first: date
    last: date


def proposals(region: Region, first: date, last: date) -> list[Proposal]:
    """What a school in the region may want to close for between two days, in order; weekend-only days left out."""
    years = range(first.year - 1, last.year + 2)
    public = sorted({*_named(years, PUBLIC, None), *_named(years, OPTIONAL, None)})  # every fifth 5 May is in both
    found = [_proposal(ClosureKind.PUBLIC_HOLIDAY, [each]) for each in public if each[0].weekday() < 5]
    school = _named(years, SCHOOL, SUBDIVISIONS[region])
    found += [_proposal(ClosureKind.SCHOOL_HOLIDAY, run) for run in _runs(school)]
    inside = [each for each in found if each.first <= last and each.last >= first]
    return sorted(inside, key=lambda each: (each.first, each.last))


def carnival(year: int) -> tuple[date, date]:
    """Sunday until Tuesday; many schools in the south close that week instead of in the national one."""
    sunday = easter(year) - 49 * DAY
    return sunday, sunday + 2 * DAY


def carnival_holiday(year: int) -> Proposal:
    """That week, with the weekends around it, as schools in the south close it; it stands in no national list."""
    sunday = carnival(year)[0]
    return Proposal(
        f"{ClosureKind.SCHOOL_HOLIDAY}:{year}:Carnavalsvakantie", ClosureKind.SCHOOL_HOLIDAY, "Carnavalsvakantie",
        "Carnival holiday", sunday - DAY, sunday + 7 * DAY,
    )  # fmt: skip


def is_moved(one: Proposal, closed: Iterable[tuple[date, date]]) -> bool:
    """Whether a school holiday was kept at other days nearby, given the school holidays that a site has closed."""
    if one.kind is not ClosureKind.SCHOOL_HOLIDAY:
        return False
    return any(first - NEARBY <= one.last and one.first <= last + NEARBY for first, last in closed)


def lies_within(one: Proposal, others: Iterable[Proposal]) -> bool:
    """Whether it says nothing that a school holiday does not say already."""
    return one.kind is ClosureKind.PUBLIC_HOLIDAY and any(
        other.kind is ClosureKind.SCHOOL_HOLIDAY and other.first <= one.first and one.last <= other.last
        for other in others
    )


def is_optional(one: Proposal) -> bool:
    """Whether many schools are open that day: Good Friday, and Liberation Day in all years but every fifth."""
    is_fifth_year = one.first.year % 5 == 0
    return one.key.endswith(GOOD_FRIDAY) or (one.key.endswith(LIBERATION_DAY) and not is_fifth_year)


def years_without(first: date, last: date) -> list[int]:
    """The calendar years between two days of which no school holidays are known."""
    return [year for year in range(first.year, last.year + 1) if not _named([year], SCHOOL, "Zuid")]


def _named(years: Iterable[int], category: str, subdivision: str | None) -> list[tuple[date, str, str]]:
    in_both = [
        country_holidays("NL", subdiv=subdivision, years=list(years), categories=category, language=language)
        for language in LANGUAGES
    ]
    return [(day, in_both[0][day], in_both[1][day]) for day in sorted(in_both[0])]


def _runs(days: list[tuple[date, str, str]]) -> list[list[tuple[date, str, str]]]:
    """Days in a row with the same name, so that the Christmas holiday is one across the years."""
    numbered = enumerate(days)
    grouped = groupby(numbered, key=lambda pair: (pair[1][1], pair[1][0] - pair[0] * DAY))
    return [[each for _number, each in run] for _key, run in grouped]


def _proposal(kind: ClosureKind, run: list[tuple[date, str, str]]) -> Proposal:
    (first, name_nl, name_en), last = run[0], run[-1][0]
    return Proposal(f"{kind}:{first.year}:{name_nl}"[:80], kind, name_nl, name_en, first, last)
