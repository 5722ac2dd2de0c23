"""What pages around signing in say about single sign-on."""

from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext
from flask_login import current_user

from jsp.models.login_identities import LoginIdentity, find_identity_of


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether people can come in by the provider, and whether they still can with a password."""

    is_on: bool
    has_passwords: bool
    name: str

    @property
    def linked(self) -> LoginIdentity | None:
        """By what the person at the screen is known at the provider, if they linked it."""
        if not (self.is_on and current_user.is_authenticated):
            return None
        return find_identity_of(current_user, current_app.config["OIDC_ISSUER"])


def sign_on() -> Offer:
    """What this installation offers."""
    config = current_app.config
    return Offer(bool(config["OIDC_ISSUER"]), config["LOCAL_SIGN_IN"], provider_name())


def provider_name() -> str:
    """How people call the account that they sign in with."""
    return current_app.config["OIDC_NAME"] or str(gettext("your school or work account"))
