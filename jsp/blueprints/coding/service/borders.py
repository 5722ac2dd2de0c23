"""Borders of a passage, moved for what one person coded there; what others coded stays where it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from jsp import audit
from jsp.blueprints.coding.service.coding import KIND, find_passage, passage_at
from jsp.blueprints.coding.service.merging import join_codings
from jsp.blueprints.coding.service.passages import turn_of_passage
from jsp.extensions import db, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Coding, Passage
from jsp.models.finding_rows import findings_of_passages
from jsp.models.findings import Evidence
from jsp.models.talk_texts import TalkText
from jsp.rules.passages import Step, stepped
from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Span

NOT_YOURS = N_("Only who gave a code here moves its borders.")


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The passage in which the own codings now are. `staying`: findings that rest on the words as they were."""

    passage: Passage
    staying: int


def adjust_passage(passage: Passage, text: TalkText, step: Step, *, seen: str, by: User) -> Adjusted:
    """Move a border by a word, for what this person coded there; who else coded it keeps the old place.

    Findings and the memo go along where nobody else coded it. Raises DomainError where that cannot be.
    """
    turn_of_passage(passage, text, seen, by)
    codings = _codings(passage)
    if not any(each.coder_id == by.id and not each.is_off for each in codings):
        raise DomainError(NOT_YOURS)
    span = stepped(text.words, passage.span, step)
    found = passage if span == passage.span else _moved(passage, text, span, codings, by)
    found.to_check = False
    db.session.flush()
    audit.record(Action.CODED, KIND, found.id)
    staying = [] if found is passage else findings_of_passages(by, [passage.id]).get(passage.id, [])
    return Adjusted(found, len(staying))


def _codings(passage: Passage) -> list[Coding]:
    """All of them as they now stand, also those that were taken off."""
    query = select(Coding).where(Coding.passage_id == passage.id).order_by(Coding.id).with_for_update()
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _moved(passage: Passage, text: TalkText, span: Span, codings: Sequence[Coding], by: User) -> Passage:
    others = [each for each in codings if each.coder_id != by.id]
    if not others and find_passage(text, span) is None:
        passage.starts, passage.ends = span.start, span.end
        return passage
    target = passage_at(text, span, by=by)
    _carry([each for each in codings if each.coder_id == by.id], target)
    if all(each.is_off for each in others):
        _let_follow(passage, target)
    return target


def _carry(own: Sequence[Coding], target: Passage) -> None:
    """These codings of one person to there; two that then mean the same become one."""
    query = select(Coding).where(Coding.passage_id == target.id, Coding.coder_id.in_({each.coder_id for each in own}))
    there = {each.code_id: each for each in db.session.scalars(query)}
    for each in own:
        if each.code_id in there:
            join_codings(each, there[each.code_id])
        else:
            each.passage_id = target.id


def _let_follow(old: Passage, new: Passage) -> None:
    """What rests on words that nobody codes any more rests on those that came of them, and their memo stands there."""
    resting = select(Evidence.finding_id).where(Evidence.passage_id == old.id)
    for finding_id in sorted(db.session.scalars(resting)):
        take_turns(f"finding {finding_id}")
        audit.record(Action.FINDING_CHANGED, "finding", finding_id)
    there = set(db.session.scalars(select(Evidence.finding_id).where(Evidence.passage_id == new.id)))
    query = select(Evidence).where(Evidence.passage_id == old.id).execution_options(populate_existing=True)
    for each in db.session.scalars(query).all():
        if each.finding_id in there:
            db.session.delete(each)
        else:
            each.passage_id = new.id
    new.memo = "\n".join(filter(None, dict.fromkeys((new.memo, old.memo))))
    old.memo = ""
