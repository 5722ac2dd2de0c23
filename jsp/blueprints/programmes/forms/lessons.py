"""Changing a lesson, and proposing a change of one."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired

from jsp.blueprints.programmes.service.origins import NOWHERE, Origin
from jsp.blueprints.programmes.service.proposals import Proposal
from jsp.forms import FILL_IN, AtMost, Line, OnceForm, Paragraphs, Within
from jsp.forms.carried import MOST_NOTE, NOTE
from jsp.forms.lesson import LessonForm
from jsp.rules.programme import Lesson

MOST_TEXT, MOST_REASON = 1000, 300


class VersionForm(LessonForm):
    """A lesson as it will be in a new version."""

    note = Line(NOTE, [InputRequired(FILL_IN), AtMost(MOST_NOTE)])

    def see(self, number: int, *, note: str = "") -> None:
        """Remember on which version this follows, also once another one was refused, and propose a note."""
        if not self.is_submitted():
            self.note.data = " ".join(note.split())[:MOST_NOTE]
        if not self.is_submitted() or self.seen.errors:
            self.seen.data = str(number)


class ProposeForm(OnceForm):
    """What should be otherwise."""

    part = SelectField(_("Which part?"))
    text = Paragraphs(_("What would you change, and why?"), [InputRequired(FILL_IN), Within(MOST_TEXT)])
    source, series, session = HiddenField(), HiddenField(), HiddenField()
    lesson: Lesson
    origin: Origin = NOWHERE

    def offer(self, lesson: Lesson) -> None:
        """The parts of this lesson to choose from, or the lesson as a whole."""
        self.lesson = lesson
        whole: list[tuple[str, Any]] = [("", _("The whole lesson"))]
        self.part.choices = [*whole, *((each.key, each.title) for each in lesson.activities)]

    def come_from(self, origin: Origin) -> None:
        """What made somebody propose it, with what they wrote for themselves to begin with."""
        self.origin = origin
        if not self.is_submitted():
            self.source.data, self.text.data = origin.source.value, origin.change
            self.series.data = str(origin.series_id or "")
            self.session.data = str(origin.session_id or "")

    def draft(self) -> Proposal:
        """The proposal as a typed value."""
        return Proposal(
            key=self.key, lesson=self.lesson.key, part=self.part.data or "", text=self.text.data, origin=self.origin
        )


class DeclineForm(OnceForm):
    """Why it stays as it is."""

    reason = Line(_("Why not? Who proposed it reads this."), [InputRequired(FILL_IN), AtMost(MOST_REASON)])
