"""What a person asked about what is kept of them: to see it, to correct it, to erase it. Never who they are."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import ForeignKey, Select, String, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.sealed import Sealed


class Wish(StrEnum):
    """What was asked."""

    SEE = "see"
    CORRECT = "correct"
    ERASE = "erase"


class KnownBy(StrEnum):
    """How it was made sure that the person is whom it is about."""

    CODE = "code"  # the reply code, or the code of a card
    WORKER = "worker"  # the worker who knows them
    DOCUMENT = "document"  # a document was shown; nothing of it is kept


class RequestState(StrEnum):
    """How far it is."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


class Outcome(StrEnum):
    """What became of one thing that was found."""

    FOUND = "found"
    SHOWN = "shown"
    CORRECTED = "corrected"
    ERASED = "erased"
    KEPT = "kept"


class PersonRequest(Base):
    """One request. `note`: why something was kept or refused, in words, sealed."""

    __tablename__ = "person_request"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    wish: Mapped[Wish] = mapped_column(choice(Wish, constrained=False))
    known_by: Mapped[KnownBy] = mapped_column(choice(KnownBy, constrained=False))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_on: Mapped[date]
    state: Mapped[RequestState] = mapped_column(choice(RequestState, constrained=False), default=RequestState.OPEN)
    done_on: Mapped[date | None]
    note_sealed: Mapped[bytes | None]
    note = Sealed()
    items: Mapped[list["PersonRequestItem"]] = relationship(order_by="PersonRequestItem.kind", passive_deletes=True)

    @classmethod
    def visible_to(cls, user: User) -> Select[Self]:
        """Those of the sites of this person, and those that they wrote down."""
        return select(cls).where(or_(cls.by_id == user.id, cls.site_id.in_([site.id for site in user.sites])))


class PersonRequestItem(Base):
    """One thing that is about the person, by its key. `code_typed_on`: its own code, with this request."""

    __tablename__ = "person_request_item"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("person_request.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    object_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome, constrained=False), default=Outcome.FOUND)
    code_typed_on: Mapped[date | None]

    @property
    def key(self) -> tuple[str, str]:
        """What it is, and its key."""
        return self.kind, self.object_id


def open_requests(user: User) -> tuple[int, date | None]:
    """How many requests that this person may handle wait for an answer, and the day of the oldest one."""
    of_them = PersonRequest.visible_to(user).where(PersonRequest.state == RequestState.OPEN).subquery()
    number, oldest = db.session.execute(select(func.count(), func.min(of_them.c.asked_on))).one()
    return number, oldest


def find_open_about(user: User, kind: str, id: object) -> UUID | None:
    """The key of the oldest request about this very thing that waits for an answer, of those they may handle."""
    query = PersonRequest.visible_to(user).join(PersonRequest.items).where(
        PersonRequest.state == RequestState.OPEN, PersonRequestItem.kind == kind,
        PersonRequestItem.object_id == str(id),
    )  # fmt: skip
    oldest = query.order_by(PersonRequest.asked_on, PersonRequest.id).with_only_columns(PersonRequest.id)
    return db.session.scalar(oldest.limit(1))


def erased_by_code(ids: Collection[str]) -> set[tuple[str, str]]:
    """Of things with these keys those that were erased once their own code was typed, by kind and key."""
    item = PersonRequestItem
    query = select(item.kind, item.object_id).where(item.object_id.in_(ids), item.outcome == Outcome.ERASED)
    rows = db.session.execute(query.where(item.code_typed_on.is_not(None)))
    return {(row.kind, row.object_id) for row in rows}
