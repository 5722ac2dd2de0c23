"""From when a series stands still."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from jsp.forms import REQUIRED, OnceForm
from jsp.models.lesson_sessions import LessonSession
from jsp.words.days import short_day


class PauseForm(OnceForm):
    """After which lesson a series stands still; 0 for at once."""

    after = RadioField(_("From when?"), [InputRequired(REQUIRED)], coerce=int, default=0)

    def offer(self, ahead: Sequence[LessonSession]) -> None:
        """All that have a date but the last one of them: after that one nothing stands still."""
        shown = ((each.lesson.position, _dated(each)) for each in ahead[:-1])
        self.after.choices = [(0, gettext("At once: no lesson goes on")), *shown]


def _dated(session: LessonSession) -> str:
    label, day = session.lesson.label, short_day(session.on)
    return str(gettext("After lesson %(label)s, %(day)s", label=label, day=day))
