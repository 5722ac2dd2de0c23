"""What all forms share: a key so that sending twice does it once, cleaned texts, refusals beside their field."""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any
from uuid import UUID, uuid4, uuid5

from babel.support import NullTranslations, Translations
from email_validator import EmailNotValidError, validate_email
from flask import current_app, flash, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import (
    DateField,
    EmailField,
    Field,
    HiddenField,
    IntegerField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.i18n import messages_path

from jsp import sending
from jsp.errors import told
from jsp.extensions import language
from jsp.rules.refusal import N_, DomainError
from jsp.rules.text import UnreadableTextError, clean, readable_part


def key_of_act(once: UUID, endpoint: str | None, args: Mapping[str, Any]) -> UUID:
    """The key of what one button does, made of the key of its page and the address that it sends to."""
    return uuid5(once, f"{endpoint} {sorted(args.items())}")


@cache
def _library_words(language: str) -> NullTranslations:
    """What the form library says itself, read once for each language: reading it takes longer than a form does."""
    return Translations.load(messages_path(), [language], domain="wtforms")


class _LibraryWords:
    """In the language of the page."""

    def gettext(self, text: str) -> str:
        return str(_library_words(language()).ugettext(text))

    def ngettext(self, one: str, more: str, number: int) -> str:
        return str(_library_words(language()).ungettext(one, more, number))


class OurForm(FlaskForm):  # type: ignore[misc]
    """What every form here begins with."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, _form: FlaskForm) -> _LibraryWords:
            return _LibraryWords()


class OnceForm(OurForm):
    """A form with a signed once-key of this person and this form; what it makes takes that key as its own."""

    once = HiddenField()
    done: Any = None  # what the act that was attempted gave back

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.renew()

    @property
    def key(self) -> UUID:
        """The once-key of this act: another button of the same page is another act, and so has another key.

        Raises BadSignature for one that we did not give out to this person.
        """
        return key_of_act(UUID(self._signer().loads(self.once.data or "")), request.endpoint, request.view_args or {})

    def renew(self) -> None:
        """Give the form a fresh key: the next sending is another act."""
        self.once.data = self._signer().dumps(uuid4().hex)

    def validate_once(self, _field: Field) -> None:
        """Refuse a key that is not ours, and give a fresh one, so that sending again works."""
        try:
            self.key  # noqa: B018 - asking for it checks it
        except (BadSignature, ValueError) as error:
            self.renew()
            raise ValidationError(gettext("This page was out of date. Please send it again.")) from error

    @property
    def status(self) -> int:
        """HTTP status of the page that shows this form: 422 once something in it was refused."""
        return 422 if self.is_submitted() else 200

    @property
    def first_error(self) -> str:
        """Any one of the refusals."""
        return next((str(text) for texts in self.errors.values() for text in texts), "")

    def say(self, done: str) -> None:
        """Tell that it is done; honestly so where the same form was sent before, for it may have changed since."""
        flash(gettext(sending.BEFORE) if sending.was_sent_before() else done)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it; a refusal of the domain is shown in the form, which then gets a fresh key."""
        try:
            self.done = act()
        except DomainError as error:
            self.refuse(error)
            self.renew()
            return False
        return True

    def refuse(self, error: DomainError) -> None:
        """Show a refusal of the domain beside its field, or above the form."""
        text = told(error)
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(text)
        else:
            field.errors = [*field.errors, text]

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(current_app.secret_key or "", salt=f"once:{type(self).__name__}:{self._who}")

    @cached_property
    def _who(self) -> str:
        """Known since the form was made or checked: after a commit, asking would read this person anew."""
        return current_user.get_id() or "nobody"


UNREADABLE = N_("This text held characters that nobody can read. We took them out: look at it, and send it again.")


class Readable:
    """Validator and cleaner in one: NFC, no characters that hide what was written."""

    def __call__(self, _form: Any, field: Field) -> None:
        raw = field.data if isinstance(field.data, str) else ""  # somebody may send a file instead
        try:
            field.data = clean(raw)
        except UnreadableTextError as error:
            field.data = readable_part(raw)  # the page that shows it again must be readable itself
            raise ValidationError(gettext(UNREADABLE)) from error


class OneLine(Readable):
    """The same, with every run of blanks, tabs and line ends as one blank: such texts also go into mail."""

    def __call__(self, form: Any, field: Field) -> None:
        super().__call__(form, field)
        field.data = " ".join(field.data.split())


class MailAddress:
    """Validator that keeps an address as it will be compared and mailed; beyond ASCII not every server takes it."""

    def __call__(self, _form: Any, field: Field) -> None:
        try:
            field.data = validate_email(field.data, check_deliverability=False, allow_smtputf8=False).normalized
        except EmailNotValidError as error:
            raise ValidationError(ADDRESS) from error


class Line(StringField):  # type: ignore[misc]
    """One line of text, cleaned."""

    def __init__(self, label: Any, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, [OneLine(), *validators], **kwargs)


class Mail(EmailField):  # type: ignore[misc]
    """An e-mail address, cleaned."""

    def __init__(self, label: Any, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, [OneLine(), *validators], **kwargs)


class Paragraphs(TextAreaField):  # type: ignore[misc]
    """Some lines of text, cleaned."""

    def __init__(self, label: Any, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, [Readable(), *validators], **kwargs)


class InOurWords:
    """What cannot be read as the field wants it is refused in words of our own, and stays readable itself."""

    refusal = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)  # type: ignore[misc]
        except ValueError as error:
            self.raw_data = [readable_part(text) for text in valuelist]
            raise ValueError(gettext(self.refusal)) from error


class Day(InOurWords, DateField):  # type: ignore[misc]
    """A day."""

    refusal = N_("Fill in a day, such as 2026-11-23.")


class Hour(InOurWords, TimeField):  # type: ignore[misc]
    """A time of day."""

    refusal = N_("Fill in a time, such as 12:15.")


class Whole(InOurWords, IntegerField):  # type: ignore[misc]
    """A whole number."""

    refusal = N_("Fill in a whole number.")


class AtMost:
    """At most so many characters, counted after cleaning."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, _form: Any, field: Field) -> None:
        length = len(field.data or "")
        if length > self.most:
            raise ValidationError(
                gettext("This is %(length)d characters long. At most %(most)d fit.", length=length, most=self.most)
            )


class Within(AtMost):
    """The same, but told when it is sent: a browser that knows the limit cuts off what is pasted without a word."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.field_flags = {}


REQUIRED = _("Choose one.")
FILL_IN = _("Fill this in.")
ADDRESS = _("Fill in an e-mail address, such as name@example.nl.")
CHOOSE = _("Choose …")
