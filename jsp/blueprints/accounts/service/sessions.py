"""Sign-ins of one person: the list for their profile, and ending them."""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, select, true, update

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.accounts import SignIn, User
from jsp.models.audit import Action, AuditEntry
from jsp.models.people import Invitation
from jsp.rules.sign_in import Ended, is_over, is_silent

MONTH = timedelta(days=31)
MOST = 100


def end_sign_ins(person: User) -> None:
    """Whoever is signed in as this person is out at the next click, for somebody else changed the account."""
    person.fs_uniquifier = uuid4().hex
    _end(person, Ended.ACCOUNT)


def end_by_password(person: User, *, but: str | None) -> None:
    """The library changed the password, and so the mark of the account: only a sign-in that was made since stands."""
    _end(person, Ended.PASSWORD, SignIn.id != but if but else true())


def list_sign_ins(person: User) -> list[tuple[datetime, Action]]:
    """When somebody signed in, or failed to, as this person in the last month, the newest first."""
    query = (
        select(AuditEntry.at, AuditEntry.action)
        .where(
            AuditEntry.object_id == str(person.id),
            AuditEntry.object_kind == "user",
            AuditEntry.action.in_((Action.SIGNED_IN, Action.FAILED)),
            AuditEntry.at >= clock.now() - MONTH,
        )
        .order_by(AuditEntry.id.desc())
        .limit(MOST)
    )
    return [(at, action) for at, action in db.session.execute(query)]


def end_invitations(person: User) -> None:
    """The ways in that were mailed stop working."""
    now = clock.now()
    query = update(Invitation).where(Invitation.user_id == person.id, Invitation.ends_at > now)
    db.session.execute(query.values(ends_at=now))


def invited() -> frozenset[int]:
    """The ids of the accounts to which an invitation is open."""
    query = select(Invitation.user_id).where(Invitation.ends_at > clock.now(), Invitation.used_at.is_(None))
    return frozenset(db.session.scalars(query))


def list_open(person: User) -> list[SignIn]:
    """Those that have not come to their end, the newest first."""
    query = select(SignIn).where(SignIn.user_id == person.id, SignIn.ended.is_(None)).order_by(SignIn.began.desc())
    now, found = clock.now(), db.session.scalars(query.order_by(SignIn.id))
    return [each for each in found if not is_over(each.began, now) and not is_silent(each.seen, now)]


def end_sign_in(person: User, id: str) -> None:
    """End one of this person; that of nobody, or of somebody else, stays as it is."""
    if _end(person, Ended.ELSEWHERE, SignIn.id == id):
        audit.record(Action.SIGN_INS_ENDED, "user", person.id)


def end_other_sign_ins(person: User, *, but: str, why: Ended = Ended.ELSEWHERE) -> None:
    """End every sign-in of this person but one, which keeps its age: it is no fresh proof of who sits there."""
    _end(person, why, SignIn.id != but)
    audit.record(Action.SIGN_INS_ENDED, "user", person.id)


def _end(person: User, why: Ended, *which: ColumnElement[bool]) -> bool:
    """End those of this person; whether there were any. They stay a while: their browsers are told why."""
    query = update(SignIn).where(SignIn.user_id == person.id, SignIn.ended.is_(None), *which)
    return bool(db.session.execute(query.values(ended=why).returning(SignIn.id)).all())
