"""A request itself: what was asked, what was found, how it ended. Never who asked.

Who changes one takes its turn first, before the turn of any hold: so nobody waits for each other in a circle.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from jsp import audit, clock, sending
from jsp.blueprints.person_requests.service import along
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action, Behalf
from jsp.models.person_requests import KnownBy, Outcome, PersonRequest, PersonRequestItem, RequestState, Wish
from jsp.models.reference import get_setting
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.retention import answer_by
from jsp.verbs import holds
from jsp.verbs.own_things import oversees
from jsp.verbs.went import done_of, went_of

KIND = "person_request"
MOST = 100
ANSWERED = N_("This request was answered already.")
OPEN_STILL = N_("Something that was found was not dealt with yet. Show, change or erase it, or say why it stays.")
DEALT_WITH = frozenset({Outcome.SHOWN, Outcome.CORRECTED, Outcome.ERASED, Outcome.KEPT})
USED = frozenset({Outcome.SHOWN, Outcome.CORRECTED, Outcome.ERASED})
IN_USE = N_("It was shown, changed or erased for this request already. So it stays on it.")
HELD_HERE = N_(
    "This is kept longer, and may be about who works on it. So a coordinator whose own it is not takes it off."
)


def about(id: UUID) -> str:
    """What people who change the same request take turns for."""
    return f"{KIND} {id}"


def list_requests(user: User) -> list[PersonRequest]:
    """Those of the sites of this person, the open ones first, the first to be answered first."""
    query = PersonRequest.visible_to(user).options(selectinload(PersonRequest.items))
    query = query.order_by(PersonRequest.state != RequestState.OPEN, PersonRequest.asked_on, PersonRequest.id)
    return list(db.session.scalars(query.limit(MOST)))


def names_of(requests: Sequence[PersonRequest]) -> dict[int, str]:
    """First names of who wrote them down."""
    query = select(User.id, User.first_name).where(User.id.in_({each.by_id for each in requests}))
    return {id: name for id, name in db.session.execute(query)}


def get_request(user: User, id: UUID) -> PersonRequest:
    """One of them; raises NotFoundError for any other."""
    query = PersonRequest.visible_to(user).where(PersonRequest.id == id)
    found = db.session.scalar(query.options(selectinload(PersonRequest.items)))
    if found is None:
        raise NotFoundError(id)
    return found


def begin(
    *, wish: Wish, known_by: KnownBy, key: UUID, by: User, about_site_id: int | None = None
) -> PersonRequest:  # fmt: skip
    """Somebody asks, at the site of what it is about where that is known. Sending it twice makes one."""
    if not sending.take(key, about=about(key)):
        return db.session.get_one(PersonRequest, key)
    sites = by.open_sites
    made = PersonRequest(
        id=key, wish=wish, known_by=known_by, site_id=about_site_id or (sites[0].id if sites else None),
        by_id=by.id, asked_on=clock.today(), state=RequestState.OPEN,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record(Action.REQUEST_CHANGED, KIND, made.id, behalf=Behalf.PERSON)
    return made


def days_left(request: PersonRequest) -> int:
    """How many days there are to answer; below 0: too late."""
    return (answer_by(request.asked_on) - clock.today()).days


def add(request: PersonRequest, kind: str, id: UUID) -> None:
    """This is about the person as well; once. Raises DomainError for a request that was answered."""
    check_open(request)
    if find_item(request, kind, id) is None:
        request.items.append(PersonRequestItem(kind=kind, object_id=str(id), outcome=Outcome.FOUND))
        audit.record(Action.REQUEST_CHANGED, KIND, request.id, behalf=Behalf.PERSON)


def keep_typed(request: PersonRequest, kind: str, id: UUID) -> None:
    """The code of this very thing was typed with this request; of what hangs on it that says nothing."""
    add(request, kind, id)
    get_item(request, kind, id).code_typed_on = clock.today()
    audit.record(Action.CODE_TYPED, kind, id, behalf=Behalf.PERSON)


def find_item(request: PersonRequest, kind: str, id: UUID) -> PersonRequestItem | None:
    """What was found of this request."""
    return next((each for each in request.items if (each.kind, each.object_id) == (kind, str(id))), None)


def get_item(request: PersonRequest, kind: str, id: UUID) -> PersonRequestItem:
    """The same; raises NotFoundError."""
    found = find_item(request, kind, id)
    if found is None:
        raise NotFoundError(id)
    return found


def why_on(item: PersonRequestItem, by: User) -> str | None:
    """Why this person does not take it off its request; None: they may.

    What was handed over or erased stays on it, to account for. What is kept longer its own worker does not take off:
    the complaint may be about them, and then nobody would deal with it here any more.
    """
    if item.outcome in USED:
        return IN_USE
    is_held = holds.is_held(item.kind, item.object_id)
    return HELD_HERE if is_held and not oversees(item.kind, UUID(item.object_id), by) else None


def take_off(request: PersonRequest, kind: str, id: UUID, *, key: UUID, by: User) -> int:
    """It is about somebody else after all: from here on neither the request nor its papers speak of it.

    Nor of what came along with it by the same code, as far as that may go off; how many went. That each was taken off
    stands in the trail, with the thing as well as with the request. Raises DomainError.
    """
    if not sending.take(key, about=about(request.id)):
        return 0
    check_open(request)
    item = get_item(request, kind, id)
    wanted = [item, *along.came_along(request, item)]
    for of, one in sorted(each.key for each in wanted):
        holds.turn(of, one)
    why = why_on(item, by)
    if why is not None:
        raise DomainError(why)
    going = [each for each in wanted if why_on(each, by) is None]
    for each in going:
        request.items.remove(each)
        db.session.delete(each)
        audit.record(Action.TAKEN_OFF, each.kind, each.object_id, behalf=Behalf.PERSON)
    audit.record(Action.REQUEST_CHANGED, KIND, request.id, behalf=Behalf.PERSON)
    return len(going)


def settle(item: PersonRequestItem, outcome: Outcome) -> None:
    """What became of it; what was erased stays erased."""
    if item.outcome is not Outcome.ERASED:
        item.outcome = outcome


def mark(request: PersonRequest, kind: str, id: UUID, outcome: Outcome) -> None:
    """Its worker says what became of it. Raises DomainError for a request that was answered."""
    check_open(request)
    settle(get_item(request, kind, id), outcome)
    audit.record(Action.REQUEST_CHANGED, KIND, request.id, behalf=Behalf.PERSON)


def close(request: PersonRequest, *, refused: bool, note: str, key: UUID) -> None:
    """It was answered. Raises DomainError where something is left, or a refusal says no reason.

    What went in another way is not left, nor what only counts where it is to be erased: nothing is said to stay of it.
    """
    if not sending.take(key, about=about(request.id)):
        return
    check_open(request)
    note_check.check_bsn(note, field="note")
    for kind, id in sorted(each.key for each in request.items):
        holds.turn(kind, id)  # who writes with it now comes before this, or finds it closed
    bare = done_of(request.wish, went_of(request.items))
    left = [each for each in request.items if each.outcome not in DEALT_WITH and each.key not in bare]
    if left and not note:
        raise DomainError(OPEN_STILL, field="note")
    if refused and not note:
        raise DomainError(N_("Write down why. The law asks to tell them, and that they may complain."), field="note")
    for each in left:
        each.outcome = Outcome.KEPT
    request.state = RequestState.REFUSED if refused else RequestState.DONE
    request.done_on = clock.today()
    request.note = note
    audit.record(Action.REQUEST_CHANGED, KIND, request.id, behalf=Behalf.PERSON)


def forget_old() -> None:
    """Throw away requests that were answered as long ago as the trail goes."""
    before = clock.today() - timedelta(days=int(get_setting("audit_log_days")))
    old = select(PersonRequest.id).where(PersonRequest.done_on < before)
    db.session.execute(delete(PersonRequestItem).where(PersonRequestItem.request_id.in_(old)))
    db.session.execute(delete(PersonRequest).where(PersonRequest.done_on < before))


def is_open(request: PersonRequest) -> bool:
    """Whether it was not answered yet."""
    return request.state is RequestState.OPEN


def check_open(request: PersonRequest) -> None:
    """Nobody else changes it until this transaction ends; it is read as it now stands, with all that was found.

    Raises DomainError for one that was answered.
    """
    take_turns(about(request.id))
    query = select(PersonRequest).where(PersonRequest.id == request.id).options(selectinload(PersonRequest.items))
    db.session.scalar(query.execution_options(populate_existing=True))
    if not is_open(request):
        raise DomainError(ANSWERED)


def last_day(request: PersonRequest) -> date:
    """By when it has to be answered."""
    return answer_by(request.asked_on)
