"""The yes to what was in a file, which is carried along signed, so that what was seen is what is kept."""

from typing import Any, ClassVar

from flask import current_app
from flask_babel import lazy_gettext as _
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField
from wtforms.validators import InputRequired

from jsp.forms import FILL_IN, AtMost, Line, OnceForm
from jsp.rules.refusal import N_, DomainError

NOTE = _("What is different in this version?")
MOST_NOTE = 300
MOST_CARRIED = 1_300_000  # characters: a form of more is not taken


class CarriedForm(OnceForm):
    """The data as they were shown, signed for this person and this `purpose`."""

    purpose: ClassVar[str]
    seen = HiddenField()
    token = HiddenField()

    def carry(self, data: Any) -> None:
        """Take them along. Raises DomainError, with the field `file`, where they are too many to carry."""
        self.token.data = self._carrier().dumps(data)
        if len(self.token.data) > MOST_CARRIED:
            raise DomainError(N_("This file is too large. Cut it into parts."), field="file")

    def carried(self) -> Any:
        """Those that were shown. Raises DomainError for what we did not show."""
        try:
            return self._carrier().loads(self.token.data or "")
        except BadSignature as error:
            raise DomainError(N_("Choose the file again.")) from error

    def _carrier(self) -> URLSafeSerializer:
        return URLSafeSerializer(current_app.secret_key or "", salt=f"{self.purpose}:{current_user.get_id()}")


class NotedForm(CarriedForm):
    """The same, with a note of what is different."""

    note = Line(NOTE, [InputRequired(FILL_IN), AtMost(MOST_NOTE)])
