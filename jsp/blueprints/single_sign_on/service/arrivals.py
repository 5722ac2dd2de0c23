"""What a proof of the provider opens here: somebody is let in, or an account is linked, or who sits there is confirmed.

The provider says who somebody is. What they may do, and whether they are still welcome, is only said here.
"""

import secrets

from flask import current_app, session
from flask_login import current_user
from flask_security import hash_password, login_user
from werkzeug.wrappers import Response

from jsp import audit, clock, mail
from jsp.blueprints.single_sign_on.service import refused
from jsp.blueprints.single_sign_on.service.journeys import Journey
from jsp.blueprints.single_sign_on.service.offer import provider_name, sign_on
from jsp.blueprints.single_sign_on.service.proof import SKEW, Proof
from jsp.blueprints.single_sign_on.service.refused import NotAdmittedError
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.login_identities import LoginIdentity, find_identity, find_identity_of
from jsp.rules.refusal import N_, DomainError
from jsp.rules.sign_in import is_fresh
from jsp.verbs.letting_in import get_invitation, lock_accounts, open_with, take_invitation

KIND = "login_identity"
LAST_WAY_IN = N_("Without a password this is your only way in, so it cannot be unlinked. Ask who runs the server.")


def who_is(proof: Proof) -> User:
    """The person whose account the proof opens; raises NotAdmittedError for a stranger and for a closed account."""
    identity = find_identity(proof.issuer, proof.subject)
    unknown = refused.UNKNOWN_OR_PASSWORD if sign_on().has_passwords else refused.UNKNOWN
    if identity is None:
        raise _refuse(unknown, "unknown", None)
    if not identity.user.active:
        raise _refuse(unknown, "closed", identity.user_id)
    return identity.user


def let_in(user: User, proof: Proof, *, next: str) -> Response | None:
    """Sign somebody in; the answer leads on where a second factor of ours is asked first.

    A second factor that the provider asked counts as one, for this sign-in. That the provider knew somebody from this
    morning is no proof of who sits there now: only the moment at which they proved it there counts as fresh.
    """
    session["came_by"] = "provider"
    if not proof.is_strong:
        plugins = current_app.extensions["security"].two_factor_plugins
        further: Response | None = plugins.tf_enter(user, False, "oidc", next_loc=next)
        if further is not None:
            return further
    login_user(user, authn_via=["oidc"])
    session["provider_factor"] = proof.is_strong
    session["fs_paa"] = _proved_at(proof)
    return None


def open_account(journey: Journey, proof: Proof) -> User:
    """An invitation is accepted by who proves to have the address that was invited."""
    spare = hash_password(secrets.token_urlsafe(32))  # nobody knows it; it is made before anybody has to wait for us
    invitation = get_invitation(journey.token)
    person = take_invitation(invitation, address=_address(proof))
    _link(person, proof)
    open_with(invitation, password_hash=spare)
    return person


def link(journey: Journey, proof: Proof) -> None:
    """Who is signed in links their account at the provider, where that has the address of their account here."""
    _check_same_person(journey)
    if not is_fresh(session.get("fs_paa", 0), clock.now().timestamp(), reading=False):
        raise _refuse(refused.NOT_NOW, "stale", current_user.id)
    lock_accounts(current_user)
    if _address(proof).casefold() != current_user.email.casefold():
        raise _refuse(refused.OTHER_ADDRESS, "other_address", current_user.id)
    if _link(current_user, proof):
        mail.queue("account_changed", to=current_user)


def unlink(person: User) -> None:
    """The account at the provider opens this one no more. Raises DomainError where that was the only way in."""
    if not sign_on().has_passwords:
        raise DomainError(LAST_WAY_IN)
    lock_accounts(person)
    identity = find_identity_of(person, current_app.config["OIDC_ISSUER"])
    if identity is not None:
        audit.record(Action.PROFILE_CHANGED, KIND, identity.id)
        db.session.delete(identity)
        mail.queue("account_changed", to=person)


def confirm(journey: Journey, proof: Proof) -> None:
    """Who is signed in proved once more who they are: the same person, and since they left for it."""
    _check_same_person(journey)
    identity = find_identity(proof.issuer, proof.subject)
    if identity is None or identity.user_id != current_user.id:
        raise _refuse(refused.NOT_YOU, "not_you", current_user.id)
    if proof.proved_at is None or proof.proved_at < journey.began - SKEW:
        raise _refuse(refused.NOT_NOW, "not_now", current_user.id)
    session["fs_paa"] = _proved_at(proof)


def _link(person: User, proof: Proof) -> bool:
    """Whether it was linked now; False where it was already."""
    known, own = find_identity(proof.issuer, proof.subject), find_identity_of(person, proof.issuer)
    if known is not None and known.user_id == person.id:
        return False
    if known is not None:
        raise _refuse(refused.OF_ANOTHER, "of_another", person.id)
    if own is not None:
        raise _refuse(refused.LINKED_ALREADY, "linked_already", person.id)
    identity = LoginIdentity(user_id=person.id, issuer=proof.issuer, subject=proof.subject, linked_on=clock.today())
    db.session.add(identity)
    db.session.flush()
    audit.record(Action.PROFILE_CHANGED, KIND, identity.id, user_id=person.id)
    return True


def _address(proof: Proof) -> str:
    if proof.address is None:
        raise _refuse(refused.UNVERIFIED, "unverified", None)
    return proof.address


def _check_same_person(journey: Journey) -> None:
    if not current_user.is_authenticated or current_user.id != journey.user_id:
        raise _refuse(refused.NOT_YOU, "signed_out", journey.user_id)


def _proved_at(proof: Proof) -> float:
    return min(proof.proved_at or 0.0, clock.now().timestamp())


def _refuse(message: str, why: str, user_id: int | None) -> NotAdmittedError:
    return NotAdmittedError(message, why=why, name=provider_name(), user_id=user_id)
