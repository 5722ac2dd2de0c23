"""Asking somebody to look along when somebody is in danger, and what that second person says."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from jsp.forms import REQUIRED, OnceForm
from jsp.rules.safety_path import Told, Verdict
from jsp.words.referral_terms import TOLD


class PathForm(OnceForm):
    """Whether the young person hears it before it happens."""

    told = RadioField(
        _("When do you tell the young person?"), choices=list(TOLD.items()), coerce=Told,
        validators=[InputRequired(REQUIRED)], validate_choice=True,
    )  # fmt: skip


class SignForm(OnceForm):
    """What the second person says: the button itself."""

    verdict = RadioField(
        _("Do you agree?"), coerce=Verdict, validators=[InputRequired(REQUIRED)],
        choices=[(Verdict.AGREED, _("I agree")), (Verdict.NOT_AGREED, _("I do not agree"))],
    )  # fmt: skip
