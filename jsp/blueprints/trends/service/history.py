"""Conversations of the past, from a spreadsheet."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.tallies import HistoryImport


def list_imports(user: User) -> Sequence[HistoryImport]:
    """The files that were taken in for the sites of this person, the newest first."""
    query = select(HistoryImport).where(HistoryImport.site_id.in_([site.id for site in user.open_sites]))
    query = query.options(joinedload(HistoryImport.site), joinedload(HistoryImport.user))
    return db.session.scalars(query.order_by(HistoryImport.made_on.desc(), HistoryImport.id)).all()
