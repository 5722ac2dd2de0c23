"""What signing in leaves behind, and what its page shows in a demo."""

from typing import Any

from sqlalchemy import select

from jsp import audit, guessing
from jsp.extensions import db
from jsp.models.accounts import User, whole
from jsp.models.audit import Action
from jsp.models.reference import get_reference


def demo_people() -> list[User]:
    """The invented people to sign in as; nobody outside a demo database."""
    if not get_reference().is_demo:
        return []
    return list(db.session.scalars(select(User).where(User.active).order_by(User.id).options(*whole())))


def record_failure(user: Any, address: str | None) -> None:
    """A wrong password (for the address) or code: it counts, and where there is an account it leaves a trail."""
    if address is not None:
        guessing.count_failure(address)
    if user is not None:
        audit.record(Action.FAILED, "user", user.id, user_id=user.id)
