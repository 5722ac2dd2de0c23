"""What somebody writes down of a request. No field has room for who asks."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from jsp.forms import FILL_IN, REQUIRED, Line, OnceForm, OurForm, Within
from jsp.forms.code import LOOK, CodeForm
from jsp.models.person_requests import KnownBy, Wish
from jsp.rules.refusal import N_
from jsp.words.retention_terms import KNOWN_BY, WISHES

LONGEST_NOTE = 300


class BeginForm(OnceForm):
    """What is asked, and how it was made sure that this is the person."""

    wish = RadioField(_("What do they ask?"), [InputRequired(REQUIRED)], coerce=Wish, choices=[*WISHES.items()])
    known_by = RadioField(
        _("How do you know that it is about them?"), [InputRequired(REQUIRED)], coerce=KnownBy,
        choices=[*KNOWN_BY.items()],
    )  # fmt: skip


class NameForm(OurForm):
    """The name as it stands on the card of a referral; it is not kept."""

    name = Line(_("Name on the card"), [DataRequired(FILL_IN), Within(160)])


class FindCodeForm(CodeForm):
    """The code of a question or of a card, typed by who handles the request together with the person."""

    code = TextAreaField(_("Code of eight words"), render_kw=LOOK)
    unknown = N_("Nobody has this code. Is it of a question or a card that was erased?")

    class Meta:
        csrf = True


class CloseForm(OnceForm):
    """How it ended."""

    is_told = BooleanField(_("I told them the answer"), [InputRequired(_("Tell them first. Then tick that you did."))])
    is_refused = BooleanField(_("We do not do what was asked"))
    note = Line(_("Why something stays, or was refused"), [Within(LONGEST_NOTE)])
