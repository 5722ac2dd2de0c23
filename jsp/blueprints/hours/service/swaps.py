"""Two people swap their turns; nothing changes before both said yes."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock, mail, sending
from jsp.blueprints.hours.service import generation
from jsp.blueprints.hours.service.notices import News, coordinators
from jsp.blueprints.hours.service.patterns import ABOUT
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.rota import find_member
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import NoticeKind, Swap, SwapState
from jsp.rules.refusal import N_, DomainError, NotFoundError

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
    """Turns of colleagues with an account that both could swap, soonest first."""
    query = (
        select(Attendance)
        .join(Attendance.opening)
        .join(Attendance.member)
        .where(Attendance.takes_place, Attendance.on >= clock.today(), Attendance.opening_id != opening.id)
        .where(Opening.site_id.in_([site.id for site in member.sites]), Attendance.member_id != member.id)
        .where(TeamMember.user_id.is_not(None))
        .order_by(Attendance.on, Attendance.starts, Attendance.position)
        .limit(60)
    )
    found = [Turn(each.opening, each.member) for each in db.session.scalars(query)]
    now = clock.local_now()
    coming = [turn for turn in found if not turn.opening.slot.is_over(now) and opening.site in turn.member.sites]
    return [turn for turn in coming if _fits(opening, member, turn)]


def ask_swap(opening: Opening, member: TeamMember, turn: str, *, key: UUID, by: User) -> None:
    """Ask the colleague of that turn. Raises DomainError for one that cannot be swapped (any more)."""
    if not sending.take(key, about=ABOUT):
        return
    wanted = next((each for each in turns_in_return(opening, member) if each.key == turn), None)
    if opening.find_place(member) is None or wanted is None:
        raise DomainError(CANNOT)
    db.session.add(
        Swap(
            id=key, opening=opening, member=member, other_opening=wanted.opening, other_member=wanted.member,
            asked_at=clock.now(),
        )
    )  # fmt: skip
    if wanted.member.user is not None:
        mail.queue("swap_wanted", to=wanted.member.user, link=mail.link("hours.week"))
    audit.record(Action.TURNS_CHANGED, "opening", opening.id)


def agree(swap: Swap, *, key: UUID, by: User) -> None:
    """The yes of the other: both turns change hands at once. Raises DomainError."""
    if not sending.take(key, about=ABOUT):
        return
    db.session.refresh(swap)
    mine, theirs = swap.opening, swap.other_opening
    db.session.refresh(mine)
    db.session.refresh(theirs)
    if swap.state is not SwapState.OPEN or not _stands(swap):
        raise DomainError(CANNOT)
    swap.state = SwapState.DONE
    crews = [
        (mine, [swap.other_member if each == swap.member else each for each in _crew(mine)]),
        (theirs, [swap.member if each == swap.other_member else each for each in _crew(theirs)]),
    ]
    for opening, crew in crews:  # both leave before either comes: nobody is in two places for a moment
        generation.seat(opening, [each for each in crew if each in _crew(opening)], News())
    for opening, crew in crews:
        opening.has_own_crew = True
        generation.seat(opening, crew, News())
        audit.record(Action.TURNS_CHANGED, "opening", opening.id)
    news = News()
    news.add(NoticeKind.SWAPPED, theirs, [swap.member])
    news.add_for(coordinators(mine.site_id), NoticeKind.SWAPPED, mine)
    news.send(by=by)


def refuse(swap: Swap, *, key: UUID, by: User) -> None:
    """The no of the other."""
    if sending.take(key, about=ABOUT) and swap.state is SwapState.OPEN:
        swap.state = SwapState.REFUSED
        news = News()
        news.add(NoticeKind.NOT_SWAPPED, swap.opening, [swap.member])
        news.send(by=by)


def take_back(swap: Swap, *, key: UUID) -> None:
    """The asker no longer wants it."""
    if sending.take(key, about=ABOUT) and swap.state is SwapState.OPEN:
        swap.state = SwapState.TAKEN_BACK


def get_swap(user: User, id: UUID, *, asked: bool) -> Swap:
    """One that this person was `asked` for, or asks for; raises NotFoundError for any other."""
    swap, member = db.session.get(Swap, id), find_member(user)
    if swap is None or member is None or member.id != (swap.other_member_id if asked else swap.member_id):
        raise NotFoundError(id)
    return swap


def _stands(swap: Swap) -> bool:
    turn = Turn(swap.other_opening, swap.other_member)
    sits = swap.opening.find_place(swap.member) and swap.other_opening.find_place(swap.other_member)
    is_over = any(each.slot.is_over(clock.local_now()) for each in (swap.opening, swap.other_opening))
    return bool(sits) and not is_over and _fits(swap.opening, swap.member, turn)


def _fits(opening: Opening, member: TeamMember, turn: Turn) -> bool:
    """Whether neither sits at the turn of the other already, nor elsewhere at that hour."""
    return (
        opening.find_place(turn.member) is None
        and turn.opening.find_place(member) is None
        and _is_free(turn.member, opening, besides=turn.opening)
        and _is_free(member, turn.opening, besides=opening)
    )


def _is_free(member: TeamMember, opening: Opening, *, besides: Opening) -> bool:
    query = (
        select(Opening)
        .join(Opening.attendances)
        .where(Attendance.member_id == member.id, Attendance.on == opening.on, Attendance.takes_place)
        .where(Opening.id.not_in([opening.id, besides.id]))
    )
    return opening.takes_place and not any(each.slot.meets(opening.slot) for each in db.session.scalars(query))


def _crew(opening: Opening) -> list[TeamMember]:
    return [place.member for place in opening.attendances]
