"""Changes of accounts: those of one person, and those that wait for a second one."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.people import PersonChange
from jsp.rules import people as rules
from jsp.rules.people import ChangeKind, ChangeState
from jsp.rules.roles import Permission, Role


def list_changes(person: User | None = None, *, waiting: bool = False) -> list[PersonChange]:
    """Changes, the newest first: of one person, or those of everybody that wait for a second person."""
    of_whom = joinedload(PersonChange.user)
    query = select(PersonChange).order_by(PersonChange.asked_at.desc(), PersonChange.id).options(
        of_whom.selectinload(User.roles), of_whom.selectinload(User.sites), joinedload(PersonChange.asked_by),
        joinedload(PersonChange.decided_by),
    )  # fmt: skip
    if person is not None:
        query = query.where(PersonChange.user_id == person.id)
    if waiting:
        query = query.where(PersonChange.state == ChangeState.WAITING)
    return list(db.session.scalars(query))


def may_decide(change: PersonChange, *, by: User) -> bool:
    """Whether this person can be the second one."""
    return change.state is ChangeState.WAITING and by in deciders(change, [by])


def deciders(change: PersonChange, people: Collection[User]) -> list[User]:
    """Those of these people who can be the second one, or could if it still waits."""
    about = _near_content(change)
    others = [each for each in people if each.id not in (change.asked_by_id, change.user_id)]
    return [each for each in others if rules.may_decide(change.kind, each.role_set, about=about)]


def count_to_decide(person: User) -> int:
    """How many changes wait for the yes or no of this person."""
    if not person.may(Permission.CONFIRM_FOR_PEOPLE):
        return 0
    return sum(may_decide(each, by=person) for each in list_changes(waiting=True))


def _near_content(change: PersonChange) -> frozenset[Role]:
    """The roles that count: about a lost factor also those held before, for what was taken can be given again."""
    if change.kind is not ChangeKind.RESET_FACTOR:
        return change.user.role_set
    given = (PersonChange.user_id == change.user_id, PersonChange.kind == ChangeKind.GRANT_ROLE)
    query = select(PersonChange.role).where(*given, PersonChange.state == ChangeState.DONE)
    taken = select(PersonChange.role).where(
        PersonChange.user_id == change.user_id, PersonChange.kind == ChangeKind.TAKE_ROLE
    )
    return change.user.role_set.union(*[{role} for role in db.session.scalars(query.union(taken)) if role])
