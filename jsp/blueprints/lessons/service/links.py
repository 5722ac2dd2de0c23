"""Answering a proposal from a mail, without signing in: the address in it works once, for one person and one hour."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.blueprints.lessons.service import booking, letters
from jsp.blueprints.lessons.service.series import get_card
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row
from jsp.models.lesson_sessions import LessonSession, SessionLink
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import SessionState

GONE = N_("This question was answered already, or it is about another hour by now. Sign in to see how it stands.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link asks: of whom, and about which lesson; `is_open` until it was answered or became something else."""

    link: SessionLink
    card: Card
    row: Row
    is_open: bool

    @property
    def person(self) -> User:
        """Who may answer."""
        return self.link.user


def read(token: str, *, viewer: User | None) -> Asked:
    """What the address asks. Raises NotFoundError for one that nobody has, or that is somebody else's."""
    query = select(SessionLink).where(SessionLink.mark == letters.mark(token))
    found = db.session.scalar(query.options(joinedload(SessionLink.user), joinedload(SessionLink.session)))
    if found is None or not found.user.active or (viewer is not None and viewer.id != found.user_id):
        raise NotFoundError("link")
    session = found.session
    card = get_card(found.user, session.series_id)
    row = next(each for each in card.rows if each.lesson.id == session.lesson_id)
    return Asked(found, card, row, _is_open(found, session))


def answer(token: str, *, yes: bool, viewer: User | None) -> Asked:
    """Say yes or no, once. Raises DomainError where it was answered, or is something else by now."""
    take_turns(f"lesson link {letters.mark(token)}")
    asked = read(token, viewer=viewer)
    if not asked.is_open:
        raise DomainError(GONE)
    asked.link.used_at = clock.now()
    act = booking.turn_key if yes else booking.withdraw
    act(asked.row, seen=asked.link.sequence, key=uuid4(), by=asked.person)
    return asked


def _is_open(link: SessionLink, session: LessonSession) -> bool:
    is_same = session.state is SessionState.PROPOSED and session.sequence == link.sequence
    return is_same and link.used_at is None and clock.now() < link.until
