"""Questions about openings and who sits there, asked by several rooms."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Site, Theme
from jsp.models.hours import Closure, OpeningPattern
from jsp.models.team import Attendance, Opening, TeamMember, member_site
from jsp.rules.opening import OpeningState, Slot, State, Status, status
from jsp.rules.refusal import NotFoundError

AHEAD = timedelta(days=120)
TODAY = (State.OPEN, State.LATER_TODAY)


@dataclass(frozen=True, slots=True)
class Desk:
    """A site at this minute: its state, the opening and the closure that it speaks of, and what is planned.

    `opening` is the one that is on or comes next; `planned`: what is not over; `off`: what of it was called off;
    `coming`: closures of today and later; `rooms`: where each opening is.
    """

    site: Site
    status: Status
    opening: Opening | None
    closure: Closure | None
    planned: list[Slot]
    off: list[Slot]
    coming: list[Closure]
    rooms: dict[Slot, str]

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
            plans[site.id].rooms,
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


def next_turn(user: User, now: datetime) -> Opening | None:
    """Where this person sits next, from local time `now` on."""
    query = (
        select(Opening)
        .join(Opening.attendances)
        .join(Attendance.member)
        .where(TeamMember.user_id == user.id, TeamMember.archived_on.is_(None), Attendance.takes_place)
        .where(Attendance.on >= now.date())
        .order_by(Attendance.on, Attendance.starts)
        .limit(2)  # the first of them may be over
    )
    return next((each for each in db.session.scalars(query) if not each.slot.is_over(now)), None)


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


def find_expert(theme: Theme, *, site_id: int, day: date, besides: int) -> Attendance | None:
    """Who with a fitting discipline sits at this site first, from `day` on; never the person `besides` (a user id)."""
    wanted = [discipline.id for discipline in theme.disciplines]
    query = (
        select(Attendance)
        .join(Attendance.opening)
        .join(Attendance.member)
        .where(
            Opening.site_id == site_id,
            Opening.takes_place,
            Opening.on >= day,
            TeamMember.discipline_id.in_(wanted),
            TeamMember.user_id.is_distinct_from(besides),
        )
        .order_by(Opening.on, Opening.starts, Attendance.position)
        .options(selectinload(Attendance.opening))
        .limit(1)
    )
    return db.session.scalar(query)


def members_on(day: date, *, site_id: int | None = None) -> list[TeamMember]:
    """The team on that day in its order, or those of them who work at the site."""
    query = (
        select(TeamMember)
        .where(
            TeamMember.archived_on.is_(None),
            TeamMember.active_from <= day,
            TeamMember.active_until.is_(None) | (TeamMember.active_until >= day),
        )
        .order_by(TeamMember.position, TeamMember.id)
    )
    if site_id is not None:
        query = query.where(TeamMember.id.in_(select(member_site.c.member_id).where(member_site.c.site_id == site_id)))
    return list(db.session.scalars(query))


def members_to_come(day: date, site_ids: Collection[int]) -> list[TeamMember]:
    """Who is in the team on that day or will be, and works at one of the sites."""
    at_sites = select(member_site.c.member_id).where(member_site.c.site_id.in_(site_ids))
    query = (
        select(TeamMember)
        .where(TeamMember.archived_on.is_(None), TeamMember.id.in_(at_sites))
        .where(TeamMember.active_until.is_(None) | (TeamMember.active_until >= day))
        .order_by(TeamMember.position, TeamMember.id)
        .options(selectinload(TeamMember.sites))
    )
    return list(db.session.scalars(query))


def find_member(user: User) -> TeamMember | None:
    """Who of the team this account is."""
    return db.session.scalar(select(TeamMember).where(TeamMember.user_id == user.id, TeamMember.archived_on.is_(None)))


def openings_of(member_id: int, *, since: date) -> list[Opening]:
    """The openings at which somebody of the team is planned, from `since` on, those that were called off too."""
    query = (
        select(Opening)
        .join(Opening.attendances)
        .where(Attendance.member_id == member_id, Opening.on >= since)
        .order_by(Opening.on, Opening.starts)
        .options(selectinload(Opening.attendances))
    )
    return [each for each in db.session.scalars(query) if any(place.member_id == member_id for place in each.places)]
