"""Conversations with people who asked through the form. No time finer than the day is kept of them.

What was said is sealed with a key that the conversation has of its own; that key is sealed twice, once for the team and
once so that only the reply code opens it. Erasing the row erases both.
"""

from base64 import b64decode
from datetime import date, datetime, time
from typing import Self
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, UniqueConstraint, false, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.contacts import Contact
from jsp.models.ground import SchoolClass, Site, Theme
from jsp.models.sealed import Sealed
from jsp.rules.contact import AskedBy
from jsp.rules.keys import DossierKey
from jsp.rules.promise import Promise
from jsp.rules.thread import ReachKind, Result, Side, ThreadState, Triage, Urgency, Wish, is_ending


class Thread(Base):
    """One conversation. Its key follows from the once-key of the form, so that sending twice makes one.

    `lookup` and `code_key_sealed` belong to the reply code, `word_mark` to its first word; all three are empty where
    the asker left a number or address, or has an account (`asker`). `promised_*` is by when we answer what was asked
    last (`waiting_since`), `told_*` what was promised at first. `school_days` is how many were promised.

    `visit` counts how often it was closed on a device: a cookie of before then opens nothing. `is_code_kept`: the asker
    showed to have the code, so no page shows it any more.
    """

    __tablename__ = "thread"
    __table_args__ = (
        CheckConstraint("(lookup IS NULL) = (code_key_sealed IS NULL)", name="code_is_whole"),
        CheckConstraint("(lookup IS NULL) = (word_mark IS NULL)", name="word_belongs_to_code"),
        CheckConstraint("(promised_on IS NULL) = (promised_until IS NULL)", name="promise_is_whole"),
        CheckConstraint("(told_on IS NULL) = (told_until IS NULL)", name="told_is_whole"),
        CheckConstraint("lookup IS NULL OR asker_id IS NULL", name="has_code_or_account"),
        CheckConstraint("expires_on >= asked_on", name="expires_later"),
        Index("ix_thread_state", "state", "site_id"),
        Index("ix_thread_asked_on", "asked_on", "site_id"),
        {"sqlite_with_rowid": False},  # in the order of the random key: the order of asking is not kept
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lookup: Mapped[str | None] = mapped_column(String(64), unique=True)
    word_mark: Mapped[str | None] = mapped_column(String(64), index=True)
    key_sealed: Mapped[bytes]
    code_key_sealed: Mapped[bytes | None]
    key = Sealed()
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    asked_by: Mapped[AskedBy | None] = mapped_column(choice(AskedBy))
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    asked_on: Mapped[date]
    last_on: Mapped[date]
    expires_on: Mapped[date]
    state: Mapped[ThreadState] = mapped_column(choice(ThreadState), default=ThreadState.OPEN)
    triage: Mapped[Triage] = mapped_column(choice(Triage), default=Triage.NEW)
    is_suspect: Mapped[bool] = mapped_column(default=False)
    is_answer_unread: Mapped[bool] = mapped_column(default=False)
    closed_by_asker: Mapped[bool] = mapped_column(default=False)
    waiting_since: Mapped[date]
    school_days: Mapped[int]
    promised_on: Mapped[date | None] = mapped_column(index=True)
    promised_until: Mapped[time | None]
    told_on: Mapped[date | None]
    told_until: Mapped[time | None]
    remind_on: Mapped[date | None]
    assigned_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    is_opened: Mapped[bool] = mapped_column(default=False)
    colleague_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_colleague_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    is_colleague_told: Mapped[bool] = mapped_column(default=False)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), unique=True)
    visit: Mapped[int] = mapped_column(default=0, server_default="0")
    is_code_kept: Mapped[bool] = mapped_column(default=False, server_default=false())

    site: Mapped[Site | None] = relationship(lazy="raise_on_sql")
    theme: Mapped[Theme] = relationship(lazy="raise_on_sql")
    contact: Mapped[Contact | None] = relationship(lazy="raise_on_sql")
    asker: Mapped[User | None] = relationship(foreign_keys=[asker_id], lazy="raise_on_sql")
    assigned: Mapped[User | None] = relationship(foreign_keys=[assigned_id], lazy="raise_on_sql")
    colleague: Mapped[User | None] = relationship(foreign_keys=[colleague_id], lazy="raise_on_sql")
    asked_colleague: Mapped[User | None] = relationship(foreign_keys=[asked_colleague_id], lazy="raise_on_sql")
    messages: Mapped[list["Message"]] = relationship(
        order_by="Message.position", cascade="all, delete-orphan", back_populates="thread", passive_deletes=True
    )
    class_request: Mapped["ClassRequest | None"] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    reach: Mapped["Reach | None"] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    signal: Mapped["Signal | None"] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @classmethod
    def visible_to(cls, user: User) -> Select[Self]:
        """What this worker may read: of the own sites, of no site in particular, or asked to join."""
        here = cls.site_id.in_([site.id for site in user.sites])
        anywhere = cls.site_id.is_(None) if user.sites else false()
        return select(cls).where(or_(here, anywhere, cls.colleague_id == user.id))

    @property
    def content_keys(self) -> DossierKey:
        """What opens the messages, by way of the team's own key."""
        return DossierKey(b64decode(self.key))

    @property
    def promise(self) -> Promise | None:
        """By when we answer."""
        return Promise.of(self.promised_on, self.promised_until)

    @promise.setter
    def promise(self, made: Promise | None) -> None:
        self.promised_on, self.promised_until = (made.on, made.until) if made else (None, None)

    @property
    def told(self) -> Promise | None:
        """What we promised at first, where it has become later since."""
        told, now = Promise.of(self.told_on, self.told_until), self.promise
        return told if told is not None and (now is None or told < now) else None

    @property
    def is_by_code(self) -> bool:
        """Whether the asker comes back with a code."""
        return self.lookup is not None

    @property
    def can_be_answered(self) -> bool:
        """Whether an answer that is written here is read by somebody; who left a number is called."""
        return self.is_by_code or self.asker_id is not None

    @property
    def is_seen(self) -> bool:
        """Whether one of us looked at what was said last."""
        return self.is_opened or self.state is not ThreadState.OPEN

    @property
    def is_unread(self) -> bool:
        """Whether something in it was not read yet, by us or by the asker."""
        return self.state is ThreadState.OPEN or self.is_answer_unread

    @property
    def waits_for_us(self) -> bool:
        """Whether it is a question to answer, as far as anybody can see."""
        return self.state is ThreadState.OPEN and self.triage is not Triage.SPAM and not self.is_suspect

    @property
    def is_new(self) -> bool:
        """Whether nobody answered, took or judged it yet."""
        return self.triage is Triage.NEW

    def is_late(self, now: datetime) -> bool:
        """Whether the promise has passed at local time `now`."""
        waits, promised = self.state is ThreadState.OPEN, self.promise
        return waits and promised is not None and (promised.on, promised.until) <= (now.date(), now.time())

    def is_ending(self, today: date) -> bool:
        """Whether it will be erased within a week."""
        return not self.is_unread and is_ending(self.expires_on, today)

    def is_forgotten(self, today: date) -> bool:
        """Whether its time is over and the answer was never read: then a person decides, no clock."""
        return self.state is not ThreadState.OPEN and self.is_answer_unread and today > self.expires_on


