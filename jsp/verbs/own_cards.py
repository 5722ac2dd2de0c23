"""The code of the card that a young person holds of a referral. The code is kept nowhere, only by what it is found.

It opens what the card shows and nothing else; what was shared is sealed with a key of the referral itself.
"""

from sqlalchemy import select

from jsp import code_pace
from jsp.extensions import db
from jsp.models.referrals import Referral
from jsp.rules.reply_code import make_code

PEPPER = "card code"


def make(seed: bytes) -> tuple[str, str]:
    """The code that follows from 32 random bytes, and by what its card is found."""
    code = make_code(seed)
    return code, lookup_of(code)


def list_further(row: Referral) -> list[Referral]:
    """Those in which it goes on, one after the other: each began with a copy of what was shared in the one before.

    As they now stand in the database, which counts for who has their turns.
    """
    found, last = [], row
    while not last.is_open:
        query = select(Referral).where(Referral.reopened_from_id == last.id)
        after = db.session.scalar(query.execution_options(populate_existing=True))
        if after is None:
            break
        found.append(after)
        last = after
    return found


def lookup_of(code: str) -> str:
    """By what the card of a code is found. It ends the transaction before the slow part: nobody waits for a hash."""
    return code_pace.lock_of(code, PEPPER).lookup
