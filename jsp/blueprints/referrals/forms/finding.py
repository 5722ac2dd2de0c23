"""Finding a referral again, and giving it to a colleague."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired, InputRequired

from jsp.forms import FILL_IN, Line, OnceForm, OurForm, Within
from jsp.models.accounts import User


def _id_or_none(raw: Any) -> int | None:
    return int(raw) if raw else None


class FindForm(OurForm):
    """The name as it stands on the card."""

    name = Line(_("Name"), [DataRequired(FILL_IN), Within(160)])


class HandOverForm(OnceForm):
    """To which colleague."""

    to = SelectField(_("To whom"), coerce=_id_or_none, validators=[InputRequired(_("Choose a colleague."))])
    is_known = BooleanField(_("The young person knows this"), validators=[
        InputRequired(_("Tell them first, and tick it: they chose who may know this."))
    ])  # fmt: skip

    def offer(self, colleagues: Sequence[User]) -> None:
        """The other workers of the site; nobody is chosen yet."""
        names = [(each.id, each.first_name) for each in colleagues]
        self.to.choices = [("", gettext("Choose a colleague")), *names] if names else []
