"""Forms of who holds a card."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, TextAreaField, ValidationError

from jsp.forms import Paragraphs, Within
from jsp.forms.code import LOOK, CodeForm
from jsp.forms.open import OpenForm
from jsp.rules.refusal import N_
from jsp.rules.text import readable_part

LONGEST = 600


class CardCodeForm(CodeForm):
    """The code of a card."""

    code = TextAreaField(_("Type the code of your card"), render_kw=LOOK)
    unknown = N_(
        "We do not know this code. Did you type it right? Are the words in the right order? "
        "Or a new card was made: then only the new code opens it."
    )


class CorrectForm(OpenForm):
    """A few words about what is not right."""

    text = Paragraphs(
        _("What is not right?"),
        [Within(LONGEST)],
        render_kw={"aria-required": "true", "rows": 4},
    )

    def validate_text(self, field: Field) -> None:
        """Blanks alone say nothing."""
        if not field.data and not field.errors:
            raise ValidationError(gettext("Write down what is not right. A few words are enough."))

    @property
    def readable(self) -> str:
        """What was typed, to be shown again where nothing was kept of it."""
        return readable_part(self.text.data or "")[:LONGEST]
