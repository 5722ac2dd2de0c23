"""Referrals: the fact and its steps, apart from who it is about.

Who it is about stands in one place, the packet, sealed with a key that the referral has of its own. Erasing takes that
key and the packet away: what stays says that somebody was referred, to whom, about which theme and how it went.
"""

from base64 import b64decode
from datetime import date
from typing import Self
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, UniqueConstraint, and_, false, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp import clock
from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.consents import Consent
from jsp.models.directory import Partner
from jsp.models.ground import Site, Theme
from jsp.models.sealed import Sealed
from jsp.models.team import Opening
from jsp.rules.consent import Age, Custody, Needed, Telling
from jsp.rules.keys import DossierKey
from jsp.rules.referral import (
    CLOSED,
    MOST_WRONG,
    NOT_OUT,
    SHARED,
    Help,
    Obstacle,
    Progress,
    Side,
    State,
    TaskKind,
    Warmth,
    Way,
)

# nothing has left the house
OUT = "(way = 'self_contact' OR state NOT IN ('sent', 'received', 'started', 'not_started', 'completed', 'expired'))"


class Referral(Base):
    """One referral. Its key is the once-key of the form that began it.

    `share_own`, `share_parents`: whose yes sharing takes, as it stood when it was last looked at; the triggers of
    migration 0010 let no row become `sent` without those answers in `consent`, for this packet (`packet_mark`) and this
    partner. `key_sealed` is empty once it was erased. `moved_on`: the day of the last step.
    `card_visit` counts how often the card was closed on a device: a cookie of before then opens nothing.
    `reopened_from_id`: the ended one that goes on in this; each goes on in one at most.
    """

    __tablename__ = "referral"
    __table_args__ = (
        CheckConstraint("share_parents IN (0, 1, 2) AND start_parents IN (0, 1, 2)", name="parents_are_two"),
        CheckConstraint(f"{OUT} OR (sent_on IS NOT NULL AND age IS NOT NULL AND packet_mark IS NOT NULL)",
                        name="sent_is_whole"),
        CheckConstraint("way <> 'self_contact' OR state IN ('draft', 'completed', 'withdrawn')",
                        name="alone_sends_nothing"),
        CheckConstraint(f"{OUT} OR share_own OR share_parents > 0", name="somebody_decides"),
        CheckConstraint(f"{OUT} OR age <> 'under_12' OR share_parents > 0", name="parents_of_a_child_decide"),
        CheckConstraint(f"{OUT} OR custody IN ('one', 'guardian') OR share_parents <> 1", name="both_parents_decide"),
        CheckConstraint(f"{OUT} OR age = 'under_12' OR share_own", name="from_12_nobody_is_passed_by"),
        CheckConstraint("(state IN ('not_started', 'completed', 'withdrawn', 'expired')) = (closed_on IS NOT NULL)",
                        name="closed_has_a_day"),
        Index("ix_referral_owner_id_state", "owner_id", "state", "moved_on"),
        Index("ix_referral_partner_id_state", "partner_id", "state"),
        {"sqlite_with_rowid": False},
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"))
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"), index=True)
    reopened_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id", ondelete="SET NULL"), unique=True)
    help: Mapped[Help] = mapped_column(choice(Help))
    way: Mapped[Way] = mapped_column(choice(Way))
    warmth: Mapped[Warmth | None] = mapped_column(choice(Warmth))
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"), index=True)
    state: Mapped[State] = mapped_column(choice(State), default=State.DRAFT)
    age: Mapped[Age | None] = mapped_column(choice(Age))
    custody: Mapped[Custody] = mapped_column(choice(Custody), default=Custody.NOT_ASKED)
    share_own: Mapped[bool] = mapped_column(default=True)
    share_parents: Mapped[int] = mapped_column(default=0)
    start_own: Mapped[bool] = mapped_column(default=True)
    start_parents: Mapped[int] = mapped_column(default=0)
    may_parents_know: Mapped[bool] = mapped_column(default=True)
    telling: Mapped[Telling | None] = mapped_column(choice(Telling))
    progress: Mapped[Progress] = mapped_column(choice(Progress), default=Progress.WORKER)
    progress_until: Mapped[date | None]
    packet_mark: Mapped[str | None] = mapped_column(String(64))
    key_sealed: Mapped[bytes | None]
    key = Sealed()
    card_lookup: Mapped[str | None] = mapped_column(String(64), unique=True)
    card_visit: Mapped[int] = mapped_column(default=0)
    contact_on: Mapped[date]
    made_on: Mapped[date]
    moved_on: Mapped[date]
    sent_on: Mapped[date | None]
    received_on: Mapped[date | None]
    started_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    obstacle: Mapped[Obstacle | None] = mapped_column(choice(Obstacle))
    waiting_weeks: Mapped[int | None]
    erased_on: Mapped[date | None]

    site: Mapped[Site] = relationship(lazy="raise_on_sql")
    theme: Mapped[Theme] = relationship(lazy="raise_on_sql")
    partner: Mapped[Partner] = relationship(lazy="raise_on_sql")
    owner: Mapped[User] = relationship(lazy="raise_on_sql")
    opening: Mapped[Opening | None] = relationship(lazy="raise_on_sql")
    packet: Mapped["Packet | None"] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    consents: Mapped[list[Consent]] = relationship(order_by=Consent.id, passive_deletes="all")  # a trigger keeps them
    notes: Mapped[list["ReferralNote"]] = relationship(
        order_by="ReferralNote.position", cascade="all, delete-orphan", passive_deletes=True
    )
    tasks: Mapped[list["ReferralTask"]] = relationship(
        order_by="ReferralTask.id", cascade="all, delete-orphan", passive_deletes=True
    )
    link: Mapped["PartnerLink | None"] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @classmethod
    def visible_to(cls, user: User) -> Select[Self]:
        """The referrals of this worker, and of colleagues at the own sites where the young person let the team know.

        The team sees nothing once it was erased, and without a last day until it has ended.
        """
        here = cls.site_id.in_([site.id for site in user.sites]) if user.sites else false()
        is_time = or_(cls.progress_until >= clock.today(), and_(cls.progress_until.is_(None), cls.state.in_(SHARED)))
        lets = and_(cls.progress == Progress.TEAM, is_time)
        shared = and_(here, lets, cls.state.not_in(NOT_OUT), cls.erased_on.is_(None))
        return select(cls).where(or_(cls.owner_id == user.id, shared))

    @property
    def content_keys(self) -> DossierKey:
        """What opens the packet and the notes; raises LookupError once it was erased."""
        if self.key_sealed is None:
            raise LookupError("what was shared here was erased")
        return DossierKey(b64decode(self.key))

    @property
    def share_needs(self) -> Needed:
        """Whose yes sharing takes, as last looked at."""
        return Needed(self.share_own, self.share_parents)

    @property
    def start_needs(self) -> Needed:
        """Whose yes starting help takes, as last looked at."""
        return Needed(self.start_own, self.start_parents)

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state not in CLOSED

    @property
    def is_shared(self) -> bool:
        """Whether the receiver may see what was sent."""
        return self.state in SHARED and self.erased_on is None

    def lets_hear(self, on: date) -> bool:
        """Whether the young person lets somebody of the JSP hear how it goes, on that day."""
        return self.progress is not Progress.NOBODY and (self.progress_until is None or on <= self.progress_until)

    @property
    def is_erased(self) -> bool:
        """Whether who it was about was erased here."""
        return self.erased_on is not None


class Packet(Base):
    """Who it is about and what is shared, as one sealed text (see `jsp.verbs.referring`); the only place with a name.

    `name_mark` is a keyed mark of the name and the worker whose caseload it is: it is found again only there.
    """

    __tablename__ = "packet"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), primary_key=True)
    lines_sealed: Mapped[bytes]
    name_mark: Mapped[str | None] = mapped_column(String(64), index=True)


