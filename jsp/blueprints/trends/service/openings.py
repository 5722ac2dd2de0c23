"""Which openings of sites took place, and how many hours they were open in each week."""

from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy import bindparam, select

from jsp.extensions import db
from jsp.models.team import Opening
from jsp.rules.opened import opened
from jsp.rules.opening import Slot
from jsp.rules.tally import Grain

Hours = dict[int, dict[date, float]]  # by site and Monday
OPENINGS = Opening.__table__.c
# Stands ready: to put it together again costs as much as to run it.
OPENED = select(OPENINGS.site_id, OPENINGS.on, OPENINGS.starts, OPENINGS.ends).where(
    OPENINGS.site_id.in_(bindparam("sites", expanding=True)), OPENINGS.takes_place,
    OPENINGS.on.between(bindparam("first"), bindparam("last")),
)  # fmt: skip


def slots(site_ids: Collection[int], first: date, last: date) -> dict[int, list[Slot]]:
    """Those that took place, or are to, from the first day until the last, by site."""
    found: dict[int, list[Slot]] = {site_id: [] for site_id in site_ids}
    for site_id, on, starts, ends in db.session.execute(
        OPENED, {"sites": list(site_ids), "first": first, "last": last}
    ):
        found[site_id].append(Slot(on, starts, ends))
    return found


def hours(site_ids: Collection[int], first: date, last: date) -> Hours:
    """The opened hours of days that are all over; a week without any is not there."""
    over = datetime.combine(last, time.max)
    by_site = {site_id: opened(of, Grain.WEEK, over) for site_id, of in slots(site_ids, first, last).items()}
    return {site_id: {on: minutes / 60 for on, minutes in of.items()} for site_id, of in by_site.items()}
