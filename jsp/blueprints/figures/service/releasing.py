"""Makes the figures about themes of a site and a period that is over: once, and never again (decision 25)."""

from collections.abc import Iterator
from datetime import date
from random import SystemRandom

from sqlalchemy import exists, func, select

from jsp import clock
from jsp.extensions import db, insert
from jsp.models.ground import Site
from jsp.models.reference import get_reference
from jsp.models.released import lengths_of
from jsp.models.theme_releases import ThemeRelease
from jsp.rules import disclosure, release_periods
from jsp.rules.disclosure import Source
from jsp.rules.release_periods import Period
from jsp.verbs import theme_counts

Due = tuple[int, Period]  # the id of a site and one of its periods


def list_due(today: date) -> list[Due]:
    """Of which sites and periods figures may be made and were not; the oldest period of a site first.

    A site has periods from that of its first conversation or opening until that in which it was archived.
    """
    lengths = lengths_of()
    return [
        (site_id, each)
        for site_id, since, after, until in _sites()
        for each in release_periods.due(lengths[site_id], since=since, after=after, until=until, today=today)
    ]


def release(site_id: int, period: Period, source: Source | None = None, made_on: date | None = None) -> None:
    """Make the figures of that period, today; who comes second changes nothing. Does not commit.

    Only the demo, which looks back, gives a source of its own and another day.
    """
    if _is_made(site_id, period):
        return
    found = disclosure.release(_counts(site_id, period), source or SystemRandom())
    db.session.execute(
        insert(ThemeRelease)
        .values(
            site_id=site_id, starts=period.starts, ends=period.ends, made_on=made_on or clock.today(),
            total=found.total, is_total_only=found.is_total_only,
            shown={str(theme): number for theme, number in found.shown.items()},
        )
        .on_conflict_do_nothing()
    )  # fmt: skip


def _is_made(site_id: int, period: Period) -> bool:
    """Of that period, or of another that shares a day with it: of a day figures are made once."""
    shares = (ThemeRelease.starts <= period.ends) & (ThemeRelease.ends >= period.starts)
    return bool(db.session.scalar(select(exists().where(ThemeRelease.site_id == site_id, shares))))


def _counts(site_id: int, period: Period) -> dict[int, int]:
    """By theme, of every one that could be chosen in that period: also those about which nobody asked."""
    counted = theme_counts.count_questions(site_id, period)
    return {
        theme.id: counted.get(theme.id, 0)
        for theme in get_reference().themes
        if theme.archived_on is None or theme.archived_on >= period.starts
    }


def _sites() -> Iterator[tuple[int, date, date | None, date | None]]:
    """Of each site where anything was: its first day, the first day of its newest release, and when it was archived."""
    newest = select(func.max(ThemeRelease.starts)).where(ThemeRelease.site_id == Site.id).scalar_subquery()
    query = select(
        Site.id, theme_counts.first_registered(Site.id), theme_counts.first_opening(Site.id), newest, Site.archived_on
    ).order_by(Site.id)
    for id, registered_on, opened_on, after, until in db.session.execute(query):
        if first := [day for day in (registered_on, opened_on) if day is not None]:
            yield id, min(first), after, until
