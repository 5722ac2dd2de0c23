"""Who takes part: seats, names that stand apart, links, and yes or no to being quoted."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.blueprints.focus_groups.service.planning import KIND
from jsp.blueprints.focus_groups.service.turns import take as _take
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.reference import get_setting
from jsp.models.talk_texts import Correction, TalkNote
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.talk import Part
from jsp.rules.talk_plan import check_seats, may_have_names, new_numbers
from jsp.verbs import talk_links, talk_names, talk_texts

NO_NAMES = N_("Of this talk no names are kept.")
HAS_WORDS = N_("Words of %(tag)s stand in what was written down. This seat stays.")
HAS_READ = N_("%(tag)s read the text back. This seat stays.")
ERASED = N_("What was said was erased. Nothing changes here any more.")


def takes_names(group: FocusGroup) -> bool:
    """Whether names can be filled in: not of pupils, not after approval, and not once they were erased."""
    return may_have_names(group.form) and group.is_open and group.names_erased_on is None


def seat_of(group: FocusGroup, id: UUID) -> Participant:
    """One of its seats; raises NotFoundError for any other."""
    for seat in group.participants:
        if seat.id == id:
            return seat
    raise NotFoundError(id)


def mark(group: FocusGroup) -> str:
    """A short mark of all names and addresses: what was sealed anew is another one."""
    return sending.marked(
        takes_names(group), *((seat.tag, seat.name_sealed, seat.mail_sealed) for seat in group.participants)
    )  # fmt: skip


def save_names(id: UUID, names: Mapping[str, tuple[str, str]], *, key: UUID, seen: str, by: User) -> None:
    """These are the names and addresses, by tag. Raises DomainError with the field of a tag."""
    group = _take(id, key, by)
    if group is None:
        return
    if not takes_names(group):
        raise DomainError(NO_NAMES)
    sending.check_unchanged(seen, mark(group), sending.IN_SIGHT)
    for seat in group.participants:
        if seat.tag in names:
            _name(seat, *names[seat.tag])
    audit.record(Action.TALK_CHANGED, KIND, id)


def add_seats(id: UUID, part: Part, more: int, *, key: UUID, by: User) -> None:
    """So many more of a role take part. Raises DomainError."""
    group = _take(id, key, by)
    if group is None:
        return
    talk_texts.check_open(group)
    if more < 1:
        raise DomainError(N_("Fill in how many more take part."), field="more")
    parts = [seat.part for seat in group.participants]
    try:
        check_seats(group.form, {each: parts.count(each) + more * (each is part) for each in {*parts, part}})
    except DomainError as error:
        raise DomainError(error.message, field="more", **error.values) from error
    for number in new_numbers([seat.number for seat in group.participants if seat.part is part], more):
        group.participants.append(Participant(id=uuid4(), part=part, number=number))
    audit.record(Action.TALK_CHANGED, KIND, id)


def remove_seat(id: UUID, seat_id: UUID, *, key: UUID, by: User) -> None:
    """Nobody sits there after all; the numbers of the others stay. Raises DomainError."""
    group = _take(id, key, by)
    if group is None:
        return
    talk_texts.check_open(group)
    seat = seat_of(group, seat_id)
    if len(group.participants) == 1:
        raise DomainError(N_("Somebody has to take part. Add the right seat first."))
    if _has_read(seat):
        raise DomainError(HAS_READ, tag=seat.tag)
    if _has_words(group, seat.tag):
        raise DomainError(HAS_WORDS, tag=seat.tag)
    talk_names.withdraw_mail(seat)
    group.participants.remove(seat)
    audit.record(Action.TALK_CHANGED, KIND, id)


def new_link(id: UUID, seat_id: UUID, *, key: UUID, by: User) -> None:
    """The link went astray: an earlier one opens nothing from here on. Raises DomainError."""
    group = _take(id, key, by)
    if group is None:
        return
    _check_not_erased(group)
    seat = seat_of(group, seat_id)
    talk_names.withdraw_mail(seat)
    seat.link_number += 1
    audit.record(Action.TALK_CHANGED, KIND, id)


def say_quote(id: UUID, seat_id: UUID, *, may_quote: bool, key: UUID, by: User) -> None:
    """Who sits there said so by mouth, also after approval. Raises DomainError."""
    group = _take(id, key, by)
    if group is None:
        return
    _check_not_erased(group)
    seat = seat_of(group, seat_id)
    seat.may_quote, seat.answered_on = may_quote, clock.today()
    audit.record(Action.TALK_CHANGED, KIND, id)


def erase_names(id: UUID, *, key: UUID, by: User) -> None:
    """All names, addresses and names behind pseudonyms go now."""
    group = _take(id, key, by)
    if group is not None:
        talk_names.erase(group)
        audit.record(Action.TALK_CHANGED, KIND, id)


def to_invite(group: FocusGroup) -> list[Participant]:
    """Who has an address and was not mailed yet."""
    return [seat for seat in group.participants if seat.mail_sealed and seat.mail_id is None]


def invite(id: UUID, *, key: UUID, by: User) -> int:
    """A mail for each of those; how many. Raises DomainError."""
    group = _take(id, key, by)
    if group is None:
        return 0
    _check_not_erased(group)
    seats = to_invite(group)
    if not seats:
        raise DomainError(N_("Everybody with an address was mailed already."))
    for seat in seats:
        talk_names.invite(seat, str(get_setting("jsp_phone") or group.sites[0].phone))
    audit.record(Action.TALK_CHANGED, KIND, id)
    return len(seats)


def on_paper(group: FocusGroup) -> list[Participant]:
    """Who gets the link on paper: who has no address, and everybody where all have one."""
    if group.is_erased:
        return []
    return [seat for seat in group.participants if not seat.mail_sealed] or group.participants


def links(group: FocusGroup) -> dict[UUID, str]:
    """The address of the link of each seat; none once what was said was erased."""
    return {} if group.is_erased else {seat.id: talk_links.address(seat) for seat in group.participants}


def _name(seat: Participant, name: str, address: str) -> None:
    """What did not change is not sealed anew; to another address no mail went yet."""
    if address and not name:
        raise DomainError(N_("Fill in whose address this is."), field=f"name_{seat.tag}")
    if name != seat.name:
        seat.name = name
    if address != seat.mail:
        talk_names.withdraw_mail(seat)
        seat.mail = address


def _check_not_erased(group: FocusGroup) -> None:
    if group.is_erased:
        raise DomainError(ERASED)


def _has_read(seat: Participant) -> bool:
    corrected = select(Correction.id).where(Correction.participant_id == seat.id).limit(1)
    return bool(seat.read_on or db.session.scalar(corrected))


def _has_words(group: FocusGroup, tag: str) -> bool:
    noted = select(TalkNote.id).where(TalkNote.said_by == tag, TalkNote.group_id == group.id).limit(1)
    if db.session.scalar(noted) is not None:
        return True
    return any(f"\n{tag}: " in f"\n{text.words}" for text in texts_of(group))
