"""The passport: what will be sent, written together with the young person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext

from jsp import audit, clock, sending
from jsp.blueprints.referrals.service.choosing import check_making, check_partner
from jsp.models.audit import Action
from jsp.models.referrals import Referral
from jsp.rules import note_check, passport
from jsp.rules.consent import Age
from jsp.rules.passport import Line, LineKind
from jsp.rules.referral import Progress, State, Step, Way
from jsp.verbs import consenting, holds, referring
from jsp.words import referral_terms

SHOWS_PROGRESS = 90  # days, unless another time is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the page of the passport sends. `progress_days`: 0 until it has ended."""

    lines: Sequence[Line]
    progress: Progress
    progress_days: int
    seen: str


def lines_of(row: Referral) -> list[Line]:
    """As they now are; before anything was kept begun from what is there, with nothing ticked.

    An age in our own words goes along with the band that was tapped last.
    """
    kept = {line.kind: line for line in referring.read_packet(row)}
    begun = _begun(row)
    age = kept.get(LineKind.AGE)
    if age is not None and age.text in map(str, referral_terms.AGES.values()):
        kept[LineKind.AGE] = replace(
            age, text=begun[LineKind.AGE], is_ticked=age.is_ticked and bool(begun[LineKind.AGE])
        )
    return [kept.get(kind) or Line(kind, "" if kept else begun.get(kind, ""), False) for kind in LineKind]


def _begun(row: Referral) -> dict[LineKind, str]:
    """The theme in the words of a pupil, and the age as it was tapped; never anything of a note."""
    age = row.age or Age.UNKNOWN
    return {
        LineKind.ABOUT: gettext("I would like help with: %(what)s.", what=row.theme.pupil_word),
        LineKind.AGE: "" if age is Age.UNKNOWN else str(referral_terms.AGES[age]),
    }


def warnings(row: Referral, lines: Sequence[Line]) -> list[str]:
    """What had better not stand in the words about it; nothing is refused for it."""
    about = next((line.text for line in lines if line.kind is LineKind.ABOUT), "")
    known = [*(line.text for line in lines if line.kind in passport.NAMES), row.partner.name,
             row.partner.contact_person, row.site.name, row.theme.pupil_word]  # fmt: skip
    said = []
    if note_check.concerns(about):
        said.append(gettext("This looks like a phone number or e-mail address. It has a line of its own."))
    if note_check.holds_address(about):
        said.append(gettext("This looks like an address. Better leave it out."))
    if note_check.holds_name(about, known=known):
        said.append(gettext("This looks like the name of somebody. Better leave out the names of others."))
    return said


def write(row: Referral, written: Written, *, key: UUID, user_id: int) -> bool:
    """Keep it, and let it wait for a yes. An earlier yes to something else ends; whether there was one.

    Raises DomainError for what cannot be sent, and where somebody else changed it meanwhile.
    """
    holds.turn(referring.KIND, row.id)
    if not referring.take(row, key, owner=user_id):
        return False
    check_making(row)
    check_partner(row.partner)
    passport.check(written.lines)
    sending.check_unchanged(written.seen, row.packet_mark or "", told=sending.IN_SIGHT)
    _check_kept_words(row, written.lines)
    row.progress, row.progress_until = written.progress, _until(written)
    referring.write_packet(row, written.lines)
    if row.way is Way.SELF_CONTACT:
        row.way = Way.WARM
    is_void = consenting.void_yes(row)
    if is_void and row.state is State.AWAITING_CONSENT:
        referring.move(row, Step.CHANGE)
    if row.state is State.DRAFT:
        referring.move(row, Step.ASK)
    referring.look_at_needs(row)
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, row.id)
    return is_void


def keep(row: Referral, written: Written, *, key: UUID, user_id: int) -> bool:
    """Keep what was typed and ticked so far; nothing is asked. Whether an earlier yes to something else ended.

    Raises DomainError for what may not be kept, and where somebody else changed it meanwhile.
    """
    holds.turn(referring.KIND, row.id)
    if not referring.take(row, key, owner=user_id):
        return False
    check_making(row)
    passport.check_draft(written.lines)
    before = row.packet_mark
    sending.check_unchanged(written.seen, before or "", told=sending.IN_SIGHT)
    _check_kept_words(row, written.lines)
    row.progress, row.progress_until = written.progress, _until(written)
    referring.write_packet(row, written.lines)
    if row.state is State.AWAITING_CONSENT and row.packet_mark != before:
        referring.move(row, Step.CHANGE)
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, row.id)
    return consenting.void_yes(row)


def _check_kept_words(row: Referral, lines: Sequence[Line]) -> None:
    """Raises DomainError where words that are kept longer would be gone: an earlier packet stands nowhere else."""
    now = {each.kind: each.text for each in lines}
    if any(each.text and now.get(each.kind) != each.text for each in referring.read_packet(row)):
        holds.check_free(referring.KIND, row.id)


def _until(written: Written) -> date | None:
    if written.progress is Progress.NOBODY or not written.progress_days:
        return None
    return clock.today() + timedelta(days=written.progress_days)
