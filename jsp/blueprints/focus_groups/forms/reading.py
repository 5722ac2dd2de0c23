"""Until when a text is read back, and that it is approved."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import InputRequired

from jsp.forms import FILL_IN, AtMost, Day, Line, OnceForm
from jsp.rules.talk_reading import usual_end

MOST_REASON = 200


class StartForm(OnceForm):
    """The last day."""

    until = Day(_("Until and including which day?"), [InputRequired(FILL_IN)])

    looked = BooleanField(_("I looked at it. It may be read so."))

    def propose(self, today: date) -> None:
        """Two weeks, as long as nobody chose."""
        if not self.is_submitted():
            self.until.data = usual_end(today)


class ApproveForm(OnceForm):
    """Ticks for a text that not everybody read, and for what looks as if it leads to somebody."""

    anyway = BooleanField(_("Not everybody has read it. I approve it anyway."))
    looked = BooleanField(_("What looks like a number or an address may stay. I looked at it."))


class LongerForm(OnceForm):
    """Until when it is kept, and why."""

    until = Day(_("Erase it no earlier than"), [InputRequired(FILL_IN)])
    reason = Line(_("Why?"), [InputRequired(FILL_IN), AtMost(MOST_REASON)])
