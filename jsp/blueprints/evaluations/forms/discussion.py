"""What came of the talk with the class."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from jsp.blueprints.evaluations.service.discussing import Talk, mark_of
from jsp.forms import AtMost, Line, OnceForm, Paragraphs, Within

MOST_NOTES, MOST_LINE = 2000, 300


class DiscussionForm(OnceForm):
    """Notes for the two, and two sentences for the class."""

    seen = HiddenField()
    notes = Paragraphs(_("Notes of the talk"), [Within(MOST_NOTES)])
    said = Line(_("What you said"), [AtMost(MOST_LINE)])
    doing = Line(_("So next time we do"), [AtMost(MOST_LINE)])

    def show(self, talk: Talk) -> None:
        """What was written before; after somebody else wrote, what one typed stays, to be sent again."""
        if not self.is_submitted():
            self.notes.data, self.said.data, self.doing.data = talk.notes, talk.said, talk.doing
        if not self.is_submitted() or self.seen.errors:
            self.seen.data = mark_of(talk)

    def draft(self) -> Talk:
        """As a value."""
        return Talk(notes=self.notes.data or "", said=self.said.data or "", doing=self.doing.data or "")
