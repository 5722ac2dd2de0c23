"""What can happen to a conversation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from jsp import audit, clock
from jsp.extensions import db, lock
from jsp.models import caseload, rota
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import CasualVisit, Contact, ContactOutcome, ContactTheme, Correction, HandOver, SafetyConcern
from jsp.models.directory import Partner
from jsp.models.directory_index import ways_for
from jsp.models.ground import Site
from jsp.rules import contact as contact_rules
from jsp.rules import tally
from jsp.rules.contact import LOOK_AHEAD, ContactDraft, VisitKind
from jsp.rules.contact_window import may_rewrite
from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import Permission
from jsp.verbs import holds, recording, tallying, theme_counts
from jsp.verbs.went import was_erased

KIND = recording.KIND
PAGE = 50
ERASED = N_("Who this was about wanted it erased. Only the count is left, and nothing can be added to it.")
MOST_WAYS = 3  # on the page of a contact; more stand behind "Refer"


def undo_contact(contact: Contact, *, by: User) -> None:
    """Take back what was just written."""
    if contact.writer_id != by.id:
        raise DomainError(N_("Only who wrote it can undo it."))
    holds.check_free(KIND, contact.id)
    lock(contact)
    tallying.count_out(contact)
    audit.record(Action.UNDONE, KIND, contact.id)
    db.session.delete(contact)


def change_contact(contact: Contact, draft: ContactDraft, *, reason: str, by: User) -> None:
    """Rewrite while that is allowed; a correction with its reason from then on."""
    if may_edit(contact, by=by):
        rewrite_contact(contact, draft, by=by)
    else:
        correct_contact(contact, draft, reason=reason, by=by)


def rewrite_contact(contact: Contact, draft: ContactDraft, *, by: User) -> None:
    """Change a conversation within the time for rewriting; only its writer may."""
    if not may_edit(contact, by=by):
        raise DomainError(N_("The 48 hours are over. Give a reason, and it becomes a correction."), field="reason")
    _change(contact, draft)
    audit.record(Action.REWRITTEN, KIND, contact.id)


def correct_contact(contact: Contact, draft: ContactDraft, *, reason: str, by: User) -> None:
    """Change a conversation later on; the reason stays beside it."""
    if not reason:
        raise DomainError(N_("Say in a few words why this has to change."), field="reason")
    if by.id not in (contact.writer_id, contact.owner_id):
        raise DomainError(N_("Only who wrote it or works on it can correct it."), field="reason")
    if db.session.get(Correction, draft.id) is not None:
        return
    _change(contact, draft)
    correction = Correction(id=draft.id, contact_id=contact.id, user_id=by.id, on=clock.today())
    correction.reason = reason
    db.session.add(correction)
    audit.record(Action.CORRECTED, KIND, contact.id)


def may_edit(contact: Contact, *, by: User) -> bool:
    """Whether this person may still simply rewrite it."""
    written = audit.find_time(Action.RECORDED, contact.id)
    return contact.writer_id == by.id and may_rewrite(written, clock.now())


def hand_over(contact: Contact, *, key: UUID, to_id: int, follow_up_on: date, by: User) -> None:
    """Give the contact to a colleague, who finds it in the own follow-ups on that day."""
    if db.session.get(HandOver, key) is not None:
        return
    if contact.owner_id != by.id:
        raise DomainError(N_("Only who works on it can hand it over."), field="to")
    if follow_up_on < clock.today():
        raise DomainError(N_("This day has passed. Choose today or a later day."), field="follow_up_on")
    holds.turn(KIND, contact.id)
    _check_not_erased(contact)
    db.session.add(HandOver(id=key, contact_id=contact.id, from_id=by.id, to_id=to_id, on=clock.today()))
    contact.owner_id, contact.follow_up_on, contact.follow_up_done_on = to_id, follow_up_on, None
    audit.record(Action.HANDED_OVER, KIND, contact.id)


def finish_follow_up(contact: Contact, *, by: User) -> None:
    """Tick off what was promised."""
    if contact.owner_id != by.id:
        raise DomainError(N_("Only who works on it can tick it off."))
    if contact.has_open_follow_up:
        contact.follow_up_done_on = clock.today()
        audit.record(Action.FOLLOWED_UP, KIND, contact.id)


def agree_call(contact: Contact, *, on: date, is_reachable: bool, by: User) -> None:
    """Call them next on that day; raises DomainError for a day that is over, or a promise that is somebody else's."""
    if contact.owner_id != by.id or not contact.has_open_follow_up:
        raise DomainError(N_("This follow-up is not yours, or it is done."))
    if on < clock.today() and on != contact.follow_up_on:
        raise DomainError(N_("This day is over."), field="on")
    if on > clock.today() + LOOK_AHEAD:
        raise DomainError(N_("This day is more than a year ahead. Choose an earlier day."), field="on")
    contact.follow_up_on, contact.is_reachable_agreed = on, is_reachable
    audit.record(Action.FOLLOWED_UP, KIND, contact.id)


