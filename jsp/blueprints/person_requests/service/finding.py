"""Finding what is about a person: by a code, by a name in the own caseload, and what hangs on what was found."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from jsp import audit, code_pace
from jsp.code_pace import Pace, Tried
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action, Behalf
from jsp.models.messages import Thread
from jsp.models.referrals import Packet, Referral
from jsp.verbs import own_cards, referring

Found = tuple[str, UUID]
PACE = Pace()
PEPPER = "reply code"


def by_code(code: str, turn: str = "") -> Tried[Found]:
    """The question or the card that has this code. Raises BusyError."""
    mark = code_pace.mark_of(code)
    PACE.check(mark, turn=turn)
    thread = db.session.scalar(select(Thread.id).where(Thread.lookup == code_pace.lock_of(code, PEPPER).lookup))
    if thread is not None:
        return Tried(("thread", thread))
    card = db.session.scalar(select(Referral.id).where(Referral.card_lookup == own_cards.lookup_of(code)))
    return Tried(("referral", card)) if card is not None else Tried(None, PACE.count_wrong(mark))


def by_name(user: User, name: str) -> list[Found]:
    """Referrals of this worker with exactly this name on the card; that one was looked for is kept, the name is not."""
    audit.record(Action.IDENTITY_SEARCHED, referring.KIND, behalf=Behalf.PERSON)
    mark = referring.name_mark(name, owner_id=user.id)
    if mark is None:
        return []
    query = select(Referral.id).join(Referral.packet).where(Packet.name_mark == mark, Referral.owner_id == user.id)
    return [("referral", id) for id in db.session.scalars(query.order_by(Referral.id))]


def with_more(found: Found) -> list[Found]:
    """That, and what hangs on it: the conversation, the question and the referrals that came of each other."""
    seen: list[Found] = []
    wait = [found]
    while wait:
        one = wait.pop()
        if one not in seen:
            seen.append(one)
            wait.extend(_beside(*one))
    return seen


def _beside(kind: str, id: UUID) -> Iterator[Found]:
    if kind == "referral":
        row = db.session.get(Referral, id)
        came = {"contact": row.contact_id, "thread": row.thread_id, "referral": row.reopened_from_id} if row else {}
        yield from ((of, each) for of, each in came.items() if each is not None)
        further = select(Referral.id).where(Referral.reopened_from_id == id)  # it began with a copy of what was shared
        yield from (("referral", each) for each in db.session.scalars(further))
        return
    column, other = (Referral.contact_id, "thread") if kind == "contact" else (Referral.thread_id, "contact")
    yield from (("referral", each) for each in db.session.scalars(select(Referral.id).where(column == id)))
    wanted = Thread.contact_id == id if kind == "contact" else Thread.id == id
    for thread_id, contact_id in db.session.execute(select(Thread.id, Thread.contact_id).where(wanted)):
        beside = thread_id if other == "thread" else contact_id
        if beside is not None:
            yield other, beside
