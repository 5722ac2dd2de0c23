"""What can be changed about somebody's account, by whom, and with whose yes."""

from collections.abc import Collection
from uuid import UUID, uuid4

from jsp import audit, clock, mail
from jsp.blueprints.accounts.service.acts import ACTS
from jsp.blueprints.accounts.service.people import count_active, had_coordinator, list_people
from jsp.blueprints.accounts.service.sessions import end_sign_ins, invited
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.members import find_member
from jsp.models.people import PersonChange
from jsp.models.people_changes import deciders, list_changes, may_decide
from jsp.rules import people as rules
from jsp.rules.people import ChangeKind, ChangeState
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import Permission, Role
from jsp.verbs import hindering
from jsp.verbs.letting_in import KIND, lock_accounts


def get_change(id: UUID) -> PersonChange:
    """Raises NotFoundError."""
    change = db.session.get(PersonChange, id)
    if change is None:
        raise NotFoundError(id)
    return change


def ask_change(
    person: User,
    kind: ChangeKind,
    *,
    key: UUID,
    role: Role | None = None,
    reason: str,
    by: User | None,
    detail: str = "",
) -> PersonChange:
    """Change an account with a reason; done at once, or waiting where a second person has to say yes.

    `by` is nobody for whoever works at the server itself. Asking again under the same key changes nothing.
    """
    lock_accounts(person, by)
    kept = db.session.get(PersonChange, key)
    if kept is not None:
        return kept
    check_manager(by)
    _check(person, kind, role, by)
    _check_not_waiting(person, kind, role)
    return begin(person, kind, key=key, role=role, reason=reason, by=by, detail=detail)


def begin(
    person: User, kind: ChangeKind, *, key: UUID, role: Role | None, reason: str, by: User | None, detail: str = ""
) -> PersonChange:
    """The same where nothing has to be looked at any more."""
    change = PersonChange(
        id=key, user_id=person.id, user=person, kind=kind, role=role, reason=reason, state=ChangeState.WAITING,
        asked_by_id=by.id if by else None, asked_at=clock.now(), detail=detail,
    )  # fmt: skip
    db.session.add(change)
    db.session.flush()
    if by is not None and waits(kind, role, person):
        audit.record(Action.PERSON_CHANGE_ASKED, KIND, person.id)
        _tell_second_persons(change, by)
    else:
        _carry_out(change, by)
    return change


def decide(change: PersonChange, *, yes: bool, by: User | None) -> None:
    """The yes or no of the second person; nobody stands for whoever works at the server itself."""
    lock_accounts(change.user, by)
    look_again(change)
    if change.state is not ChangeState.WAITING:
        raise DomainError(N_("Somebody has decided about this already."))
    if by is not None and not (by.active and may_decide(change, by=by)):
        raise DomainError(N_("Somebody else has to decide about this."))
    if not yes:
        _end(change, ChangeState.REFUSED, by)
        audit.record(Action.PERSON_CHANGE_REFUSED, KIND, change.user_id)
        return
    _check(change.user, change.kind, change.role, None)
    change.decided_by_id, change.decided_at = (by.id if by else None), clock.now()
    _carry_out(change, by)


def withdraw(change: PersonChange, *, by: User) -> None:
    """Nobody asks it any more: it was a mistake, or nobody is there who could decide. Whoever changes accounts may."""
    lock_accounts(change.user, by)
    look_again(change)
    check_manager(by)
    if change.state is not ChangeState.WAITING:
        raise DomainError(N_("Somebody has decided about this already."))
    _end(change, ChangeState.WITHDRAWN, None)
    audit.record(Action.PERSON_CHANGE_REFUSED, KIND, change.user_id)


def set_sites(person: User, site_ids: Collection[int], *, key: UUID, reason: str, by: User) -> PersonChange | None:
    """Where this person works, and so what they can see; nothing where that is so already.

    What waits for a yes is asked anew: who says it has to see where somebody works.
    """
    lock_accounts(person, by)
    step = rules.step_of([site.id for site in person.sites], site_ids)
    if not step:
        return db.session.get(PersonChange, key)
    change = ask_change(person, ChangeKind.SET_SITES, key=key, reason=reason, by=by, detail=step)
    if change.state is ChangeState.DONE:
        ask_anew(person, by=by)
    return change