def acknowledge(contact: Contact, *, by: User) -> None:
    """The colleague who was asked to join has seen it."""
    if contact.colleague_id == by.id and contact.colleague_seen_on is None:
        contact.colleague_seen_on = clock.today()
        audit.record(Action.FOLLOWED_UP, KIND, contact.id)


def record_safety(contact: Contact, *, steps: dict[str, date | None], recorded_elsewhere: bool, by: User) -> None:
    """Keep that there was a worry and which steps were taken when; the story belongs elsewhere."""
    if by.id not in (contact.writer_id, contact.owner_id):
        raise DomainError(N_("Only who wrote it or works on it can change this."))
    for name, day in steps.items():
        if day is not None and day > clock.today():
            raise DomainError(
                N_("This day has yet to come. Choose today or an earlier day."), field=name.removesuffix("_on")
            )
    concern = contact.safety or SafetyConcern(contact_id=contact.id, raised_on=clock.today())
    concern.recorded_elsewhere = recorded_elsewhere
    for name, day in steps.items():
        setattr(concern, name, day)
    contact.safety = concern
    audit.record(Action.SAFETY_RECORDED, KIND, contact.id)


def record_visit(*, key: UUID, site: Site, kind: VisitKind, by: User) -> None:
    """Count somebody who came by without a question, once per key."""
    if db.session.get(CasualVisit, key) is not None:
        return
    day = clock.today()
    opening = rota.find_opening_id(site.id, day)
    db.session.add(CasualVisit(id=key, site_id=site.id, opening_id=opening, user_id=by.id, on=day, kind=kind))
    audit.record(Action.RECORDED, "visit", key)


def ways_of(contact: Contact, user: User) -> list[Partner]:
    """The few that somebody with this question can be shown the way to; nobody for who may not refer."""
    if not user.may(Permission.REFER):
        return []
    return ways_for(contact.theme_ids, site_id=contact.site_id, most=MOST_WAYS)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list of contacts is narrowed to."""

    site_id: int | None = None
    theme_id: int | None = None
    since: date | None = None
    before: tuple[date, UUID] | None = None


def list_contacts(user: User, wish: Wish) -> tuple[list[Contact], tuple[date, UUID] | None]:
    """One page of the own caseload, newest day first, and where the next page starts."""
    query = Contact.visible_to(user).options(*caseload.SHOWN).order_by(Contact.on.desc(), Contact.id.desc())
    if wish.site_id is not None:
        query = query.where(Contact.site_id == wish.site_id)
    if wish.theme_id is not None:
        query = query.where(
            (Contact.theme_id == wish.theme_id)
            | Contact.id.in_(select(ContactTheme.contact_id).where(ContactTheme.theme_id == wish.theme_id))
        )
    if wish.since is not None:
        query = query.where(Contact.on >= wish.since)
    if wish.before is not None:
        day, id = wish.before
        query = query.where((Contact.on < day) | ((Contact.on == day) & (Contact.id < id)))
    rows = list(db.session.scalars(query.limit(PAGE + 1)))
    more = len(rows) > PAGE
    return rows[:PAGE], (rows[PAGE - 1].on, rows[PAGE - 1].id) if more else None


def count_visits(user: User, day: date) -> int:
    """How many visits without a question this worker counted that day."""
    query = select(func.count()).select_from(CasualVisit).where(CasualVisit.user_id == user.id, CasualVisit.on == day)
    return db.session.scalar(query) or 0


def _check_not_erased(contact: Contact) -> None:
    if was_erased(KIND, contact.id):
        raise DomainError(ERASED)


def _change(contact: Contact, draft: ContactDraft) -> None:
    holds.turn(KIND, contact.id)
    _check_not_erased(contact)
    lock(contact)  # or two changes at once would both take it out of the same figures
    before = tally.cells(contact)
    contact_rules.check(draft, today=clock.today(), since=min(contact.on, clock.today() - contact_rules.LOOK_BACK))
    if (draft.note, draft.strengths) != (contact.note, contact.strengths):
        holds.check_free(KIND, contact.id)
    if draft.colleague_id != contact.colleague_id:
        contact.colleague_seen_on = None
    if draft.follow_up_on != contact.follow_up_on:
        contact.follow_up_done_on = None
    theme_counts.follow_site(contact, draft.site_id)
    for name, value in recording.columns(draft, id=contact.id).items():
        setattr(contact, name, value)
    contact.more_themes = []
    contact.more_outcomes = []
    db.session.flush()
    contact.more_themes = [ContactTheme(theme_id=id, position=at) for at, id in enumerate(draft.theme_ids[1:])]
    contact.more_outcomes = [ContactOutcome(outcome_id=id, position=at) for at, id in enumerate(draft.outcome_ids[1:])]
    tallying.count_anew(before, draft)
