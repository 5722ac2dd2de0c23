"""What is known of sites: themes as they were released, openings that were held or not, and when they were closed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import extract, false, func, or_, select

from jsp import clock
from jsp.blueprints.research.service.choices import bounds
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.reference import get_reference
from jsp.models.released import releases_of, themes_of
from jsp.models.sealed import keys
from jsp.models.team import Opening
from jsp.models.theme_releases import ThemeRelease
from jsp.rules import school_year
from jsp.rules.opening import CancelReason, OpeningState, Slot, Went
from jsp.rules.research import CODE, Row

Month = tuple[int, int]  # the year and the month


def theme_rows(years: Collection[int]) -> list[Row]:
    """A row for each theme of each release of those years, or one where only the total is told: as THEMES has it."""
    known = _known()
    releases = releases_of(known)
    return [
        row
        for id, whose in known.items() for each in releases[id] if school_year.starting_year(each.starts) in years
        for row in _themes(whose, each)
    ]  # fmt: skip


def opening_rows(years: Collection[int]) -> list[Row]:
    """A row for each site and month of those school years, in the order of OPENINGS."""
    went = _went(years)
    return [
        (*whose, f"{year}-{month:02}", *_numbers(each))
        for id, whose in _known().items()
        for (year, month), each in sorted(went[id].items(), key=_month)
    ]


def closure_rows(years: Collection[int]) -> list[Row]:
    """A row for each closure that shares a day with one of those school years, in the order of CLOSURES."""
    in_them = [(Closure.starts_on <= last) & (Closure.ends_on >= first) for first, last in bounds(years)]
    query = select(Closure.site_id, Closure.kind, Closure.effect, Closure.starts_on, Closure.ends_on)
    query = query.where(Closure.taken_back_at.is_(None), or_(false(), *in_them)).order_by(
        Closure.starts_on, Closure.kind
    )
    found = defaultdict[int, list[Row]](list)
    for site_id, kind, effect, first, last in db.session.execute(query):
        found[site_id].append((kind.value, effect.value, first.isoformat(), last.isoformat()))
    return [(*whose, *row) for id, whose in _known().items() for row in found[id]]


def _known() -> dict[int, Row]:
    """The first cells of each site, in the order of their marks, which is that of nothing else."""
    sites = [(keys().mark(f"site {site.id}", purpose="research")[:CODE], site) for site in get_reference().sites]
    return {site.id: (mark, site.kind.value) for mark, site in sorted(sites, key=_mark)}


def _mark(each: tuple[str, Site]) -> str:
    return each[0]


def _themes(whose: Row, release: ThemeRelease) -> Iterator[Row]:
    days = release.starts.isoformat(), release.ends.isoformat(), release.made_on.isoformat()
    total = "" if release.total is None else release.total, int(release.is_total_only)
    if release.is_total_only:
        yield *whose, *days, "", "", "", "total_only", *total
    for theme, number in themes_of(release):
        told = ("", "few") if number is None else (number, "")
        yield *whose, *days, theme.code, theme.name_nl, *told, *total


def _month(each: tuple[Month, Went]) -> Month:
    return each[0]


def _numbers(went: Went) -> Row:
    return went.held, went.minutes, *(went.off[reason] for reason in CancelReason), went.shut.total()


def _went(years: Collection[int]) -> Mapping[int, Mapping[Month, Went]]:
    """Those of days that are over, by site and month; the database puts those alike together, for there are many."""
    of = Opening
    month = of.site_id, extract("year", of.on), extract("month", of.on)
    kept = *month, of.starts, of.ends, of.takes_place, of.reason, Closure.kind
    query = select(*kept, func.count()).outerjoin(Closure, Closure.id == of.closure_id).where(
        of.on < clock.today(), of.state != OpeningState.DROPPED,
        or_(false(), *(of.on.between(first, last) for first, last in bounds(years))),
    )  # fmt: skip
    found: dict[int, dict[Month, Went]] = defaultdict(lambda: defaultdict(Went))
    for site_id, year, at, starts, ends, takes_place, reason, closed_by, times in db.session.execute(
        query.group_by(*kept)
    ):
        slot = Slot(date.min, starts, ends)
        found[site_id][int(year), int(at)].add(
            slot, takes_place=takes_place, reason=reason, closed_by=closed_by, times=times
        )  # fmt: skip
    return found
