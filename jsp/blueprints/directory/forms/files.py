"""A file with the directory, and the yes to what it holds."""

from flask import current_app
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf.file import FileField, FileRequired
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField

from jsp.forms import OnceForm
from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import Table

MOST_CARRIED = 1_300_000  # characters: a form of more is not taken


class FileForm(OnceForm):
    """Choose a file."""

    file = FileField(_("File with the directory (CSV or XLSX)"), [FileRequired(_("Choose a file."))])


class ConfirmForm(OnceForm):
    """The rows as they were shown, signed for this person, and the mark of what would become of them."""

    seen = HiddenField()
    rows = HiddenField()

    def carry(self, table: Table) -> None:
        """Take the rows along. Raises DomainError, with the field `file`, where they are too many to carry."""
        self.rows.data = _signer().dumps(table)
        if len(self.rows.data) > MOST_CARRIED:
            raise DomainError(N_("This file is too large. Cut it into parts."), field="file")

    def table(self) -> Table:
        """The rows that were shown. Raises DomainError for rows that we did not show."""
        try:
            table: Table = _signer().loads(self.rows.data or "")
        except BadSignature as error:
            raise DomainError(N_("Choose the file again.")) from error
        return table


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"directory:{current_user.get_id()}")
