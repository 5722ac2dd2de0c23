"""Whether the school holidays of the coming school year are known, or were entered."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from jsp import clock
from jsp.doctor.finding import Finding, ok, wrong
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.reference import get_reference
from jsp.rules import holiday_proposals, school_year
from jsp.rules.closures import ClosureKind
from jsp.rules.holiday_proposals import Region

AHEAD = timedelta(days=120)  # so long before it begins, the next school year is planned
Half = tuple[date, date]


def check() -> Iterator[Finding]:
    """For every site that is open, in each half of a school year that is still to come."""
    sites = list(get_reference().open_sites.values())
    lacking = [(half, site) for half in halves(clock.today()) for site in sites if not _is_known(site, half)]
    for first, _last in sorted({half for half, _site in lacking}):
        names = ", ".join(f"{site.name} ({site.region})" for half, site in lacking if half[0] == first)
        yield wrong(
            "holidays", f"No school holidays are known from {first} on for {names}.",
            "Update the package `holidays`, or enter them at the hours of the site.",
        )  # fmt: skip
    if not lacking:
        yield ok("holidays", f"School holidays are known until {halves(clock.today())[-1][1]}.")


def halves(today: date) -> list[Half]:
    """Of this school year, and of the next where it is near: the days in either calendar year that are not over."""
    found = []
    for each in sorted({school_year.bounds(today), school_year.bounds(today + AHEAD)}):
        found += [(each[0], date(each[0].year, 12, 31)), (date(each[1].year, 1, 1), each[1])]
    return [half for half in found if half[1] > today]


def _is_known(site: Site, half: Half) -> bool:
    return _is_in_library(site.region, half) or _was_entered(site, half)


def _is_in_library(region: Region, half: Half) -> bool:
    """By the day it ends: a Christmas holiday also lies a few days in the year of which nothing is known."""
    known = holiday_proposals.proposals(region, *half)
    return any(each.kind is ClosureKind.SCHOOL_HOLIDAY and each.first >= half[0] for each in known)


def _was_entered(site: Site, half: Half) -> bool:
    query = select(Closure.id).where(
        Closure.site_id == site.id, Closure.kind == ClosureKind.SCHOOL_HOLIDAY, Closure.taken_back_at.is_(None),
        Closure.starts_on.between(*half),
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None
