"""What the views of the sign-in library leave behind. They commit by themselves after the request, except one."""

from typing import Any

from flask import Flask, Response, current_app, flash, request, session, url_for
from flask_babel import gettext
from flask_login import current_user
from flask_security import (
    hash_password,
    password_changed,
    password_reset,
    reset_password_instructions_sent,
    tf_disabled,
    tf_profile_changed,
    wan_deleted,
    wan_registered,
)

from jsp import audit
from jsp.blueprints.accounts.service import changes, sessions
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.rules.refusal import N_
from jsp.rules.sign_in import Ended
from jsp.sign_ins import this_sign_in
from jsp.verbs.letting_in import first_page

LINK_OVER = N_("This link does not work any more: it was used, or is older than two hours. Ask for a new one.")


def listen(app: Flask) -> None:
    """Keep a trail of what the library does; it commits by itself."""
    for signal, action in (
        (password_changed, Action.PASSWORD_CHANGED),
        (password_reset, Action.PASSWORD_CHANGED),
        (tf_profile_changed, Action.FACTOR_ADDED),
        (wan_registered, Action.FACTOR_ADDED),
        (wan_deleted, Action.FACTOR_REMOVED),
        (tf_disabled, Action.FACTOR_REMOVED),
    ):
        signal.connect(_trail(action), app, weak=False)
    app.after_request(_say_why)
    app.after_request(_to_first_page)
    for signal in (tf_profile_changed, wan_registered):
        signal.connect(_factor_added, app)
    for signal in (password_changed, password_reset):
        signal.connect(_password_changed, app)
    reset_password_instructions_sent.connect(_letter_queued, app)
    security = app.extensions["security"]
    for page in (security.tf_setup_context_processor, security.tf_token_validation_context_processor):
        page(_to_scan)


def _to_scan() -> dict[str, Any]:
    """What an authenticator app needs while it is being set up, also after a code that was mistyped."""
    secret = session.get("tf_totp_secret")
    if session.get("tf_state") != "validating_profile" or not secret or not current_user.is_authenticated:
        return {}
    return {"to_scan": current_app.extensions["security"].totp_factory.fetch_setup_values(secret, current_user)}


def _say_why(response: Response) -> Response:
    """The library sends an old or broken link of a letter to where a new one is asked, without a word."""
    if request.endpoint == "security.reset_password" and response.location == url_for("security.forgot_password"):
        flash(gettext(LINK_OVER))
    return response


def _to_first_page(response: Response) -> Response:
    """Who signed in and was not on the way to a page begins where their own work begins."""
    if request.blueprint != "security" or response.location != url_for("today.show"):
        return response
    if current_user.is_authenticated and not request.values.get("next"):
        response.location = url_for(first_page(current_user))
    return response


def _trail(action: Action) -> Any:
    def keep(_app: Flask, user: Any, **_more: Any) -> None:
        audit.record(action, "user", user.id, user_id=user.id)

    return keep


def _factor_added(_app: Flask, user: Any, **_more: Any) -> None:
    """What came in with a password alone goes out, and a reset that was asked because the old one was lost too."""
    sessions.end_other_sign_ins(user, but=this_sign_in(), why=Ended.FACTOR)
    if len(user.webauthn) + bool(user.tf_primary_method) == 1:
        changes.drop_what_a_password_made(user)
    changes.forget_lost_factor(user)


def _password_changed(_app: Flask, user: Any, **_more: Any) -> None:
    """Who changes it goes on with a new sign-in; all others know why they are out."""
    sessions.end_by_password(user, but=this_sign_in() if "sign_in" in session else None)


def _letter_queued(_app: Flask, **_more: Any) -> None:
    """The library does not commit here; and a known address may not answer faster than an unknown one."""
    db.session.commit()
    hash_password("not-a-password")
