"""What a partner says about itself: what it does and for whom, whom to ask for, where and when, the waiting time."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import ValidationError

from jsp.errors import told
from jsp.forms import Line
from jsp.forms.open import OpenForm
from jsp.models.directory import Partner
from jsp.rules.partner import lacks_of_own
from jsp.rules.partner_fields import CORRECTABLE, read_field
from jsp.rules.refusal import DomainError
from jsp.verbs.corrections import as_text, waiting_of

FIELD_NAMES = {
    "offer_nl": _("What you do, in Dutch"),
    "audience_nl": _("Whom you help, in Dutch"),
    "contact_person": _("Contact person, for the JSP alone"),
    "phone": _("Phone number that pupils may call"),
    "mail": _("E-mail address, for the JSP alone"),
    "website": _("Website"),
    "place": _("Where it is"),
    "times": _("When you are there"),
    "waiting_weeks": _("Waiting time in weeks (0 is none)"),
}
TYPES = {"phone": "tel", "mail": "email"}


class AsKept:
    """Validator and reader in one: what the field holds is what is kept. It tells how long a text may be, too."""

    def __call__(self, _form: Any, field: Field) -> None:
        try:
            field.data = read_field(field.name, field.data or "")
        except DomainError as error:
            raise ValidationError(told(error)) from error


def _line(name: str) -> Line:
    return Line(FIELD_NAMES[name], [AsKept()], render_kw={"type": TYPES.get(name, "text")})


class AboutPartnerForm(OpenForm):
    """All that can be corrected, as it stands; what is left as it was says nothing, nor does what a page leaves out."""

    offer_nl = _line("offer_nl")
    audience_nl = _line("audience_nl")
    contact_person = _line("contact_person")
    phone = _line("phone")
    mail = _line("mail")
    website = _line("website")
    place = _line("place")
    times = _line("times")
    waiting_weeks = _line("waiting_weeks")

    def show(self, partner: Partner) -> None:
        """How it stands now, or was corrected before, until something else was typed."""
        waits = waiting_of(partner.id)
        for name in CORRECTABLE if not self.is_submitted() else ():
            self[name].data = (waits.fields if waits else {}).get(name, as_text(partner, name))

    def validate(self, extra_validators: Any = None) -> bool:
        """All that is wrong at once: what was typed, and what is lacking."""
        is_right = super().validate(extra_validators)
        if self.changes_language:
            return is_right
        found = [lack for lack in lacks_of_own(self.said()) if not self[lack.field or ""].errors]
        for lack in found:
            self.refuse(lack)
        return is_right and not found

    def said(self) -> Mapping[str, str]:
        """What was typed, by field."""
        return {name: self[name].data or "" for name in CORRECTABLE if self[name].raw_data}
