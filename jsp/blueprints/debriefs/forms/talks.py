"""What the two fill in after a lesson."""

from uuid import UUID, uuid5

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, ValidationError
from wtforms.widgets import TextArea

from jsp.blueprints.debriefs.forms import Sent
from jsp.blueprints.debriefs.service.talks import Said
from jsp.forms import REQUIRED, AtMost, Line, OnceForm, Paragraphs, Within
from jsp.rules.evaluation import SCORES

MOST, MOST_LEARNED = 1000, 300


class TalkForm(OnceForm):
    """Three short texts, a face, and what it taught; every button sends all of it, so that no tap loses a word."""

    seen = HiddenField()
    pulse = HiddenField()
    observed = Paragraphs(_("What did we see?"), [Sent(), Within(MOST)])
    talked = Paragraphs(_("What did we say about it?"), [Sent(), Within(MOST)])
    change = Paragraphs(_("What do we change?"), [Sent(), Within(MOST)])
    taught = Line(_("What did this lesson teach you?"), [AtMost(MOST_LEARNED)], widget=TextArea())

    def show(self, said: Said) -> None:
        """What stands there now."""
        for name in ("observed", "talked", "change"):
            self[name].data = getattr(said, name)
        self.seen.data = said.mark

    @property
    def has_news(self) -> bool:
        """Whether there is something to keep: a face, or words that did not stand there."""
        return bool(self.pulse.data) or self.draft().mark != self.seen.data

    @property
    def words_key(self) -> UUID:
        """Where one tap keeps two things, each of them has a key."""
        return uuid5(self.key, "words")

    def validate_pulse(self, field: Field) -> None:
        """One of the faces, or none."""
        if field.data and field.data not in map(str, SCORES):
            field.data = ""
            raise ValidationError(gettext(REQUIRED))

    @property
    def score(self) -> int | None:
        """The face that was tapped."""
        return int(self.pulse.data) if self.pulse.data else None

    def draft(self) -> Said:
        """As a value."""
        return Said(observed=self.observed.data, talked=self.talked.data, change=self.change.data)