class Message(Base):
    """What one side said on a day. The day is all that is kept of when; `position` counts from 0."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("thread_id", "position"),
        CheckConstraint("side = 'team' OR writer_id IS NULL", name="asker_has_no_name"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    position: Mapped[int]
    side: Mapped[Side] = mapped_column(choice(Side))
    writer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    on: Mapped[date]
    body_sealed: Mapped[bytes]
    thread: Mapped[Thread] = relationship(back_populates="messages", lazy="raise_on_sql")
    writer: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @staticmethod
    def place(id: UUID) -> str:
        """What the seal of the body is bound to."""
        return f"message.body.{id}"


class ClassRequest(Base):
    """What is asked for a class; its key is that of the conversation. Who typed the class by hand has it sealed."""

    __tablename__ = "class_request"
    __table_args__ = (
        CheckConstraint("(result IS NULL) = (result_on IS NULL)", name="result_is_whole"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    school_class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    class_words_sealed: Mapped[bytes | None]
    class_words = Sealed()
    wish: Mapped[Wish] = mapped_column(choice(Wish))
    urgency: Mapped[Urgency] = mapped_column(choice(Urgency))
    result: Mapped[Result | None] = mapped_column(choice(Result))
    result_on: Mapped[date | None]
    school_class: Mapped[SchoolClass | None] = relationship(lazy="raise_on_sql")

    @property
    def class_name(self) -> str:
        """The class, as chosen or as typed."""
        return self.school_class.code if self.school_class else self.class_words


class Reach(Base):
    """Number or address of somebody who wants to be called or mailed; the only place where a name can stand."""

    __tablename__ = "reach"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[ReachKind] = mapped_column(choice(ReachKind))
    value_sealed: Mapped[bytes]
    first_name_sealed: Mapped[bytes | None]
    value = Sealed()
    first_name = Sealed()


class Signal(Base):
    """Where one neutral line goes when there is an answer; erased once that is read. `mail_id`: it was written."""

    __tablename__ = "signal"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    address_sealed: Mapped[bytes]
    address = Sealed()
    language: Mapped[str] = mapped_column(String(2))
    mail_id: Mapped[UUID | None]
