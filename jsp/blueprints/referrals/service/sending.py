"""The last step: how the partner is brought in, looked at once more, and gone."""

from datetime import timedelta
from uuid import UUID

from jsp import audit, clock
from jsp.blueprints.referrals.service.choosing import check_making, check_partner, keep_age
from jsp.models import rota
from jsp.models.audit import Action
from jsp.models.directory_rows import get_partner
from jsp.models.referrals import Referral
from jsp.models.rota import Desk
from jsp.rules import passport
from jsp.rules.consent import Age
from jsp.rules.passport import LineKind
from jsp.rules.referral import OVER, Obstacle, State, Step, TaskKind, Warmth, Way
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import consenting, holds, partner_links, referring

REACHES = frozenset({LineKind.PHONE, LineKind.MAIL, LineKind.REACH})
A_DAY = timedelta(days=1)
ASKED_AFTER = timedelta(days=14)  # whether somebody who would make contact alone did
AGAIN = {
    Age.UNDER_12: (Age.UNDER_12, Age.FROM_12), Age.FROM_12: (Age.FROM_12, Age.FROM_16),
    Age.FROM_16: (Age.FROM_16, Age.FROM_18), Age.UNKNOWN: (Age.UNKNOWN, Age.FROM_12, Age.FROM_16, Age.FROM_18),
}  # fmt: skip


def ages_again(row: Referral) -> tuple[Age, ...]:
    """The ages between which is chosen once more before sending; none on the day of the oldest yes."""
    since = consenting.oldest_yes(row)
    if row.age is None or row.age not in AGAIN:
        return ()
    is_old = since is not None and clock.today() - since >= A_DAY
    return AGAIN[row.age] if is_old else ()


def can_be_reached(row: Referral) -> bool:
    """Whether what is shared holds a way in which the partner can reach the young person."""
    return any(each.kind in REACHES for each in passport.shared(referring.read_packet(row)))


def meeting(row: Referral) -> Desk | None:
    """Where the partner can be met next: at the own school, else at another where it comes."""
    sites = sorted(get_partner(row.partner_id).sites, key=lambda site: (site.id != row.site_id, site.position))
    desks = rota.desks(sites, clock.local_now()) if sites else []
    return next((desk for desk in desks if desk.opening is not None), None)


def send(row: Referral, how: str, *, age: Age | None, key: UUID, user_id: int) -> bool:
    """Send it in this way; whether it was. Whoever had a birthday meanwhile is asked anew, by the rules of that age.

    Raises DomainError where something stands in the way; then nothing was sent.
    """
    if not referring.take(row, key, owner=user_id):
        return True
    check_making(row)
    check_partner(row.partner)
    if _is_older(row, age):
        return False
    _choose_way(row, how)
    partner_links.send(row, user_id=user_id)
    referring.add_task(row, TaskKind.SAY_CODE)  # however it goes: the link opens with it
    return True


def _is_older(row: Referral, age: Age | None) -> bool:
    """Keep the age that was tapped; whether it is another one. Raises DomainError where it was not."""
    choices = ages_again(row)
    if not choices:
        return False
    if age not in choices:
        raise DomainError(N_("Ask once more how old they are. It may have changed."), field="age")
    if age is row.age:
        return False
    keep_age(row, age)
    return True


def _choose_way(row: Referral, how: str) -> None:
    desk = meeting(row) if how == Warmth.MEET else None
    if how == Warmth.MEET and (desk is None or desk.opening is None):
        raise DomainError(N_("There is no opening to meet at any more. Choose another way."))
    if how == Way.WRITTEN and not row.partner.mail:
        raise DomainError(N_("This partner has no e-mail address. Choose another way."))
    row.way = Way.WRITTEN if how == Way.WRITTEN else Way.WARM
    row.warmth = None if how == Way.WRITTEN else Warmth(how)
    row.opening_id = desk.opening.id if desk and desk.opening else None


def alone(row: Referral, *, key: UUID, user_id: int) -> None:
    """They make contact alone: nothing is shared by way of us, and nothing is kept of who it is.

    Raises DomainError where it is kept longer: that erases what stands in it, on the word of its worker.
    """
    holds.turn(referring.KIND, row.id)
    if not referring.take(row, key, owner=user_id):
        return
    check_making(row)
    holds.check_free(referring.KIND, row.id)
    if row.state is State.AWAITING_CONSENT:
        referring.move(row, Step.CHANGE)
    row.way, row.warmth, row.opening_id = Way.SELF_CONTACT, None, None
    consenting.end(row)
    referring.move(row, Step.FINISH_ALONE, user_id=user_id)
    referring.erase(row)
    referring.add_task(row, TaskKind.ASK_ALONE, due_on=clock.today() + ASKED_AFTER)


def alone_failed(row: Referral, *, key: UUID, user_id: int) -> None:
    """They did not make contact; raises DomainError where nobody was to be asked that any more."""
    if not referring.take(row, key, owner=user_id):
        return
    if not any(each.kind is TaskKind.ASK_ALONE and each.done_on is None for each in row.tasks):
        raise DomainError(OVER)
    referring.close_tasks(row, TaskKind.ASK_ALONE)
    row.obstacle = Obstacle.NO_CONTACT
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, row.id)
