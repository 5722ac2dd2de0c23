"""The form in which somebody types a code of eight words: slips are mended, and what cannot be read is told."""

from collections.abc import Callable
from typing import ClassVar

from flask import current_app
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeTimedSerializer
from wtforms import Field, HiddenField, TextAreaField, ValidationError

from jsp import audit
from jsp.code_pace import BusyError, Found, Tried
from jsp.forms.open import EitherLanguage
from jsp.models.audit import Action
from jsp.models.sealed import keys
from jsp.rules.reply_code import LENGTH, MOST_TYPED, Reading, read
from jsp.rules.text import readable_part
from jsp.words.terms import one_of

MOST_OFFERED = 5
TURN_SECONDS = 10 * 60
LOOK = {"rows": 3, "autocapitalize": "none", "spellcheck": "false"}


class CodeForm(EitherLanguage):
    """The whole code. A room gives the field its label, and says what an `unknown` code may be."""

    class Meta:
        csrf = False

    code = TextAreaField(render_kw=LOOK)
    turn = HiddenField()  # signed: nobody looked at this very code, so it goes first when it comes back
    unknown: ClassVar[str]
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
        is_mended = len(reading.parts) == LENGTH and any(part.offers for part in reading.parts)
        field.data = reading.mended if is_mended else _readable(field.data)
        raise ValidationError(_what_is_wrong(reading))

    def refuse_code(self) -> None:
        """Nobody has this code. Where only the beginning of a word was typed, it says how that was read."""
        said = gettext(self.unknown)
        if self.reading.completed:
            said += " " + gettext("We read: %(code)s.", code=self.reading.code)
        self.code.errors = [said]

    def wait(self) -> None:
        """Nobody looked at it; its turn goes along with the page."""
        self.is_busy = True
        self.turn.data = self._signer().dumps(self._mark)
        self.code.errors = [
            gettext("It is busy now, so nobody looked at your code yet. Wait a moment and send it again.")
        ]

    @property
    def its_turn(self) -> str:
        """The mark of the code where it has a turn; a turn is of no use to another code, or much later."""
        try:
            mark: str = self._signer().loads(self.turn.data or "", max_age=TURN_SECONDS)
        except BadSignature:
            return ""
        return mark if mark == self._mark else ""

    @property
    def _mark(self) -> str:
        return keys().mark(self.reading.code, purpose="turn")

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"turn:{type(self).__name__}")


def try_code(form: CodeForm, look: Callable[[str, str], Tried[Found]], kind: str) -> Found | None:
    """What the code that was typed leads to; None where it leads nowhere, or nobody looked, which the form tells."""
    try:
        tried = look(form.reading.code, form.its_turn)
    except BusyError:
        form.wait()
        return None
    if tried.is_alarm:
        audit.record_apart(Action.CODES_GUESSED, kind, of_nobody=True)
    if tried.found is None:
        form.refuse_code()
    return tried.found


def _readable(typed: str | None) -> str:
    return readable_part((typed or "")[:MOST_TYPED])


def _what_is_wrong(reading: Reading) -> str:
    unsure = [part for part in reading.unsure if len(part.offers) == 1]
    if not reading.parts:
        said = gettext("Type the %(number)d words of your code.", number=LENGTH)
    elif len(reading.parts) < LENGTH and any(part.word or part.offers for part in reading.parts):
        said = _how_many(reading)
    elif unsure:
        words = ", ".join(f"{part.typed} → {part.offers[0]}" for part in unsure)
        said = gettext("We mended a slip: %(words)s. Is that right? Then send it.", words=words)
    elif reading.unsure:
        part = reading.unsure[0]
        said = gettext("We do not know the word '%(word)s'. Look at your code again.", word=part.typed[:30])
        if part.offers:
            said += " " + gettext("Do you mean %(word)s?", word=one_of(list(part.offers[:MOST_OFFERED])))
    else:
        said = _how_many(reading)
    return str(said)


def _how_many(reading: Reading) -> str:
    return str(gettext("Your code has %(right)d words. You typed %(typed)d.", right=LENGTH, typed=len(reading.parts)))
