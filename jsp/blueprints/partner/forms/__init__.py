"""What a partner fills in: the figures that were said by phone, and how it goes."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, RadioField, StringField, ValidationError
from wtforms.validators import NumberRange, Optional

from jsp.blueprints.partner.service.answers import Said
from jsp.forms import Paragraphs, Whole, Within
from jsp.forms.open import EitherLanguage, OpenForm
from jsp.rules.partner_fields import MOST_WEEKS
from jsp.rules.referral import Obstacle, Step
from jsp.verbs.partner_links import DIGITS, figures
from jsp.words.referral_terms import OBSTACLES

MOST_WRITTEN = 600
FIGURES = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false", "maxlength": 20}


class CodeForm(EitherLanguage):
    """The figures."""

    class Meta:
        csrf = False

    code = StringField(_("Six-digit code"), render_kw=FIGURES)
    is_busy = False

    @property
    def status(self) -> int:
        """HTTP status of the page that shows this form: 429 when nobody looked, 422 when it was refused."""
        return (429 if self.is_busy else 422) if self.code.errors else 200

    def validate_code(self, field: Field) -> None:
        """Six figures; what is no code at all does not count as a wrong one."""
        if len(figures(field.data or "")) != DIGITS:
            raise ValidationError(gettext("The code has six figures. Type all six of them."))

    def refuse(self) -> None:
        """Wrong, or the link does not work any more: who has no code does not hear which."""
        self.code.data = ""
        self.code.errors = [gettext("This code does not fit this link, or the link does not work any more. "
                                    "Look at the figures again. Does it stay like this? Then call us.")]  # fmt: skip

    def wait(self) -> None:
        """Nobody looked at it."""
        self.is_busy = True
        self.code.errors = [gettext("That was several times in a short while, so nobody looked at this code. "
                                    "Wait a minute and send it again.")]  # fmt: skip


class AnswerForm(OpenForm):
    """What becomes of it; which fields count is told by the button. `warned`: the words that were warned about."""

    about = HiddenField()
    warned = HiddenField()
    agreed = BooleanField(_("We asked it ourselves, and they say yes"))
    obstacle = RadioField(_("Why not?"), choices=[(each.value, OBSTACLES[each]) for each in Obstacle],
                          validate_choice=False)  # fmt: skip
    waiting_weeks = Whole(_("Waiting time in weeks"), [
        Optional(), NumberRange(0, MOST_WEEKS, message=_("Fill in weeks, from 0 to 200.")),
    ])  # fmt: skip
    suggestion = Paragraphs(_("What would help instead?"), [Within(MOST_WRITTEN)], render_kw={"rows": 3})

    def __init__(self, *args: Any, step: Step | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step

    def validate_obstacle(self, field: Field) -> None:
        """One of them, where it is not possible."""
        if self.step is Step.NOT_POSSIBLE and field.data not in set(Obstacle):
            raise ValidationError(gettext("Choose why it is not possible."))

    @property
    def is_warned(self) -> bool:
        """Whether exactly these words were warned about before: then they are meant."""
        return (self.warned.data or "").split() == (self.suggestion.data or "").split()

    def warn(self) -> None:
        """It seems to hold a name; sent once more it goes through."""
        self.warned.data = self.suggestion.data
        self.suggestion.errors = [
            gettext("This looks like the name of somebody. Better leave out the names of others."),
            gettext("Is it meant so? Then send it once more."),
        ]

    def said(self) -> Said:
        """The typed value."""
        is_no = self.step is Step.NOT_POSSIBLE
        return Said(
            obstacle=Obstacle(self.obstacle.data) if is_no else None,
            suggestion=(self.suggestion.data or "") if is_no else "",
            waiting_weeks=self.waiting_weeks.data if is_no else None,
            agreed=self.agreed.data,
        )
