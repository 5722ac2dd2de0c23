"""A line of a text, and a name on the list."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import InputRequired

from jsp.blueprints.focus_groups.service.texts import Line as TextLine
from jsp.blueprints.focus_groups.service.transcripts import LEADS
from jsp.forms import FILL_IN, AtMost, Line, OnceForm, Paragraphs, Within
from jsp.forms.seen import SeenForm
from jsp.models.focus_groups import FocusGroup
from jsp.rules.pseudonyms import MOST_REAL, MOST_STAND_IN, Pair
from jsp.rules.talk_lines import QUESTION
from jsp.words.talk_terms import PARTS

MOST_WORDS = 20_000


class OfLineForm(SeenForm):
    """A button about a line, which read so when the page was made."""

    def about(self, line: TextLine) -> None:
        """Be about the line as it stands now."""
        self.see(line.whole)


class LineForm(OfLineForm):
    """What was said, and by whom."""

    said_by = SelectField(_("Who said it?"), validate_choice=True)
    words = Paragraphs(_("What was said"), [Within(MOST_WORDS)])

    def offer(self, group: FocusGroup, *more: str) -> None:
        """Who can have said it; `more`: tags that stand there already, of people who take no part any more."""
        seats = {seat.tag: f"{seat.tag} – {PARTS[seat.part]}" for seat in group.participants}
        named = {
            LEADS: gettext("%(tag)s – leads the talk", tag=LEADS), **seats, "": gettext("nobody in particular"),
            QUESTION: gettext("it is a question of the guide"),
        }  # fmt: skip
        self.said_by.choices = list(({each: each for each in more} | named).items())

    def show(self, line: TextLine, said_by: str) -> None:
        """Filled in with it where nothing was sent yet."""
        if not self.is_submitted():
            self.said_by.data, self.words.data = said_by, line.words


class NameForm(OnceForm):
    """A name, and what stands for it."""

    real = Paragraphs(_("Name or place, as it is said"), [InputRequired(FILL_IN), Within(MOST_REAL * 4)])
    stand_in = Line(_("What stands there instead"), [InputRequired(FILL_IN), AtMost(MOST_STAND_IN)])

    def pair(self) -> Pair:
        """What is meant."""
        return Pair(self.real.data, self.stand_in.data)
