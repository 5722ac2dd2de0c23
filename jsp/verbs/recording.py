"""Writes a conversation down as a contact, for every room in which one can arise; and leaves its count alone."""

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from jsp import audit, clock
from jsp.extensions import db, lock
from jsp.models import rota
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact, ContactOutcome, ContactTheme
from jsp.rules import contact as contact_rules
from jsp.rules import tally
from jsp.rules.contact import ContactDraft
from jsp.rules.refusal import N_, DomainError
from jsp.rules.retention import Kind
from jsp.verbs import erasures, tallying
from jsp.verbs.own_things import POINTS, is_more_than_count

KIND = "contact"


def record_contact(draft: ContactDraft, *, by: User) -> None:
    """Write one conversation down. The same draft sent again changes nothing; another one under its key is refused."""
    contact_rules.check(draft, today=clock.today())
    writer = by.id
    try:
        db.session.execute(
            insert(Contact).values(
                columns(draft, id=draft.id) | {"id": draft.id, "writer_id": writer, "owner_id": writer}
            )
        )
    except IntegrityError:
        db.session.rollback()
        _expect_same(draft)
        return
    _add_beside(draft)
    tallying.count_in(draft)
    audit.record(Action.RECORDED, KIND, draft.id, user_id=writer)


def columns(draft: ContactDraft, *, id: UUID) -> dict[str, object]:
    """The columns of the contact `id` itself."""
    return {
        "site_id": draft.site_id,
        "opening_id": rota.find_opening_id(draft.site_id, draft.on),
        "on": draft.on,
        "channel": draft.channel,
        "theme_id": draft.theme_ids[0],
        "asked_by": draft.asked_by,
        "outcome_id": draft.outcome_ids[0],
        "is_return": draft.is_return,
        "age_band": draft.age_band,
        "level": draft.level,
        "study_year": draft.study_year,
        "school_class_id": draft.school_class_id,
        "discipline_id": draft.discipline_id,
        "colleague_id": draft.colleague_id,
        "follow_up_on": draft.follow_up_on,
        "note_sealed": Contact.note.seal(Contact, id, draft.note),
        "strengths_sealed": Contact.strengths.seal(Contact, id, draft.strengths),
    }


def leave_count(id: UUID) -> bool:
    """Erase all but what is counted, as who it is about asks; whether there was anything. What it counts by follows.

    The caller has the turn of its hold.
    """
    contact = db.session.get(Contact, id)
    if contact is None:
        return False
    lock(contact)
    had_more, before = is_more_than_count(id), tally.cells(contact)
    for name in POINTS:
        setattr(contact, name, None)
    contact.is_reachable_agreed, contact.hand_overs, contact.corrections = False, [], []
    db.session.flush()
    tallying.count_anew(before, contact)
    erasures.note(Kind.CONTACT, id)
    return had_more


def _add_beside(draft: ContactDraft) -> None:
    for position, theme_id in enumerate(draft.theme_ids[1:]):
        db.session.execute(insert(ContactTheme).values(contact_id=draft.id, theme_id=theme_id, position=position))
    for position, outcome_id in enumerate(draft.outcome_ids[1:]):
        db.session.execute(insert(ContactOutcome).values(contact_id=draft.id, outcome_id=outcome_id, position=position))


def _expect_same(draft: ContactDraft) -> None:
    kept = db.session.get(Contact, draft.id)
    if kept is None:
        raise LookupError(draft.id)
    if kept.draft != draft:
        raise DomainError(
            N_("This form had been saved before. What you typed still stands here: check it and save again.")
        )


erasures.bind(Kind.CONTACT, erasures.Way(
    lambda _day: (), lambda _id: False, lambda id: leave_count(UUID(id)), tables=("contact", "correction", "hand_over")
))  # fmt: skip
