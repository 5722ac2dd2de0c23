"""What the views of the sign-in library leave behind. They commit by themselves after the request, except one."""

from typing import Any

from flask import Flask
from flask_security import (
    hash_password,
    password_changed,
    password_reset,
    reset_password_instructions_sent,
    tf_profile_changed,
    wan_deleted,
    wan_registered,
)

from jsp import audit
from jsp.extensions import db
from jsp.models.audit import Action


def listen(app: Flask) -> None:
    """Keep a trail of what the library does; it commits by itself."""
    for signal, action in (
        (password_changed, Action.PASSWORD_CHANGED),
        (password_reset, Action.PASSWORD_CHANGED),
        (tf_profile_changed, Action.FACTOR_ADDED),
        (wan_registered, Action.FACTOR_ADDED),
        (wan_deleted, Action.FACTOR_REMOVED),
    ):
        signal.connect(_trail(action), app, weak=False)
    reset_password_instructions_sent.connect(_letter_queued, app)


def _trail(action: Action) -> Any:
    def keep(_app: Flask, user: Any, **_more: Any) -> None:
        audit.record(action, "user", user.id, user_id=user.id)

    return keep


def _letter_queued(_app: Flask, **_more: Any) -> None:
    """The library does not commit here; and a known address may not answer faster than an unknown one."""
    db.session.commit()
    hash_password("not-a-password")