class ReferralNote(Base):
    """A few words of the partner, the young person or the worker, sealed with the key of the referral."""

    __tablename__ = "referral_note"
    __table_args__ = (UniqueConstraint("referral_id", "position"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"))
    position: Mapped[int]
    side: Mapped[Side] = mapped_column(choice(Side))
    on: Mapped[date]
    text_sealed: Mapped[bytes]


class ReferralTask(Base):
    """Something that somebody has to do for a referral. It holds no words of its own."""

    __tablename__ = "referral_task"
    __table_args__ = (Index("ix_referral_task_done_on", "done_on", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    kind: Mapped[TaskKind] = mapped_column(choice(TaskKind))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    referral: Mapped[Referral] = relationship(back_populates="tasks", lazy="raise_on_sql")


class PartnerLink(Base):
    """The link by which a partner reads one packet and answers; made when it is sent, its key that of the referral.

    Until `packet_until` it shows what was sent, until `answer_until` it takes answers. `code` is given by phone, sealed
    with the key of the referral. `number` counts the links that were made: an earlier one opens nothing.
    `visit` counts how often it was closed on a device: a cookie of before then opens nothing either.
    """

    __tablename__ = "partner_link"
    __table_args__ = (CheckConstraint("packet_until <= answer_until", name="reads_then_answers"),)

    id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(default=1)
    visit: Mapped[int] = mapped_column(default=0)
    code_sealed: Mapped[bytes]
    wrong: Mapped[int] = mapped_column(default=0)
    made_on: Mapped[date]
    packet_until: Mapped[date]
    answer_until: Mapped[date]
    closed_on: Mapped[date | None]
    nudged_on: Mapped[date | None]
    mail_id: Mapped[UUID | None]

    @property
    def is_guessed(self) -> bool:
        """Whether so many wrong codes were tried that it closed; what else closed it leaves fewer."""
        return self.wrong >= MOST_WRONG
