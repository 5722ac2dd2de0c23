"""Questions about the directory that more than one room asks."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from jsp.extensions import db
from jsp.models.directory import STALE, CorrectionState, Partner, PartnerCorrection
from jsp.rules.refusal import NotFoundError

WHOLE = (selectinload(Partner.themes), selectinload(Partner.sites), joinedload(Partner.checked_by))


def get_partner(id: int) -> Partner:
    """An entry, archived or not; raises NotFoundError."""
    found = db.session.scalar(select(Partner).where(Partner.id == id).options(*WHOLE))
    if found is None:
        raise NotFoundError(id)
    return found


def stale_ids(today: date) -> Sequence[int]:
    """The entries that somebody should look at again; those that were looked at longest ago come first."""
    query = select(Partner.id).where(_is_stale(today)).order_by(Partner.checked_on.nulls_first(), Partner.id)
    return list(db.session.scalars(query))


def upkeep_waiting(today: date) -> tuple[int, int]:
    """How many entries are to be looked at again, and how many corrections by partners wait."""
    stale = select(func.count()).select_from(Partner).where(_is_stale(today))
    waits = (
        select(func.count())
        .select_from(PartnerCorrection)
        .join(PartnerCorrection.partner)
        .where(PartnerCorrection.state == CorrectionState.OPEN, Partner.archived_on.is_(None))
    )
    found = db.session.execute(select(stale.scalar_subquery(), waits.scalar_subquery())).one()
    return found[0], found[1]


def _is_stale(today: date) -> ColumnElement[bool]:
    long_ago = or_(Partner.checked_on.is_(None), Partner.checked_on < today - STALE)
    return and_(Partner.archived_on.is_(None), long_ago)
