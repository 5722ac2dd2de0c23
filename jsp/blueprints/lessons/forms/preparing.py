"""When two meet to prepare a lesson, and what plays in the class."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, ValidationError
from wtforms.validators import Optional

from jsp.blueprints.lessons.service.preparing import Moment, mark_of
from jsp.forms import Day, Hour, OnceForm, Paragraphs, Within
from jsp.models.lesson_sessions import LessonSession

MOST_PLAYS = 1000


class MomentForm(OnceForm):
    """A day and a time, or neither."""

    on = Day(_("Day"), [Optional()])
    at = Hour(_("Time"), [Optional()])

    def show(self, session: LessonSession | None) -> None:
        """What they agreed on."""
        if session is not None:
            self.on.data, self.at.data = session.prepared_on, session.prepared_at

    def validate(self, extra_validators: Any = None) -> bool:
        """One without the other says nothing."""
        fine = bool(super().validate(extra_validators))
        for one, other in ((self.on, self.at), (self.at, self.on)):
            if one.data is not None and other.data is None and not other.errors:
                other.errors = [gettext("Fill this in.")]
                fine = False
        return fine

    def moment(self) -> Moment | None:
        """As a value; None where it was emptied."""
        return Moment(self.on.data, self.at.data) if self.on.data and self.at.data else None


class PlaysForm(OnceForm):
    """What both have to know of the class beforehand."""

    seen = HiddenField()
    plays = Paragraphs(_("What do the two of you have to know?"), [Within(MOST_PLAYS)])

    def show(self, text: str) -> None:
        """What was written."""
        self.plays.data, self.seen.data = text, mark_of(text)

    def validate_plays(self, field: Field) -> None:
        """A form without the field changes nothing."""
        if field.raw_data is not None and not field.raw_data:
            raise ValidationError(gettext("Fill this in."))
