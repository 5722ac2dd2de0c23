"""A file with a questionnaire, and the yes to what it holds."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from jsp.forms.content_file import ContentFileForm, ContentForm
from jsp.verbs.asked import QUESTIONNAIRES


class FileForm(ContentFileForm):
    """Choose a file."""

    kind = QUESTIONNAIRES
    file = FileField(_("File with a questionnaire (.toml)"), [FileRequired(_("Choose a file."))])


class ConfirmForm(ContentForm):
    """The questionnaire as it was shown."""

    kind, purpose = QUESTIONNAIRES, "questionnaire"
