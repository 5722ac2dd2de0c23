"""Forms around accounts; `FORMS` are those that the sign-in library shows."""

from typing import Any

from jsp.blueprints.accounts.forms.factors import CodeForm, PasskeyForm, PasskeyNameForm, RecoveryForm
from jsp.blueprints.accounts.forms.sign_in import ChangeForm, ConfirmForm, ForgotForm, ResetForm, SignInForm

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
