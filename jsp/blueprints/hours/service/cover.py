"""*Ik kan niet*: somebody drops out, free colleagues are asked, the first yes takes the turn."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload, selectinload

from jsp import audit, clock, mail, sending
from jsp.blueprints.hours.service import ABOUT, crew, demand, openings, rota
from jsp.blueprints.hours.service.notices import News, coordinators
from jsp.extensions import db, look_again, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.hours import Absence
from jsp.models.members import find_member
from jsp.models.team import Opening, TeamMember
from jsp.models.turns import Cover, CoverQuestion, CoverState, NoticeKind
from jsp.rules import coverage
from jsp.rules.coverage import Colleague, is_absent
from jsp.rules.refusal import N_, DomainError, NotFoundError

JUST_NOW = timedelta(hours=1)


def drop_out(opening: Opening, member: TeamMember, *, key: UUID, by: User) -> None:
    """Take somebody off the opening and ask others. Raises DomainError for an opening that is over or not on."""
    if not sending.take(key, about=ABOUT):
        return
    news = News()
    leave(opening, member, id=key, news=news)
    news.send(by=by)


def leave(opening: Opening, member: TeamMember, *, id: UUID, news: News, absence: Absence | None = None) -> None:
    """The same within a larger act, such as being away for a week."""
    look_again(opening)
    openings.check_stands(opening)
    if opening.find_place(member) is None:
        return
    crew.seat(opening, [place.member for place in opening.attendances if place.member_id != member.id], news)
    cover = Cover(id=id, opening=opening, member=member, state=CoverState.OPEN, asked_at=clock.now(),
                  absence_id=absence.id if absence else None, questions=[])  # fmt: skip
    db.session.add(cover)
    db.session.flush()
    ask_on(cover)
    news.add_for(coordinators(opening.site_id), NoticeKind.DROPPED_OUT, opening)
    audit.record(Action.TURNS_CHANGED, "opening", opening.id)


def take_back(cover: Cover, *, key: UUID, by: User) -> None:
    """I can after all: while nobody said yes. Raises DomainError once somebody did."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(cover)
    if cover.state is CoverState.TAKEN:
        raise DomainError(N_("A colleague took this turn already. Thank them, or offer to swap."))
    news = News()
    come_back(cover, news)
    news.send(by=by)


def come_back(cover: Cover, news: News) -> None:
    """The same within a larger act. Raises DomainError for an opening that is over, or who is elsewhere by now."""
    if cover.state is not CoverState.OPEN:
        return
    openings.check_stands(cover.opening)
    _check_free(cover.opening, cover.member)
    cover.state = CoverState.TAKEN_BACK
    gone = crew.away([cover.member], cover.opening.on)[cover.member_id]
    if is_absent(cover.opening.on, gone):
        cover.opening.has_own_crew = True  # away, but not for this one
    crew.seat(cover.opening, [*(each.member for each in cover.opening.attendances), cover.member], news)
    news.add_for(coordinators(cover.opening.site_id), NoticeKind.BACK, cover.opening)
    audit.record(Action.TURNS_CHANGED, "opening", cover.opening_id)


def say_yes(cover: Cover, member: TeamMember, *, key: UUID, by: User) -> None:
    """Take the turn; the first one has it. Raises DomainError for who comes second or sits elsewhere then."""
    if not sending.take(key, about=ABOUT):
        return
    db.session.expire(cover)
    question, opening = _get_question(cover, member), cover.opening
    look_again(opening)
    openings.check_stands(opening)
    if opening.find_place(member) is not None:
        raise DomainError(N_("You sit there already."))
    _check_free(opening, member)
    first = update(Cover).where(Cover.id == cover.id, Cover.state == CoverState.OPEN)
    if cover.state is CoverState.TAKEN_BACK:
        raise DomainError(N_("It is no longer needed: your colleague can come after all. Thank you all the same."))
    if not db.session.execute(first.values(state=CoverState.TAKEN, taken_by_id=member.id)).rowcount:  # type: ignore[attr-defined]
        raise DomainError(N_("Somebody was just before you. Thank you all the same."))
    question.says_yes = True
    opening.has_own_crew = True
    news = News()
    crew.seat(opening, [*(place.member for place in opening.attendances), member], news)
    news.add(NoticeKind.COVERED, opening, [cover.member])
    news.add_for(coordinators(opening.site_id), NoticeKind.COVERED, opening)
    news.send(by=by)
    audit.record(Action.TURNS_CHANGED, "opening", opening.id)


def say_no(cover: Cover, member: TeamMember, *, key: UUID) -> None:
    """Not me; the next one is asked. Raises DomainError for one that was settled."""
    if not sending.take(key, about=ABOUT):
        return
    db.session.expire(cover)
    if cover.state is not CoverState.OPEN:
        raise DomainError(sending.SETTLED)
    _get_question(cover, member).says_yes = False
    db.session.flush()
    ask_on(cover)


