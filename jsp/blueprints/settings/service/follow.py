"""What else follows when a row of a list is made or changed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, update

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import SchoolClass, Site
from jsp.models.hours import OpeningPattern, pattern_member
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules.roles import Role
from jsp.rules.session import ActKind
from jsp.verbs import hindering
from jsp.verbs.hindering import Hit


def let_its_maker_work_there(site: Site, *, by: User) -> None:
    """A coordinator who adds a school also sees it on their own pages; an administrator has no work there."""
    if Role.COORDINATOR in by.role_set:
        by.sites.append(site)
        audit.record(Action.SITES_CHANGED, "user", by.id)


def leave_the_sites(member: TeamMember, values: Mapping[str, Any]) -> None:
    """Who no longer works at a site has no turns to come there, nor fixed ones."""
    lost = [site.id for site in member.sites if site.id not in values["sites"]]
    there = select(Opening.id).where(Opening.site_id.in_(lost), Opening.on >= clock.today())
    own = Attendance.member_id == member.id
    db.session.execute(delete(Attendance).where(own, Attendance.opening_id.in_(there)))
    fixed = select(OpeningPattern.id).where(OpeningPattern.site_id.in_(lost))
    is_own = pattern_member.c.member_id == member.id
    db.session.execute(delete(pattern_member).where(is_own, pattern_member.c.pattern_id.in_(fixed)))
    db.session.expire_all()


def move_to_the_new_room(site: Site, values: Mapping[str, Any]) -> None:
    """Openings to come that were planned in the room of the site go along; those that were put elsewhere stay."""
    planned = (Opening.site_id == site.id, Opening.on >= clock.today(), Opening.room == site.room)
    is_new = {"sequence": Opening.sequence + 1, "changed_at": clock.now()} if values["room"] != site.room else {}
    db.session.execute(update(Opening).where(*planned).values(room=values["room"], **is_new))
    fixed = (OpeningPattern.site_id == site.id, OpeningPattern.room == site.room)
    db.session.execute(update(OpeningPattern).where(*fixed).values(room=values["room"]))


def lessons_after_leaving(member: TeamMember, values: Mapping[str, Any]) -> Hit:
    """Those that somebody would give after their last day."""
    return hindering.by_last_day(member, values["active_until"])


def tell_of_leaving(member: TeamMember, before: Mapping[str, Any], hit: Hit, *, by: User) -> None:
    """Once the last day is there, or is earlier than it was."""
    last = member.active_until
    if last is not None and (before["active_until"] is None or last < before["active_until"]):
        hindering.tell_of_leaving(None, member, hit, by=by)


def tell_of_archiving(member: TeamMember, *, by: User) -> None:
    """Who gives lessons with somebody who is in the team no more."""
    hindering.tell_of_leaving(None, member, hindering.by_last_day(member, clock.today()), by=by)


def lessons_at_work(school_class: SchoolClass, values: Mapping[str, Any]) -> Hit:
    """Those of the class on what would be days at work placement."""
    days = values["away_weekdays"] or []
    return hindering.by_work_placement(school_class, days, values["away_from"], values["away_until"])


def tell_of_work_placement(_class: SchoolClass, _before: Mapping[str, Any], hit: Hit, *, by: User) -> None:
    """The pair hears of its lessons."""
    hindering.tell(hit, ActKind.AT_WORK, by=by)
