"""How a lesson reached carers, in numbers; and the one tap of a carer who comes."""

from flask import current_app
from flask_babel import lazy_gettext as _
from itsdangerous import URLSafeSerializer
from wtforms import HiddenField, RadioField
from wtforms.validators import NumberRange, Optional

from jsp.blueprints.carers.service.reach import ReachDraft
from jsp.forms import AtMost, Day, OnceForm, Paragraphs, Whole
from jsp.forms.open import OpenForm
from jsp.models.lesson_reach import CarerReach
from jsp.rules.session import Channel

MOST = 9999
LONGEST = 300
CHANNELS = {
    Channel.SCHOOL_SYSTEM: _("the system of the school"),
    Channel.LETTER: _("a letter"),
    Channel.MEETING: _("a meeting"),
    Channel.OTHER: _("something else"),
}
COUNTS = ("reached", "viewed", "thumbs", "replies")


def _count(label: str) -> Whole:
    return Whole(label, [Optional(), NumberRange(0, MOST, _("A number from 0 to 9999."))])


class ReachForm(OnceForm):
    """When and how it was sent, how many that reached, and what worked."""

    seen = HiddenField()
    sent_on = Day(_("Sent on"), [Optional()])
    channel = RadioField(_("How?"), [Optional(strip_whitespace=False)], default="")
    reached = _count(_("How many carers got it?"))
    viewed = _count(_("How many looked at it?"))
    thumbs = _count(_("How many thumbs up?"))
    replies = _count(_("How many replies?"))
    worked = Paragraphs(_("What worked?"), [AtMost(LONGEST)])

    def show(self, reach: CarerReach, mark: str) -> None:
        """Offer the channels; filled in with what is known where nothing was sent yet."""
        self.channel.choices = [("", _("not said")), *((each.value, text) for each, text in CHANNELS.items())]
        if not self.is_submitted():
            for name in ("sent_on", *COUNTS, "worked"):
                self[name].data = getattr(reach, name)
            self.channel.data = reach.channel.value if reach.channel else ""
        if not self.is_submitted() or self.seen.errors:
            self.seen.data = mark

    def draft(self) -> ReachDraft:
        """What was filled in as a typed value."""
        return ReachDraft(
            sent_on=self.sent_on.data, channel=Channel(self.channel.data) if self.channel.data else None,
            worked=self.worked.data or "", **{name: self[name].data for name in COUNTS},
        )  # fmt: skip


class ComingForm(OpenForm):
    """I am coming, or not after all; without a name."""


def coming_seal() -> URLSafeSerializer:
    """Signs what a browser keeps of somebody who comes, so that the same tap can take it back."""
    return URLSafeSerializer(current_app.secret_key or "", salt="coming")
