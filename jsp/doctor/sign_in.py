"""Whether people can come in, and somebody can let them in."""

from collections.abc import Iterator

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.people import Invitation
from jsp.rules.finding import Finding, note, ok, wrong
from jsp.rules.refusal import N_
from jsp.rules.roles import Role


def check() -> Iterator[Finding]:
    """There is an administrator, a second person, and a way in; and nobody has roles that do not go together."""
    administrators, coordinators = _count(Role.ADMINISTRATOR), _count(Role.COORDINATOR)
    if not administrators and _is_invited():
        good = N_("The link is good for seven days.")
        yield note("people", N_("The administrator has not opened the account yet."), good)
    elif not administrators:
        make = N_("Make one: flask users create-admin ADDRESS")
        yield wrong("people", N_("There is no administrator."), make)
    elif not coordinators:
        invite = N_("The administrator invites one.")
        yield note("people", N_("There is no coordinator who can say yes to roles."), invite)
    else:
        said = N_("Administrators: %(administrators)s. Coordinators: %(coordinators)s.")
        yield ok("people", said, administrators=administrators, coordinators=coordinators)
    if clashing := sum(each.clash is not None for each in _who_are_open()):
        both = N_("People with two roles that do not go together: %(number)s.")
        yield note("people", both, N_("Take one of the two away; the page of people says of whom."), number=clashing)
    config = current_app.config
    if not config.get("LOCAL_SIGN_IN", True) and not config.get("OIDC_ISSUER"):
        nobody = N_("LOCAL_SIGN_IN is off, and OIDC_ISSUER is not set: nobody can come in.")
        yield wrong("sign-in", nobody, N_("Set one of them."))


def _who_are_open() -> list[User]:
    return list(db.session.scalars(select(User).where(User.active).options(selectinload(User.roles)).order_by(User.id)))


def _is_invited() -> bool:
    """Whether an administrator holds a link that is good still."""
    query = select(Invitation.id).join(Invitation.user).join(User.roles)
    good = (Invitation.used_at.is_(None), Invitation.ends_at > clock.now(), RoleRow.name == Role.ADMINISTRATOR)
    return db.session.scalar(query.where(*good).limit(1)) is not None


def _count(role: Role) -> int:
    query = select(func.count(User.id)).join(User.roles).where(RoleRow.name == role, User.active)
    return db.session.scalar(query) or 0
