"""A file with a programme, and the yes to what it holds."""

from flask import current_app
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf.file import FileField, FileRequired
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField
from wtforms.validators import InputRequired

from jsp.forms import FILL_IN, AtMost, Line, OnceForm
from jsp.rules.programme import Programme
from jsp.rules.programme_data import checked, to_data
from jsp.rules.refusal import N_, DomainError

NOTE = _("What is different in this version?")
MOST_NOTE = 300


class FileForm(OnceForm):
    """Choose a file."""

    file = FileField(_("File with a programme (.toml)"), [FileRequired(_("Choose a file."))])


class ConfirmForm(OnceForm):
    """The programme as it was shown, signed for this person, so that what was seen is what is kept."""

    seen = HiddenField()
    token = HiddenField()
    note = Line(NOTE, [InputRequired(FILL_IN), AtMost(MOST_NOTE)])

    def carry(self, programme: Programme) -> None:
        """Take it along."""
        self.token.data = _signer().dumps(to_data(programme))

    def programme(self) -> Programme:
        """The one that was shown. Raises DomainError for one that we did not show."""
        try:
            return checked(_signer().loads(self.token.data or ""))
        except BadSignature as error:
            raise DomainError(N_("Choose the file again.")) from error


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"programme:{current_user.get_id()}")
