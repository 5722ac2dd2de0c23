"""A copy under another name."""

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from jsp.forms import FILL_IN, AtMost, Line, OnceForm
from jsp.rules.guide import Words
from jsp.rules.guide_data import LONGEST_NAME


class CopyForm(OnceForm):
    """What the copy is called."""

    name_nl = Line(_("Name in Dutch"), [InputRequired(FILL_IN), AtMost(LONGEST_NAME)])
    name_en = Line(_("Name in English"), [AtMost(LONGEST_NAME)])

    @property
    def name(self) -> Words:
        """In both languages."""
        return Words(self.name_nl.data, self.name_en.data)
