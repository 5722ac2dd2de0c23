"""Giving passages of a text a code and taking it off again; and what stands at a passage, looked at again.

A coding belongs to who gave it. Whoever changes anything here has the turn of the talk, as who changes its text has.
"""

from collections.abc import Iterable
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from jsp import audit, clock
from jsp.extensions import db, lock, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Code, Coding, CodingStep, Passage
from jsp.models.focus_group_rows import get_text
from jsp.models.talk_texts import TalkText
from jsp.rules.coding import StepKind
from jsp.rules.passages import chosen
from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Span

KIND = "passage"
TEXT_CHANGED = N_("The text was changed since you opened it. Look at how it stands now, and choose the words again.")
NO_CODE = N_("Choose a code first.")
MOST_STEPS = 200  # of one person in one text that can be undone
GONE = N_("This code is not offered any more. Choose another one.")


class TextChangedError(DomainError):
    """The words were chosen in a text that reads otherwise by now."""

    def __init__(self) -> None:
        super().__init__(TEXT_CHANGED)


def take_turn(text: TalkText, by: User) -> None:
    """From here on nobody else changes the text or its codings until this transaction ends; it is read again.

    Raises NotFoundError where this person may not read it any more.
    """
    take_turns(f"talk {text.group_id}")
    get_text(by, text.id)  # the same row, as it now stands


def give_code(text: TalkText, start: int, end: int, codes: Iterable[UUID], *, version: int, by: User) -> Passage:
    """Let that piece of the text have these codes from this person; giving one again changes nothing.

    `version`: of the text in which it was chosen. Raises TextChangedError where it reads otherwise by now, and
    DomainError where nothing can be coded there, or with such a code.
    """
    take_turn(text, by)
    if text.version != version:
        raise TextChangedError
    found = [_usable(each) for each in codes]
    if not found:
        raise DomainError(NO_CODE, field="codes")
    passage = passage_at(text, chosen(text.words, start, end), by=by)
    for code in found:
        _give(passage, code, by)
    audit.record(Action.CODED, KIND, passage.id)
    return passage


def take_code_off(coding: Coding, text: TalkText, *, by: User) -> None:
    """Let the passage no longer have that code from this person. Can be undone."""
    take_turn(text, by)
    lock(coding)  # who merges its code at this moment comes before it, or after
    if not coding.is_off:
        coding.is_off = True
        _note(coding, text.id, StepKind.REMOVED, by)
        audit.record(Action.CODED, KIND, coding.passage_id)


def passage_at(text: TalkText, span: Span, *, by: User) -> Passage:
    """The passage that stands exactly there; a new one where there is none."""
    found = find_passage(text, span)
    if found is None:
        found = Passage(
            id=uuid4(), text_id=text.id, starts=span.start, ends=span.end, made_on=clock.today(), made_by_id=by.id
        )  # fmt: skip
        db.session.add(found)
        db.session.flush()
    return found


def find_passage(text: TalkText, span: Span) -> Passage | None:
    """The one that stands exactly there."""
    query = select(Passage).where(
        Passage.text_id == text.id, Passage.starts == span.start, Passage.ends == span.end
    )  # fmt: skip
    return db.session.scalars(query.order_by(Passage.id)).first()


def _usable(id: UUID) -> Code:
    """A code that can be given; who merges or deletes it waits, or was before."""
    query = select(Code).where(Code.id == id).options(joinedload(Code.book))
    code = db.session.scalar(query.with_for_update(read=True, of=Code).execution_options(populate_existing=True))
    if code is None or not code.is_codable or code.archived_on or code.book.archived_on:
        raise DomainError(GONE, field="codes")
    return code


def _give(passage: Passage, code: Code, by: User) -> None:
    query = select(Coding).where(
        Coding.passage_id == passage.id, Coding.code_id == code.id, Coding.coder_id == by.id
    )  # fmt: skip
    coding = db.session.scalar(query)
    if coding is not None and not coding.is_off:
        return
    if coding is None:
        coding = Coding(
            id=uuid4(), passage_id=passage.id, code_id=code.id, coder_id=by.id, made_on=clock.today(), is_off=False
        )  # fmt: skip
        db.session.add(coding)
    coding.is_off = False
    db.session.flush()
    _note(coding, passage.text_id, StepKind.ADDED, by)


def _note(coding: Coding, text_id: UUID, kind: StepKind, by: User) -> None:
    """What can be undone; of long ago no more."""
    db.session.add(CodingStep(coder_id=by.id, text_id=text_id, coding_id=coding.id, kind=kind))
    db.session.flush()
    own = CodingStep.coder_id == by.id, CodingStep.text_id == text_id
    last = select(CodingStep.id).where(*own).order_by(CodingStep.id.desc()).limit(1).offset(MOST_STEPS)
    db.session.execute(delete(CodingStep).where(*own, CodingStep.id <= last.scalar_subquery()))
