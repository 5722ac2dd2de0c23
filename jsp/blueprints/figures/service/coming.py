"""Which figures are still to be made: by the rule of the job that makes them."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.team import Opening
from jsp.models.theme_releases import ThemeRelease
from jsp.rules.release_periods import Period


def to_come(site: Site, releases: Sequence[ThemeRelease], found: Iterable[Period], today: date) -> list[Period]:
    """Those of the periods `found` that get figures, from that in which the site began until that in which it closed.

    `releases`: all of the site, the oldest first. Before them only its openings tell when it begins: conversations are
    not for who reads this.
    """
    since = releases[0].starts if releases else _first_opening(site)
    after, until = max((each.ends for each in releases), default=date.min), site.archived_on or date.max
    return [
        each for each in found
        if since and each.ends >= since and after < each.starts <= until and each.due_on >= today
    ]  # fmt: skip


def _first_opening(site: Site) -> date | None:
    return db.session.scalar(select(func.min(Opening.on)).where(Opening.site_id == site.id))
