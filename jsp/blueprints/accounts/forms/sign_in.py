"""The forms of the sign-in library in our words, with a pace for who guesses."""

from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_security.forms import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    ResetPasswordForm,
    VerifyForm,
)
from wtforms import EmailField, Field, PasswordField
from wtforms.validators import InputRequired

from jsp import guessing, pace
from jsp.blueprints.accounts.service import sign_in as service
from jsp.credentials import normal_password
from jsp.extensions import db
from jsp.rules.refusal import N_
from jsp.rules.text import readable_part

OLD = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}
WRONG = N_("This password is not right.")
CHOOSE = _("Choose a password.")
WAIT = _("There were too many wrong attempts. Wait a minute and try again, or ask for a new password.")

MOST = 1024  # characters; whatever comes after them belongs to no password


class Secret(PasswordField):  # type: ignore[misc]
    """A password as it was typed; one of a hundred thousand characters is cut before anything looks at it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([text[:MOST] for text in valuelist])


class Address(EmailField):  # type: ignore[misc]
    """An address as it was typed, without what no database can look for."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([readable_part(text[:MOST]) for text in valuelist])


ASKED = ForgotPasswordForm.email.kwargs["validators"]


def only(field: Field, text: Any) -> None:
    """Our sentence in the place of the library's."""
    field.errors = [str(text)]


class SignInForm(LoginForm):
    """Address and password. One sentence for every failure, so that nobody learns who has an account.

    The hash takes its time on purpose; it is made outside any write transaction, so that nobody waits for it.
    """

    email = Address(_("E-mail address"), render_kw={"autocomplete": "username"})
    password = Secret(_("Password"), render_kw=OLD)
    remember = None
    must_wait = False

    def validate(self, **kwargs: Any) -> bool:
        address = self.email.data or ""
        g.reading = True  # until the hash has been made
        self.user = None
        self.must_wait = not guessing.may_try(address)
        if self.must_wait:
            self.form_errors.append(str(WAIT))
            return False
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

    password = Secret(_("Your password"), render_kw=OLD)

    def validate(self, **kwargs: Any) -> bool:
        who = f"confirm {self.user.id}"
        if not pace.count(pace.PASSWORDS, who):
            db.session.commit()
            only(self.password, WAIT)
            return False
        if super().validate(**kwargs):
            pace.forget(pace.PASSWORDS, who)
            return True
        db.session.commit()
        only(self.password, gettext(WRONG))
        return False


class ForgotForm(ForgotPasswordForm):
    """Asks for a letter; the answer is the same for every address."""

    email = Address(_("E-mail address"), ASKED, render_kw={"autocomplete": "username"})

    def validate(self, **kwargs: Any) -> bool:
        return bool(super().validate(**kwargs)) and pace.count(pace.LETTERS, f"reset {self.user.id}")  # type: ignore[union-attr]


class ResetForm(ResetPasswordForm):
    """A new password, after the letter."""

    password = Secret(_("New password"), [InputRequired(CHOOSE)], render_kw=NEW)
    password_confirm = Secret(_("The same once more"), render_kw=NEW)

    def validate(self, **kwargs: Any) -> bool:
        fine = bool(super().validate(**kwargs))
        fine = _said_twice(self.password, self.password_confirm) and fine
        if fine and self.user is not None:
            guessing.trust(self.user.email)
        return fine


class ChangeForm(ChangePasswordForm):
    """The old password and a new one."""

    password = Secret(_("Your password now"), render_kw=OLD)
    new_password = Secret(_("New password"), [InputRequired(CHOOSE)], render_kw=NEW)
    new_password_confirm = Secret(_("The same once more"), render_kw=NEW)

    def validate(self, **kwargs: Any) -> bool:
        who = f"confirm {current_user.id}"
        if not pace.count(pace.PASSWORDS, who):
            db.session.commit()
            only(self.password, WAIT)
            return False
        fine = bool(super().validate(**kwargs))
        if self.password.errors:
            same = self.password.data == self.new_password.data
            only(
                self.password,
                gettext("Take another password than the one you have.") if same else gettext(WRONG),
            )
        fine = _said_twice(self.new_password, self.new_password_confirm) and fine
        if fine:  # only then was the old one looked at for certain
            pace.forget(pace.PASSWORDS, who)
        db.session.commit()
        return fine


def _said_twice(one: Field, other: Field) -> bool:
    other.errors = []
    if one.data and normal_password(one.data) != normal_password(other.data or ""):  # the library made one normal
        only(other, gettext("This differs from what stands above."))
        return False
    return True
