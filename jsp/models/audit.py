"""The trail of who did what (NEN 7513): rows are added and never changed, and chained so that none can go unseen.

What is too old goes from the beginning, up to a signed checkpoint; the database refuses to let go of anything else.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base, choice


class Action(StrEnum):
    """What was done."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    REFUSED = "refused"
    FAILED = "failed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"
    INVITED = "invited"
    ACCEPTED = "accepted"
    PROFILE_CHANGED = "profile_changed"
    SIGN_INS_ENDED = "sign_ins_ended"
    PERSON_CHANGE_ASKED = "person_change_asked"
    PERSON_CHANGE_DONE = "person_change_done"
    PERSON_CHANGE_REFUSED = "person_change_refused"
    SITES_CHANGED = "sites_changed"
    GROUND_CHANGED = "ground_changed"
    HOURS_CHANGED = "hours_changed"
    TURNS_CHANGED = "turns_changed"
    CHECKED_IN = "checked_in"
    CHECKED_OUT = "checked_out"
    RECORDED = "recorded"
    UNDONE = "undone"
    READ = "read"
    LISTED = "listed"
    REWRITTEN = "rewritten"
    CORRECTED = "corrected"
    HANDED_OVER = "handed_over"
    FOLLOWED_UP = "followed_up"
    SAFETY_RECORDED = "safety_recorded"
    ANSWERED = "answered"
    ASSIGNED = "assigned"
    TRIAGED = "triaged"
    CLOSED = "closed"
    REOPENED = "reopened"
    SETTLED = "settled"
    REACH_SHOWN = "reach_shown"
    ERASED = "erased"
    LESSONS_CHANGED = "lessons_changed"
    PROGRAMME_CHANGED = "programme_changed"
    CODES_GUESSED = "codes_guessed"
    EVALUATION_CHANGED = "evaluation_changed"
    QUESTIONNAIRE_CHANGED = "questionnaire_changed"
    WAVE_CHANGED = "wave_changed"
    EXPORTED = "exported"
    DIRECTORY_CHANGED = "directory_changed"
    SIGNPOSTED = "signposted"
    REFERRAL_CHANGED = "referral_changed"
    CONSENT_CHANGED = "consent_changed"
    SHARED = "shared"
    IDENTITY_READ = "identity_read"
    IDENTITY_SEARCHED = "identity_searched"
    PARTNER_READ = "partner_read"
    PARTNER_ANSWERED = "partner_answered"
    WITHDRAWN = "withdrawn"
    SAFETY_SIGNED = "safety_signed"
    TALK_CHANGED = "talk_changed"
    TALK_APPROVED = "talk_approved"
    GUIDE_CHANGED = "guide_changed"
    CODED = "coded"
    FINDING_CHANGED = "finding_changed"
    TRAIL_READ = "trail_read"
    GLASS_BROKEN = "glass_broken"
    HELD = "held"
    REQUEST_CHANGED = "request_changed"
    CODE_TYPED = "code_typed"  # the own code of a question or a card, at a request of a person
    TAKEN_OFF = "taken_off"  # off a request of a person: it is about somebody else
    SIGN_IN_LINKED = "sign_in_linked"


class Behalf(StrEnum):
    """For whom something was done, where that is somebody else than who did it."""

    PERSON = "person"  # a young person or a parent, who asked for it
    OWNER = "owner"  # the worker whose conversation it is, where somebody else opened it with a reason
    PARTNER = "partner"  # the organisation that holds a link
    SYSTEM = "system"  # a job, or who works at the server: nobody sat at a screen


class AuditEntry(Base):
    """One act: who, what, on which thing, when. Never the content of the thing."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_object_id", "object_id", "action"),
        Index("ix_audit_entry_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    action: Mapped[Action] = mapped_column(choice(Action, constrained=False))
    object_kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(String(40))
    on_behalf_of: Mapped[Behalf | None] = mapped_column(choice(Behalf, constrained=False))


class AuditLink(Base):
    """The place of one entry in the chain: `mac` covers the entry, this number and the `mac` of the link before.

    Numbers follow each other without a gap, in the order in which the transactions ended.
    """

    __tablename__ = "audit_link"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(unique=True)
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditCheckpoint(Base):
    """Up to which link the trail was removed because of its age: number and mac of that link, signed."""

    __tablename__ = "audit_checkpoint"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime]
    signature: Mapped[bytes] = mapped_column(LargeBinary(32))
