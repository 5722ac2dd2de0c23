"""A letter a week to coordinators: that it can be seen who looked, and nothing more."""

from datetime import datetime, time, timedelta

from sqlalchemy import exists, select

from jsp import clock, mail
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User, user_role
from jsp.models.audit import AuditEntry
from jsp.rules import school_year
from jsp.rules.roles import GRANTS, Permission, Role
from jsp.verbs.trail_heads import is_first_this_week

LETTER = "who_looked"


def send_who_looked() -> None:
    """Once a week, from Monday, to everybody who may see it, where there is anything to see; does not commit."""
    if not _is_there_a_week() or not is_first_this_week(LETTER):
        return
    monday = school_year.week(clock.today())[0] - timedelta(weeks=1)
    may_see = [role for role in Role if Permission.SEE_TRAIL in GRANTS[role]]
    in_role = select(user_role.c.user_id).join(RoleRow, RoleRow.id == user_role.c.role_id)
    query = select(User).where(User.active, User.id.in_(in_role.where(RoleRow.name.in_(may_see))))
    for person in db.session.scalars(query.order_by(User.id)):
        mail.queue(LETTER, to=person, link=mail.link("trail.week", week=monday.isoformat()))


def _is_there_a_week() -> bool:
    """Whether anybody did anything in the week before this one."""
    monday = datetime.combine(school_year.week(clock.today())[0], time(), clock.LOCAL)
    in_it = AuditEntry.at.between(monday - timedelta(weeks=1), monday)
    return bool(db.session.scalar(select(exists().where(in_it, AuditEntry.user_id.is_not(None)))))
