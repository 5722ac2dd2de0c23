"""What stands on a card: how far it is, what is shared and what is not, and whose yes it goes by."""

from dataclasses import dataclass
from datetime import date, timedelta
from hmac import compare_digest
from uuid import UUID

from jsp import clock
from jsp.blueprints.card.service import acts
from jsp.blueprints.card.service.acts import Copy
from jsp.blueprints.card.service.road import Dot, dots_of
from jsp.models.consents import Consent
from jsp.models.reference import get_setting
from jsp.models.referral_looks import handed_on
from jsp.models.referral_rows import find_referral
from jsp.models.referrals import Referral, ReferralNote
from jsp.rules import passport
from jsp.rules.consent import Answer, Decision, Giver
from jsp.rules.passport import Line
from jsp.rules.referral import NOT_OUT, Side, State, TaskKind
from jsp.verbs import consenting, referring


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer; `counts`: it is about exactly what the card now shows, and not too old."""

    consent: Consent
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that one card shows beside the referral itself. `own_words`: what who holds it said, with the day.

    `erased_after`, `gone_after`: the last day on which what was shared, and all of it, still stands here; None where
    that is not known yet. `is_taken_back`: somebody said yes and took it back. `looked_on`: the day on which all that
    was said not to be right was looked at; `since`: the day since when another worker has it. `is_changed`: the partner
    stands in the directory otherwise than as it was said yes to. `partner_asked`: whose yes to starting help we have
    from the partner alone.
    """

    dots: list[Dot]
    shared: list[Line]
    held_back: list[Line]
    answers: list[Answered]
    missing: list[Giver]
    partner_asked: list[Giver]
    is_refused: bool
    is_taken_back: bool
    own_words: list[tuple[date, str]]
    is_partner_told: bool
    may_stop: bool
    may_erase: bool
    copies: frozenset[Copy]
    is_changed: bool
    looked_on: date | None
    since: date | None
    erased_after: date | None
    gone_after: date | None


def find_card(id: UUID, lookup: str, visit: int) -> Referral | None:
    """The referral of a card; None where it is gone, was closed, and where another code took the place of this one."""
    row = find_referral(id)
    is_it = row is not None and row.card_visit == visit and compare_digest(row.card_lookup or "", lookup)
    return row if is_it else None


def close_card(id: UUID, lookup: str, visit: int) -> None:
    """What was opened so opens nothing any more, not by a copy of its cookie either."""
    row = find_card(id, lookup, visit)
    if row is not None:
        row.card_visit += 1


def card_of(row: Referral) -> Card:
    """What its card shows today."""
    lines = referring.read_packet(row)
    return Card(
        dots=dots_of(row), shared=passport.shared(lines),
        held_back=[each for each in passport.in_order(lines) if each.text and not each.is_ticked],
        answers=_answers(row), missing=_missing(row), partner_asked=_partner_asked(row), own_words=_own_words(row),
        is_refused=bool(referring.standing(row, Decision.SHARE).refused),
        is_taken_back=any(each.is_withdrawn for each in row.consents),
        erased_after=_erased_after(row), gone_after=_gone_after(row),
        is_partner_told=not any(each.kind is TaskKind.TELL_PARTNER and each.done_on is None for each in row.tasks),
        may_stop=acts.may_stop(row), may_erase=acts.may_erase(row), copies=acts.copies_of(row),
        looked_on=_looked_on(row), since=handed_on(row),
        is_changed=row.is_shared and not referring.is_same_receiver(row),
    )  # fmt: skip


def _answers(row: Referral) -> list[Answered]:
    """The last that everybody said, also where it was taken back."""
    today, last = clock.today(), {}
    for each in row.consents:
        if each.ended_on is None or each.is_withdrawn:
            last[each.decision, each.giver] = each
    order = {each: at for at, each in enumerate((*Decision, *Giver))}
    ranked = sorted(last.values(), key=lambda each: (order[each.decision], order[each.giver]))
    return [Answered(each, _counts(row, each, today)) for each in ranked]


def _counts(row: Referral, each: Consent, today: date) -> bool:
    return each.ended_on is None and each.until >= today and consenting.is_about(each, row)


def _partner_asked(row: Referral) -> list[Giver]:
    """Who had not said yes to us when help began: only a partner that asked it itself can begin then."""
    if row.started_on is None:
        return []
    return [giver for giver in row.start_needs.givers if not any(_was_yes(each, giver, row) for each in row.consents)]


def _was_yes(each: Consent, giver: Giver, row: Referral) -> bool:
    """Whether this is a yes of theirs that counted on the day when help began."""
    is_yes = each.giver is giver and each.decision is Decision.START and each.answer is Answer.GIVEN
    began = row.started_on or clock.today()
    stood = each.given_on <= began <= min(each.until, each.ended_on or each.until)
    return is_yes and stood and consenting.is_about(each, row)


def _missing(row: Referral) -> list[Giver]:
    """Who has yet to say yes before anything can be sent."""
    return list(referring.standing(row, Decision.SHARE).missing) if row.state is State.AWAITING_CONSENT else []


def _own_words(row: Referral) -> list[tuple[date, str]]:
    def words(note: ReferralNote) -> tuple[date, str]:
        return note.on, referring.read_note(row, note)

    return [words(each) for each in row.notes if each.side is Side.YOUNG_PERSON]


def _looked_on(row: Referral) -> date | None:
    done = [each.done_on for each in row.tasks if each.kind is TaskKind.CORRECTION]
    return max(day for day in done if day) if done and all(done) else None


def _erased_after(row: Referral) -> date | None:
    return row.closed_on + _days("contact_identity_days") if row.closed_on and not row.is_erased else None


def _gone_after(row: Referral) -> date | None:
    """As the clocks of the referrals have it (`jsp.rules.referral_clock`)."""
    if row.closed_on is not None:
        return row.closed_on + _days("referral_days")
    return row.moved_on + _days("contact_identity_days") if row.state in NOT_OUT else None


def _days(setting: str) -> timedelta:
    return timedelta(days=int(get_setting(setting)))
