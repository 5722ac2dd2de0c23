"""The directory (*sociale kaart*): who a young person can go to, and whether what stands there is still right."""

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice, in_language
from jsp.models.ground import Site, Theme
from jsp.rules.consent import ReceiverRule
from jsp.rules.referral import Help

STALE = timedelta(days=90)  # without a check; then it turns amber

partner_theme = Table(
    "partner_theme",
    Base.metadata,
    Column("partner_id", ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True),
    Column("theme_id", ForeignKey("theme.id"), primary_key=True),
)
partner_site = Table(
    "partner_site",
    Base.metadata,
    Column("partner_id", ForeignKey("partner.id", ondelete="CASCADE"), primary_key=True),
    Column("site_id", ForeignKey("site.id"), primary_key=True),
)


class PartnerKind(StrEnum):
    """Who it is. A `line` is a national number or website; a `school_route` is whom a school itself turns to."""

    ORGANISATION = "organisation"
    PROFESSIONAL = "professional"
    VOLUNTEER = "volunteer"
    ACTIVITY = "activity"
    SCHOOL_ROUTE = "school_route"
    LINE = "line"


class Partner(Base):
    """An entry of the directory. Archived when it closed or moved; never deleted while anything points at it.

    `sites` are the schools where it can be met; `waiting_weeks` (0: none, empty: not known) is of the day `waiting_on`;
    `words` are other words by which it is searched. `asked_on`: when it was mailed last whether all this is right.
    """

    __tablename__ = "partner"
    __table_args__ = (
        CheckConstraint("waiting_weeks BETWEEN 0 AND 200", name="waiting_weeks_exist"),
        CheckConstraint("waiting_weeks IS NULL OR waiting_on IS NOT NULL", name="waiting_has_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[PartnerKind] = mapped_column(choice(PartnerKind))
    help: Mapped[Help] = mapped_column(choice(Help))
    offer_nl: Mapped[str] = mapped_column(String(300), default="")
    offer_en: Mapped[str] = mapped_column(String(300), default="")
    audience_nl: Mapped[str] = mapped_column(String(160), default="")
    audience_en: Mapped[str] = mapped_column(String(160), default="")
    contact_person: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    mail: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    times: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[str] = mapped_column(String(300), default="")
    waiting_weeks: Mapped[int | None]
    waiting_on: Mapped[date | None]
    receiver_rule: Mapped[ReceiverRule] = mapped_column(choice(ReceiverRule), default=ReceiverRule.USUAL)
    is_for_pupils: Mapped[bool] = mapped_column(default=True)
    checked_on: Mapped[date | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_on: Mapped[date | None]
    archived_on: Mapped[date | None]
    themes: Mapped[list[Theme]] = relationship(secondary=partner_theme, order_by=Theme.position, lazy="raise_on_sql")
    sites: Mapped[list[Site]] = relationship(secondary=partner_site, order_by=Site.position, lazy="raise_on_sql")
    checked_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def offer(self) -> str:
        """What it does, in the language of the page."""
        return in_language(self.offer_nl, self.offer_en) or self.offer_nl

    @property
    def audience(self) -> str:
        """For whom, in the language of the page."""
        return in_language(self.audience_nl, self.audience_en) or self.audience_nl

    @property
    def is_archived(self) -> bool:
        """Whether it can no longer be chosen."""
        return self.archived_on is not None

    def is_stale(self, today: date) -> bool:
        """Whether nobody looked for so long that it may be wrong."""
        return self.checked_on is None or today - self.checked_on > STALE


class CorrectionState(StrEnum):
    """What became of a correction that a partner sent."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class PartnerCorrection(Base):
    """What a partner says is not right about itself: new values by field of Partner. It waits for somebody of us."""

    __tablename__ = "partner_correction"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    fields: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[CorrectionState] = mapped_column(choice(CorrectionState), default=CorrectionState.OPEN)
    partner: Mapped[Partner] = relationship(lazy="raise_on_sql")


class Signpost(Base):
    """That somebody was shown the way to a partner. Nothing was shared, and nothing here tells who it was, or by whom.

    Its key is the once-key of the tap.
    """

    __tablename__ = "signpost"
    __table_args__ = (Index("ix_signpost_partner_id_on", "partner_id", "on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    on: Mapped[date]
