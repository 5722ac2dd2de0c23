"""Accounts that nobody uses: their owner hears it a week before, then they are closed.

What is known of the last time is what the trail knows; of an account that it does not know nothing is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Integer, String, cast, func, select

from jsp import audit, clock, mail
from jsp.blueprints.retention.service.work import count_work
from jsp.extensions import db, lock
from jsp.models.accounts import RoleRow, SignIn, User, whole
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.ground import Site
from jsp.models.members import find_member
from jsp.models.reference import get_setting
from jsp.rules.retention import AHEAD, WARNED, Kind, closes_on
from jsp.rules.roles import Role
from jsp.verbs import erasures, hindering

KIND = "user"
USES = (Action.SIGNED_IN, Action.ACCEPTED, Action.INVITED, Action.PERSON_CHANGE_DONE)
NEEDED = (Role.ADMINISTRATOR, Role.COORDINATOR)  # a JSP without one cannot help itself


@dataclass(frozen=True, slots=True)
class Unused:
    """An account that nobody used for a while, when it is closed, and what waits for its owner."""

    person: User
    last_on: date
    closes_on: date
    work: int


def list_unused() -> list[Unused]:
    """The open accounts that are closed within AHEAD, the first first."""
    today = clock.today()
    found = [
        Unused(person, used, closing, count_work(person, today))
        for person, used, closing in _closings(today)
        if closing <= today + AHEAD
    ]
    return sorted(found, key=lambda each: (each.closes_on, each.person.id))


def list_due(day: date) -> Sequence[int]:
    """The open accounts that are closed by that day."""
    return [person.id for person, _used, closing in _closings(clock.today()) if closing <= day]


def warn() -> None:
    """Tell who has not signed in for long that the account is closed in a week; the coordinators where work waits."""
    today, days = clock.today(), _days()
    warned = _last_days((Action.PERSON_CHANGE_ASKED,), Behalf.SYSTEM)
    for person, used, _closing in _closings(today):
        was_told = warned.get(person.id)
        if used + timedelta(days=days) - WARNED > today or (was_told is not None and was_told > used):
            continue
        audit.record(Action.PERSON_CHANGE_ASKED, KIND, person.id, behalf=Behalf.SYSTEM)
        mail.queue("account_unused", to=person, link=mail.link("security.login"))
        if count_work(person, today):
            _tell_coordinators(person)


def close(id: int) -> bool:
    """Close it where its day has come and it is not needed: nobody can sign in with it any more."""
    person = db.session.get(User, id)
    if person is None:
        return False
    lock(person)
    return person.active and id in list_due(clock.today()) and _close(person)


def _close(person: User) -> bool:
    person.active = False
    for each in db.session.scalars(select(SignIn).where(SignIn.user_id == person.id)):
        db.session.delete(each)
    hindering.tell_of_leaving(person, find_member(person), hindering.by_leaving(person), by=None)
    audit.record(Action.PERSON_CHANGE_DONE, KIND, person.id, behalf=Behalf.SYSTEM)
    mail.queue("account_closed", to=person)
    erasures.note(Kind.ACCOUNT, person.id)
    return True


def _closings(today: date) -> list[tuple[User, date, date]]:
    """Every open account that the trail knows: last used, closed on. Whose role is left by nobody else stays."""
    used, warned, days = last_used(), _last_days((Action.PERSON_CHANGE_ASKED,), Behalf.SYSTEM), _days()
    query = select(User).where(User.active).order_by(User.id).options(*whole())
    people = [each for each in db.session.scalars(query) if each.id in used]
    found = []
    for person in people:
        last = used[person.id]
        told = warned.get(person.id)
        found.append((person, last, closes_on(last, days, told if told and told >= last else None, today)))
    return [each for each in found if not _is_needed(each[0])]


def _is_needed(person: User) -> bool:
    return any(role in person.role_set and not _others(role, person) for role in NEEDED)


def _others(role: Role, person: User) -> int:
    query = select(func.count()).select_from(User).join(User.roles)
    return db.session.scalar(query.where(RoleRow.name == role, User.active, User.id != person.id)) or 0


def last_used() -> dict[int, date]:
    """The last day on which each account was used, or changed by somebody, as far as the trail knows."""
    return _last_days(USES, None)


def _last_days(actions: Sequence[Action], behalf: Behalf | None) -> dict[int, date]:
    query = select(cast(AuditEntry.object_id, Integer), func.max(AuditEntry.at))
    anybody = AuditEntry.object_id.in_(select(cast(User.id, String)))  # or it would go along the whole trail
    query = query.where(anybody, AuditEntry.object_kind == KIND, AuditEntry.action.in_(actions))
    query = query.where(AuditEntry.on_behalf_of.is_not_distinct_from(behalf))
    rows = db.session.execute(query.group_by(AuditEntry.object_id))
    return {id: at.astimezone(clock.LOCAL).date() for id, at in rows}


def _days() -> int:
    return int(get_setting("inactive_account_days"))


def _tell_coordinators(person: User) -> None:
    sites = [site.id for site in person.sites]
    query = select(User).join(User.roles).where(RoleRow.name == Role.COORDINATOR, User.active, User.id != person.id)
    for each in db.session.scalars(query.where(User.sites.any(Site.id.in_(sites))).order_by(User.id)):
        mail.queue("account_leaves_work", to=each, link=mail.link("retention.show"))


erasures.bind(Kind.ACCOUNT, erasures.Way(list_due, close, lambda id: close(int(id))))  # whom it was opened for stays
