"""What two who give lessons together agree on."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from jsp.blueprints.lessons.service.pair import SHARED, Agreed, mark_of
from jsp.forms import OnceForm, Paragraphs, Within
from jsp.models.lessons import SeriesPair

MOST = 1000


class TogetherForm(OnceForm):
    """Two fields of one's own, three that both write."""

    seen = HiddenField()
    goal = Paragraphs(_("What do we want to reach with this class?"), [Within(MOST)])
    expects = Paragraphs(_("What I expect of myself, and of you"), [Within(MOST)])
    lead = Paragraphs(_("Who leads when, and how do we take over from each other?"), [Within(MOST)])
    feedback = Paragraphs(_("How do we tell each other what went well and what did not?"), [Within(MOST)])

    def show(self, pair: SeriesPair, agreed: Agreed) -> None:
        """What was agreed before."""
        for name in (*SHARED, "expects"):
            self[name].data = getattr(agreed, name)
        self.seen.data = mark_of(pair)

    def draft(self) -> Agreed:
        """As a value."""
        return Agreed(**{name: self[name].data or "" for name in (*SHARED, "expects")})
