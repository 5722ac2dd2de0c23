"""A past that goes out again, as a whole."""

from uuid import UUID

from sqlalchemy import delete, func, select

from jsp import audit, sending
from jsp.blueprints.trends.service.history import ABOUT, begin_writing, get_import
from jsp.blueprints.trends.service.history_in import count
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.tallies import HistoryImport, PastContact
from jsp.rules import history_rows, tally
from jsp.rules.history_rows import PastRow, Rows
from jsp.rules.refusal import DomainError

SAID = [getattr(PastContact, name) for name in PastRow._fields]


def take_back(user: User, id: UUID, *, key: UUID) -> int:
    """Let what came with this file go, and say how many; 0 where this was sent before.

    Raises NotFoundError for a file of a site of others, and DomainError where somebody else was first.
    """
    held = get_import(user, id)
    site_id, number = held.site_id, held.rows
    counted = tally.moved(history_rows.cells(_rows(id), site_id), tally.Cells())
    begin_writing()
    if not sending.take(key, about=f"{ABOUT} {site_id}"):
        return 0
    if db.session.scalar(select(HistoryImport.id).where(HistoryImport.id == id)) is None:
        raise DomainError(sending.SETTLED)
    db.session.execute(delete(PastContact).where(PastContact.import_id == id))
    db.session.execute(delete(HistoryImport).where(HistoryImport.id == id))
    count(counted)
    audit.record(Action.UNDONE, ABOUT, id)
    return number


def _rows(id: UUID) -> Rows:
    query = select(*SAID, func.count()).where(PastContact.import_id == id).group_by(*SAID)
    return Rows({PastRow(*said): number for *said, number in db.session.execute(query)})
