"""Who holds a talk: they alone change anything of it."""

from uuid import UUID

from sqlalchemy import or_, select

from jsp import audit
from jsp.blueprints.focus_groups.service.planning import KIND
from jsp.blueprints.focus_groups.service.turns import take
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User, user_site
from jsp.models.audit import Action
from jsp.models.focus_groups import FocusGroup
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import TEAM_ROLES, Role
from jsp.rules.talk_plan import check_keeps_a_holder


def who_can_hold(group: FocusGroup) -> list[User]:
    """Workers and coordinators of its sites and researchers, who do not hold it yet."""
    at_site = select(user_site.c.user_id).where(user_site.c.site_id.in_([site.id for site in group.sites]))
    of_jsp = User.roles.any(RoleRow.name.in_(TEAM_ROLES)) & User.id.in_(at_site)
    query = select(User).where(
        User.active, or_(of_jsp, User.roles.any(RoleRow.name == Role.RESEARCHER)),
        User.id.not_in([each.id for each in group.holders]),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(User.first_name, User.id)))


def holder_of(group: FocusGroup, user_id: int) -> User:
    """One of those who hold it; raises NotFoundError for anybody else."""
    for each in group.holders:
        if each.id == user_id:
            return each
    raise NotFoundError(user_id)


def add_holder(id: UUID, user_id: int, *, key: UUID, by: User) -> None:
    """Somebody more holds it. Raises DomainError."""
    group = take(id, key, by)
    if group is None:
        return
    new = next((each for each in who_can_hold(group) if each.id == user_id), None)
    if new is None:
        raise DomainError(N_("Choose somebody from the list as it is now."), field="person")
    group.holders.append(new)
    audit.record(Action.TALK_CHANGED, KIND, id)


def remove_holder(id: UUID, user_id: int, *, key: UUID, by: User) -> None:
    """Somebody holds it no longer. Raises DomainError for the last one."""
    group = take(id, key, by)
    if group is None:
        return
    gone = holder_of(group, user_id)
    check_keeps_a_holder(sum(1 for each in group.holders if each.active and each.id != gone.id))
    group.holders.remove(gone)
    audit.record(Action.TALK_CHANGED, KIND, id)
