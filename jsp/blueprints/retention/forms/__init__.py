"""Keeping one thing longer."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from jsp.forms import FILL_IN, REQUIRED, Day, Line, OnceForm, Within
from jsp.rules.retention import LONGEST_REASON, Ground
from jsp.words.retention_terms import GROUNDS


class HoldForm(OnceForm):
    """Until when, and why."""

    ground = RadioField(_("Why is it kept longer?"), [InputRequired(REQUIRED)], coerce=Ground, choices=[
        (ground.value, label) for ground, label in GROUNDS.items()
    ])  # fmt: skip
    reason = Line(_("In your own words, without names"), [InputRequired(FILL_IN), Within(LONGEST_REASON)])
    until = Day(_("Keep it until"), [InputRequired(FILL_IN)])
