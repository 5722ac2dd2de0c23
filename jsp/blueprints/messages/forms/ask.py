"""The form for a question: a theme and some words; all else may be skipped."""

import hmac
import re
from typing import Any
from uuid import UUID, uuid4

from flask import current_app, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from itsdangerous import URLSafeTimedSerializer
from phonenumbers import NumberParseException, is_possible_number, parse
from wtforms import Field, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Optional

from jsp import clock
from jsp.blueprints.messages.service.asking import ClassDraft, Question, ReachDraft
from jsp.forms import CHOOSE, AtMost, Line, MailAddress, OnceForm, Paragraphs, Within, key_of_act
from jsp.forms.open import OpenForm
from jsp.models.reference import get_reference
from jsp.models.sealed import keys
from jsp.rules.contact import AskedBy
from jsp.rules.refusal import N_
from jsp.rules.reply_code import make_code
from jsp.rules.thread import LONGEST, ReachKind, Urgency, Wish
from jsp.words import terms

LEAST_SECONDS, MOST_SECONDS = 3, 24 * 3600
ASKERS = (AskedBy.PUPIL, AskedBy.FRIEND, AskedBy.TEACHER, AskedBy.PARENT)
BY_CODE, BY_REACH = "code", "reach"
WORDS = {"ouder": AskedBy.PARENT, "docent": AskedBy.TEACHER, "vriend": AskedBy.FRIEND}


def id_or_none(raw: Any) -> int | None:
    """The id that was chosen; None where the empty choice was."""
    return int(raw) if raw else None


class Write(Paragraphs):
    """Some lines of text that may not be left empty."""

    def __init__(self, label: Any, refusal: str, **kwargs: Any) -> None:
        super().__init__(label, [Within(LONGEST)], render_kw={"aria-required": "true", "rows": 6}, **kwargs)
        self.refusal = refusal

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """After cleaning: blanks alone are no question."""
        if not self.data and not self.errors:
            raise ValidationError(gettext(self.refusal))


class TimedForm(OpenForm):
    """A form whose once-key knows when it was given out: not a moment ago, and not yesterday."""

    def renew(self) -> None:
        self.once.data = self._signer().dumps(uuid4().hex)

    @property
    def key(self) -> UUID:
        return key_of_act(self._raw(), request.endpoint, request.view_args or {})

    @property
    def seed(self) -> bytes:
        """32 bytes that only who holds this page can make us find again; kept nowhere."""
        return hmac.digest(keys().derive("reply seed"), self._raw().bytes, "sha256")

    def validate_once(self, field: Field) -> None:
        super().validate_once(field)
        _raw, given = self._signer().loads(self.once.data or "", return_timestamp=True)
        if (clock.now() - given).total_seconds() < LEAST_SECONDS:
            raise ValidationError(gettext("That was very fast. Please send it once more."))

    def _raw(self) -> UUID:
        return UUID(self._signer().loads(self.once.data or "", max_age=MOST_SECONDS))

    def _signer(self) -> URLSafeTimedSerializer:  # type: ignore[override]
        return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"once:{type(self).__name__}")


