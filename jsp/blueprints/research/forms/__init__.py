"""What a researcher chooses."""

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired

from jsp.blueprints.research.service.choices import Choice
from jsp.forms import REQUIRED, OnceForm
from jsp.models.programmes import ProgrammeVersion


class ExportForm(OnceForm):
    """Of which school years and programmes."""

    years = SelectMultipleField(_("School years"), [InputRequired(REQUIRED)], coerce=int)
    programmes = SelectMultipleField(_("Programmes"), [InputRequired(REQUIRED)], coerce=int)

    def offer(self, years: list[int], programmes: list[ProgrammeVersion]) -> None:
        """These to choose from; all of them to begin with."""
        self.years.choices = [(each, f"{each}–{each + 1}") for each in years]
        self.programmes.choices = [(each.programme_id, each.content.name) for each in programmes]
        if not programmes:  # of sites there is something all the same
            self.programmes.validators = []
        if not self.is_submitted():
            self.years.data = years
            self.programmes.data = [each.programme_id for each in programmes]

    def choice(self) -> Choice:
        """As a typed value."""
        return Choice(frozenset(self.years.data), frozenset(self.programmes.data or []))
