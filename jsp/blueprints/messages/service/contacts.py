"""A conversation becomes a contact: without an identity, and without what was said in it."""

from uuid import UUID

from jsp import clock, sending
from jsp.blueprints.messages.service import about
from jsp.extensions import look_again
from jsp.models import caseload
from jsp.models.accounts import User
from jsp.models.messages import Thread
from jsp.models.reference import get_reference
from jsp.rules.contact import AskedBy, Channel, ContactDraft
from jsp.rules.refusal import N_, DomainError
from jsp.rules.thread import ThreadState, Triage
from jsp.verbs.recording import record_contact

ESCALATED = "escalated"


def turn_into_contact(
    thread: Thread, *, outcome_id: int, site_id: int, channel: Channel, key: UUID, by: User
) -> UUID:  # fmt: skip
    """Write it down as a contact, without an identity and without what was said; from then on it counts.

    Returns the key of the contact. Raises DomainError where a colleague was first.
    """
    is_new = sending.take(key, about=about(thread.id))
    look_again(thread)
    if thread.contact_id is not None and thread.contact_id == key:
        return key
    if thread.contact_id is not None or not is_new:
        raise DomainError(N_("This was made a contact already, or was undone. Look at how it stands now."))
    request = thread.class_request
    record_contact(
        ContactDraft(
            id=key, site_id=site_id, on=clock.today(), channel=channel, theme_ids=(thread.theme_id,),
            asked_by=thread.asked_by or AskedBy.PUPIL, outcome_ids=(outcome_id,), note="",
            school_class_id=request.school_class_id if request else None,
        ), by=by,
    )  # fmt: skip
    thread.contact_id, thread.triage, thread.is_suspect = key, Triage.REAL, False
    if not thread.can_be_answered:
        thread.state = ThreadState.CLOSED
    return key


def escalate(thread: Thread, *, site_id: int, key: UUID, by: User) -> UUID:
    """Write down that there was a worry about safety, never what was said; returns the key of the contact."""
    if thread.contact_id is not None:
        return _own_contact(thread.contact_id, by)
    outcomes = [each.id for each in get_reference().outcomes if each.code == ESCALATED and not each.archived_on]
    if not outcomes:
        raise DomainError(N_("Your list of outcomes has none for a worry about safety. Make it a contact instead."))
    return turn_into_contact(
        thread, outcome_id=outcomes[0], site_id=site_id, channel=Channel.WEB_FORM, key=key, by=by
    )  # fmt: skip


def _own_contact(id: UUID, by: User) -> UUID:
    if caseload.find_contact(by, id) is None:
        raise DomainError(N_("A colleague made this a contact. Ask them to keep there that there was a worry."))
    return id
