"""What a partner says about itself: direct name and number, where and when, the waiting time."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from jsp import corrections
from jsp.forms import Line, Within
from jsp.forms.open import OpenForm
from jsp.models.directory import Partner
from jsp.rules.partner_fields import CORRECTABLE, LONGEST

WEEKS_DIGITS = 3
TYPES = {"phone": "tel", "mail": "email", "waiting_weeks": "text"}


def _line(name: str, label: str) -> Line:
    return Line(label, [Within(LONGEST.get(name, WEEKS_DIGITS))], render_kw={"type": TYPES.get(name, "text")})


class DetailsForm(OpenForm):
    """All that can be corrected, as it stands."""

    about = HiddenField()
    contact_person = _line("contact_person", _("Whom do we ask for?"))
    phone = _line("phone", _("Phone number"))
    mail = _line("mail", _("E-mail address"))
    website = _line("website", _("Website"))
    place = _line("place", _("Where?"))
    times = _line("times", _("When can you be reached?"))
    waiting_weeks = _line("waiting_weeks", _("Waiting time in weeks"))

    def show(self, partner: Partner) -> None:
        """How it stands now, or was said before, until something else was typed."""
        waits = corrections.waiting_of(partner.id)
        for name in CORRECTABLE if not self.is_submitted() else ():
            self[name].data = (waits.fields if waits else {}).get(name, corrections.as_text(partner, name))

    def said(self) -> Mapping[str, str]:
        """What was typed, by field."""
        return {name: self[name].data or "" for name in CORRECTABLE}
