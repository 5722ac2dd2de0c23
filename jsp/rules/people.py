"""Who may change what about somebody's account, and when a second person has to say yes."""

from collections.abc import Collection
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import CONTENT_ROLES, TEAM_ROLES, Role, conflict

FORMER = "oud-medewerker"  # in the language of the house: it stands in old records
ADDRESS_CORRECTED = N_("The address of the invitation was corrected: somebody has to say yes to that one.")


class ChangeKind(StrEnum):
    """What can be changed about an account."""

    GRANT_ROLE = "grant_role"
    TAKE_ROLE = "take_role"
    DISABLE = "disable"
    ENABLE = "enable"
    RESET_FACTOR = "reset_factor"
    SET_SITES = "set_sites"


class ChangeState(StrEnum):
    """How far a change is."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def needs_second_person(kind: ChangeKind, role: Role | None, *, held: Collection[Role]) -> bool:
    """Letting somebody (again) read words, or those of other schools, and taking away what they prove themselves with.

    For a researcher sites decide nothing: they read what was approved at every school.
    """
    if kind is ChangeKind.ENABLE:
        return not CONTENT_ROLES.isdisjoint(held)
    if kind is ChangeKind.SET_SITES:
        return not TEAM_ROLES.isdisjoint(held)
    return kind is ChangeKind.RESET_FACTOR or (kind is ChangeKind.GRANT_ROLE and role in CONTENT_ROLES)


def may_decide(kind: ChangeKind, roles: Collection[Role], *, about: Collection[Role]) -> bool:
    """Whether these roles make a second person: a coordinator always, an administrator where no words are near.

    `about` are the roles of whom the change is about. Two administrators together never come to a role that reads them.
    """
    if Role.COORDINATOR in roles:
        return True
    return kind is ChangeKind.RESET_FACTOR and Role.ADMINISTRATOR in roles and CONTENT_ROLES.isdisjoint(about)


def step_of(now: Collection[int], wanted: Collection[int]) -> str:
    """What a change of sites adds and takes away, by their ids, to be written down until somebody says yes to it."""
    more, less = sorted(set(wanted) - set(now)), sorted(set(now) - set(wanted))
    return " ".join([*(f"+{id}" for id in more), *(f"-{id}" for id in less)])


def after_step(now: Collection[int], step: str) -> frozenset[int]:
    """The sites of who had these once such a step is done; what came or went meanwhile stays so."""
    signed = [int(each) for each in step.split()]
    return (frozenset(now) | {id for id in signed if id > 0}) - {-id for id in signed if id < 0}


def check_grant(role: Role, held: frozenset[Role]) -> None:
    """Raises DomainError where the role is there already or may not meet one that is."""
    if role in held:
        raise DomainError(N_("This person has this role already."), field="role")
    if conflict(held | {role}) is not None:
        raise DomainError(CONFLICTS[_reason(role, held)], field="role")


def check_not_own(*, person_id: int, by_id: int) -> None:
    """Nobody changes their own account: a mistake would lock them out, and nobody else would have looked."""
    if person_id == by_id:
        raise DomainError(N_("You cannot change your own account here. Ask another administrator."))


def check_still_coordinated(kind: ChangeKind, role: Role | None, *, others: int) -> None:
    """The last coordinator hands the role over first; closing an account can never wait. `others`: active ones."""
    if kind is ChangeKind.TAKE_ROLE and role is Role.COORDINATOR and others == 0:
        raise DomainError(N_("This is the last coordinator. Make somebody else coordinator first."), field="role")


def check_still_administered(kind: ChangeKind, role: Role | None, *, held: frozenset[Role], others: int) -> None:
    """Somebody must be left who can let people in; `others` are the other active administrators."""
    leaves = kind is ChangeKind.DISABLE or (kind is ChangeKind.TAKE_ROLE and role is Role.ADMINISTRATOR)
    if leaves and Role.ADMINISTRATOR in held and others == 0:
        raise DomainError(N_("This is the last administrator. Make somebody else administrator first."))


CONFLICTS = {
    "administrator": N_("Who manages accounts and keys may not read conversations: these roles do not go together."),
    "school": N_("Who works for the school may not be in the team of the JSP: pupils must know who hears them."),
    "researcher": N_(
        "A researcher reads talks of all schools, so this does not go together with a role at a school or in the team."
    ),
}


def _reason(role: Role, held: frozenset[Role]) -> str:
    both = held | {role}
    if Role.ADMINISTRATOR in both and both & CONTENT_ROLES:
        return "administrator"
    return "researcher" if Role.RESEARCHER in both else "school"
