"""The team's figures beside a count of the conversations that goes through them one by one."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Outcome, Site, Theme
from jsp.models.tallies import PastContact, ThemeTally
from jsp.rules import tally
from jsp.rules.contact import AskedBy, Channel, ContactDraft
from jsp.rules.tally import Cell, Cells
from jsp.verbs import tally_truth
from jsp.verbs.recording import record_contact
from tests.make import MONDAY, id_of, person

REASON = "verkeerd aangevinkt"


def kept() -> Cells:
    """The cells as they stand; a number of nought stands for no row."""
    db.session.flush()
    rows = db.session.execute(select(ThemeTally.__table__)).all()
    return Cells({Cell(*key): number for *key, number in rows if number})


def counted() -> Cells:
    """The cells of all conversations, one after the other."""
    found: Cells = Cells()
    for kind in (Contact, PastContact):
        for each in db.session.scalars(select(kind).execution_options(populate_existing=True)):
            found += tally.cells(each)
    return found


def check() -> Cells:
    """What is kept, what the database counts and what is counted here agree; those cells."""
    cells = kept()
    assert cells == counted()
    assert tally_truth.differences() == {}
    return cells


def usual(**more: Any) -> ContactDraft:
    """A conversation about money at the Gilde."""
    return replace(ContactDraft(
        id=uuid4(), site_id=id_of(Site, "gilde"), on=MONDAY, channel=Channel.WALK_IN,
        theme_ids=(id_of(Theme, "money"),), asked_by=AskedBy.PUPIL, outcome_ids=(id_of(Outcome, "listened"),),
    ), **more)  # fmt: skip


def record(made: ContactDraft) -> Contact:
    record_contact(made, by=person("sanne"))
    return db.session.get_one(Contact, made.id)
