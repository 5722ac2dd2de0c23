"""What a partner says by the link in its mail, and our yes or no to it."""

from wtforms import HiddenField

from jsp.forms import OnceForm
from jsp.forms.open import OpenForm


class RightForm(OpenForm):
    """All of it is right."""


class SettleForm(OnceForm):
    """Yes or no to a correction as it was shown."""

    seen = HiddenField()
