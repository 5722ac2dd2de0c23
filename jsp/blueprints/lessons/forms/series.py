"""Beginning a series, and what changes about it as a whole."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, IntegerField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from jsp.blueprints.lessons.service.beginning import Choices
from jsp.blueprints.lessons.service.series import HourDraft, SeriesDraft
from jsp.days import weekday_names
from jsp.forms import CHOOSE, REQUIRED, AtMost, Hour, Line, OnceForm, Whole


def id_or_none(raw: Any) -> int | None:
    """The id that was chosen; None where the empty choice was."""
    return int(raw) if raw else None


def named(rows: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Choices of things by their names, with an empty one first."""
    return [("", CHOOSE), *((each.id, each.name) for each in rows)]


class HourFields(OnceForm):
    """When the mentor has the class; empty where that is known already."""

    weekday = SelectField(_("On which day does the class have its mentor?"), coerce=id_or_none)
    starts = Hour(_("From"), [Optional()])
    ends = Hour(_("Until"), [Optional()])
    number = Whole(_("Which lesson hour is that?"), [Optional(), NumberRange(1, 15)])
    room = Line(_("Room"), [AtMost(40)])

    def offer_days(self) -> None:
        """Monday to Friday; the value is one more than the day counts, so that none is no day."""
        self.weekday.choices = [("", CHOOSE), *((at + 1, name) for at, name in enumerate(weekday_names()[:5]))]

    @property
    def has_hour(self) -> bool:
        """Whether anything of it was filled in."""
        return bool(self.weekday.data or self.starts.data or self.ends.data)

    def validate_ends(self, field: Field) -> None:
        """All three, or none of them."""
        if self.has_hour and not (self.weekday.data and self.starts.data and field.data):
            raise ValidationError(gettext("Fill in the day and both hours, or nothing of it."))

    def hour(self) -> HourDraft | None:
        """The hour as it is wanted."""
        if not self.has_hour:
            return None
        return HourDraft(weekday=self.weekday.data - 1, starts=self.starts.data, ends=self.ends.data,
                         number=self.number.data, room=self.room.data)  # fmt: skip


class SeriesForm(HourFields):
    """A programme for a class, given by two."""

    school_class = SelectField(_("For which class?"), [InputRequired(REQUIRED)], coerce=id_or_none)
    programme = SelectField(_("Which lessons?"), [InputRequired(REQUIRED)], coerce=id_or_none)
    teacher = SelectField(_("Mentor or study coach"), [InputRequired(REQUIRED)], coerce=id_or_none)
    worker = SelectField(_("Who of the JSP?"), [InputRequired(REQUIRED)], coerce=id_or_none)
    decision = Line(_("Decided in a talk? Which one?"), [AtMost(200)])

    def offer(self, *, classes: Any, programmes: Any, teachers: Any, workers: Any) -> None:
        """What can be chosen at the own sites."""
        self.school_class.choices, self.programme.choices = named(classes), named(programmes)
        self.teacher.choices = [("", CHOOSE), *((each.id, each.first_name) for each in teachers)]
        self.worker.choices = named(workers)
        self.offer_days()

    def prefer(self, choices: Choices, *, class_id: int | None) -> None:
        """Choose beforehand what there is only one of, or what the link that led here says."""
        self.school_class.data = class_id
        self.programme.data = choices.programmes[0].id if choices.programmes else None
        self.teacher.data = choices.teachers[0].id if choices.is_own else None

    def draft(self) -> SeriesDraft:
        """The typed value."""
        return SeriesDraft(
            key=self.key, class_id=self.school_class.data, programme_id=self.programme.data,
            teacher_id=self.teacher.data, worker_id=self.worker.data, decision=self.decision.data,
        )  # fmt: skip


class PairForm(OnceForm):
    """Who gives it from now on, and why."""

    teacher = SelectField(_("Mentor or study coach"), [InputRequired(REQUIRED)], coerce=id_or_none)
    worker = SelectField(_("Who of the JSP?"), [InputRequired(REQUIRED)], coerce=id_or_none)
    reason = Line(_("Why?"), [AtMost(200)])


class StopForm(OnceForm):
    """Why it stops."""

    why = Line(_("Why does it stop?"), [AtMost(200)])


class RenamedForm(OnceForm):
    """Which class it is by now."""

    school_class = SelectField(_("Which class is it now?"), [InputRequired(REQUIRED)], coerce=id_or_none)


class RepetitionForm(OnceForm):
    """What is taken up once more."""

    repeats = SelectMultipleField(_("What do you repeat?"))


class WeeksForm(OnceForm):
    """By how many weeks a lesson and all after it move. `seen`: the plan that was shown."""

    seen = HiddenField()
    weeks = IntegerField(_("How many weeks later?"), [Optional(), NumberRange(-40, 40)])
