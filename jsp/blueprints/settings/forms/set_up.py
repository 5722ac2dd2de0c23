"""The first opening."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import InputRequired

from jsp import clock
from jsp.blueprints.settings.service import set_up
from jsp.forms import REQUIRED, Day, Hour, OnceForm

FILL_IN = _("Fill this in.")


class OpeningForm(OnceForm):
    """Where, when, and who sits there."""

    site = RadioField(_("Site"), [InputRequired(REQUIRED)], coerce=int)
    on = Day(_("Day"), [InputRequired(FILL_IN)])
    starts = Hour(_("From"), [InputRequired(FILL_IN)])
    ends = Hour(_("Until"), [InputRequired(FILL_IN)])
    members = SelectMultipleField(_("Who sits there?"), [InputRequired(REQUIRED)], coerce=int)

    def offer(self) -> None:
        """Fill the choices; what is the only one is chosen."""
        sites, team = set_up.offers()
        self.site.choices = [(site.id, site.name) for site in sites]
        self.members.choices = [(member.id, member.first_name) for member in team]
        if not self.is_submitted():
            self.on.data = clock.today()
            self.site.data = sites[0].id if len(sites) == 1 else None
            self.members.data = [member.id for member in team] if len(team) == 1 else []

    def draft(self) -> set_up.OpeningDraft:
        """The opening as a typed value."""
        return set_up.OpeningDraft(
            key=self.key, site_id=self.site.data, on=self.on.data, starts=self.starts.data, ends=self.ends.data,
            member_ids=tuple(self.members.data),
        )  # fmt: skip
