"""Finding a card by its code, at a pace of its own: it slows nobody down who comes with the code of a message."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp import code_pace
from jsp.code_pace import Pace, Tried
from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.verbs import own_cards

PACE = Pace()


@dataclass(frozen=True, slots=True)
class Found:
    """A card that was found by its code; `visit`: how often it was closed on a device so far."""

    id: UUID
    lookup: str
    visit: int


def try_code(code: str, turn: str = "") -> Tried[Found]:
    """Look a code up. One that exists and one that does not take the same work. Raises BusyError."""
    mark = code_pace.mark_of(code)
    PACE.check(mark, turn=turn)
    lookup = own_cards.lookup_of(code)
    found = db.session.execute(select(Referral.id, Referral.card_visit).where(Referral.card_lookup == lookup)).first()
    return Tried(Found(found[0], lookup, found[1])) if found else Tried(None, PACE.count_wrong(mark))
