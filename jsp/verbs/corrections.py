"""What a partner says is not right about itself. It changes nothing until one of us has looked at it.

A link can be forwarded or stolen, and pupils call the number that stands here.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import audit, clock, sending
from jsp.extensions import db, look_again
from jsp.models.audit import Action
from jsp.models.directory import CorrectionState, Partner, PartnerCorrection
from jsp.rules.partner import lacks_of_own
from jsp.rules.partner_fields import CORRECTABLE, read_field
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import partner_changes

SAME = N_("This is how it stands here already. Change what is not right, and send it.")
ARCHIVED = N_("You do not stand in our list any more, so there is nothing to change.")


def propose_correction(partner: Partner, fields: Mapping[str, str], *, key: UUID) -> PartnerCorrection | None:
    """Keep what is said otherwise than it stands, for one of us to look at; `fields` are some of CORRECTABLE.

    What waits already is added to, so that a partner has one correction that waits and no more. None where the form was
    sent before, or where all stands as it was again. Raises DomainError, with the field where there is one. It commits
    not; who calls has not changed the partner.
    """
    said = {name: read_field(name, fields[name]) for name in CORRECTABLE if name in fields}
    if not sending.take(key, about=partner_changes.about(partner.id)):
        return None
    look_again(partner)
    if partner.is_archived:
        raise DomainError(ARCHIVED)
    waits = waiting_of(partner.id)
    found = {**(waits.fields if waits else {}), **said}
    other = {name: text for name, text in found.items() if text != as_text(partner, name)}
    if not other and waits is None:
        raise DomainError(SAME)
    for lack in lacks_of_own({name: as_text(partner, name) for name in CORRECTABLE} | found):
        raise lack
    audit.record(Action.DIRECTORY_CHANGED, partner_changes.KIND, partner.id, of_nobody=True)
    return _keep(partner, waits, other)


def waiting_of(partner_id: int) -> PartnerCorrection | None:
    """The correction of a partner that waits, as it now stands."""
    of_it = (PartnerCorrection.partner_id == partner_id, PartnerCorrection.state == CorrectionState.OPEN)
    return db.session.scalar(select(PartnerCorrection).where(*of_it).execution_options(populate_existing=True))


def list_waiting() -> Sequence[PartnerCorrection]:
    """All that wait, the oldest first; none of partners that were archived."""
    query = (
        select(PartnerCorrection)
        .join(PartnerCorrection.partner)
        .where(PartnerCorrection.state == CorrectionState.OPEN, Partner.archived_on.is_(None))
        .order_by(PartnerCorrection.on, PartnerCorrection.id)
        .options(joinedload(PartnerCorrection.partner).selectinload(Partner.themes))
    )
    return list(db.session.scalars(query))


def as_text(partner: Partner, name: str) -> str:
    """A field as it is typed."""
    value = getattr(partner, name)
    return "" if value is None else str(value)


def _keep(partner: Partner, waits: PartnerCorrection | None, other: dict[str, str]) -> PartnerCorrection | None:
    if not other:
        db.session.delete(waits)
        return None
    if waits is None:
        waits = PartnerCorrection(id=uuid4(), partner_id=partner.id, state=CorrectionState.OPEN)
        db.session.add(waits)
    waits.fields, waits.on = other, clock.today()
    db.session.flush()
    return waits
