"""Questions about openings and who sits there, asked by several rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp.extensions import db
from jsp.models.ground import Site, Theme
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules.opening import State, Status, status

AHEAD = 60


@dataclass(frozen=True, slots=True)
class Desk:
    """A site at this minute: its state, the opening that it speaks of, and what is planned."""

    site: Site
    status: Status
    opening: Opening | None
    planned: list[Opening]

    @property
    def is_today(self) -> bool:
        """Whether the opening is on now or later today."""
        return self.status.state in (State.OPEN, State.LATER_TODAY)

    @property
    def names(self) -> list[str]:
        """The first names of who is planned at the opening."""
        return [place.member.first_name for place in self.opening.places] if self.opening else []

    @property
    def week(self) -> list[Opening]:
        """The openings of the seven days that follow the first planned one, that one included."""
        return [each for each in self.planned if (each.on - self.planned[0].on).days < 7]

    @property
    def weekdays(self) -> frozenset[int]:
        """The weekdays of that week with an opening, Monday is 0."""
        return frozenset(opening.on.weekday() for opening in self.week)


def desks(sites: Sequence[Site], now: datetime) -> list[Desk]:
    """How each site stands at local time `now`, looking AHEAD days ahead."""
    openings = _openings_from(now.date(), site_ids=[site.id for site in sites])
    found = []
    for site in sites:
        planned = [opening for opening in openings if opening.site_id == site.id]
        stands = status([opening.slot for opening in planned], now)
        opening = next((each for each in planned if each.slot == stands.slot), None)
        found.append(Desk(site, stands, opening, planned))
    return found


def find_opening_id(site_id: int, day: date) -> int | None:
    """The first opening of the site on that day."""
    query = select(Opening.id).where(Opening.site_id == site_id, Opening.on == day).order_by(Opening.starts).limit(1)
    return db.session.scalar(query)


def find_expert(theme: Theme, *, site_id: int, day: date, besides: int) -> Attendance | None:
    """Who with a fitting discipline sits at this site first, from `day` on; never the person `besides` (a user id)."""
    wanted = [discipline.id for discipline in theme.disciplines]
    query = (
        select(Attendance)
        .join(Attendance.opening)
        .join(Attendance.member)
        .where(
            Opening.site_id == site_id,
            Opening.on >= day,
            TeamMember.discipline_id.in_(wanted),
            TeamMember.user_id.is_distinct_from(besides),
        )
        .order_by(Opening.on, Opening.starts, Attendance.position)
        .options(selectinload(Attendance.opening))
        .limit(1)
    )
    return db.session.scalar(query)


def members_on(day: date) -> list[TeamMember]:
    """The team on that day, in the order of their disciplines."""
    query = (
        select(TeamMember)
        .where(
            TeamMember.archived_on.is_(None),
            TeamMember.active_from <= day,
            TeamMember.active_until.is_(None) | (TeamMember.active_until >= day),
        )
        .order_by(TeamMember.position, TeamMember.id)
    )
    return list(db.session.scalars(query))


def _openings_from(day: date, *, site_ids: Sequence[int]) -> list[Opening]:
    query = (
        select(Opening)
        .where(
            Opening.site_id.in_(site_ids), Opening.on >= day, Opening.on <= date.fromordinal(day.toordinal() + AHEAD)
        )
        .order_by(Opening.on, Opening.starts)
        .options(selectinload(Opening.attendances))
    )
    return list(db.session.scalars(query))


def openings_of(user_id: int, *, since: date) -> list[Opening]:
    """The openings at which somebody is planned, from `since` on."""
    query = (
        select(Opening)
        .join(Opening.attendances)
        .join(Attendance.member)
        .where(TeamMember.user_id == user_id, Opening.on >= since)
        .order_by(Opening.on, Opening.starts)
    )
    return list(db.session.scalars(query))
