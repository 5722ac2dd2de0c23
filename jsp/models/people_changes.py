"""Changes of accounts: those of one person, and those that wait for a second one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set

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
    return _deciders(change, people, _held_before([change]))


def list_waiting(people: Collection[User]) -> list[tuple[PersonChange, list[User]]]:
    """All that wait, the newest first, each with those of these people who can be the second one."""
    changes = list_changes(waiting=True)
    before = _held_before(changes)
    return [(each, _deciders(each, people, before)) for each in changes]


def count_to_decide(person: User) -> int:
    """How many changes wait for the yes or no of this person."""
    if not person.may(Permission.CONFIRM_FOR_PEOPLE):
        return 0
    return sum(person in found for _, found in list_waiting([person]))


def _deciders(change: PersonChange, people: Collection[User], before: Mapping[int, Set[Role]]) -> list[User]:
    about = change.user.role_set
    if change.kind is ChangeKind.RESET_FACTOR:
        about |= before[change.user_id]
    others = [each for each in people if each.id not in (change.asked_by_id, change.user_id)]
    return [each for each in others if rules.may_decide(change.kind, each.role_set, about=about)]


def _held_before(changes: Iterable[PersonChange]) -> Mapping[int, Set[Role]]:
    """Of who lost a second factor the roles that they held before: what was taken can be given again."""
    held: dict[int, set[Role]] = defaultdict(set)
    ids = {each.user_id for each in changes if each.kind is ChangeKind.RESET_FACTOR}
    if ids:
        given = (PersonChange.kind == ChangeKind.GRANT_ROLE) & (PersonChange.state == ChangeState.DONE)
        taken = PersonChange.kind == ChangeKind.TAKE_ROLE
        query = select(PersonChange.user_id, PersonChange.role).where(PersonChange.user_id.in_(ids), given | taken)
        for user_id, role in db.session.execute(query):
            held[user_id] |= {role} if role else set()
    return held
