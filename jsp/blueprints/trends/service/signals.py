"""What came up more than usual, and what the team made of it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.theme_signals import ThemeSignal


def list_signals(user: User) -> Sequence[ThemeSignal]:
    """Of the sites of this person, the newest first."""
    query = select(ThemeSignal).where(ThemeSignal.site_id.in_([site.id for site in user.open_sites]))
    query = query.options(joinedload(ThemeSignal.site), joinedload(ThemeSignal.theme))
    return db.session.scalars(query.order_by(ThemeSignal.week.desc(), ThemeSignal.site_id, ThemeSignal.theme_id)).all()
