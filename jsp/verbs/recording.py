"""Writes a conversation down as a contact, for every room in which one can arise."""

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from jsp import audit, clock
from jsp.extensions import db
from jsp.models import rota
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact, ContactOutcome, ContactTheme
from jsp.rules import contact as contact_rules
from jsp.rules.contact import ContactDraft
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import tallying

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
