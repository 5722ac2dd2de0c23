"""Questions about the directory that more than one room asks."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jsp.extensions import db
from jsp.models.directory import Partner
from jsp.rules.refusal import NotFoundError

WHOLE = (selectinload(Partner.themes), selectinload(Partner.sites), joinedload(Partner.checked_by))


def get_partner(id: int) -> Partner:
    """An entry, archived or not; raises NotFoundError."""
    found = db.session.scalar(select(Partner).where(Partner.id == id).options(*WHOLE))
    if found is None:
        raise NotFoundError(id)
    return found
