"""What is written down of a wave besides its scores."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from jsp.forms import AtMost, Line, OnceForm

MOST_NOTE = 300


class WaveForm(OnceForm):
    """Whether the rights are settled, and what a reader has to know."""

    rights_settled = BooleanField(_("Yes, the owner of the questionnaire agrees that we use it"))
    note = Line(_("What should a reader know?"), [AtMost(MOST_NOTE)])
