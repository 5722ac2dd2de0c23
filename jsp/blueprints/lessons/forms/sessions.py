"""An hour for a lesson, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, RadioField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired

from jsp.blueprints.lessons.service.offers import Offer
from jsp.forms import REQUIRED, OnceForm
from jsp.rules.session import GivenBy
from jsp.words.lesson_terms import GIVEN_BY


class SeenForm(OnceForm):
    """A button, and what its page showed: what is something else by now is left as it is."""

    seen = HiddenField()

    def see(self, mark: str) -> Self:
        """Carry what the page shows now, also where it was sent before."""
        self.seen.data = mark
        return self

    @property
    def saw(self) -> str:
        """What was carried."""
        return self.seen.data or ""


class ResumeForm(SeenForm):
    """From when on a series goes on, empty for as soon as it can."""

    since = HiddenField()


class SlotForm(SeenForm):
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


class GivenForm(SeenForm):
    """Who gave it, and what of it was not done."""

    by = RadioField(_("Who gave it?"), [InputRequired(REQUIRED)], default=GivenBy.TOGETHER.value)
    left = SelectMultipleField(_("What did you not get to?"))

    def offer(self, parts: Sequence[tuple[str, str]]) -> None:
        """What is done in the lesson, by its keys."""
        self.by.choices = [(each.value, GIVEN_BY[each]) for each in GivenBy]
        self.left.choices = list(parts)
