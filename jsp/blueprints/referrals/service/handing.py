"""Giving a referral to a colleague, taking over that of who left, and the link to the partner anew."""

from uuid import UUID

from jsp import audit, sending
from jsp.blueprints.referrals.service import mine
from jsp.models import caseload
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.referral_looks import handed_on
from jsp.models.referrals import Referral
from jsp.rules import passport
from jsp.rules.referral import OVER, TaskKind
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import partner_links, referring

HAS_IT = N_("%(name)s has this referral now.")


def hand_over(row: Referral, *, key: UUID, to_id: int, by: User) -> None:
    """Give it to a colleague of the site, who finds it again by the same name; raises DomainError for anybody else."""
    if not referring.take(row, key, owner=by.id):
        return
    if to_id not in {each.id for each in caseload.colleagues(by, row.site)}:
        raise DomainError(N_("Choose a colleague of this site."), field="to")
    _give(row, to_id)


def take_over(row: Referral, *, key: UUID, by: User) -> None:
    """Go on with what somebody left; raises DomainError where another was first, and says who."""
    if not sending.take(key, about=referring.about(row.id)):
        return
    referring.turn(row)
    if row.owner_id == by.id:
        return
    if not mine.is_left(by, row.id):
        raise DomainError(HAS_IT if handed_on(row) else sending.SETTLED, name=row.owner.first_name)
    _give(row, by.id)


def _give(row: Referral, to_id: int) -> None:
    """All of it is theirs, and found again by its name in their caseload alone."""
    row.owner_id = to_id
    if row.packet is not None:
        row.packet.name_mark = referring.name_mark(passport.full_name(referring.read_packet(row)), owner_id=to_id)
    audit.record(Action.HANDED_OVER, referring.KIND, row.id)


def renew_link(row: Referral, *, key: UUID, user_id: int) -> None:
    """A new link and code, and the mail again; raises DomainError where nothing may be shared any more."""
    if not referring.take(row, key, owner=user_id):
        return
    if not row.is_shared or row.link is None:
        raise DomainError(OVER)
    if row.partner.is_archived:
        raise DomainError(N_("This partner has stopped or moved. Nothing is sent to it any more."))
    referring.look_at_needs(row)
    if not referring.may_share(row):
        raise DomainError(N_("Not everybody whose yes is needed says yes today. There is no new link."))
    partner_links.renew(row, number=row.link.number + 1)
    referring.close_tasks(row, TaskKind.LINK_CLOSED)
    referring.add_task(row, TaskKind.SAY_CODE)
    audit.record(Action.SHARED, referring.KIND, row.id)
