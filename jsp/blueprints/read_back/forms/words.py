"""What who took part fills in; a link is all that they have."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from jsp.blueprints.read_back.service.correcting import BusyError
from jsp.forms import REQUIRED, OneLine, Paragraphs, Within
from jsp.forms.open import OpenForm
from jsp.rules.refusal import DomainError

MOST_WORDS = 10_000
MOST_REMARK = 500


class LinkForm(OpenForm):
    """What is sent with a link, at a pace."""

    is_busy = False

    @property
    def status(self) -> int:
        """HTTP status of the page that shows this form: 429 when too much was sent with its link."""
        return 429 if self.is_busy else super().status

    def refuse(self, error: DomainError) -> None:
        """Show it, and remember whether it was for the pace."""
        self.is_busy = isinstance(error, BusyError)
        super().refuse(error)


class ButtonForm(LinkForm):
    """A button."""


class QuoteForm(LinkForm):
    """Whether their words may be quoted."""

    may_quote = RadioField(
        _("May we quote your words in a report, without your name?"),
        choices=[("yes", _("Yes, without my name")), ("no", _("No"))], validators=[InputRequired(REQUIRED)],
    )  # fmt: skip

    def stand_on(self, may_quote: bool | None) -> None:
        """What was answered before."""
        self.may_quote.data = None if may_quote is None else "yes" if may_quote else "no"


class SeenForm(LinkForm):
    """Something about a line as it was seen."""

    seen = HiddenField()

    def show(self, line: str) -> None:
        """Let it be about the line as it stands now, also after it was told that somebody changed it."""
        if not self.seen.data or self.seen.errors:
            self.seen.data = line


class WordsForm(SeenForm):
    """What they said, in better words."""

    words = Paragraphs(_("Your words"), [OneLine(), Within(MOST_WORDS)], render_kw={"rows": 6})

    def fill(self, line: str, words: str) -> None:
        """With what stands there, where nobody typed yet."""
        self.show(line)
        if not self.is_submitted():
            self.words.data = words


class RemarkForm(LinkForm):
    """Something about the rest of the text."""

    words = Paragraphs(_("What is not right, or what is missing?"), [Within(MOST_REMARK)], render_kw={"rows": 5})
