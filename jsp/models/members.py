"""Questions about the people of the team and their turns, asked by several rooms."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Theme
from jsp.models.team import Attendance, Opening, TeamMember, member_site


def find_member(user: User) -> TeamMember | None:
    """Who of the team this account is."""
    return db.session.scalar(select(TeamMember).where(TeamMember.user_id == user.id, TeamMember.archived_on.is_(None)))


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


def next_turn(user: User, now: datetime) -> Opening | None:
    """Where this person sits next, from local time `now` on."""
    query = (
        select(Opening)
        .join(Opening.attendances)
        .join(Attendance.member)
        .where(TeamMember.user_id == user.id, TeamMember.archived_on.is_(None), Attendance.takes_place)
        .where((Attendance.on > now.date()) | ((Attendance.on == now.date()) & (Attendance.ends > now.time())))
        .order_by(Attendance.on, Attendance.starts)
        .limit(1)
    )
    return db.session.scalar(query)


def next_turns(member_ids: Collection[int], site_ids: Collection[int], now: datetime) -> dict[int, Opening]:
    """At which opening of these sites each of these people sits next, from local time `now` on."""
    query = (
        select(Attendance.member_id, Opening)
        .join(Attendance.opening)
        .where(Attendance.member_id.in_(member_ids), Opening.site_id.in_(site_ids), Attendance.takes_place)
        .where((Attendance.on > now.date()) | ((Attendance.on == now.date()) & (Attendance.ends > now.time())))
        .order_by(Attendance.on.desc(), Attendance.starts.desc())
    )
    return {member_id: opening for member_id, opening in db.session.execute(query)}  # the soonest comes last


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
            TeamMember.archived_on.is_(None),
            TeamMember.active_until.is_(None) | (TeamMember.active_until >= Opening.on),
            TeamMember.user_id.is_distinct_from(besides),
        )
        .order_by(Opening.on, Opening.starts, Attendance.position)
        .options(selectinload(Attendance.opening))
        .limit(1)
    )
    return db.session.scalar(query)
