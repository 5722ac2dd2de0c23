"""How long the periods of a site are."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from jsp.forms.seen import SeenForm
from jsp.rules.release_periods import Length

LENGTHS = {Length.TERM: _("Three periods of four months"), Length.HALF_YEAR: _("Two half years")}


class LengthForm(SeenForm):
    """For one site and the school year that begins in `year`."""

    year = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    length = RadioField(_("How long are the periods?"), choices=list(LENGTHS.items()), coerce=Length)

    def show(self, length: Length, *, year: int) -> None:
        """What holds is chosen; who was refused sees what holds by now."""
        if not self.is_submitted() or self.seen.errors or self.year.errors:
            self.seen.data, self.length.data, self.year.data = length.value, length, year
            self.year.raw_data = None  # or the field would show again what was sent
