"""What the sign-in page shows in a demo."""

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.reference import get_reference


def demo_people() -> list[User]:
    """The invented people to sign in as; nobody outside a demo database."""
    if not get_reference().is_demo:
        return []
    return list(db.session.scalars(select(User).where(User.active).order_by(User.id)))