def ask_anew(person: User, *, by: User) -> None:
    """Ask once more for the roles that wait for a yes, because something else about the account changed."""
    for change in list_changes(person, waiting=True):
        if change.kind is ChangeKind.GRANT_ROLE:
            _end(change, ChangeState.WITHDRAWN, None)
            begin(person, change.kind, key=uuid4(), role=change.role, reason=change.reason, by=by)


def waits(kind: ChangeKind, role: Role | None, person: User) -> bool:
    """Whether somebody else has to say yes first; before anybody was coordinator nobody could."""
    is_of_setting_up = kind is ChangeKind.SET_SITES or role is Role.COORDINATOR
    is_needed = rules.needs_second_person(kind, role, held=person.role_set)
    return is_needed and not (is_of_setting_up and not had_coordinator())


def check_manager(by: User | None) -> None:
    """Whoever changes accounts could do so when the page was opened; now that it is their turn they must still."""
    if by is not None and not (by.active and by.may(Permission.MANAGE_PEOPLE)):
        raise DomainError(N_("Your own account was changed meanwhile, so nothing was done."))


def drop_what_a_password_made(person: User) -> None:
    """With the first second factor go recovery codes and a calendar address that a password alone could have made."""
    person.mf_recovery_codes, person.calendar_mark = [], None


def forget_lost_factor(person: User) -> None:
    """A second factor was used or made: what was asked because it was lost is no longer needed."""
    for change in list_changes(person, waiting=True):
        if change.kind is ChangeKind.RESET_FACTOR:
            _end(change, ChangeState.WITHDRAWN, None)


def _check(person: User, kind: ChangeKind, role: Role | None, by: User | None) -> None:
    if by is not None:
        rules.check_not_own(person_id=person.id, by_id=by.id)
    if kind is ChangeKind.GRANT_ROLE and role is not None:
        rules.check_grant(role, person.role_set)
    if kind is ChangeKind.TAKE_ROLE and role not in person.role_set:
        raise DomainError(N_("This person does not have this role."), field="role")
    if kind is ChangeKind.DISABLE and not person.active and person.id not in invited():
        raise DomainError(N_("This account is closed already."))
    if kind is ChangeKind.ENABLE and (person.active or person.password is None):
        raise DomainError(N_("This account is open already, or waits for its invitation to be accepted."))
    rules.check_still_administered(
        kind, role, held=person.role_set, others=count_active(Role.ADMINISTRATOR, besides=person)
    )
    rules.check_still_coordinated(kind, role, others=count_active(Role.COORDINATOR, besides=person))


def _check_not_waiting(person: User, kind: ChangeKind, role: Role | None) -> None:
    if any((change.kind, change.role) == (kind, role) for change in list_changes(person, waiting=True)):
        raise DomainError(N_("This waits for a second person already."), field="role")


def _carry_out(change: PersonChange, by: User | None) -> None:
    person = change.user
    ACTS[change.kind](change)
    if change.kind is ChangeKind.DISABLE:
        hindering.tell_of_leaving(person, find_member(person), hindering.by_leaving(person), by=by)
    change.state = ChangeState.DONE
    end_sign_ins(person)
    is_sites = change.kind is ChangeKind.SET_SITES
    audit.record(Action.SITES_CHANGED if is_sites else Action.PERSON_CHANGE_DONE, KIND, person.id)
    if person.password is not None:
        mail.queue("account_closed" if change.kind is ChangeKind.DISABLE else "account_changed", to=person)


def _end(change: PersonChange, state: ChangeState, by: User | None) -> None:
    """It will not be done; what was asked stays to be read."""
    change.detail, change.state = change.sites_said, state
    change.decided_by_id, change.decided_at = (by.id if by else None), clock.now()


def _tell_second_persons(change: PersonChange, by: User) -> None:
    for person in deciders(change, [each for each in list_people() if each.active]):
        mail.queue("second_person", to=person, link=mail.link("accounts.people"))
