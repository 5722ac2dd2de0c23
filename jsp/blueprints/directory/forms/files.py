"""A file with the directory, and the yes to what it holds."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from jsp.forms import OnceForm
from jsp.forms.carried import CarriedForm
from jsp.rules.table_file import Table


class FileForm(OnceForm):
    """Choose a file."""

    file = FileField(_("File with the directory (CSV or XLSX)"), [FileRequired(_("Choose a file."))])


class ConfirmForm(CarriedForm):
    """The rows as they were shown, and the mark of what would become of them."""

    purpose = "directory"

    def table(self) -> Table:
        """The rows that were shown. Raises DomainError for rows that we did not show."""
        table: Table = self.carried()
        return table
