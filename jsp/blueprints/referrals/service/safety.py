"""When somebody is in danger and nobody says yes: two people decide. Nothing is sent by it and no referral moves."""

from uuid import UUID

from sqlalchemy.orm import joinedload

from jsp import audit, clock, sending
from jsp.extensions import db, look_again
from jsp.models import caseload
from jsp.models.accounts import User, whole
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.ground import CrisisLine
from jsp.models.reference import get_reference
from jsp.models.referrals import Referral
from jsp.models.safety_paths import SafetyPath
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.safety_path import Told, Verdict, check_second

KIND = "safety_path"
HOME = "home"  # the crisis line for when it is not safe at home


def get_path(user: User, id: UUID) -> SafetyPath:
    """One that this person asked or that was asked at an own site; raises NotFoundError for any other."""
    people = (joinedload(SafetyPath.asked_by), joinedload(SafetyPath.second), joinedload(SafetyPath.site))
    found = db.session.scalar(SafetyPath.visible_to(user).where(SafetyPath.id == id).options(*people))
    if found is None:
        raise NotFoundError(id)
    return found


def get_contact(user: User, id: UUID) -> Contact:
    """A contact that this person wrote or works on; raises NotFoundError for any other."""
    contact = caseload.get_contact(user, id)
    if user.id not in (contact.owner_id, contact.writer_id):
        raise NotFoundError(id)
    return contact


def find_running(about: Referral | Contact, *, by: User) -> SafetyPath | None:
    """The one that this person asked about it and that nobody answered yet."""
    column = SafetyPath.referral_id if isinstance(about, Referral) else SafetyPath.contact_id
    query = db.select(SafetyPath).where(column == about.id, SafetyPath.asked_by_id == by.id)
    found: SafetyPath | None = db.session.scalar(query.where(SafetyPath.verdict.is_(None)).limit(1))
    return found


def ask(about: Referral | Contact, *, told: Told, key: UUID, by: User) -> None:
    """Ask somebody to look along. What it is about stands nowhere here."""
    if not sending.take(key, about=f"{KIND} of {by.id}"):
        return
    if find_running(about, by=by) is not None:
        raise DomainError(N_("You asked this already, and nobody has looked along yet."))
    path = SafetyPath(id=key, site_id=about.site_id, asked_by_id=by.id, asked_on=clock.today(), told=told)
    if isinstance(about, Referral):
        path.referral_id, path.contact_id = about.id, about.contact_id
    else:
        path.contact_id = about.id
    db.session.add(path)
    audit.record(Action.SAFETY_RECORDED, KIND, key)


def sign(path: SafetyPath, verdict: Verdict, *, key: UUID, by: User) -> None:
    """What the second person says; raises DomainError for the first, and where somebody said it already."""
    check_second(asked_by=path.asked_by_id, second=by.id)
    if not sending.take(key, about=f"{KIND} {path.id}"):
        return
    look_again(path)
    if path.verdict is not None:
        raise DomainError(sending.SETTLED)
    path.second_id, path.verdict, path.decided_on = by.id, verdict, clock.today()
    audit.record(Action.SAFETY_SIGNED, KIND, path.id)


def keep_recorded(path: SafetyPath, *, key: UUID, by: User) -> None:
    """The first wrote it down in the file of the own organisation."""
    if path.asked_by_id != by.id or path.verdict is None:
        raise DomainError(N_("Only who asked can keep this, once somebody has looked along."))
    if sending.take(key, about=f"{KIND} {path.id}"):
        path.is_recorded_elsewhere = True
        audit.record(Action.SAFETY_RECORDED, KIND, path.id)


def seconds(path: SafetyPath) -> list[str]:
    """First names of who can look along: workers and coordinators of the site, never the one who asked."""
    query = (
        db.select(User).where(User.active, User.id != path.asked_by_id, User.sites.any(id=path.site_id))
        .order_by(User.first_name, User.id).options(*whole())
    )  # fmt: skip
    return [each.first_name for each in db.session.scalars(query) if each.may(Permission.SIGN_SAFETY)]


def advice_line() -> CrisisLine | None:
    """Where this JSP calls for advice and to report; None where it keeps no line for that."""
    return next((each for each in get_reference().lines if each.code == HOME and each.archived_on is None), None)
