"""The sign-in form, in our words."""

from flask_babel import lazy_gettext as _
from flask_security.forms import LoginForm
from wtforms import EmailField, PasswordField


class SignInForm(LoginForm):
    """Address and password. The page says one sentence for every failure, so that nobody learns who has an account."""

    email = EmailField(_("E-mail address"), render_kw={"autocomplete": "username"})
    password = PasswordField(_("Password"), render_kw={"autocomplete": "current-password"})
