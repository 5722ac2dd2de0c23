"""A file with scores, and the yes to what it holds."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf.file import FileField, FileRequired
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from jsp.blueprints.waves.service import scores as service
from jsp.blueprints.waves.service.scores import NewWave
from jsp.forms import REQUIRED, OnceForm
from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import Table
from jsp.rules.wave import KINDS, year_name
from jsp.rules.wave_file import read_scores
from jsp.words import wave_terms


class FileForm(OnceForm):
    """Choose a file."""

    file = FileField(_("File with scores (CSV or XLSX)"), [FileRequired(_("Choose a file."))])

    def table(self) -> Table:
        """What is in it. Raises DomainError where that is no table of scores."""
        return read_scores(self.file.data.read())


class NewWaveForm(FileForm):
    """What was measured, when, and the file with what came of it."""

    kind = RadioField(_("What was filled in, and by whom?"), [InputRequired(REQUIRED)])
    year = SelectField(_("School year"), coerce=int)
    rights_settled = BooleanField(_("Yes, the owner of the questionnaire agrees that we use it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(code, wave_terms.kind_name(kind)) for code, kind in KINDS.items()]
        self.year.choices = [(year, year_name(year)) for year in service.years_to_choose()]

    def wave(self) -> NewWave:
        """The wave that is meant."""
        return NewWave(KINDS[self.kind.data], self.year.data, bool(self.rights_settled.data))


class ConfirmForm(OnceForm):
    """The rows as they were shown, signed for this person, so that what was seen is what is kept."""

    seen = HiddenField()
    token = HiddenField()
    new_units = BooleanField(_("These are schools or kinds of school, no classes and no people"))

    def carry(self, table: Table, about: NewWave | int) -> None:
        """Take the rows along, with the new wave or the number of the one that they are for."""
        what = [about.kind.code, about.year, about.rights_settled] if isinstance(about, NewWave) else about
        self.token.data = _signer().dumps([what, table])

    def new_wave(self) -> tuple[NewWave, Table]:
        """The new wave that was shown with its rows. Raises DomainError for what we did not show."""
        what, table = self._carried()
        if not isinstance(what, list):
            raise DomainError(AGAIN)
        code, year, rights_settled = what
        return NewWave(KINDS[code], year, rights_settled), table

    def table_for(self, id: int) -> Table:
        """The rows that were shown for this wave. Raises DomainError for what we did not show."""
        what, table = self._carried()
        if what != id:
            raise DomainError(AGAIN)
        return table

    def _carried(self) -> tuple[Any, Table]:
        try:
            what, table = _signer().loads(self.token.data or "")
        except BadSignature as error:
            raise DomainError(AGAIN) from error
        return what, table


AGAIN = N_("Choose the file again.")


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"wave:{current_user.get_id()}")
