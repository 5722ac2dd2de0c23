"""What opens an account for the first time, whichever way its owner proves who they are, and where they begin."""

import hashlib

from sqlalchemy import select

from jsp import audit, clock, mail
from jsp.extensions import db, look_again, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.people import Invitation
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import SCHOOL_ROLES, Permission

KIND = "user"


def lock_accounts(*people: User | None) -> None:
    """Let changes of accounts happen one after the other, and see these people as the one before left them.

    Two at once could each find the other administrator still there, or give two roles that may not meet.
    """
    take_turns("accounts")
    for person in people:
        if person is not None:
            look_again(person)


def get_invitation(token: str) -> Invitation:
    """The invitation that the token opens; raises NotFoundError for one that was used, has ended or never was."""
    found = db.session.scalar(select(Invitation).where(Invitation.token_hash == hashed(token)))
    if found is None:
        raise NotFoundError("invitation")
    _check_open(found)
    return found


def take_invitation(invitation: Invitation, *, address: str) -> User:
    """Whose account it opens, once it is our turn. Raises DomainError for another address than the one invited."""
    person = invitation.user
    lock_accounts(person)
    look_again(invitation)
    _check_open(invitation)
    if address.strip().casefold() != person.email.casefold():
        raise DomainError(
            N_("This is not the address that the invitation was sent to. Was it meant for somebody else? Leave it."),
            field="email",
        )
    return person


def open_with(invitation: Invitation, *, password_hash: str) -> None:
    """The account is its owner's from now on."""
    person = invitation.user
    invitation.used_at = clock.now()
    person.password, person.active = password_hash, True
    audit.record(Action.ACCEPTED, KIND, person.id, user_id=person.id)
    mail.queue("account_opened", to=person)


def first_page(user: User) -> str:
    """The view with which the work of this person begins: for who watches over a school, the themes there."""
    is_of_school = not SCHOOL_ROLES.isdisjoint(user.role_set)
    return "figures.show" if is_of_school and user.may(Permission.SEE_RELEASED) else "today.show"


def hashed(token: str) -> str:
    """As the database keeps what a mail holds."""
    return hashlib.sha256(token.encode()).hexdigest()


def _check_open(invitation: Invitation) -> None:
    if invitation.used_at is not None or invitation.ends_at <= clock.now() or invitation.user.password is not None:
        raise NotFoundError("invitation")
