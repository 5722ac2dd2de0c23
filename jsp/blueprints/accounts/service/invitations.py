"""Letting somebody in: a mail with a way in that works once, for some days, for one address."""

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask_security import hash_password
from sqlalchemy import select

from jsp import audit, clock, mail
from jsp.blueprints.accounts.service.changes import ask_anew, ask_change, begin, check_manager
from jsp.blueprints.accounts.service.people import had_coordinator, was_opened
from jsp.blueprints.accounts.service.sessions import end_invitations
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.people import Invitation
from jsp.models.people_changes import list_changes
from jsp.rules.people import ADDRESS_CORRECTED, ChangeKind, needs_second_person
from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import Role, needs_site
from jsp.rules.sign_in import INVITATION_WITHIN
from jsp.verbs.letting_in import KIND, hashed, lock_accounts, open_with, take_invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationDraft:
    """Who is invited, as what, and why."""

    key: UUID
    email: str
    first_name: str
    language: str
    role: Role
    site_ids: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceDraft:
    """What somebody who was invited fills in; the address shows that the mail was meant for them."""

    email: str
    first_name: str
    language: str
    password: str


def invite(draft: InvitationDraft, *, by: User) -> User:
    """Open an account that its owner makes their own; sending the same draft twice invites once."""
    lock_accounts()
    person = db.session.scalar(select(User).where(User.email == draft.email))
    if person is not None:
        if db.session.get(Invitation, draft.key) is not None:
            return person
        raise DomainError(N_("There is an account with this address already."), field="email")
    sites = list(db.session.scalars(select(Site).where(Site.archived_on.is_(None))))
    if needs_site(draft.role) and sites and not draft.site_ids:
        raise DomainError(N_("Choose at least one site: without it there is nothing to see or to do."), field="sites")
    person = open_account(email=draft.email, first_name=draft.first_name, language=draft.language)
    person.sites = [site for site in sites if site.id in draft.site_ids]
    send_invitation(person, key=draft.key, by=by)
    ask_change(person, ChangeKind.GRANT_ROLE, key=uuid4(), role=draft.role, reason=draft.reason, by=by)
    return person


def correct_address(person: User, email: str, *, key: UUID, by: User) -> None:
    """Mend a typing error in an invitation; it goes out again, and what went to the wrong address stops working.

    Whoever said yes to a role said so about the other address, so that is asked anew.
    """
    lock_accounts(person, by)
    check_manager(by)
    if was_opened(person):
        raise DomainError(N_("This person has accepted an invitation already."), field="email")
    if db.session.scalar(select(User.id).where(User.email == email, User.id != person.id)) is not None:
        raise DomainError(N_("There is an account with this address already."), field="email")
    if db.session.get(Invitation, key) is None:
        is_other, person.email = person.email != email, email
        audit.record(Action.PROFILE_CHANGED, KIND, person.id)
        send_invitation(person, key=key, by=by)
        if is_other:
            ask_anew(person, by=by)
            _take_back(person, by=by)


def _take_back(person: User, *, by: User) -> None:
    """Roles that take a yes go, and are asked for as at the invitation. The very first coordinator never took one."""
    history = list_changes(person)
    for role in sorted(person.role_set):
        is_first = role is Role.COORDINATOR and not had_coordinator(besides=person)
        if needs_second_person(ChangeKind.GRANT_ROLE, role, held=()) and not is_first:
            given = (each.reason for each in history if (each.kind, each.role) == (ChangeKind.GRANT_ROLE, role))
            begin(person, ChangeKind.TAKE_ROLE, key=uuid4(), role=role, reason=ADDRESS_CORRECTED, by=by)
            begin(person, ChangeKind.GRANT_ROLE, key=uuid4(), role=role, reason=next(given, ADDRESS_CORRECTED), by=by)


def open_account(*, email: str, first_name: str, language: str) -> User:
    """An account without a password: nobody can sign in with it yet."""
    person = User(
        email=email, first_name=first_name, language=language, password=None, active=False, fs_uniquifier=uuid4().hex,
        roles=[], sites=[],
    )  # fmt: skip
    db.session.add(person)
    db.session.flush()
    return person


def send_invitation(person: User, *, key: UUID, by: User) -> None:
    """Mail a fresh way in; an earlier one stops working."""
    if db.session.get(Invitation, key) is None:
        token = make_invitation(person, key=key, by=by)
        mail.queue("invitation", to=person, link=mail.link("accounts.accept", token=token))


def make_invitation(person: User, *, key: UUID, by: User | None) -> str:
    """The token of a fresh way in; an earlier one stops working. Raises DomainError where somebody uses the account."""
    lock_accounts(person)
    if person.password is not None:
        raise DomainError(N_("This person has accepted an invitation already."))
    now, token = clock.now(), secrets.token_urlsafe(32)
    end_invitations(person)
    db.session.add(
        Invitation(id=key, user_id=person.id, token_hash=hashed(token), sent_by_id=by.id if by else None,
                   ends_at=now + INVITATION_WITHIN)
    )  # fmt: skip
    audit.record(Action.INVITED, KIND, person.id)
    return token


def accept(invitation: Invitation, draft: AcceptanceDraft) -> User:
    """Make the account its owner's. Raises DomainError for another address than the one that was invited."""
    person = take_invitation(invitation, address=draft.email)
    person.first_name, person.language = draft.first_name, draft.language
    open_with(invitation, password_hash=hash_password(draft.password))
    return person
