"""Two people swap their turns; nothing changes before both said yes."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from jsp import audit, clock, mail, sending
from jsp.blueprints.hours.service import ABOUT, cover, crew
from jsp.blueprints.hours.service.notices import News, coordinators
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.members import find_member
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import NoticeKind, Swap, SwapState
from jsp.rules.coverage import is_absent
from jsp.rules.refusal import N_, DomainError, NotFoundError

AHEAD = timedelta(weeks=8)
CANNOT = N_("This swap is not possible any more: one of the turns changed, or one of you would be in two places.")


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a colleague that could be had in return."""

    opening: Opening
    member: TeamMember

    @property
    def key(self) -> str:
        """How the form tells it."""
        return f"{self.opening.id}-{self.member.id}"


def turns_in_return(opening: Opening, member: TeamMember) -> list[Turn]:
    """Turns of colleagues with an account in the coming weeks that both could swap, soonest first."""
    query = (
        select(Attendance)
        .join(Attendance.opening)
        .join(Attendance.member)
        .where(Attendance.takes_place, Attendance.opening_id != opening.id)
        .where(Attendance.on.between(clock.today(), opening.on + AHEAD))
        .where(Opening.site_id.in_([site.id for site in member.sites]), Attendance.member_id != member.id)
        .where(TeamMember.user_id.is_not(None))
        .order_by(Attendance.on, Attendance.starts, Attendance.position)
        .options(contains_eager(Attendance.opening).selectinload(Opening.attendances))
        .options(contains_eager(Attendance.member).selectinload(TeamMember.sites))
        .options(contains_eager(Attendance.member).joinedload(TeamMember.user).selectinload(User.sites))
    )
    rows = db.session.scalars(query)
    found = [Turn(each.opening, each.member) for each in rows if cover.can_answer(each.member, each.opening)]
    return _possible(opening, member, found)


def ask_swap(opening: Opening, member: TeamMember, turn: str, *, key: UUID, by: User) -> None:
    """Ask the colleague of that turn. Raises DomainError for one that cannot be swapped (any more)."""
    if not sending.take(key, about=ABOUT):
        return
    wanted = next((each for each in turns_in_return(opening, member) if each.key == turn), None)
    if opening.find_place(member) is None or wanted is None:
        raise DomainError(CANNOT)
    if _is_asked(opening, member, wanted):
        raise DomainError(N_("You asked for this swap already. Your colleague has still to answer."), field="turn")
    is_new = not _was_asked(opening, wanted)
    db.session.add(
        Swap(
            id=key, opening=opening, member=member, other_opening=wanted.opening, other_member=wanted.member,
            asked_at=clock.now(),
        )
    )  # fmt: skip
    if wanted.member.user is not None and is_new:
        mail.queue("swap_wanted", to=wanted.member.user, link=mail.link("hours.week"))
    audit.record(Action.TURNS_CHANGED, "opening", opening.id)


def agree(swap: Swap, *, key: UUID, by: User) -> None:
    """The yes of the other: both turns change hands at once. Raises DomainError."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(swap)
    mine, theirs = swap.opening, swap.other_opening
    look_again(mine)
    look_again(theirs)
    if swap.state is not SwapState.OPEN or not _stands(swap):
        raise DomainError(CANNOT)
    swap.state = SwapState.DONE
    crews = [
        (mine, [swap.other_member if each == swap.member else each for each in _crew(mine)]),
        (theirs, [swap.member if each == swap.other_member else each for each in _crew(theirs)]),
    ]
    for opening, wanted in crews:  # both leave before either comes: nobody is in two places for a moment
        crew.seat(opening, [each for each in wanted if each in _crew(opening)], News())
    for opening, wanted in crews:
        opening.has_own_crew = True
        crew.seat(opening, wanted, News())
        audit.record(Action.TURNS_CHANGED, "opening", opening.id)
    news = News()
    news.add(NoticeKind.SWAPPED, theirs, [swap.member])
    for opening in {mine.site_id: mine, theirs.site_id: theirs}.values():
        news.add_for(coordinators(opening.site_id), NoticeKind.SWAPPED, opening)
    news.send(by=by)


def refuse(swap: Swap, *, key: UUID, by: User) -> None:
    """The no of the other. Raises DomainError for one that was settled."""
    if not sending.take(key, about=ABOUT):
        return
    _check_open(swap)
    swap.state = SwapState.REFUSED
    news = News()
    news.add(NoticeKind.NOT_SWAPPED, swap.opening, [swap.member])
    news.send(by=by)


def take_back(swap: Swap, *, key: UUID) -> None:
    """The asker no longer wants it. Raises DomainError for one that was settled."""
    if sending.take(key, about=ABOUT):
        _check_open(swap)
        swap.state = SwapState.TAKEN_BACK


def get_swap(user: User, id: UUID, *, asked: bool) -> Swap:
    """One that this person was `asked` for, or asks for; raises NotFoundError for any other."""
    swap, member = db.session.get(Swap, id), find_member(user)
    if swap is None or member is None or member.id != (swap.other_member_id if asked else swap.member_id):
        raise NotFoundError(id)
    return swap


def _is_asked(opening: Opening, member: TeamMember, turn: Turn) -> bool:
    query = select(Swap.id).where(
        Swap.opening_id == opening.id, Swap.member_id == member.id, Swap.state == SwapState.OPEN,
        Swap.other_opening_id == turn.opening.id, Swap.other_member_id == turn.member.id,
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None


def _was_asked(opening: Opening, turn: Turn) -> bool:
    """Whether that colleague got a mail about this opening before: one is enough."""
    query = select(Swap.id).where(Swap.opening_id == opening.id, Swap.other_member_id == turn.member.id)
    return db.session.scalar(query.limit(1)) is not None


def _check_open(swap: Swap) -> None:
    """As it is now, also when somebody answered it a moment ago."""
    look_again(swap)
    if swap.state is not SwapState.OPEN:
        raise DomainError(sending.SETTLED)


def _stands(swap: Swap) -> bool:
    turn = Turn(swap.other_opening, swap.other_member)
    sits = swap.opening.find_place(swap.member) and swap.other_opening.find_place(swap.other_member)
    return bool(sits) and bool(_possible(swap.opening, swap.member, [turn]))


def _possible(opening: Opening, member: TeamMember, turns: list[Turn]) -> list[Turn]:
    """Those of the turns at which either could sit for the other."""
    now = clock.local_now()
    if not opening.takes_place or opening.slot.is_over(now):
        return []
    people = [member, *{turn.member.id: turn.member for turn in turns}.values()]
    taken, away = crew.busy(people, now.date()), crew.away(people, now.date())

    def could(person: TeamMember, coming: Opening, giving: Opening) -> bool:
        return (
            coming.find_place(person) is None and coming.site in person.sites and person.is_in_team(coming.on)
            and not is_absent(coming.on, away[person.id])
            and crew.is_free(taken[person.id, coming.on], coming.slot, besides=giving.id)
        )  # fmt: skip

    return [
        turn for turn in turns
        if turn.opening.takes_place and not turn.opening.slot.is_over(now)
        and could(member, turn.opening, opening) and could(turn.member, opening, turn.opening)
    ]  # fmt: skip


def _crew(opening: Opening) -> list[TeamMember]:
    return [place.member for place in opening.attendances]