def ask_on(cover: Cover) -> None:
    """Ask as many more as it is time for: those with the fewest turns first, each of them once."""
    waiting = [question for question in cover.questions if question.says_yes is None]
    number = coverage.how_many_now(
        waiting=len(waiting), asked_at=max((each.asked_at for each in cover.questions), default=None),
        starts=_begins(cover.opening), now=clock.now(),
    )  # fmt: skip
    if not number:
        return
    asked, mailed = {question.member_id for question in cover.questions}, _asked_before(cover.opening)
    for member in [each for each in _whom(cover) if each.id not in asked][:number]:
        cover.questions.append(CoverQuestion(member=member, asked_at=clock.now()))
        if member.user is not None and member.id not in mailed:
            mail.queue("cover_wanted", to=member.user, link=mail.link("hours.week"))


def ask_on_everywhere() -> None:
    """What a job does now and then: nobody answered, so others are asked."""
    take_turns(ABOUT)
    query = select(Cover).join(Cover.opening).where(Cover.state == CoverState.OPEN, Opening.takes_place)
    query = query.where(Opening.on >= clock.today())
    for cover in db.session.scalars(query.options(selectinload(Cover.questions))):
        if not cover.opening.slot.is_over(clock.local_now()):
            ask_on(cover)


def covers_of(opening: Opening) -> list[Cover]:
    """Who said that they cannot come to it and did not take that back, with whom was asked, the first one first."""
    query = select(Cover).where(Cover.opening_id == opening.id, Cover.state != CoverState.TAKEN_BACK)
    asked = selectinload(Cover.questions).joinedload(CoverQuestion.member)
    return list(db.session.scalars(query.order_by(Cover.asked_at).options(asked, joinedload(Cover.member))))


def get_cover(user: User, id: UUID) -> Cover:
    """One in which this person was asked; raises NotFoundError for any other."""
    cover, member = _find_cover(user, id), find_member(user)
    if cover is None or member is None or all(each.member_id != member.id for each in cover.questions):
        raise NotFoundError(id)
    return cover


def get_own_cover(user: User, id: UUID) -> Cover:
    """One that this person asked for; raises NotFoundError for any other."""
    cover, member = _find_cover(user, id), find_member(user)
    if cover is None or member is None or cover.member_id != member.id:
        raise NotFoundError(id)
    return cover


def _find_cover(user: User, id: UUID) -> Cover | None:
    query = select(Cover).join(Cover.opening).where(Cover.id == id)
    query = query.where(Opening.site_id.in_([site.id for site in user.open_sites])).options(joinedload(Cover.opening))
    return db.session.scalar(query.execution_options(populate_existing=True))


def _get_question(cover: Cover, member: TeamMember) -> CoverQuestion:
    for question in cover.questions:
        if question.member_id == member.id:
            return question
    raise NotFoundError(cover.id)


def _check_free(opening: Opening, member: TeamMember) -> None:
    found = next((each for each in rota.candidates(opening) if each.member.id == member.id), None)
    if found is None:
        raise DomainError(rota.NOT_THERE)
    rota.check_free(found)


def _whom(cover: Cover) -> Sequence[TeamMember]:
    """Colleagues with an account, free at that hour, with the discipline that is lost or one that is asked for."""
    fitting, cannot = {cover.member.discipline_id}, crew.who_cannot([cover.opening])
    site_id = cover.opening.site_id
    for _theme, disciplines in demand.lacking([site_id], clock.today())[site_id]:
        fitting |= {each.id for each in disciplines}
    found = {
        each.member.id: each
        for each in rota.candidates(cover.opening)
        if not each.is_seated
        and (cover.opening_id, each.member.id) not in cannot
        and can_answer(each.member, cover.opening)
    }
    ranked = coverage.whom_to_ask(
        [
            Colleague(member_id=id, discipline_id=each.member.discipline_id, turns=each.turns, is_free=each.is_free)
            for id, each in found.items()
        ],
        fitting,
    )
    return [found[each.member_id].member for each in ranked]


def can_answer(member: TeamMember, opening: Opening) -> bool:
    """Whether somebody has an account that is open, and sees this site with it."""
    return member.user is not None and member.user.active and opening.site in member.user.open_sites


def _asked_before(opening: Opening) -> set[int]:
    """Who got a mail about this opening already, or about another one just now: one is enough."""
    is_just_now = CoverQuestion.asked_at > clock.now() - JUST_NOW
    query = select(CoverQuestion.member_id).join(CoverQuestion.cover)
    return set(db.session.scalars(query.where((Cover.opening_id == opening.id) | is_just_now)))


def _begins(opening: Opening) -> datetime:
    return datetime.combine(opening.on, opening.starts, clock.LOCAL)
