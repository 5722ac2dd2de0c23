"""What is tapped on a card, and what a parent said. `seen`: the mark of what the page went by."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import InputRequired

from jsp.forms import REQUIRED, OnceForm
from jsp.rules.consent import Answer, Custody, Manner, Telling
from jsp.words.referral_terms import ANSWERS, CUSTODIES, MANNERS, TELLINGS


class AnswerForm(OnceForm):
    """Yes, no or not yet; and whether help may begin as well, which is another decision."""

    seen = HiddenField()
    answer = RadioField(_("What do you say?"), [InputRequired(REQUIRED)], choices=list(ANSWERS.items()))
    start = BooleanField(_("Yes, the help may begin as well"))

    @property
    def said(self) -> Answer:
        """What was tapped."""
        return Answer(self.answer.data)


class ParentForm(AnswerForm):
    """What a parent said, and how it was said."""

    manner = RadioField(_("How was it said?"), [InputRequired(REQUIRED)], choices=list(MANNERS.items()))

    @property
    def how(self) -> Manner:
        """In person, by phone or on paper."""
        return Manner(self.manner.data)


class TellForm(OnceForm):
    """How the parents hear of it."""

    seen = HiddenField()
    telling = RadioField(_("How do we do that?"), [InputRequired(REQUIRED)], choices=list(TELLINGS.items()))

    @property
    def how(self) -> Telling:
        """What was tapped."""
        return Telling(self.telling.data)


class CustodyForm(OnceForm):
    """Who has parental authority; each a button."""

    seen = HiddenField()
    custody = RadioField(
        _("Who has parental authority?"), [InputRequired(REQUIRED)],
        choices=[(code, text) for code, text in CUSTODIES.items() if code is not Custody.NOT_ASKED],
    )  # fmt: skip

    @property
    def chosen(self) -> Custody:
        """What was tapped."""
        return Custody(self.custody.data)
