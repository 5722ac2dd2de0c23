"""What an asker fills in after the question: the code, one word of it, something more to say."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, TextAreaField, ValidationError

from jsp.blueprints.messages.forms.ask import Write
from jsp.forms import Line, MailAddress
from jsp.forms.code import LOOK, CodeForm
from jsp.forms.open import OpenForm
from jsp.rules.refusal import N_
from jsp.rules.reply_code import read

NOTHING, MAIL, KEEP = "nothing", "mail", "keep"
AS_TYPED = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}  # no keyboard learns or alters it


class ReplyCodeForm(CodeForm):
    """The code of a conversation."""

    code = TextAreaField(_("Type your reply code"), render_kw=LOOK)
    unknown = N_(
        "We do not know this code. Did you type it right? Are the words in the right order? "
        "Or the message was erased already."
    )


class KeepForm(OpenForm):
    """One word of the code again, and whether a sign is wanted when there is an answer."""

    word = Line(_("Word"), render_kw=AS_TYPED)
    told = RadioField(_("Do you want a sign when there is an answer?"), default=NOTHING)
    address = Line(_("E-mail address"))

    def ask_for_word(self, code: str, at: int) -> None:
        """Which word of the code is asked, counted from 0; none once the asker has the code."""
        if code:
            self.expected = code.split()[at]
            self.word.label.text = gettext("Type word %(number)d of your code", number=at + 1)
        else:
            del self.word

    def offer(self, *, has_signal: bool) -> None:
        """The choices; what was chosen before may stay."""
        self.told.choices = [(NOTHING, _("No, I will look myself")), (MAIL, _("Yes, mail me one line"))]
        if has_signal:
            self.told.choices = [(KEEP, _("Yes, as I chose before")), *self.told.choices]
            self.told.data = self.told.data if self.is_submitted() else KEEP

    def validate_word(self, field: Field) -> None:
        """The word, or its first four letters."""
        if [part.word for part in read(field.data or "").parts] != [self.expected]:
            raise ValidationError(gettext("That is not this word of your code. Look at it again."))

    def validate_address(self, field: Field) -> None:
        """An address, where one is asked for."""
        if self.told.data == MAIL:
            MailAddress()(self, field)

    @property
    def wanted(self) -> str | None:
        """The address to send the sign to; empty for none, and None where what was chosen before stays."""
        if self.told.data == KEEP:
            return None
        return str(self.address.data) if self.told.data == MAIL else ""


class WriteBackForm(OpenForm):
    """Something more to say."""

    text = Write(_("Write back"), N_("Write something first."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text.render_kw = {"aria-required": "true", "rows": 4}
