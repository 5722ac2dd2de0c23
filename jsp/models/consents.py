"""Answers to what may be shared and begun: rows are added and ended, never changed."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base, choice
from jsp.rules.consent import Answer, Decision, Given, Giver, Manner


class Consent(Base):
    """One answer of one person to one decision: about which packet, for which partner, in which words of ours.

    `ended_on`: withdrawn, or another answer came in its place. It names nobody: a parent is the first or the second.
    """

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("until >= given_on", name="until_is_later"),
        CheckConstraint("ended_on IS NOT NULL OR NOT is_withdrawn", name="withdrawn_has_ended"),
        Index("uq_consent_one_answer_each", "referral_id", "decision", "giver", unique=True,
              sqlite_where=text("ended_on IS NULL"), postgresql_where=text("ended_on IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"))
    decision: Mapped[Decision] = mapped_column(choice(Decision))
    giver: Mapped[Giver] = mapped_column(choice(Giver))
    answer: Mapped[Answer] = mapped_column(choice(Answer))
    manner: Mapped[Manner] = mapped_column(choice(Manner))
    purpose: Mapped[str] = mapped_column(String(40))  # `referral`: the packet; `help`: what the partner begins
    text_version: Mapped[str] = mapped_column(String(20))
    packet_mark: Mapped[str] = mapped_column(String(64))
    given_on: Mapped[date]
    until: Mapped[date]
    ended_on: Mapped[date | None]
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    @property
    def given(self) -> Given:
        """The answer as the rules know it."""
        return Given(
            decision=self.decision, giver=self.giver, answer=self.answer, until=self.until, packet=self.packet_mark,
            receiver=self.partner_id,
        )  # fmt: skip
