"""What came of the talk with the class."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from jsp.blueprints.evaluations.service.discussing import Talk, mark_of, mark_of_notes
from jsp.forms import AtMost, Line, OnceForm, Paragraphs, Within

MOST_NOTES, MOST_LINE = 2000, 300


class DiscussionForm(OnceForm):
    """Two sentences for the class; it may stand on the board."""

    seen = HiddenField()
    said = Line(_("What you said"), [AtMost(MOST_LINE)])
    doing = Line(_("So next time we do"), [AtMost(MOST_LINE)])

    def show(self, talk: Talk) -> None:
        """What was written before; after somebody else wrote, what one typed stays, to be sent again."""
        if not self.is_submitted():
            self.said.data, self.doing.data = talk.said, talk.doing
        if not self.is_submitted() or self.seen.errors:
            self.seen.data = mark_of(talk)

    def draft(self) -> Talk:
        """As a value."""
        return Talk(said=self.said.data or "", doing=self.doing.data or "")


class NotesForm(OnceForm):
    """What the two keep for themselves."""

    seen = HiddenField()
    notes = Paragraphs(_("Notes of the talk"), [Within(MOST_NOTES)])

    def show(self, notes: str) -> None:
        """The same."""
        if not self.is_submitted():
            self.notes.data = notes
        if not self.is_submitted() or self.seen.errors:
            self.seen.data = mark_of_notes(notes)
