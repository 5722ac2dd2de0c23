"""The sign-in form, in our words."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_security.forms import LoginForm
from wtforms import EmailField, PasswordField


class SignInForm(LoginForm):
    """Address and password. Every failure reads the same, so that nobody learns who has an account."""

    email = EmailField(_("E-mail address"), render_kw={"autocomplete": "username"})
    password = PasswordField(_("Password"), render_kw={"autocomplete": "current-password"})

    def validate(self, **kwargs: Any) -> bool:
        """Check both, then say it in one sentence of our own."""
        valid = bool(super().validate(**kwargs))
        if not valid:
            self.email.errors = []
            self.password.errors = [gettext("This address and password do not belong together. Try again.")]
            self.form_errors.clear()
        return valid
