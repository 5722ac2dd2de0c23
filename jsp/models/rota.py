"""Questions about openings and who sits there, asked by several rooms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, lazyload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Site
from jsp.models.hours import Closure, OpeningPattern
from jsp.models.team import Opening
from jsp.rules.opening import OpeningState, Slot, State, Status, status
from jsp.rules.refusal import NotFoundError

AHEAD = timedelta(days=120)
TODAY = (State.OPEN, State.LATER_TODAY)


@dataclass(frozen=True, slots=True)
class Desk:
    """A site at this minute: its state, the opening and the closure that it speaks of, and what is planned.

    `opening` is the one that is on or comes next; `planned`: what is not over; `off`: what of it was called off;
    `coming`: closures of today and later; `rooms`: where each opening is; `now`: the local time of which it speaks.
    """

    site: Site
    status: Status
    opening: Opening | None
    closure: Closure | None
    planned: list[Slot]
    off: list[Slot]
    coming: list[Closure]
    rooms: dict[Slot, str]
    now: datetime

    @property
    def changes_at(self) -> datetime | None:
        """When the state changes by itself: the opening ends or begins; None where that is not today."""
        slot = self.status.slot
        if slot is None or not self.is_today:
            return None
        wall = slot.ends if self.status.state is State.OPEN else slot.starts
        return datetime.combine(slot.on, wall, self.now.tzinfo)

    @property
    def is_today(self) -> bool:
        """Whether the opening is on now or later today."""
        return self.status.state in TODAY

    @property
    def week(self) -> list[Slot]:
        """The openings of the seven days that follow the first planned one, that one included."""
        return [each for each in self.planned if (each.on - self.planned[0].on).days < 7]

    @property
    def weekdays(self) -> frozenset[int]:
        """The weekdays of that week with an opening, Monday is 0."""
        return frozenset(slot.on.weekday() for slot in self.week)

    @property
    def names(self) -> list[str]:
        """The first names of who is planned at the opening."""
        return self.opening.names if self.opening else []


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one site has planned: openings that take place with their ids, and what was called off."""

    slots: dict[Slot, int]
    off: list[Slot]
    rooms: dict[Slot, str]


def desks(sites: Sequence[Site], now: datetime) -> list[Desk]:
    """How each site stands at local time `now`, looking AHEAD ahead."""
    site_ids = [site.id for site in sites]
    plans, closures = _plans(now.date(), site_ids), closures_from(now.date(), site_ids=site_ids)
    stand = {id: _status(plans[id], closures.get(id, []), now) for id in site_ids}
    spoken_of = {plans[id].slots[each.slot]: id for id, each in stand.items() if each.slot is not None}
    openings = {spoken_of[opening.id]: opening for opening in _openings(spoken_of)}
    return [
        Desk(
            site, stand[site.id], openings.get(site.id), _closure_of(stand[site.id], closures.get(site.id, [])),
            _to_come(plans[site.id].slots, now), _to_come(plans[site.id].off, now), closures.get(site.id, []),
            plans[site.id].rooms, now,
        )
        for site in sites
    ]  # fmt: skip


def closures_from(day: date, *, site_ids: Sequence[int]) -> dict[int, list[Closure]]:
    """The closures that count on `day` or later, by site, the first one first."""
    query = (
        select(Closure)
        .where(Closure.site_id.in_(site_ids), Closure.ends_on >= day, Closure.taken_back_at.is_(None))
        .order_by(Closure.starts_on, Closure.id)
        .options(lazyload(Closure.site))
    )
    found: dict[int, list[Closure]] = defaultdict(list)
    for closure in db.session.scalars(query):
        found[closure.site_id].append(closure)
    return dict(found)


def patterns_from(day: date, *, site_ids: Sequence[int]) -> list[OpeningPattern]:
    """The fixed hours that hold on `day` or later, by site and day of the week."""
    query = (
        select(OpeningPattern)
        .where(OpeningPattern.site_id.in_(site_ids), OpeningPattern.ended_at.is_(None))
        .where(OpeningPattern.valid_until >= day)
        .order_by(OpeningPattern.site_id, OpeningPattern.weekday, OpeningPattern.starts, OpeningPattern.valid_from)
    )
    return list(db.session.scalars(query))


def _plans(day: date, site_ids: Sequence[int]) -> dict[int, _Plan]:
    called_off = (Opening.state == OpeningState.CANCELLED) & Opening.closure_id.is_(None)
    query = select(
        Opening.site_id, Opening.id, Opening.on, Opening.starts, Opening.ends, Opening.takes_place, Opening.room
    ).where(
        Opening.site_id.in_(site_ids), Opening.on.between(day, day + AHEAD), or_(Opening.takes_place, called_off)
    )  # fmt: skip
    plans = {id: _Plan({}, [], {}) for id in site_ids}
    for site_id, id, on, starts, ends, takes_place, room in db.session.execute(query):
        slot = Slot(on, starts, ends)
        if takes_place:
            plans[site_id].slots[slot], plans[site_id].rooms[slot] = id, room
        else:
            plans[site_id].off.append(slot)
    return plans


def _to_come(slots: Iterable[Slot], now: datetime) -> list[Slot]:
    return sorted((slot for slot in slots if not slot.is_over(now)), key=lambda slot: (slot.on, slot.starts))


def _status(plan: _Plan, closures: Sequence[Closure], now: datetime) -> Status:
    return status(plan.slots, now, closed=[each.days for each in closures], off=plan.off)


def _closure_of(stands: Status, closures: Sequence[Closure]) -> Closure | None:
    return next((each for each in closures if each.days == stands.shut), None)


def _openings(ids: Iterable[int]) -> list[Opening]:
    query = (
        select(Opening)
        .where(Opening.id.in_(list(ids)))
        .options(joinedload(Opening.attendances), lazyload(Opening.site))
    )
    return list(db.session.scalars(query).unique())


def find_opening_id(site_id: int, day: date) -> int | None:
    """The first opening of the site that takes place on that day."""
    query = (
        select(Opening.id)
        .where(Opening.site_id == site_id, Opening.on == day, Opening.takes_place)
        .order_by(Opening.starts)
        .limit(1)
    )
    return db.session.scalar(query)


def get_opening(user: User, id: int) -> Opening:
    """An opening at a site of this person; raises NotFoundError for any other."""
    query = (
        select(Opening)
        .where(Opening.id == id, Opening.site_id.in_([site.id for site in user.open_sites]))
        .where(Opening.state != OpeningState.DROPPED)
        .options(joinedload(Opening.attendances))
        .execution_options(populate_existing=True)
    )
    opening = db.session.scalars(query).unique().one_or_none()
    if opening is None:
        raise NotFoundError(id)
    return opening
