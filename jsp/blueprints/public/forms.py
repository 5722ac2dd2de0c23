"""Choosing a language."""

import re

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import AnyOf

from jsp.extensions import LANGUAGES

OWN_PATH = re.compile(r"/(?![/\\])[!-~]*")  # printable ASCII: browsers skip tabs and line ends in an address


class LanguageForm(FlaskForm):  # type: ignore[misc]
    """The language, and the page to come back to. No session for this: public pages set no other cookie."""

    class Meta:
        csrf = False

    language = HiddenField(validators=[AnyOf(LANGUAGES)])
    back = HiddenField()

    @property
    def way_back(self) -> str:
        """A path of this site, or the home page."""
        path = self.back.data or ""
        return path if OWN_PATH.fullmatch(path) else "/"
