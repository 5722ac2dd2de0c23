"""The people with an account, and who of them can do what."""

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from jsp.blueprints.accounts.service.sessions import invited
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User, whole
from jsp.models.audit import Action, AuditEntry
from jsp.models.people import PersonChange
from jsp.rules.people import ChangeState
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Role


def list_people() -> list[User]:
    """Everybody with an account, by first name."""
    query = select(User).order_by(func.lower(User.first_name), User.id)
    return list(db.session.scalars(query.options(selectinload(User.webauthn), *whole())))


def get_person(id: int) -> User:
    """Raises NotFoundError."""
    person = db.session.get(User, id)
    if person is None:
        raise NotFoundError(id)
    return person


def role_row(role: Role) -> RoleRow:
    """The row of a role; the migrations made one for each."""
    return db.session.scalars(select(RoleRow).where(RoleRow.name == role)).one()


def count_active(role: Role, *, besides: User | None = None) -> int:
    """How many can work in this role now, besides one of them."""
    query = select(func.count()).select_from(User).join(User.roles).where(RoleRow.name == role, User.active)
    if besides is not None:
        query = query.where(User.id != besides.id)
    return db.session.scalar(query) or 0


def is_last_coordinator(person: User) -> bool:
    """Whether nobody else could say yes to roles that read conversations."""
    return Role.COORDINATOR in person.role_set and count_active(Role.COORDINATOR, besides=person) == 0


def is_coordinated() -> bool:
    """Whether somebody can say yes to roles that read conversations, or will as soon as they open their account."""
    query = select(User.id).join(User.roles).where(RoleRow.name == Role.COORDINATOR)
    query = query.where(User.active | User.id.in_(invited()))
    return db.session.scalar(query.limit(1)) is not None


def had_coordinator(*, besides: User | None = None) -> bool:
    """Whether somebody (else) ever was coordinator: the very first has nobody who could say yes."""
    was = select(PersonChange.id).where(PersonChange.role == Role.COORDINATOR, PersonChange.state == ChangeState.DONE)
    holds = select(User.id).join(User.roles).where(RoleRow.name == Role.COORDINATOR)
    if besides is not None:
        was, holds = was.where(PersonChange.user_id != besides.id), holds.where(User.id != besides.id)
    return db.session.scalar(was.limit(1)) is not None or db.session.scalar(holds.limit(1)) is not None


def was_opened(person: User) -> bool:
    """Whether somebody ever came in with it, also where that way in, or the name, was taken away since."""
    came = AuditEntry.action.in_((Action.ACCEPTED, Action.SIGNED_IN))
    query = select(AuditEntry.id).where(AuditEntry.object_id == str(person.id), AuditEntry.object_kind == "user", came)
    return person.password is not None or db.session.scalar(query.limit(1)) is not None
