"""A file with a guide, and the yes to what it holds."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from jsp.forms import OnceForm
from jsp.forms.carried import NotedForm
from jsp.rules.guide import Guide
from jsp.rules.guide_data import checked


class FileForm(OnceForm):
    """Choose a file."""

    file = FileField(_("File with a guide (.toml)"), [FileRequired(_("Choose a file."))])


class ConfirmForm(NotedForm):
    """The guide as it was shown."""

    purpose = "guide"

    def guide(self) -> Guide:
        """The one that was shown. Raises DomainError for one that we did not show."""
        return checked(self.carried())