class AskForm(TimedForm):
    """A question. `website` is for programs: people do not see it."""

    theme = RadioField(
        _("What is it about?"), [InputRequired(_("Choose what it is about. Don't know? Choose 'Something else'."))],
        coerce=int,
    )  # fmt: skip
    question = Write(_("What do you want to ask?"), N_("Write down your question. A few words are enough."))
    asked_by = RadioField(_("Who are you?"), [Optional(strip_whitespace=False)], default="")
    site = RadioField(_("Which school do you go to?"), [Optional(strip_whitespace=False)], default="")
    way = RadioField(_("How do you want the answer?"), [Optional(strip_whitespace=False)], default=BY_CODE)
    reach = Line(_("Phone or e-mail"), [AtMost(254)])
    first_name = Line(_("First name"), [AtMost(40)])
    class_words = Line(_("Which class?"), [AtMost(40)])
    wish = RadioField(_("What would help?"), [Optional(strip_whitespace=False)], default="")
    urgency = RadioField(_("How soon?"), [Optional(strip_whitespace=False)], default=Urgency.THIS_MONTH.value)
    website = StringField(_("Website"))

    def offer(self, *, site: str = "", who: str = "") -> None:
        """What can be chosen; the school and who asks may come with the link that led here."""
        reference = get_reference()
        self.theme.choices = [(each.id, each.pupil_word) for each in reference.themes if not each.archived_on]
        skip = ("", _("I'd rather not say"))
        self.site.choices = [*((code, each.name) for code, each in reference.open_sites.items()), skip]
        self.asked_by.choices = [(who.value, terms.ASKING[who]) for who in ASKERS]
        self.way.choices = [(BY_CODE, _("with a code on this website")), (BY_REACH, _("by phone or mail"))]
        self.wish.choices = [(wish.value, terms.WISHES[wish]) for wish in Wish]
        self.urgency.choices = [(urgency.value, terms.URGENCIES[urgency]) for urgency in Urgency]
        if not self.is_submitted():
            self.site.data = site if site in reference.open_sites else ""
            self.asked_by.data = WORDS.get(who, "")

    @property
    def by_reach(self) -> bool:
        """Whether the asker wants to be called or mailed."""
        return bool(self.way.data == BY_REACH)

    @property
    def is_more_open(self) -> bool:
        """Whether something in the folded part was filled in or refused."""
        names = ("asked_by", "reach", "first_name", "class_words", "wish", "site", "way", "urgency")
        return any(self[name].errors for name in names) or bool(self.asked_by.data) or self.by_reach

    def validate_reach(self, field: Field) -> None:
        """A number or an address that can exist, where one is asked for."""
        if not self.by_reach or "@" in (field.data or ""):
            if self.by_reach:
                MailAddress()(self, field)
            return
        if not _is_phone(field.data or ""):
            raise ValidationError(
                gettext("This is no phone number and no e-mail address. A phone number has 10 figures.")
            )

    def draft(self) -> Question:
        """The question as a typed value."""
        reference = get_reference()
        site = reference.open_sites.get(self.site.data or "")
        return Question(
            key=self.key, theme_id=self.theme.data, text=self.question.data, site_id=site.id if site else None,
            asked_by=AskedBy(self.asked_by.data) if self.asked_by.data else None,
            code="" if self.by_reach else make_code(self.seed), reach=self._reach(),
            class_request=self._class_request(), is_suspect=bool(self.website.data),
        )  # fmt: skip

    def _reach(self) -> ReachDraft | None:
        if not self.by_reach:
            return None
        kind = ReachKind.EMAIL if "@" in self.reach.data else ReachKind.PHONE
        return ReachDraft(kind, self.reach.data, self.first_name.data)

    def _class_request(self) -> ClassDraft | None:
        is_asked = self.asked_by.data == AskedBy.TEACHER and (self.class_words.data or self.wish.data)
        if not is_asked:
            return None
        wish = Wish(self.wish.data or Wish.UNSURE)
        return ClassDraft(None, self.class_words.data, wish, Urgency(self.urgency.data or Urgency.THIS_MONTH))


class RequestForm(OnceForm):
    """What a mentor or care coordinator asks for a class."""

    theme = SelectField(_("What is it about?"), [InputRequired(_("Choose one."))], coerce=int)
    school_class = SelectField(_("For which class?"), [InputRequired(_("Choose one."))], coerce=id_or_none)
    text = Write(_("What is going on?"), N_("Write in a few words what is going on."))
    wish = RadioField(_("What would help?"), default=Wish.UNSURE.value)
    urgency = RadioField(_("How soon?"), default=Urgency.THIS_MONTH.value)

    def offer(self, classes: dict[int, str], theme_id: int | None) -> None:
        """The classes of the own sites by their id, and everything else that can be chosen."""
        themes = [(each.id, each.name) for each in get_reference().themes if not each.archived_on]
        self.theme.choices = themes
        self.school_class.choices = [("", CHOOSE), *classes.items()] if classes else []
        self.wish.choices = [(wish.value, terms.WISHES[wish]) for wish in Wish]
        self.urgency.choices = [(urgency.value, terms.URGENCIES[urgency]) for urgency in Urgency]
        if not self.is_submitted() and theme_id:
            self.theme.data = theme_id

    def draft(self, site_ids: dict[int, int], *, asker_id: int) -> Question:
        """The request as a typed value; `site_ids` are those of the classes."""
        asked = ClassDraft(self.school_class.data, "", Wish(self.wish.data), Urgency(self.urgency.data))
        return Question(
            key=self.key, theme_id=self.theme.data, text=self.text.data, site_id=site_ids[self.school_class.data],
            asked_by=AskedBy.TEACHER, asker_id=asker_id, class_request=asked,
        )  # fmt: skip


DUTCH, DUTCH_FIGURES = 31, 9  # without the nought in front
_FIGURES = re.compile(r"\+?[\d ()./-]+")


def _is_phone(text: str) -> bool:
    """Whether this can be dialled: ten figures in the Netherlands, elsewhere what the numbering plan allows."""
    try:
        number = parse(text, "NL")
    except NumberParseException:
        return False
    is_long_enough = len(str(number.national_number)) == DUTCH_FIGURES or number.country_code != DUTCH
    return bool(_FIGURES.fullmatch(text)) and is_long_enough and is_possible_number(number)
