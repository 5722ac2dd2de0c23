"""What a coordinator adds to the report of a year."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField

from jsp.blueprints.figures.service.report_words import Draft, version_of
from jsp.forms import Paragraphs, Within
from jsp.forms.seen import SeenForm
from jsp.models.theme_releases import YearReport
from jsp.rules.note_check import concerns, holds_name
from jsp.rules.refusal import N_
from jsp.rules.talk import Point
from jsp.rules.year_report import MOST_WORDS
from jsp.words.talk_terms import POINTS

REACHES = N_(
    "This looks like a phone number or an e-mail address. Better take it out: the report goes round the school."
)
NAMES = N_("This looks like the name of somebody. The report goes round the school: better take it out.")


def warning(text: str, *, known: str) -> str:
    """What to say of a text that looks as if it leads to somebody; `known`: whose words are no such name."""
    if concerns(text):
        return str(gettext(REACHES))
    return str(gettext(NAMES)) if holds_name(text, known=[known]) else ""


class ReportForm(SeenForm):
    """A few sentences, and points of prevention."""

    points = SelectMultipleField(_("What did we contribute to?"), choices=list(POINTS.items()))
    told = Paragraphs(_("What do you want to say about this year?"), [Within(MOST_WORDS)])

    def show(self, words: YearReport | None) -> None:
        """How it stands now, for who changes it."""
        if not self.is_submitted() and words is not None:
            self.told.data, self.points.data = words.told, words.points
        self.see(version_of(words))

    def draft(self) -> Draft:
        """What was written, as a typed value."""
        chosen = set(self.points.data or [])
        return Draft(told=self.told.data or "", points=[each for each in Point if each.value in chosen])
