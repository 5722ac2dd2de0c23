"""A lesson as one class gets it."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import Optional

from jsp.blueprints.lessons.service.class_version import Spare, mark_of
from jsp.forms import AtMost, Line
from jsp.forms.lesson import LessonForm
from jsp.models.lessons import SeriesLesson
from jsp.rules.programme import Lesson
from jsp.rules.programme_data import LENGTHS

MOST_REASON = 300


class ClassVersionForm(LessonForm):
    """The form of a lesson, with a part to take over from the programme, and why the common thread is otherwise."""

    also_used_in = Line(_("Also used in"), [AtMost(LENGTHS["also_used_in"])],
                        description=_("Such as a subject in which you use this lesson too."))  # fmt: skip
    add = SelectField(_("Take over a part of the programme"), [Optional()], default="")
    reason = Line(_("Why is the common thread otherwise in this class?"), [AtMost(MOST_REASON)],
                  description=_("Only needed where a goal or a part with a star changes."))  # fmt: skip

    def open(self, lesson: SeriesLesson, spares: list[Spare], named: Any) -> None:
        """Be about this lesson of a class; `named` says a part in words."""
        self.show(lesson.content)
        core = {each.key for each in lesson.base.activities if each.is_core}
        for part in self.parts:
            part.form.is_core.data = part.form.key.data in core
        self.add.choices = [("", _("nothing")), *((each.value, named(each)) for each in spares)]
        if not self.is_submitted():
            self.seen.data, self.reason.data = mark_of(lesson), lesson.core_reason
            self.also_used_in.data = lesson.content.also_used_in

    def draft(self) -> Lesson:
        """The lesson as it is wanted."""
        return replace(super().draft(), also_used_in=self.also_used_in.data)
