"""What this day holds for the person who looks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jsp import audit, clock
from jsp.extensions import take_turns
from jsp.models import caseload, inbox, looked, members, rota
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.directory_rows import upkeep_waiting
from jsp.models.focus_group_rows import talks_of_day
from jsp.models.ground import Site
from jsp.models.lesson_waiting import lessons_waiting_for
from jsp.models.open_signals import count_open_signals
from jsp.models.person_requests import open_requests
from jsp.models.proposals_told import proposals_told
from jsp.models.reference import get_reference
from jsp.models.referral_rows import count_left, is_any_waiting, meetings_at, open_referrals, running_paths, tasks_of
from jsp.models.team import Attendance, Opening
from jsp.models.waiting import short_openings, waiting_for
from jsp.rules.break_glass import Kind
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.verbs import breaking_glass
from jsp.words import referral_terms
from jsp.words.glass_terms import DID, KINDS_OF_ONE

PAGES = {Kind.CONTACT: "intake.contact", Kind.THREAD: "messages.thread", Kind.REFERRAL: "referrals.referral"}


@dataclass(frozen=True, slots=True)
class Return:
    """What a worker gets back for what was just saved."""

    contact: Contact
    theme_count: int
    expert: Attendance | None


def desk_for(user: User, now: datetime, *, code: str | None) -> rota.Desk | None:
    """The site that was asked for, else the one where this person sits today, else the first; None without sites."""
    if code:
        return rota.desks([caseload.get_site(user, code)], now)[0]
    mine = rota.desks(user.open_sites, now)
    sitting = [desk for desk in mine if desk.is_today and find_own(desk.opening, user) is not None]
    open_today = [desk for desk in mine if desk.is_today]
    return next(iter([*sitting, *open_today, *mine]), None)


def find_own(opening: Opening | None, user: User) -> Attendance | None:
    """This person's own place at the opening."""
    places = opening.attendances if opening else []
    return next((place for place in places if place.member.user_id == user.id), None)


def set_presence(user: User, site: Site, now: datetime, *, is_here: bool) -> None:
    """Take or leave the own place at today's opening; raises NotFoundError where there is none."""
    take_turns("hours")
    place = find_own(rota.desks([site], now)[0].opening, user)
    if place is None or place.opening.on != now.date():
        raise NotFoundError(site.code)
    if place.is_here is not is_here:
        place.is_here = is_here
        audit.record(Action.CHECKED_IN if is_here else Action.CHECKED_OUT, "opening", place.opening_id)


def find_return(user: User, contact_id: UUID, day: date) -> Return | None:
    """How often the theme came up this week, and who knows about it and is here next."""
    contact = caseload.find_contact(user, contact_id)
    if contact is None:
        return None
    theme = get_reference().theme(contact.theme_id)
    return Return(
        contact,
        caseload.count_theme(theme.id, site_id=contact.site_id, day=day),
        members.find_expert(theme, site_id=contact.site_id, day=day, besides=user.id),
    )


def own_opening(desk: rota.Desk | None, user: User) -> Opening | None:
    """The opening of today at that desk where this person sits; None for who does not."""
    is_mine = desk is not None and desk.is_today and find_own(desk.opening, user) is not None
    return desk.opening if desk is not None and is_mine else None


def waiting(user: User, now: datetime, opening: Opening | None) -> dict[str, Any]:
    """What waits for a worker: questions, invitations of colleagues, what to look at again, follow-ups, own turns."""
    to_do = inbox.to_do(user, now.date())
    return {
        "questions": to_do.questions,
        "invited": to_do.invited,
        "again": to_do.again,
        "follow_ups": caseload.follow_ups(user),
        "invitations": caseload.invitations(user),
        "turns": waiting_for(user, now),
        "lessons": lessons_waiting_for(user, now),
        "proposals": proposals_told(user, now.date()),
        "local_now": now,
        **referrals(user, now.date(), opening),
    }


def referrals(user: User, today: date, opening: Opening | None) -> dict[str, Any]:
    """What there is to do for referrals, what a colleague asks to look along with, and what the team looks at."""
    refers = user.may(Permission.REFER) and is_any_waiting(user, today, opening)
    sits = opening is not None and (refers or not user.may(Permission.REFER))
    signs = refers or (user.may(Permission.SIGN_SAFETY) and not user.may(Permission.REFER))
    return {
        "referral_tasks": tasks_of(user, today) if refers else [],
        "referrals": open_referrals(user) if refers else [],
        "left": count_left(user, today) if refers else 0,
        "paths": running_paths(user) if signs else [],
        "meetings": meetings_at(opening) if opening is not None and sits else [],
        "talks": talks_of_day(user, today) if user.may(Permission.HOLD_TALKS) else [],
        "words": referral_terms,
        "upkeep": upkeep_waiting(today) if user.may(Permission.KEEP_DIRECTORY) else (0, 0),
        "signals": count_open_signals(user),
    }


def opened(user: User) -> dict[str, Any]:
    """What coordinators opened of this person and did with it, with the day, until it was put away.

    The reason stands there: that it was seen is kept.
    """
    rows = [(each, each.row.opened_at.astimezone(clock.LOCAL).date()) for each in breaking_glass.list_opened_of(user)]
    if rows:
        audit.record_apart(Action.LISTED, "break_glass")
    return {"opened": rows, "opened_kinds": KINDS_OF_ONE, "opened_pages": PAGES, "opened_acts": DID}


def find_installation(user: User) -> looked.Standing | None:
    """Whether all of the installation was well when the jobs looked; None for who does not look after it."""
    return looked.standing() if user.may(Permission.SEE_INSTALLATION) else None


def overview(user: User, now: datetime) -> dict[str, Any]:
    """What a coordinator watches over: openings with too few people, follow-ups as numbers, worries about safety."""
    if not user.may(Permission.SEE_FOLLOW_UP_LOAD):
        return {"load": [], "concerns": [], "short": [], "questions": None, "asked": (0, None)}
    sites = [site.id for site in user.sites]
    return {
        "load": caseload.follow_up_load(now.date(), site_ids=sites),
        "concerns": caseload.safety_concerns(now.date(), site_ids=sites),
        "questions": inbox.load(sites, now),
        "asked": open_requests(user),
        "short": short_openings([site.id for site in user.open_sites], now),
    }
