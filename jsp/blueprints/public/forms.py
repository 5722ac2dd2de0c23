"""Choosing a language."""

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import AnyOf

from jsp.extensions import LANGUAGES
from jsp.forms.way_back import own_path


class LanguageForm(FlaskForm):  # type: ignore[misc]
    """The language, and the page to come back to. No session for this: public pages set no other cookie."""

    class Meta:
        csrf = False

    language = HiddenField(validators=[AnyOf(LANGUAGES)])
    back = HiddenField()

    @property
    def way_back(self) -> str:
        """A path of this site, or the home page."""
        return own_path(self.back.data, "/")
