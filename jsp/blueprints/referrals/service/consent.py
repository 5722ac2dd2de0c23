"""Asking: what stands on the card, what was said to it, and the parents where they decide as well."""

from dataclasses import dataclass
from uuid import UUID

from jsp import audit, sending
from jsp.blueprints.referrals.service.choosing import check_making, check_partner
from jsp.models.audit import Action
from jsp.models.consents import Consent
from jsp.models.referrals import Referral
from jsp.rules import consent, passport
from jsp.rules.consent import PARENTS, Age, Answer, Custody, Decision, Giver, Manner, Standing, Telling
from jsp.rules.passport import Line
from jsp.rules.referral import OVER, State
from jsp.rules.refusal import DomainError
from jsp.verbs import consenting, referring


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent or guardian who is asked, with what they said to both decisions."""

    giver: Giver
    share: Consent | None
    start: Consent | None


@dataclass(frozen=True, slots=True)
class Stand:
    """How far the asking has come. `own`: what the young person said."""

    share: Standing
    start: Standing
    own: Consent | None
    parents: list[Parent]
    needs_parents: bool
    disagree: bool
    expired: bool


def shared_lines(row: Referral) -> list[Line]:
    """Exactly what will be sent."""
    return passport.shared(referring.read_packet(row))


def stand(row: Referral) -> Stand:
    """How the answers stand today."""
    needs = referring.needs(row, Decision.SHARE)
    share = referring.standing(row, Decision.SHARE)
    given = [each.given for each in row.consents if each.ended_on is None]
    own = consenting.said(row, Decision.SHARE, Giver.YOUNG_PERSON)
    yes = {each.giver for each in given if each.decision is Decision.SHARE and each.answer is Answer.GIVEN}
    return Stand(
        share=share, start=referring.standing(row, Decision.START), own=own, parents=parents_of(row),
        needs_parents=needs.parents > 0, disagree=needs.parents > 0 and consent.disagreeing(given, Decision.SHARE),
        expired=bool(yes & set(share.missing)),
    )  # fmt: skip


def parents_of(row: Referral) -> list[Parent]:
    """Who is asked, and who said something before another answer to who has authority."""
    asked = {giver for decision in Decision for giver in referring.needs(row, decision).givers}
    found = [
        Parent(giver, *(consenting.said(row, decision, giver) for decision in (Decision.SHARE, Decision.START)))
        for giver in PARENTS
    ]
    return [each for each in found if each.giver in asked or each.share or each.start]


def answer(row: Referral, said: Answer, *, seen: str, start: bool, key: UUID, user_id: int) -> None:
    """What the young person said to the card in front of them; `start`: help may begin as well, its own decision.

    Raises DomainError where the card is not what will be sent any more, and where they said something else since.
    """
    if not referring.take(row, key, owner=user_id):
        return
    check_asking(row, Giver.YOUNG_PERSON, seen)
    _keep(row, Giver.YOUNG_PERSON, said, start=start, manner=Manner.IN_PERSON, user_id=user_id)


def answer_start(
    row: Referral, said: Answer, *, seen: str, key: UUID, user_id: int, giver: Giver = Giver.YOUNG_PERSON,
    manner: Manner = Manner.IN_PERSON,
) -> None:  # fmt: skip
    """What somebody said to starting help, asked apart from sharing; also once it was sent."""
    if not referring.take(row, key, owner=user_id):
        return
    if row.packet_mark is None:
        raise DomainError(OVER)
    sending.check_unchanged(seen, consenting.in_sight(row, giver), told=sending.IN_SIGHT)
    consenting.record(row, decision=Decision.START, giver=giver, answer=said, manner=manner, user_id=user_id)


def next_for_start(row: Referral) -> Giver | None:
    """Which parent is asked next whether help may begin; None where nobody is, or somebody said no."""
    stands = referring.standing(row, Decision.START)
    asked = [giver for giver in stands.missing if giver in PARENTS and not consenting.said(row, Decision.START, giver)]
    return asked[0] if asked and not stands.refused and row.may_parents_know else None


def tell(row: Referral, how: Telling, *, seen: str, key: UUID, user_id: int) -> None:
    """How the parents hear of it. Where they may not know, nothing goes on until that is talked about."""
    if not referring.take(row, key, owner=user_id):
        return
    check_making(row)
    sending.check_unchanged(seen, consenting.in_sight(row), told=sending.IN_SIGHT)
    row.telling, row.may_parents_know = how, how is not Telling.NOT
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, row.id)


def set_custody(row: Referral, custody: Custody, *, seen: str, key: UUID, user_id: int) -> None:
    """Who has authority, as it was asked; whose yes it takes follows from it."""
    if not referring.take(row, key, owner=user_id):
        return
    check_making(row)
    sending.check_unchanged(seen, consenting.in_sight(row), told=sending.IN_SIGHT)
    before, row.custody = row.custody, custody
    if consent.is_somebody_else(before, custody):
        consenting.end(row, giver=Giver.PARENT_1)
    referring.look_at_needs(row)
    for giver in PARENTS[max(row.share_parents, row.start_parents) :]:
        consenting.end(row, giver=giver)  # who has no authority has no say, and no no
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, row.id)


def parent_says(
    row: Referral, giver: Giver, said: Answer, *, manner: Manner, start: bool, seen: str, key: UUID, user_id: int
) -> None:  # fmt: skip
    """What a parent said to the worker, and how."""
    if not referring.take(row, key, owner=user_id):
        return
    check_asking(row, giver, seen)
    _keep(row, giver, said, start=start, manner=manner, user_id=user_id)


def check_asking(row: Referral, giver: Giver, seen: str) -> None:
    """Raises DomainError where it is not this that is asked of them now."""
    if row.state is not State.AWAITING_CONSENT:
        raise DomainError(OVER)
    check_partner(row.partner)
    sending.check_unchanged(seen, consenting.in_sight(row, giver), told=sending.IN_SIGHT)


def _keep(row: Referral, giver: Giver, said: Answer, *, start: bool, manner: Manner, user_id: int) -> None:
    consenting.record(row, decision=Decision.SHARE, giver=giver, answer=said, manner=manner, user_id=user_id)
    if start and said is Answer.GIVEN:
        consenting.record(row, decision=Decision.START, giver=giver, answer=said, manner=manner, user_id=user_id)
    elif said is not Answer.GIVEN:
        consenting.end(row, decision=Decision.START, giver=giver)


def is_child(row: Referral) -> bool:
    """Whether the parents are asked first, and the young person is heard."""
    return row.age is Age.UNDER_12
