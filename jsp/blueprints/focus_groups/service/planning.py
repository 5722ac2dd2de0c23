"""Beginning a talk, changing what was agreed on beforehand, and taking one away that never came."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.blueprints.focus_groups.service.invitation import invitation
from jsp.blueprints.focus_groups.service.turns import take
from jsp.content.usual_guides import INVENTORY, TOGETHER
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.findings import Evidence
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.ground import Site, Theme
from jsp.models.guides import GuideVersion
from jsp.models.programme_versions import newest_versions
from jsp.models.programmes import ProgrammeVersion
from jsp.models.reference import get_reference
from jsp.models.talk_texts import TalkNote
from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import Role
from jsp.rules.talk import Part, TalkForm
from jsp.rules.talk_plan import Plan, check_plan, check_seats, may_have_names
from jsp.verbs import guiding, talk_names, talk_texts

KIND = "talk"
GUIDE_OF = {
    TalkForm.FOCUS_GROUP: TOGETHER, TalkForm.INVENTORY: INVENTORY, TalkForm.PUPILS: INVENTORY,
    TalkForm.SCHOOL: TOGETHER,
}  # fmt: skip


def sites_for(user: User, group: FocusGroup | None = None) -> list[Site]:
    """Where this person can hold talks, and where the talk already is; a researcher has no site and so has all."""
    everywhere = Role.RESEARCHER in user.role_set
    own = get_reference().open_sites.values() if everywhere else user.open_sites
    found = {site.id: site for site in (*own, *(group.sites if group else ()))}
    return sorted(found.values(), key=lambda site: site.position)


def guides_for(group: FocusGroup | None = None) -> list[GuideVersion]:
    """What it can be led with; the guide of the talk itself stays, also once it is archived."""
    found = guiding.choices()
    if group is not None and all(each.guide.code != group.guide_version.guide.code for each in found):
        found.append(group.guide_version)
    return found


def programmes_for(group: FocusGroup | None = None) -> list[ProgrammeVersion]:
    """What it can be about: one of the programmes; that of the talk stays, also once it is archived."""
    chosen = group.programme_id if group else None
    archived = newest_versions(is_archived=True) if chosen else []
    return [*newest_versions(is_archived=False), *(each for each in archived if each.programme_id == chosen)]


def themes_for(group: FocusGroup | None = None) -> list[Theme]:
    """Or a theme; that of the talk stays, also once it is archived."""
    chosen = group.theme_id if group else None
    return [each for each in get_reference().themes if each.archived_on is None or each.id == chosen]


def begin(plan: Plan, seats: Mapping[Part, int], *, key: UUID, by: User) -> None:
    """A talk with its seats, which who begins it holds. Raises DomainError."""
    if not sending.take(key, about=f"talk {key}"):
        return
    check_plan(plan, today=clock.today())
    check_seats(plan.form, seats)
    version = guiding.version_to_use(plan.guide or GUIDE_OF[plan.form])
    group = FocusGroup(id=key, made_on=clock.today(), made_by_id=by.id, holders=[by])
    _agree(group, plan, version)
    group.invitation = invitation(plan, len(version.content.questions), today=clock.today())
    group.participants = [
        Participant(id=uuid4(), part=part, number=number)
        for part, most in seats.items() for number in range(1, most + 1)
    ]  # fmt: skip
    db.session.add(group)
    audit.record(Action.TALK_CHANGED, KIND, key)


def plan_of(group: FocusGroup) -> Plan:
    """What was agreed on so far."""
    return Plan(
        form=group.form, subject=group.subject, held_on=group.held_on, starts_at=group.starts_at,
        minutes=group.minutes, guide=group.guide_version.guide.code, site_ids=tuple(site.id for site in group.sites),
        programme_id=group.programme_id, theme_id=group.theme_id, invitation=group.invitation,
    )  # fmt: skip


def mark(group: FocusGroup) -> str:
    """A short mark of how it stands, to notice that somebody else changed it."""
    return sending.marked(plan_of(group), group.state)


def change(id: UUID, plan: Plan, *, key: UUID, seen: str, by: User) -> None:
    """Something else was agreed on. An invitation that nobody wrote anew follows. Raises DomainError."""
    group = take(id, key, by)
    if group is None:
        return
    talk_texts.check_open(group)
    sending.check_unchanged(seen, mark(group), sending.IN_SIGHT)
    check_plan(plan, today=clock.today())
    _check_form(group, plan.form)
    before, asked = plan_of(group), len(group.guide_version.content.questions)
    is_ours = plan.invitation in ("", invitation(before, asked, today=before.held_on))
    _agree(group, plan, _guide_after(group, plan))
    written = invitation(plan, len(group.guide_version.content.questions), today=clock.today())
    group.invitation = written if is_ours else plan.invitation
    audit.record(Action.TALK_CHANGED, KIND, id)


def can_go(group: FocusGroup) -> bool:
    """Whether nothing was written down of it yet, so that it may be taken away as a whole."""
    return group.is_open and not _has_notes(group) and not texts_of(group)


def delete(id: UUID, *, with_words: bool, key: UUID, by: User) -> None:
    """Take a talk away that was not approved; what was written down of it goes too, where that is meant.

    Raises DomainError where it is not, and while findings rest on it.
    """
    group = take(id, key, by)
    if group is None:
        return
    if not group.is_open:
        raise DomainError(talk_texts.APPROVED)
    if not can_go(group) and not with_words:
        raise DomainError(N_("Something was written down of this talk. Say that it may go too."), field="with_words")
    if db.session.scalar(select(Evidence.id).where(Evidence.group_id == id).limit(1)) is not None:
        raise DomainError(N_("A finding rests on this talk. Take its passages off that finding first."))
    for seat in group.participants:
        talk_names.withdraw_mail(seat)
    db.session.delete(group)
    audit.record(Action.TALK_CHANGED, KIND, id)


def _agree(group: FocusGroup, plan: Plan, version: GuideVersion) -> None:
    group.form, group.subject, group.held_on = plan.form, plan.subject, plan.held_on
    group.starts_at, group.minutes = plan.starts_at, plan.minutes
    group.programme_id, group.theme_id = plan.programme_id, plan.theme_id
    group.guide_version_id, group.guide_version = version.id, version
    group.sites = list(db.session.scalars(select(Site).where(Site.id.in_(plan.site_ids)).order_by(Site.position)))


def _check_form(group: FocusGroup, form: TalkForm) -> None:
    """Who takes part has to fit the form; of pupils there are no names."""
    seats = [seat.part for seat in group.participants]
    try:
        check_seats(form, {part: seats.count(part) for part in seats})
    except DomainError as error:
        raise DomainError(error.message, field="form", **error.values) from error
    if not may_have_names(form) and any(seat.name_sealed or seat.mail_sealed for seat in group.participants):
        raise DomainError(N_("Of a talk with pupils no names are kept. Erase the names first."), field="form")


def _guide_after(group: FocusGroup, plan: Plan) -> GuideVersion:
    """The version that it has, where the guide stays; notes stand under the questions of theirs."""
    code = plan.guide or GUIDE_OF[plan.form]
    if code == group.guide_version.guide.code:
        return group.guide_version
    if _has_notes(group):
        raise DomainError(N_("There are notes at the questions of this guide. It stays."), field="guide")
    return guiding.version_to_use(code)


def _has_notes(group: FocusGroup) -> bool:
    noted = select(TalkNote.id).where(TalkNote.group_id == group.id, TalkNote.words_sealed.is_not(None))
    return db.session.scalar(noted.limit(1)) is not None
