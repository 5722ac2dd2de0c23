"""Finding a referral again, and giving it to a colleague."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import DataRequired, InputRequired

from jsp.forms import FILL_IN, REQUIRED, Line, OnceForm, OurForm, Within
from jsp.models.accounts import User


class FindForm(OurForm):
    """The name as it stands on the card."""

    name = Line(_("Name"), [DataRequired(FILL_IN), Within(160)])


class HandOverForm(OnceForm):
    """To which colleague."""

    to = SelectField(_("To whom"), coerce=int, validators=[InputRequired(REQUIRED)])

    def offer(self, colleagues: Sequence[User]) -> None:
        """The other workers of the site."""
        self.to.choices = [(each.id, each.first_name) for each in colleagues]
