"""The yes to what was in a file, which is carried along signed, so that what was seen is what is kept."""

from collections.abc import Mapping
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


class CarriedForm(OnceForm):
    """The data as they were shown, signed for this person and this `purpose`, and the note with them."""

    purpose: ClassVar[str]
    seen = HiddenField()
    token = HiddenField()
    note = Line(NOTE, [InputRequired(FILL_IN), AtMost(MOST_NOTE)])

    def carry(self, data: Mapping[str, Any]) -> None:
        """Take them along."""
        self.token.data = self._carrier().dumps(data)

    def carried(self) -> Mapping[str, Any]:
        """Those that were shown. Raises DomainError for what we did not show."""
        try:
            found: Mapping[str, Any] = self._carrier().loads(self.token.data or "")
        except BadSignature as error:
            raise DomainError(N_("Choose the file again.")) from error
        return found

    def _carrier(self) -> URLSafeSerializer:
        return URLSafeSerializer(current_app.secret_key or "", salt=f"{self.purpose}:{current_user.get_id()}")
