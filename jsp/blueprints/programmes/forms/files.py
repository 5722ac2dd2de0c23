"""A file with a programme, and the yes to what it holds."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from jsp.forms import OnceForm
from jsp.forms.carried import NotedForm
from jsp.rules.programme import Programme
from jsp.rules.programme_data import checked


class FileForm(OnceForm):
    """Choose a file."""

    file = FileField(_("File with a programme (.toml)"), [FileRequired(_("Choose a file."))])


class ConfirmForm(NotedForm):
    """The programme as it was shown."""

    purpose = "programme"

    def programme(self) -> Programme:
        """The one that was shown. Raises DomainError for one that we did not show."""
        return checked(self.carried())
