"""The desk form with everything that can be chosen at a site, and the undo that follows it."""

from datetime import date
from uuid import UUID

from flask import current_app, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from wtforms import HiddenField

from jsp import clock
from jsp.forms import OnceForm
from jsp.forms.contact import ContactForm
from jsp.models import caseload
from jsp.models.accounts import User
from jsp.models.ground import Site
from jsp.models.reference import get_reference
from jsp.rules.contact import Channel, ContactDraft
from jsp.rules.contact_window import UNDO_ACCEPTED
from jsp.rules.refusal import N_, DomainError

SAVED = "saved"


def desk_form(user: User, site: Site, *, on: date | None = None, channel: str | None = None) -> ContactForm:
    """The form for a new contact; the day and the channel of the previous one may be taken over."""
    form = ContactForm(on=on or clock.today())
    offer(form, user, site)
    if not form.is_submitted():
        form.site.data = site.code
        form.channel.data = channel if channel in dict(form.channel.choices) else Channel.WALK_IN
    return form


def offer(form: ContactForm, user: User, site: Site, *, kept: ContactDraft | None = None) -> None:
    """Everything that can be chosen at this site, for this person."""
    today = clock.today()
    colleagues = [(colleague.id, colleague.first_name) for colleague in caseload.colleagues(user, site)]
    form.fill(get_reference(), site=site, classes=caseload.classes(site, today), colleagues=colleagues, kept=kept)


class VisitForm(OnceForm):
    """One tap for a visit without a question."""

    site = HiddenField()


class UndoForm(OnceForm):
    """Takes back the contact that was just saved."""

    token = HiddenField()


def remember_saved(contact_id: UUID) -> None:
    """Let the next page offer to undo this contact."""
    session[SAVED] = _signer().dumps(contact_id.hex)


def take_saved() -> tuple[UUID, str] | None:
    """The contact that was just saved with its undo token, once."""
    token = session.pop(SAVED, None)
    try:
        return (undoable(token), token) if token else None
    except DomainError:
        return None


def undoable(token: str) -> UUID:
    """The contact that the token may still take back; raises DomainError when it is too late."""
    try:
        return UUID(_signer().loads(token, max_age=int(UNDO_ACCEPTED.total_seconds())))
    except (BadSignature, ValueError) as error:
        raise DomainError(N_("It is too late to undo this. You can still change the contact.")) from error


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="undo")
