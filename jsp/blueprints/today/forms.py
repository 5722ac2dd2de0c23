"""Saying that you are there."""

from wtforms import HiddenField

from jsp.forms import OnceForm


class PresenceForm(OnceForm):
    """One tap: *ik ben er*, or back again."""

    site = HiddenField()
