"""Reading what was opened: all of it, and nothing can be done with it here."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import audit
from jsp.extensions import db
from jsp.models import caseload, referral_rows
from jsp.models.audit import Action, Behalf
from jsp.models.inbox import SHOWN
from jsp.models.messages import Thread
from jsp.models.said import read_messages
from jsp.rules.break_glass import Kind
from jsp.rules.refusal import NotFoundError
from jsp.verbs import referring


def read(kind: Kind, id: UUID) -> dict[str, Any]:
    """What stands in it, for its page; leaves an entry on behalf of its worker. Raises NotFoundError if it is gone."""
    return READ[kind](id)


def _contact(id: UUID) -> dict[str, Any]:
    found = caseload.find_whole(id)
    if found is None:
        raise NotFoundError(id)
    audit.record(Action.READ, Kind.CONTACT, id, behalf=Behalf.OWNER)
    return {"contact": found}


def _thread(id: UUID) -> dict[str, Any]:
    found = db.session.scalar(select(Thread).where(Thread.id == id).options(*SHOWN, joinedload(Thread.reach)))
    if found is None:
        raise NotFoundError(id)
    audit.record(Action.READ, Kind.THREAD, id, behalf=Behalf.OWNER)
    if found.reach is not None:
        audit.record(Action.REACH_SHOWN, Kind.THREAD, id, behalf=Behalf.OWNER)
    return {"thread": found, "said": read_messages(found, found.content_keys)}


def _referral(id: UUID) -> dict[str, Any]:
    found = referral_rows.find_referral(id)
    if found is None or found.is_erased:
        raise NotFoundError(id)
    audit.record(Action.IDENTITY_READ, Kind.REFERRAL, id, behalf=Behalf.OWNER)
    said = [(note, referring.read_note(found, note)) for note in found.notes]
    return {"row": found, "lines": referring.read_packet(found), "said": said}


READ = {Kind.CONTACT: _contact, Kind.THREAD: _thread, Kind.REFERRAL: _referral}
