"""A copy under another name, and which questionnaire goes with a programme."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from jsp.forms import FILL_IN, REQUIRED, AtMost, Line, OnceForm
from jsp.forms.seen import SeenForm
from jsp.models.questionnaires import QuestionnaireVersion
from jsp.rules.questionnaire_data import LONGEST_NAME


class CopyForm(OnceForm):
    """What the copy is called."""

    name_nl = Line(_("Name in Dutch"), [InputRequired(FILL_IN), AtMost(LONGEST_NAME)])
    name_en = Line(_("Name in English"), [InputRequired(FILL_IN), AtMost(LONGEST_NAME)])


class UseForm(SeenForm):
    """Which one is asked."""

    code = RadioField(_("Questionnaire"), [InputRequired(REQUIRED)])

    def offer(self, versions: list[QuestionnaireVersion], now: str, language: str) -> None:
        """These to choose from; `now` is asked."""
        self.code.choices = [
            (each.questionnaire.code, each.content.name_en if language == "en" else each.content.name_nl)
            for each in versions
        ]
        if not self.is_submitted():
            self.code.data = now
