"""Writing down who said what to which decision: rows are added and ended, never changed. Nothing commits.

Also who has yet to be asked, and since when a yes stands. The caller has the turn (`jsp.verbs.referring.turn`).
"""

from datetime import date, timedelta

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.consents import Consent
from jsp.models.reference import get_setting
from jsp.models.referrals import Referral
from jsp.models.sealed import keys
from jsp.rules.consent import PARENTS, TEXT_VERSION, Answer, Decision, Giver, Manner
from jsp.rules.referral import NOT_OUT, OVER, State
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import referring

PURPOSES = {Decision.SHARE: "referral", Decision.START: "help"}
TAKES = {
    Decision.SHARE: frozenset({State.AWAITING_CONSENT}),
    Decision.START: frozenset({State.AWAITING_CONSENT, State.SENT, State.RECEIVED, State.STARTED}),
}  # when an answer to it can still be written down


def record(
    row: Referral, *, decision: Decision, giver: Giver, answer: Answer, manner: Manner, user_id: int
) -> Consent:  # fmt: skip
    """Keep an answer to exactly what the referral now holds; it takes the place of an earlier one of the same giver.

    Raises DomainError where nothing is asked now.
    """
    if row.state not in TAKES[decision] or row.packet_mark is None:
        raise DomainError(OVER)
    if giver in PARENTS and not row.may_parents_know:
        raise DomainError(N_("The young person does not want the parents to know. Talk about that first."))
    if giver in PARENTS and not has_say(row, giver):
        raise DomainError(N_("By who has parental authority, this parent has no say. Look at who is asked now."))
    today, before = clock.today(), said(row, decision, giver)
    if before is not None and _is_same(before, row, answer, manner):
        return before
    end(row, decision=decision, giver=giver)
    consent = Consent(
        referral_id=row.id, partner_id=row.partner_id, decision=decision, giver=giver, answer=answer, manner=manner,
        purpose=PURPOSES[decision], text_version=TEXT_VERSION, packet_mark=row.packet_mark, given_on=today,
        until=today + timedelta(days=int(get_setting("consent_days"))), taken_by_id=user_id,
    )  # fmt: skip
    row.consents.append(consent)
    audit.record(Action.CONSENT_CHANGED, referring.KIND, row.id, user_id=user_id)
    db.session.flush()
    return consent


def has_say(row: Referral, giver: Giver) -> bool:
    """Whether one of the two decisions takes the yes of this person."""
    return any(giver in referring.needs(row, decision).givers for decision in Decision)


def _is_same(before: Consent, row: Referral, answer: Answer, manner: Manner) -> bool:
    """Whether the same was said today already, to the same: tapping twice is one answer."""
    now = (answer, manner, row.packet_mark, row.partner_id, clock.today())
    return (before.answer, before.manner, before.packet_mark, before.partner_id, before.given_on) == now


def end(row: Referral, *, decision: Decision | None = None, giver: Giver | None = None) -> bool:
    """End what stands, of this decision and this giver or of all; whether there was anything."""
    found = [
        each for each in row.consents
        if each.ended_on is None and decision in (None, each.decision) and giver in (None, each.giver)
    ]  # fmt: skip
    for each in found:
        each.ended_on = clock.today()
    db.session.flush()
    return bool(found)


def has_yes(row: Referral) -> bool:
    """Whether anybody said yes to something, which could be taken back."""
    return any(each.answer is Answer.GIVEN and each.ended_on is None for each in row.consents)


def take_back(row: Referral) -> None:
    """End every yes as taken back, by who holds a card, where what it was said to stays here; a no stays a no."""
    found = [each for each in row.consents if each.ended_on is None and each.answer is Answer.GIVEN]
    for each in found:
        each.ended_on, each.is_withdrawn = clock.today(), True
    if found:
        audit.record(Action.CONSENT_CHANGED, referring.KIND, row.id, of_nobody=True)
    db.session.flush()


def void_yes(row: Referral) -> bool:
    """End every yes that is not to what the referral now holds, or not for its partner; whether there was one.

    A no stands until the same person says something else.
    """
    found = [
        each for each in row.consents
        if each.ended_on is None and each.answer is Answer.GIVEN
        and not is_about(each, row)
    ]  # fmt: skip
    for each in found:
        each.ended_on = clock.today()
    if found:
        audit.record(Action.CONSENT_CHANGED, referring.KIND, row.id)
    db.session.flush()
    return bool(found)


def is_about(consent: Consent, row: Referral) -> bool:
    """Whether it was said to exactly what the referral now holds, and for its partner."""
    return consent.packet_mark == row.packet_mark and consent.partner_id == row.partner_id


def said(row: Referral, decision: Decision, giver: Giver) -> Consent | None:
    """What this person last said to it; None where that was withdrawn, or nothing was said."""
    of_it = [each for each in row.consents if each.decision is decision and each.giver is giver]
    return next((each for each in of_it if each.ended_on is None), None)


def in_sight(row: Referral, giver: Giver | None = None) -> str:
    """A mark of all that a page that asks goes by, so that one that was overtaken is not taken for what is said now.

    It holds what is agreed to, the age, who has authority, how the parents hear of it, and what `giver` last said.
    """
    packet = referring.mark_of(row) if row.state in NOT_OUT else row.packet_mark
    last = [said(row, decision, giver) for decision in Decision] if giver is not None else []
    seen = (packet, str(row.age), str(row.custody), str(row.telling), [each and each.id for each in last])
    return keys().mark(f"{row.id} {seen!r}", purpose="in sight")


def share_until(row: Referral) -> date | None:
    """The last day on which every yes that sharing takes counts; None where there is none.

    One that was said to something else, or that it takes no more, ends nothing.
    """
    given = [
        each.until for each in row.consents
        if each.ended_on is None and each.decision is Decision.SHARE and each.answer is Answer.GIVEN
        and each.giver in row.share_needs.givers and is_about(each, row)
    ]  # fmt: skip
    return min(given, default=None)


def oldest_yes(row: Referral) -> date | None:
    """Since when the oldest yes to sharing stands."""
    given = [
        each.given_on for each in row.consents
        if each.ended_on is None and each.decision is Decision.SHARE and each.answer is Answer.GIVEN
    ]  # fmt: skip
    return min(given, default=None)
