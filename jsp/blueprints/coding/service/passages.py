"""One passage: what stands there and its memos, and that it is right so."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jsp import audit, sending
from jsp.blueprints.coding.service.coding import KIND, take_turn
from jsp.extensions import db, lock, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Coding, Passage
from jsp.models.focus_group_rows import get_text, of_readable_talk
from jsp.models.talk_texts import TalkText
from jsp.rules.marks import marked
from jsp.rules.refusal import N_, DomainError, NotFoundError

EMPTY = N_("Nothing is left of these words. Take the codes off, or move a border.")


def get_passage(user: User, id: UUID) -> tuple[Passage, TalkText]:
    """A passage with its codings, and its text; raises NotFoundError where this person may not read it."""
    whole = selectinload(Passage.codings).options(joinedload(Coding.code), joinedload(Coding.coder))
    readable = select(TalkText.id).where(of_readable_talk(user))
    query = select(Passage).where(Passage.id == id, Passage.text_id.in_(readable)).options(whole)
    found = db.session.scalar(query.execution_options(populate_existing=True))
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


@dataclass(frozen=True, slots=True)
class Whose:
    """Whether a passage has a code of who reads it, and one of somebody else."""

    mine: bool
    others: bool


def whose(passage: Passage, user: User) -> Whose:
    """Of those who gave the codes that stand there."""
    coders = {each.coder_id for each in passage.codings if not each.is_off}
    return Whose(user.id in coders, bool(coders - {user.id}))


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
    turn_of_passage(passage, text, seen, by)
    if passage.starts == passage.ends:
        raise DomainError(EMPTY)
    passage.to_check = False
    audit.record(Action.CODED, KIND, passage.id)


def turn_of_passage(passage: Passage, text: TalkText, seen: str, by: User) -> None:
    """From here on nobody else changes it. Raises DomainError where somebody did since the page was made."""
    take_turn(text, by)
    look_again(passage)
    sending.check_unchanged(seen, mark_of(passage, text), sending.IN_SIGHT)
