"""A file with a guide, and the yes to what it holds."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from jsp.forms.content_file import ContentFileForm, ContentForm
from jsp.verbs.guiding import GUIDES


class FileForm(ContentFileForm):
    """Choose a file."""

    kind = GUIDES
    file = FileField(_("File with a guide (.toml)"), [FileRequired(_("Choose a file."))])


class ConfirmForm(ContentForm):
    """The guide as it was shown."""

    kind, purpose = GUIDES, "guide"
