"""What an asker fills in after the question: the code, one word of it, something more to say."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, TextAreaField, ValidationError

from jsp.blueprints.messages.forms.ask import Write
from jsp.forms import Line, MailAddress
from jsp.forms.open import EitherLanguage, OpenForm
from jsp.rules.refusal import N_
from jsp.rules.reply_code import LENGTH, MOST_TYPED, Reading, read
from jsp.rules.text import readable_part
from jsp.terms import one_of

NOTHING, MAIL, KEEP = "nothing", "mail", "keep"
MOST_OFFERED = 5
AS_TYPED = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}  # no keyboard learns or alters it


class CodeForm(EitherLanguage):
    """The whole code."""

    class Meta:
        csrf = False

    code = TextAreaField(
        _("Type your reply code"), render_kw={"rows": 3, "autocapitalize": "none", "spellcheck": "false"}
    )
    is_busy = False

    @property
    def status(self) -> int:
        """HTTP status of the page that shows this form: 429 when nobody could look yet, 422 when it was refused."""
        return (429 if self.is_busy else 422) if self.code.errors else 200

    @property
    def reading(self) -> Reading:
        """What was meant by it."""
        return read(self.code.data or "")

    def validate_code(self, field: Field) -> None:
        """Eight words that exist. What can be mended stands mended in the field, to be sent again."""
        reading = self.reading
        if reading.code:
            return
        if self.changes_language:
            field.data = _readable(field.data)
            return
        is_mended = any(part.offers for part in reading.parts)
        field.data = reading.mended if is_mended else _readable(field.data)
        raise ValidationError(_what_is_wrong(reading))

    def refuse(self) -> None:
        """Nobody has this code. Where only the beginning of a word was typed, it says how that was read."""
        said = gettext(
            "We do not know this code. Did you type it right? Are the words in the right order? "
            "Or the message was erased already."
        )
        if self.reading.completed:
            said += " " + gettext("We read: %(code)s.", code=self.reading.code)
        self.code.errors = [said]

    def wait(self) -> None:
        """Nobody looked at it."""
        self.is_busy = True
        self.code.errors = [
            gettext("It is busy now, so nobody looked at your code yet. Wait a moment and send it again.")
        ]


def _readable(typed: str | None) -> str:
    return readable_part((typed or "")[:MOST_TYPED])


def _what_is_wrong(reading: Reading) -> str:
    unsure = [part for part in reading.unsure if len(part.offers) == 1]
    if not reading.parts:
        said = gettext("Type the %(number)d words of your code.", number=LENGTH)
    elif unsure:
        words = ", ".join(f"{part.typed} → {part.offers[0]}" for part in unsure)
        said = gettext("We mended a slip: %(words)s. Is that right? Then send it.", words=words)
    elif reading.unsure:
        part = reading.unsure[0]
        said = gettext("We do not know the word '%(word)s'. Look at your code again.", word=part.typed[:30])
        if part.offers:
            said += " " + gettext("Do you mean %(word)s?", word=one_of(list(part.offers[:MOST_OFFERED])))
    else:
        said = gettext("Your code has %(right)d words. You typed %(typed)d.", right=LENGTH, typed=len(reading.parts))
    return str(said)


class KeepForm(OpenForm):
    """One word of the code again, and whether a sign is wanted when there is an answer."""

    word = Line(_("Word"), render_kw=AS_TYPED)
    told = RadioField(_("Do you want a sign when there is an answer?"), default=NOTHING)
    address = Line(_("E-mail address"))

    def offer(self, code: str, at: int, *, has_signal: bool) -> None:
        """The choices, and which word of the code is asked, counted from 0; what was chosen before may stay."""
        self.expected = code.split()[at]
        self.word.label.text = gettext("Type word %(number)d of your code", number=at + 1)
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
