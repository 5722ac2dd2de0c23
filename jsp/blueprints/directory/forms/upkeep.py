"""What a partner says by the link in its mail, and our yes or no to it."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from jsp.corrections import as_text
from jsp.forms import AtMost, Line, OnceForm
from jsp.forms.open import OpenForm
from jsp.models.directory import Partner, PartnerCorrection
from jsp.rules.partner_fields import CORRECTABLE, LONGEST

FIELD_NAMES = {
    "contact_person": _("Contact person, for the JSP alone"),
    "phone": _("Phone number that pupils may call"),
    "mail": _("E-mail address, for the JSP alone"),
    "website": _("Website"),
    "place": _("Where it is"),
    "times": _("When you are there"),
    "waiting_weeks": _("Waiting time in weeks (0 is none)"),
}


class RightForm(OpenForm):
    """All of it is right."""


class CorrectForm(OpenForm):
    """What is not right; what is left as it was says nothing."""

    contact_person = Line(FIELD_NAMES["contact_person"], [AtMost(LONGEST["contact_person"])])
    phone = Line(FIELD_NAMES["phone"], [AtMost(LONGEST["phone"])])
    mail = Line(FIELD_NAMES["mail"], [AtMost(LONGEST["mail"])])
    website = Line(FIELD_NAMES["website"], [AtMost(LONGEST["website"])])
    place = Line(FIELD_NAMES["place"], [AtMost(LONGEST["place"])])
    times = Line(FIELD_NAMES["times"], [AtMost(LONGEST["times"])])
    waiting_weeks = Line(FIELD_NAMES["waiting_weeks"], [AtMost(3)])

    def show(self, partner: Partner, waits: PartnerCorrection | None) -> None:
        """As it stands, with what this partner corrected before in its place."""
        said = waits.fields if waits else {}
        for name in CORRECTABLE:
            self[name].data = said.get(name, as_text(partner, name))

    def fields(self) -> dict[str, str]:
        """What was said."""
        return {name: self[name].data or "" for name in CORRECTABLE}


class SettleForm(OnceForm):
    """Yes or no to a correction as it was shown."""

    seen = HiddenField()
