"""Showing somebody the way: nothing is shared, and nothing is kept of who it was."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, func, select

from jsp import audit, clock
from jsp.extensions import db
from jsp.models import rota
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.directory import Partner, Signpost
from jsp.models.ground import Site
from jsp.models.reference import get_setting
from jsp.models.rota import Desk
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.retention import Kind
from jsp.sending import take
from jsp.verbs import erasures

MONTHS = 6
ARCHIVED = N_("This one is archived: it can no longer be chosen.")


def signpost(partner: Partner, *, contact: Contact | None, key: UUID, by: User) -> int | None:
    """Count it, once for each key; gives the id of the site where it was. Raises DomainError for an archived one."""
    site_id = contact.site_id if contact is not None else site_now(by)
    if not take(key, about=f"signpost {key}"):
        return site_id
    if partner.is_archived:
        raise DomainError(ARCHIVED)
    db.session.add(Signpost(id=key, partner_id=partner.id, site_id=site_id, on=clock.today()))
    audit.record(Action.SIGNPOSTED, "partner", partner.id)
    return site_id


def times_shown(partner: Partner) -> int | None:
    """How often somebody was shown the way to it in the half year until today; None where that is too few to tell."""
    query = select(func.count()).where(
        Signpost.partner_id == partner.id, Signpost.on > clock.today() - relativedelta(months=MONTHS)
    )
    number = db.session.scalar(query) or 0
    return number if number >= int(get_setting("min_cell_size")) else None


def forget_old() -> None:
    """Erase what is older than a referral is kept."""
    for id in list_due(clock.today()):
        _erase(id)


def list_due(day: date) -> Sequence[UUID]:
    """What is older than a referral is kept, by that day."""
    before = day - timedelta(days=int(get_setting("referral_days")))
    return db.session.scalars(select(Signpost.id).where(Signpost.on < before).order_by(Signpost.id)).all()


def _erase(id: UUID) -> bool:
    gone = db.session.scalars(delete(Signpost).where(Signpost.id == id).returning(Signpost.id)).all()
    erasures.note(Kind.SIGNPOST, *gone)
    return bool(gone)


def get_contact(user: User, id: str) -> Contact | None:
    """The contact that it came of; None where none was named. Raises NotFoundError for one of somebody else."""
    if not id:
        return None
    try:
        query = Contact.visible_to(user).where(Contact.id == UUID(id))
    except ValueError as error:
        raise NotFoundError(id) from error
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(id)
    return found


def site_now(user: User) -> int | None:
    """Where this person is: the own site that is open now or opens first; None for who has none."""
    sites = user.open_sites
    if len(sites) < 2:
        return sites[0].id if sites else None
    slots = [(desk.status.slot.on, desk.status.slot.starts, desk.site.id)
             for desk in rota.desks(sites, clock.local_now()) if desk.status.slot is not None]  # fmt: skip
    return min(slots)[2] if slots else sites[0].id


def desks_for(user: User, site_id: int | None) -> list[Desk]:
    """When the JSP itself is there: at that site where it is one of this person, else at all of theirs."""
    own: list[Site] = user.open_sites
    return rota.desks([site for site in own if site.id == site_id] or own[:3], clock.local_now())


erasures.bind(Kind.SIGNPOST, erasures.Way(list_due, _erase, lambda id: _erase(UUID(id)), 100, ("signpost",)))
