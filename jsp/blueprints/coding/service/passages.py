"""One passage: what stands there, its memos, and its borders."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jsp import audit, sending
from jsp.blueprints.coding.service.coding import KIND, find_passage, passage_at, take_turn
from jsp.blueprints.coding.service.merging import join_codings
from jsp.extensions import db, lock, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Coding, Passage
from jsp.models.focus_group_rows import get_text
from jsp.models.talk_texts import TalkText
from jsp.rules.marks import marked
from jsp.rules.passages import Step, stepped
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.spans import Span

EMPTY = N_("Nothing is left of these words. Take the codes off, or move a border.")
NOT_YOURS = N_("Only who gave a code here moves its borders.")


def get_passage(user: User, id: UUID) -> tuple[Passage, TalkText]:
    """A passage with its codings, and its text; raises NotFoundError where this person may not read it."""
    whole = selectinload(Passage.codings).options(joinedload(Coding.code), joinedload(Coding.coder))
    query = select(Passage).where(Passage.id == id).options(whole).execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(id)
    return found, get_text(user, found.text_id)


def get_coding(user: User, id: UUID) -> tuple[Coding, TalkText]:
    """A coding of this person, and its text; raises NotFoundError for any other."""
    query = select(Coding).where(Coding.id == id, Coding.coder_id == user.id).options(joinedload(Coding.passage))
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(id)
    return found, get_text(user, found.passage.text_id)


def mark_of(passage: Passage, text: TalkText) -> str:
    """How its place stands, for who changes it on a page."""
    return marked(passage.starts, passage.ends, passage.to_check, text.version)


def mark_of_memo(row: Passage | Coding) -> str:
    """How its memo stands."""
    return marked(row.memo)


def write_memo(row: Passage | Coding, text: TalkText, words: str, *, seen: str, key: UUID, by: User) -> None:
    """Let this be its memo; an empty one takes it away. Raises DomainError where somebody changed it meanwhile.

    Who takes words back forgets them in memos too, with the turn of the talk: so this has it as well.
    """
    if not sending.take(key, about=f"memo {row.id}"):
        return
    take_turn(text, by)
    lock(row)
    sending.check_unchanged(seen, mark_of_memo(row), sending.IN_SIGHT)
    row.memo = words
    audit.record(Action.CODED, KIND, row.id if isinstance(row, Passage) else row.passage_id)


def confirm_passage(passage: Passage, text: TalkText, *, seen: str, by: User) -> None:
    """It is right so, also after the text was changed. Raises DomainError where nothing is left of it."""
    _take_turn(passage, text, seen, by)
    if passage.starts == passage.ends:
        raise DomainError(EMPTY)
    passage.to_check = False
    audit.record(Action.CODED, KIND, passage.id)


def adjust_passage(passage: Passage, text: TalkText, step: Step, *, seen: str, by: User) -> Passage:
    """Move a border by a word, for what this person coded there; who else coded it keeps the old place.

    Gives back the passage in which the own codings now are. Raises DomainError where that cannot be.
    """
    _take_turn(passage, text, seen, by)
    query = select(Coding).where(Coding.passage_id == passage.id).order_by(Coding.id).with_for_update()
    codings = list(db.session.scalars(query.execution_options(populate_existing=True)))
    own = [each for each in codings if each.coder_id == by.id]
    if not any(not each.is_off for each in own):
        raise DomainError(NOT_YOURS)
    span = stepped(text.words, passage.span, step)
    if span != passage.span:
        passage = _moved(passage, text, span, own, is_alone=len(own) == len(codings), by=by)
    passage.to_check = False
    db.session.flush()
    audit.record(Action.CODED, KIND, passage.id)
    return passage


def _take_turn(passage: Passage, text: TalkText, seen: str, by: User) -> None:
    take_turn(text, by)
    look_again(passage)
    sending.check_unchanged(seen, mark_of(passage, text), sending.IN_SIGHT)


def _moved(
    passage: Passage, text: TalkText, span: Span, own: list[Coding], *, is_alone: bool, by: User
) -> Passage:  # fmt: skip
    if is_alone and find_passage(text, span) is None:
        passage.starts, passage.ends = span.start, span.end
        return passage
    target = passage_at(text, span, by=by)
    there = {
        each.code_id: each for each in db.session.scalars(
            select(Coding).where(Coding.passage_id == target.id, Coding.coder_id == by.id)
        )
    }  # fmt: skip
    for each in own:
        if each.code_id in there:
            join_codings(each, there[each.code_id])
        else:
            each.passage_id = target.id
    return target
