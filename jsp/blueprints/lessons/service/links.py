"""Answering a proposal from a mail, without signing in: the address in it works once, for one person and one hour."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.blueprints.lessons.service import booking, letters
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row, get_card
from jsp.models.lesson_sessions import LessonSession, SessionLink
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import TO_COME, SessionState

GONE = N_("This question was answered already, or it is about another hour by now. Sign in to see how it stands.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link asks: of whom, and about which lesson; `is_open` until it was answered or became something else.

    `is_foreign`: somebody else is signed in; they read nothing of it.
    """

    link: SessionLink
    card: Card
    row: Row
    is_open: bool
    is_foreign: bool

    @property
    def person(self) -> User:
        """Who may answer."""
        return self.link.user

    @property
    def is_standing(self) -> bool:
        """Whether the hour that it asked for is the one that this person said yes to."""
        side, session = booking.side_of(self.card.series, self.person), self.link.session
        is_same = session.state in TO_COME and session.sequence == self.link.sequence + 1
        return is_same and side is not None and session.has_key(side)

    @property
    def is_firm(self) -> bool:
        """Whether the other one said yes too."""
        return self.is_standing and self.link.session.is_firm


def read(token: str, *, viewer: User | None) -> Asked:
    """What the address asks. Raises NotFoundError for one that nobody has."""
    query = select(SessionLink).where(SessionLink.mark == letters.mark(token))
    found = db.session.scalar(query.options(joinedload(SessionLink.user), joinedload(SessionLink.session)))
    if found is None or not found.user.active:
        raise NotFoundError("link")
    session = found.session
    card = get_card(found.user, session.series_id)
    row = next(each for each in card.rows if each.lesson.id == session.lesson_id)
    is_foreign = viewer is not None and viewer.id != found.user_id
    return Asked(found, card, row, _is_open(found, session) and not is_foreign, is_foreign)


def answer(token: str, *, yes: bool, viewer: User | None) -> bool:
    """Say yes or no, once; returns whether it is firm. Raises DomainError where it is something else by now."""
    take_turns(f"lesson link {letters.mark(token)}")
    asked = read(token, viewer=viewer)
    if not asked.is_open:
        raise DomainError(GONE)
    asked.link.used_at = clock.now()
    act = booking.turn_key if yes else booking.withdraw
    session = act(asked.card, asked.row, seen=asked.link.sequence, key=uuid4(), by=asked.person)
    return session is not None and session.is_firm


def _is_open(link: SessionLink, session: LessonSession) -> bool:
    is_same = session.state is SessionState.PROPOSED and session.sequence == link.sequence
    return is_same and link.used_at is None and clock.now() < link.until
