"""A file with a questionnaire, and the yes to what it holds."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from jsp.forms import OnceForm
from jsp.forms.carried import NotedForm
from jsp.rules.questionnaire import Questionnaire
from jsp.rules.questionnaire_data import checked


class FileForm(OnceForm):
    """Choose a file."""

    file = FileField(_("File with a questionnaire (.toml)"), [FileRequired(_("Choose a file."))])


class ConfirmForm(NotedForm):
    """The questionnaire as it was shown."""

    purpose = "questionnaire"

    def questionnaire(self) -> Questionnaire:
        """The one that was shown. Raises DomainError for one that we did not show."""
        return checked(self.carried())
