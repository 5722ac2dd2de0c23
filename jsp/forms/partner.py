"""What a partner says about itself: whom to ask for, where and when, the waiting time."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from jsp.forms import Line, Within
from jsp.forms.open import OpenForm
from jsp.models.directory import Partner
from jsp.rules.partner_fields import CORRECTABLE, LONGEST, WEEKS
from jsp.verbs.corrections import as_text, waiting_of

FIELD_NAMES = {
    "contact_person": _("Contact person, for the JSP alone"),
    "phone": _("Phone number that pupils may call"),
    "mail": _("E-mail address, for the JSP alone"),
    "website": _("Website"),
    "place": _("Where it is"),
    "times": _("When you are there"),
    "waiting_weeks": _("Waiting time in weeks (0 is none)"),
}
TYPES = {"phone": "tel", "mail": "email"}
MOST = {**LONGEST, WEEKS: 40}  # what is no number is told so, not how long it is


def _line(name: str) -> Line:
    return Line(FIELD_NAMES[name], [Within(MOST[name])], render_kw={"type": TYPES.get(name, "text")})


class AboutPartnerForm(OpenForm):
    """All that can be corrected, as it stands; what is left as it was says nothing."""

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

    def said(self) -> Mapping[str, str]:
        """What was typed, by field."""
        return {name: self[name].data or "" for name in CORRECTABLE}
