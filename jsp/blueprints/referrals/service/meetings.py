"""Meeting at an opening that does not go on: its worker hears it, and agrees on something else."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from jsp import clock
from jsp.extensions import db, take_turns
from jsp.models.referral_rows import read_anew
from jsp.models.referrals import Referral
from jsp.models.team import Opening
from jsp.rules.referral import SHARED, TaskKind
from jsp.verbs import referring


def list_off() -> Sequence[UUID]:
    """The referrals that would meet today or later at an opening that was called off or fell under a closure."""
    query = select(Referral.id).join(Referral.opening).where(
        Referral.state.in_(SHARED), Opening.on >= clock.today(), Opening.takes_place.is_(False)
    )  # fmt: skip
    return db.session.scalars(query.order_by(Referral.id)).all()


def call_off(id: UUID) -> None:
    """Let its worker know, once: from then on it meets at no opening, also where that one goes on after all."""
    take_turns(referring.about(id))
    row = read_anew(id)
    if row is None or row.state not in SHARED or row.opening is None or row.opening.takes_place:
        return
    row.opening_id = None
    referring.add_task(row, TaskKind.MEETING_OFF)
