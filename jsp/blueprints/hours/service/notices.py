"""What people hear about their turns: one notice and at most one mail for each person and act."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, select, update

from jsp import clock, mail
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User, user_site
from jsp.models.team import Opening, TeamMember
from jsp.models.turns import Notice, NoticeKind
from jsp.rules.roles import Role


@dataclass(slots=True)
class News:
    """Collects what one act changed for whom; `send` tells it, to nobody who did it themselves."""

    heard: dict[int, list[tuple[NoticeKind, Opening]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: NoticeKind, opening: Opening, members: Iterable[TeamMember]) -> None:
        """Something about this opening concerns these people."""
        for member in members:
            if member.user_id is not None:
                self.heard[member.user_id].append((kind, opening))

    def add_for(self, users: Iterable[User], kind: NoticeKind, opening: Opening) -> None:
        """The same for people who need not be in the team."""
        for user in users:
            self.heard[user.id].append((kind, opening))

    def send(self, *, by: User | None, letter: str = "turns_changed") -> None:
        """One notice for each person and kind of news; one mail at most, where none is unread or it is urgent."""
        db.session.flush()
        for user in _active(self.heard.keys() - ({by.id} if by else set())):
            is_silent = db.session.scalar(select(Notice.id).where(_unseen(user)).limit(1)) is None
            if is_silent or letter != "turns_changed":
                mail.queue(letter, to=user, link=mail.link("hours.week"))
            for kind in dict.fromkeys(kind for kind, _opening in self.heard[user.id]):
                db.session.add(_notice(user, kind, [each for told, each in self.heard[user.id] if told is kind]))


def _notice(user: User, kind: NoticeKind, openings: list[Opening]) -> Notice:
    first = min(openings, key=lambda each: (each.on, each.starts))
    count = len({each.id for each in openings})
    return Notice(user_id=user.id, kind=kind, opening_id=first.id, openings=count, at=clock.now())


def coordinators(site_id: int) -> list[User]:
    """Who plans the rota of a site."""
    query = (
        select(User)
        .join(User.roles)
        .join(user_site, user_site.c.user_id == User.id)
        .where(RoleRow.name == Role.COORDINATOR, user_site.c.site_id == site_id, User.active)
        .order_by(User.id)
    )
    return list(db.session.scalars(query))


def mark_seen(user: User, upto: int) -> None:
    """This person read them all, up to the newest that stood on the page."""
    db.session.execute(update(Notice).where(_unseen(user), Notice.id <= upto).values(seen_at=clock.now()))


def _unseen(user: User) -> ColumnElement[bool]:
    return and_(Notice.user_id == user.id, Notice.seen_at.is_(None))


def _active(ids: Iterable[int]) -> list[User]:
    return list(db.session.scalars(select(User).where(User.id.in_(list(ids)), User.active).order_by(User.id)))
