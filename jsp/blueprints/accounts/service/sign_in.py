"""What signing in leaves behind, and what its page shows in a demo."""

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
from sqlalchemy import select

from jsp import audit, guessing
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.reference import get_reference


def demo_people() -> list[User]:
    """The invented people to sign in as; nobody outside a demo database."""
    if not get_reference().is_demo:
        return []
    return list(db.session.scalars(select(User).where(User.active).order_by(User.id)))


def record_failure(user: Any, address: str | None) -> None:
    """A wrong password (for the address) or code: it counts, and where there is an account it leaves a trail."""
    if address is not None:
        guessing.count_failure(address)
    if user is not None:
        audit.record(Action.FAILED, "user", user.id, user_id=user.id)


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
