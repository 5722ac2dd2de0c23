"""*Ik kan niet*: somebody drops out, free colleagues are asked, the first yes takes the turn."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload, selectinload

from jsp import audit, clock, mail, sending
from jsp.blueprints.hours.service import generation, rota
from jsp.blueprints.hours.service.notices import News, coordinators
from jsp.blueprints.hours.service.patterns import ABOUT
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.rota import find_member
from jsp.models.team import Opening, TeamMember
from jsp.models.turns import Cover, CoverQuestion, CoverState, NoticeKind
from jsp.rules import coverage
from jsp.rules.coverage import Colleague
from jsp.rules.refusal import N_, DomainError, NotFoundError


def drop_out(opening: Opening, member: TeamMember, *, key: UUID, by: User) -> None:
    """Take somebody off the opening and ask others. Raises DomainError for an opening that is over."""
    if not sending.take(key, about=ABOUT):
        return
    db.session.refresh(opening)
    if opening.slot.is_over(clock.local_now()):
        raise DomainError(N_("This opening is over."))
    if opening.takes_place and opening.find_place(member) is not None:
        _drop_out(opening, member, key, by)


def _drop_out(opening: Opening, member: TeamMember, id: UUID, by: User) -> None:
    news = News()
    generation.seat(opening, [place.member for place in opening.attendances if place.member_id != member.id], news)
    cover = Cover(id=id, opening=opening, member=member, state=CoverState.OPEN, asked_at=clock.now(), questions=[])
    db.session.add(cover)
    db.session.flush()
    ask_on(cover)
    news.add_for(coordinators(opening.site_id), NoticeKind.DROPPED_OUT, opening)
    news.send(by=by)
    audit.record(Action.TURNS_CHANGED, "opening", opening.id)


def take_back(cover: Cover, *, key: UUID, by: User) -> None:
    """I can after all: while nobody said yes. Raises DomainError once somebody did."""
    if not sending.take(key, about=ABOUT):
        return
    db.session.refresh(cover)
    if cover.state is CoverState.TAKEN:
        raise DomainError(N_("A colleague took this turn already. Thank them, or offer to swap."))
    if cover.state is CoverState.OPEN:
        _check_free(cover.opening, cover.member)
        cover.state = CoverState.TAKEN_BACK
        news = News()
        generation.seat(cover.opening, [*(each.member for each in cover.opening.attendances), cover.member], news)
        news.add_for(coordinators(cover.opening.site_id), NoticeKind.BACK, cover.opening)
        news.send(by=by)
        audit.record(Action.TURNS_CHANGED, "opening", cover.opening_id)


def say_yes(cover: Cover, member: TeamMember, *, key: UUID, by: User) -> None:
    """Take the turn; the first one has it. Raises DomainError for who comes second or sits elsewhere then."""
    if not sending.take(key, about=ABOUT):
        return
    question = _get_question(cover, member)
    if not cover.opening.takes_place or cover.opening.slot.is_over(clock.local_now()):
        raise DomainError(N_("This opening does not go on any more. Thank you all the same."))
    _check_free(cover.opening, member)
    first = update(Cover).where(Cover.id == cover.id, Cover.state == CoverState.OPEN)
    if not db.session.execute(first.values(state=CoverState.TAKEN, taken_by_id=member.id)).rowcount:  # type: ignore[attr-defined]
        raise DomainError(N_("Somebody was just before you. Thank you all the same."))
    question.says_yes = True
    opening, news = cover.opening, News()
    opening.has_own_crew = True
    generation.seat(opening, [*(place.member for place in opening.attendances), member], news)
    news.add(NoticeKind.COVERED, opening, [cover.member])
    news.add_for(coordinators(opening.site_id), NoticeKind.COVERED, opening)
    news.send(by=by)
    audit.record(Action.TURNS_CHANGED, "opening", opening.id)


def say_no(cover: Cover, member: TeamMember, *, key: UUID) -> None:
    """Not me; the next one is asked."""
    if not sending.take(key, about=ABOUT):
        return
    _get_question(cover, member).says_yes = False
    db.session.flush()
    if cover.state is CoverState.OPEN:
        ask_on(cover)


def ask_on(cover: Cover) -> None:
    """Ask as many more as it is time for: those with the fewest turns first, each of them once."""
    asked = {question.member_id for question in cover.questions}
    waiting = [question for question in cover.questions if question.says_yes is None]
    number = coverage.how_many_now(
        waiting=len(waiting), asked_at=max((each.asked_at for each in cover.questions), default=None),
        starts=_begins(cover.opening), now=clock.now(),
    )  # fmt: skip
    for member in [each for each in _whom(cover) if each.id not in asked][:number]:
        cover.questions.append(CoverQuestion(member=member, asked_at=clock.now()))
        if member.user is not None:
            mail.queue("cover_wanted", to=member.user, link=mail.link("hours.week"))


def ask_on_everywhere() -> None:
    """What a job does now and then: nobody answered, so others are asked."""
    take_turns(ABOUT)
    query = select(Cover).join(Cover.opening).where(Cover.state == CoverState.OPEN, Opening.takes_place)
    for cover in db.session.scalars(query.options(selectinload(Cover.questions))):
        if not cover.opening.slot.is_over(clock.local_now()):
            ask_on(cover)


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
    if found is not None and found.elsewhere is not None:
        raise DomainError(N_("One person cannot be in two places: look at where they sit at that hour."))


def _whom(cover: Cover) -> Sequence[TeamMember]:
    """Colleagues with an account, free at that hour, with the discipline that is lost or one that is asked for."""
    fitting, said_no = {cover.member.discipline_id}, _who_cannot(cover.opening)
    for _theme, disciplines in rota.lacking(cover.opening.site, clock.today()):
        fitting |= {each.id for each in disciplines}
    found = {
        each.member.id: each
        for each in rota.candidates(cover.opening)
        if not each.is_seated and each.member.id not in said_no and each.member.user_id is not None
    }
    ranked = coverage.whom_to_ask(
        [
            Colleague(member_id=id, discipline_id=each.member.discipline_id, turns=each.turns, is_free=each.is_free)
            for id, each in found.items()
        ],
        fitting,
    )
    return [found[each.member_id].member for each in ranked]


def _who_cannot(opening: Opening) -> set[int]:
    """Everybody who said that they cannot come to this opening, also when somebody took it."""
    query = select(Cover.member_id).where(Cover.opening_id == opening.id, Cover.state != CoverState.TAKEN_BACK)
    return set(db.session.scalars(query))


def _begins(opening: Opening) -> datetime:
    return datetime.combine(opening.on, opening.starts, clock.LOCAL)


def count_answers(cover: Cover) -> tuple[int, int]:
    """How many were asked, and how many said no."""
    return len(cover.questions), sum(question.says_yes is False for question in cover.questions)
