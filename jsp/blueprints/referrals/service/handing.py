"""Giving a referral to a colleague, and the link to the partner anew."""

from uuid import UUID

from jsp import audit
from jsp.models import caseload
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.referrals import Referral
from jsp.rules import passport
from jsp.rules.referral import OVER, TaskKind
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import partner_links, referring


def hand_over(row: Referral, *, key: UUID, to_id: int, by: User) -> None:
    """Give it to a colleague of the site, who finds it again by the same name; raises DomainError for anybody else."""
    if not referring.take(row, key, owner=by.id):
        return
    if to_id not in {each.id for each in caseload.colleagues(by, row.site)}:
        raise DomainError(N_("Choose a colleague of this site."), field="to")
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
