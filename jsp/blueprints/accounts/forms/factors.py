"""The forms of the sign-in library for what comes after the password, in our words and at a pace."""

from typing import Any

from flask import session
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_security.forms import TwoFactorVerifyCodeForm
from flask_security.recovery_codes import MfRecoveryForm
from flask_security.webauthn import WebAuthnRegisterForm, WebAuthnSigninResponseForm
from wtforms import Field, StringField

from jsp import pace
from jsp.blueprints.accounts.forms.sign_in import only
from jsp.blueprints.accounts.service import changes
from jsp.blueprints.accounts.service import sign_in as service
from jsp.extensions import db, lock
from jsp.rules.text import UnreadableTextError, clean

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}
PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
USED_CODE = _("This recovery code is not right, or it was used before.")
NAME_IT = _("Give it a name of letters and figures that you have not used yet, such as 'my phone'.")
WAIT_CODE = _("There were too many wrong codes. Wait a quarter of an hour, or ask your administrator for help.")
WRONG_CODE = _(
    "This code is not right. A code counts once and for half a minute: wait for the next one. "
    "Does it keep going wrong? Then see whether the clock of your phone is right."
)


class CodeForm(TwoFactorVerifyCodeForm):
    """Six figures of the authenticator app."""

    code = StringField(_("Six-digit code"), render_kw=CODE)

    def validate(self, **kwargs: Any) -> bool:
        self.code.data = "".join((self.code.data or "").split())
        fine = _paced(self, "code", super().validate, WRONG_CODE, kwargs)
        if fine:
            changes.forget_lost_factor(self.user)  # type: ignore[arg-type]  # it is our User
        return fine


class RecoveryForm(MfRecoveryForm):
    """One of the recovery codes."""

    code = StringField(_("Recovery code"), render_kw=PLAIN)

    def validate(self, **kwargs: Any) -> bool:
        self.code.data = self.code.data or "-"
        return _paced(self, "recovery", super().validate, USED_CODE, kwargs)


def _paced(form: Any, kind: str, check: Any, sentence: Any, kwargs: Any) -> bool:
    """Check a code at a pace at which guessing is hopeless."""
    field: Field = form.code
    may_try = pace.count_code(kind, form.user.id)
    db.session.commit()  # a try counts whatever follows; and no counter is held while waiting for the person
    if not may_try:
        only(field, WAIT_CODE)
        return False
    lock(form.user)  # the same code in two browsers at once counts once, too
    if check(**kwargs):
        pace.forget_codes(form.user.id)
        return True
    service.record_failure(form.user, None)
    db.session.commit()
    only(field, sentence)
    return False


class PasskeyNameForm(WebAuthnRegisterForm):
    """The name by which its owner knows a passkey."""

    name = StringField(_("Name of this passkey"), render_kw={"autocomplete": "off", "maxlength": 64})

    def validate(self, **kwargs: Any) -> bool:
        try:
            self.name.data = clean(self.name.data or "")
        except UnreadableTextError:
            self.name.data = ""
        fine = bool(self.name.data) and bool(super().validate(**kwargs))
        if not fine:
            only(self.name, NAME_IT)
        return fine


class PasskeyForm(WebAuthnSigninResponseForm):
    """The answer of a passkey; as a second factor it must belong to the person whose password was given."""

    def validate(self, **kwargs: Any) -> bool:
        if not super().validate(**kwargs):
            return False
        whose = current_user.fs_uniquifier if self.is_verify else session.get("tf_user_id")
        if not self.user or self.user.fs_uniquifier != whose:
            return False
        changes.forget_lost_factor(self.user)  # type: ignore[arg-type]  # it is our User
        return True
