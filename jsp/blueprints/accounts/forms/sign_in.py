"""The forms of the sign-in library in our words, with a pace for who guesses."""

from typing import Any

from flask import g, session
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_security.forms import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    ResetPasswordForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.recovery_codes import MfRecoveryForm
from flask_security.webauthn import WebAuthnRegisterForm, WebAuthnSigninResponseForm
from wtforms import EmailField, Field, PasswordField, StringField
from wtforms.validators import InputRequired

from jsp import guessing, pace
from jsp.blueprints.accounts.service import sign_in as service
from jsp.extensions import db, lock
from jsp.rules.refusal import N_
from jsp.rules.text import UnreadableTextError, clean

OLD = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}
WRONG = N_("This password is not right.")
USED_CODE = _("This recovery code is not right, or it was used before.")
NAME_IT = _("Give it a name of letters and figures that you have not used yet, such as 'my phone'.")
PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
CHOOSE = _("Choose a password.")
WAIT = _("There were too many wrong attempts. Wait a minute and try again, or ask for a new password.")
WAIT_CODE = _("There were too many wrong codes. Wait a quarter of an hour, or ask your administrator for help.")
WRONG_CODE = _(
    "This code is not right. A code counts once and for half a minute: wait for the next one. "
    "Does it keep going wrong? Then see whether the clock of your phone is right."
)

ASKED = ForgotPasswordForm.email.kwargs["validators"]


def _only(field: Field, text: Any) -> None:
    """Our sentence in the place of the library's."""
    field.errors = [str(text)]


class SignInForm(LoginForm):
    """Address and password. One sentence for every failure, so that nobody learns who has an account.

    The hash takes its time on purpose; it is made outside any write transaction, so that nobody waits for it.
    """

    email = EmailField(_("E-mail address"), render_kw={"autocomplete": "username"})
    password = PasswordField(_("Password"), render_kw=OLD)
    must_wait = False

    def validate(self, **kwargs: Any) -> bool:
        address = self.email.data or ""
        self.must_wait = not guessing.may_try(address)
        if self.must_wait:
            self.form_errors.append(str(WAIT))
            return False
        g.reading = True
        fine = bool(super().validate(**kwargs))
        db.session.commit()
        g.reading = False
        if fine:
            guessing.know_device(address)
        else:
            service.record_failure(self.user, address)
            db.session.commit()
        return fine


class ConfirmForm(VerifyForm):
    """The password once more, before something that matters."""

    password = PasswordField(_("Your password"), render_kw=OLD)

    def validate(self, **kwargs: Any) -> bool:
        who = f"confirm {self.user.id}"
        if not pace.count(pace.PASSWORDS, who):
            db.session.commit()
            _only(self.password, WAIT)
            return False
        if super().validate(**kwargs):
            pace.forget(pace.PASSWORDS, who)
            return True
        db.session.commit()
        _only(self.password, gettext(WRONG))
        return False


class ForgotForm(ForgotPasswordForm):
    """Asks for a letter; the answer is the same for every address."""

    email = EmailField(_("E-mail address"), ASKED, render_kw={"autocomplete": "username"})

    def validate(self, **kwargs: Any) -> bool:
        return bool(super().validate(**kwargs)) and pace.count(pace.LETTERS, f"reset {self.user.id}")  # type: ignore[union-attr]


class ResetForm(ResetPasswordForm):
    """A new password, after the letter."""

    password = PasswordField(_("New password"), [InputRequired(CHOOSE)], render_kw=NEW)
    password_confirm = PasswordField(_("The same once more"), render_kw=NEW)

    def validate(self, **kwargs: Any) -> bool:
        fine = bool(super().validate(**kwargs))
        fine = _said_twice(self.password, self.password_confirm) and fine
        if fine and self.user is not None:
            guessing.trust(self.user.email)
        return fine


class ChangeForm(ChangePasswordForm):
    """The old password and a new one."""

    password = PasswordField(_("Your password now"), render_kw=OLD)
    new_password = PasswordField(_("New password"), [InputRequired(CHOOSE)], render_kw=NEW)
    new_password_confirm = PasswordField(_("The same once more"), render_kw=NEW)

    def validate(self, **kwargs: Any) -> bool:
        who = f"confirm {current_user.id}"
        if not pace.count(pace.PASSWORDS, who):
            db.session.commit()
            _only(self.password, WAIT)
            return False
        fine = bool(super().validate(**kwargs))
        if self.password.errors:
            same = self.password.data == self.new_password.data
            _only(
                self.password,
                gettext("Take another password than the one you have.") if same else gettext(WRONG),
            )
        else:
            pace.forget(pace.PASSWORDS, who)
        db.session.commit()
        return _said_twice(self.new_password, self.new_password_confirm) and fine


def _said_twice(one: Field, other: Field) -> bool:
    other.errors = []
    if one.data and one.data != other.data:
        _only(other, gettext("This differs from what stands above."))
        return False
    return True


class CodeForm(TwoFactorVerifyCodeForm):
    """Six figures of the authenticator app."""

    code = StringField(_("Code of six figures"), render_kw=CODE)

    def validate(self, **kwargs: Any) -> bool:
        self.code.data = "".join((self.code.data or "").split())
        return _paced(self, super().validate, self.code, WRONG_CODE, kwargs)


class RecoveryForm(MfRecoveryForm):
    """One of the recovery codes."""

    code = StringField(_("Recovery code"), render_kw=PLAIN)

    def validate(self, **kwargs: Any) -> bool:
        self.code.data = self.code.data or "-"
        return _paced(self, super().validate, self.code, USED_CODE, kwargs)


def _paced(form: Any, check: Any, field: Field, sentence: Any, kwargs: Any) -> bool:
    """Check a code at a pace at which guessing is hopeless."""
    who = f"code {form.user.id}"
    if not pace.count(pace.CODES, who):
        db.session.commit()
        _only(field, WAIT_CODE)
        return False
    lock(form.user)  # the same code in two browsers at once counts once, too
    if check(**kwargs):
        pace.forget(pace.CODES, who)
        return True
    service.record_failure(form.user, None)
    db.session.commit()
    _only(field, sentence)
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
            _only(self.name, NAME_IT)
        return fine


class PasskeyForm(WebAuthnSigninResponseForm):
    """The answer of a passkey; as a second factor it must belong to the person whose password was given."""

    def validate(self, **kwargs: Any) -> bool:
        if not super().validate(**kwargs):
            return False
        whose = current_user.fs_uniquifier if self.is_verify else session.get("tf_user_id")
        return bool(self.user and self.user.fs_uniquifier == whose)


FORMS: dict[str, Any] = {
    "login_form": SignInForm,
    "verify_form": ConfirmForm,
    "forgot_password_form": ForgotForm,
    "reset_password_form": ResetForm,
    "change_password_form": ChangeForm,
    "two_factor_verify_code_form": CodeForm,
    "mf_recovery_form": RecoveryForm,
    "wan_register_form": PasskeyNameForm,
    "wan_signin_response_form": PasskeyForm,
}
