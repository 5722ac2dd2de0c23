"""Beginning a series, and what changes about it as a whole."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional

from jsp.blueprints.lessons.forms.sessions import SeenForm
from jsp.blueprints.lessons.service.beginning import Choices, ClassChoice, PersonChoice
from jsp.blueprints.lessons.service.series import HourDraft, SeriesDraft
from jsp.forms import CHOOSE, REQUIRED, AtMost, Hour, Line, OnceForm, Whole
from jsp.words.days import weekday_names


def id_or_none(raw: Any) -> int | None:
    """The id that was chosen; None where the empty choice was."""
    return int(raw) if raw else None


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
        return any(each.data or each.errors for each in (*self._whole, self.number, self.room))

    def validate(self, extra_validators: Any = None) -> bool:
        """All three, or none of them; asked here, for a field that may be empty is not looked at where it is."""
        is_valid = super().validate(extra_validators)
        if not self.has_hour or all(each.data or each.errors for each in self._whole):
            return bool(is_valid)
        self.ends.errors = [*self.ends.errors, gettext("Fill in the day and both hours, or nothing of it.")]
        return False

    @property
    def _whole(self) -> tuple[Field, Field, Field]:
        return self.weekday, self.starts, self.ends

    def hour(self) -> HourDraft | None:
        """The hour as it is wanted."""
        if not self.has_hour:
            return None
        weekday = self.weekday.data - 1 if self.weekday.data else None
        return HourDraft(weekday=weekday, starts=self.starts.data, ends=self.ends.data, number=self.number.data,
                         room=self.room.data)  # fmt: skip


class SeriesForm(HourFields):
    """A programme for a class, given by two."""

    school_class = SelectField(_("For which class?"), [InputRequired(REQUIRED)], coerce=id_or_none)
    programme = SelectField(_("Which lessons?"), [InputRequired(REQUIRED)], coerce=id_or_none)
    teacher = SelectField(_("Mentor or study coach"), [InputRequired(REQUIRED)], coerce=id_or_none)
    worker = SelectField(_("Who of the JSP?"), [InputRequired(REQUIRED)], coerce=id_or_none)
    decision = Line(_("Decided in a talk? Which one?"), [AtMost(200)])

    def offer(self, choices: Choices) -> None:
        """What can be chosen at the own sites; of whom says at which one, where that is not sure."""
        self.school_class.choices = [("", CHOOSE), *((each.school_class.id, _class(each)) for each in choices.classes)]
        self.programme.choices = [
            ("", CHOOSE),
            *((each.programme_id, each.content.name) for each in choices.programmes),
        ]
        for field, people in ((self.teacher, choices.teachers), (self.worker, choices.workers)):
            field.choices = [("", CHOOSE), *((each.id, _person(each, choices.sites)) for each in people)]
        self.offer_days()

    def prefer(self, choices: Choices, *, class_id: int | None) -> None:
        """Choose beforehand what there is only one of, or what the link that led here says."""
        self.school_class.data = class_id
        self.programme.data = choices.programmes[0].programme_id if choices.programmes else None
        self.teacher.data = choices.teachers[0].id if choices.is_own else None

    def draft(self) -> SeriesDraft:
        """The typed value."""
        return SeriesDraft(
            key=self.key, class_id=self.school_class.data, programme_id=self.programme.data,
            teacher_id=self.teacher.data, worker_id=self.worker.data, decision=self.decision.data,
        )  # fmt: skip


def _class(choice: ClassChoice) -> str:
    name = choice.school_class.name
    if not choice.others:
        return name
    return str(gettext("%(class_)s (gets lessons of %(names)s)", class_=name, names=", ".join(choice.others)))


def _person(choice: PersonChoice, sites: int) -> str:
    return f"{choice.first_name} · {', '.join(choice.sites)}" if sites > 1 and choice.sites else choice.first_name


class PairForm(SeenForm):
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
