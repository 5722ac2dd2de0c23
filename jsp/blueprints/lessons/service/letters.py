"""The mail that asks a teacher for an hour, with an address in it that works once."""

import secrets
from datetime import datetime, timedelta

from jsp import clock, mail
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.lesson_sessions import LessonSession, SessionLink
from jsp.models.sealed import keys

LASTS = timedelta(days=14)


def send(session: LessonSession, *, to: User) -> None:
    """Mail somebody an address at which they can say yes or no to the hour."""
    token, ends = secrets.token_urlsafe(32), clock.now() + LASTS
    begins = datetime.combine(session.on, session.starts, clock.LOCAL)
    db.session.add(SessionLink(
        mark=mark(token), session_id=session.id, user_id=to.id, sequence=session.sequence, until=min(ends, begins)
    ))  # fmt: skip
    mail.queue("lesson_asked", to=to, link=mail.link("lessons.link", token=token))


def mark(token: str) -> str:
    """How the secret of an address is kept."""
    return keys().mark(token, purpose="lesson link")
