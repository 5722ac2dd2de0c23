"""Whether the school holidays of the coming school year are known, or were entered."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.reference import get_reference
from jsp.rules import holiday_proposals, school_year
from jsp.rules.closures import ClosureKind
from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.holiday_proposals import Region
from jsp.rules.refusal import N_

AHEAD = timedelta(days=120)  # so long before it begins, the next school year is planned
Half = tuple[date, date]


def check() -> Iterator[Finding]:
    """For every site that is open, in each half of a school year that is still to come."""
    coming = halves(clock.today())
    lacking = list(_lacking(coming))
    for first, _last in sorted({half for half, _site in lacking}):
        names = ", ".join(f"{site.name} ({site.region})" for half, site in lacking if half[0] == first)
        yield wrong(
            "holidays", N_("No school holidays are known from %(first)s on for %(names)s."),
            N_("Update the package holidays, or enter them at the hours of the site."), first=first, names=names,
        )  # fmt: skip
    if not lacking:
        yield ok("holidays", N_("School holidays are known until %(last)s."), last=coming[-1][1])


def halves(today: date) -> list[Half]:
    """Of this school year, and of the next where it is near: the days in either calendar year that are not over."""
    found = []
    for each in sorted({school_year.bounds(today), school_year.bounds(today + AHEAD)}):
        found += [(each[0], date(each[0].year, 12, 31)), (date(each[1].year, 1, 1), each[1])]
    return [half for half in found if half[1] > today]


def _lacking(coming: list[Half]) -> Iterator[tuple[Half, Site]]:
    """Of whom nothing is known and nothing was entered. What is known is looked up once for a region."""
    sites = list(get_reference().open_sites.values())
    in_library = {
        (region, half): _is_in_library(region, half) for region in {each.region for each in sites} for half in coming
    }
    unknown = [(half, site) for half in coming for site in sites if not in_library[site.region, half]]
    entered = _entered_on(coming) if unknown else []
    for half, site in unknown:
        if not any(id == site.id and half[0] <= day <= half[1] for id, day in entered):
            yield half, site


def _is_in_library(region: Region, half: Half) -> bool:
    """By the day it ends: a Christmas holiday also lies a few days in the year of which nothing is known."""
    known = holiday_proposals.proposals(region, *half)
    return any(each.kind is ClosureKind.SCHOOL_HOLIDAY and each.first >= half[0] for each in known)


def _entered_on(coming: list[Half]) -> list[tuple[int, date]]:
    """The first days of the school holidays that were entered, with the site."""
    query = select(Closure.site_id, Closure.starts_on).where(
        Closure.kind == ClosureKind.SCHOOL_HOLIDAY, Closure.taken_back_at.is_(None),
        Closure.starts_on.between(coming[0][0], coming[-1][1]),
    )  # fmt: skip
    return [(id, on) for id, on in db.session.execute(query)]
