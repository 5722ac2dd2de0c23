"""How often the desk of a site was open in a school year: facts that stood on its public page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.hours import Closure
from jsp.models.team import Opening
from jsp.rules.closures import ClosureKind
from jsp.rules.opening import CancelReason, OpeningState, Slot, Went


@dataclass(frozen=True, slots=True)
class Openings:
    """Of a site and a school year, as far as it is over. `off`: called off, by reason; `shut`: by kind of closure.

    `since`: the day of the first one that is known; none where none was kept.
    """

    held: int
    minutes: int
    off: Sequence[tuple[CancelReason, int]]
    shut: Sequence[tuple[ClosureKind, int]]
    since: date | None

    @property
    def called_off(self) -> int:
        """How many were called off."""
        return sum(number for _reason, number in self.off)

    @property
    def is_kept(self) -> bool:
        """Whether anything is known of them."""
        return self.since is not None

    @property
    def hours(self) -> int:
        """How many hours it was open, to the nearest."""
        return (self.minutes + 30) // 60

    @property
    def planned(self) -> int:
        """How many there were to be; not those on days of a closure."""
        return self.held + self.called_off


def openings_of(site_id: int, first: date, last: date, now: datetime) -> Openings:
    """Those that were over at local time `now`: one that is on is not held yet."""
    query = (
        select(Opening.on, Opening.starts, Opening.ends, Opening.takes_place, Opening.reason, Closure.kind)
        .outerjoin(Closure, Closure.id == Opening.closure_id)
        .where(Opening.site_id == site_id, Opening.on.between(first, min(last, now.date())))
        .where(Opening.state != OpeningState.DROPPED)
    )
    went, known = Went(), list[date]()
    for on, starts, ends, takes_place, reason, closed_by in db.session.execute(query):
        slot = Slot(on, starts, ends)
        if slot.is_over(now):
            known.append(on)
            went.add(slot, takes_place=takes_place, reason=reason, closed_by=closed_by)
    off, shut = went.off.most_common(), went.shut.most_common()
    return Openings(went.held, went.minutes, off, shut, min(known, default=None))
