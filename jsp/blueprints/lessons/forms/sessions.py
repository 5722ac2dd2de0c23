"""An hour for a lesson, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired

from jsp.blueprints.lessons.service.offers import Offer
from jsp.forms import REQUIRED, OnceForm
from jsp.lesson_terms import GIVEN_BY
from jsp.rules.session import GivenBy


class SlotForm(OnceForm):
    """One of the hours on offer; whether it still is one is looked at when it is asked for."""

    slot = RadioField(_("Choose an hour"), [InputRequired(REQUIRED)], validate_choice=False)

    def offer(self, offers: Sequence[Offer]) -> None:
        """The hours by how a form names them."""
        self.slot.choices = [(each.value, each.value) for each in offers]

    def validate_slot(self, field: Field) -> None:
        """Something that an hour can be named by."""
        try:
            self.chosen = datetime.strptime(field.data or "", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - wall time
        except ValueError as error:
            raise ValidationError(gettext("Choose an hour.")) from error


class GivenForm(OnceForm):
    """Who gave it, and what of it was not done."""

    by = RadioField(_("Who gave it?"), [InputRequired(REQUIRED)], default=GivenBy.TOGETHER.value)
    left = SelectMultipleField(_("What did you not get to?"))

    def offer(self, parts: Sequence[tuple[str, str]]) -> None:
        """The parts of the lesson, by their keys."""
        self.by.choices = [(each.value, GIVEN_BY[each]) for each in GivenBy]
        self.left.choices = list(parts)


class ResumeForm(OnceForm):
    """From when on. `seen`: the plan that was shown."""

    seen = HiddenField()
