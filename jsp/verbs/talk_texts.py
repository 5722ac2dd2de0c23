"""The words of a text are changed here and nowhere else: the places of what was coded in it follow.

Nothing here commits; the caller has the turn (`turn`) and read the text after it.
"""

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import select

from jsp import clock
from jsp.extensions import db, look_again, take_turns
from jsp.models.coding import Passage
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText, TextKind
from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Change, changes_between, follow
from jsp.rules.talk_text import checked, paragraphs

CHANGED = N_("Somebody changed this paragraph while you had it open. Look at how it stands now, and change it again.")
APPROVED = N_("The text was approved. It stays as it is.")


def turn(group: FocusGroup) -> None:
    """Whoever changes anything of a talk does so one after the other; what was read before is read again."""
    take_turns(f"talk {group.id}")
    look_again(group)


def check_open(group: FocusGroup) -> None:
    """Refuse to change what was approved. Raises DomainError."""
    if not group.is_open:
        raise DomainError(APPROVED)


def add(group: FocusGroup, kind: TextKind, name: str, words: str, *, id: UUID | None = None,
        copy_of: UUID | None = None) -> TalkText:  # fmt: skip
    """A new text of a talk. Raises DomainError for one that is too long."""
    row = TalkText(id=id or uuid4(), group_id=group.id, kind=kind, name=name, made_on=clock.today(), copy_of=copy_of)
    row.words = checked(words)
    db.session.add(row)
    db.session.flush()
    return row


def rewrite(text: TalkText, words: str, changes: Sequence[Change] | None = None) -> None:
    """Let these be its words. Passages follow; those inside which something changed ask to be looked at.

    `changes`: how the words came of those before, where the caller knows (it is worked out otherwise).
    """
    before, after = text.words, checked(words)
    if before == after:
        return
    passages = list(db.session.scalars(select(Passage).where(Passage.text_id == text.id)))
    made = changes_between(before, after) if changes is None else changes
    for passage, found in zip(passages, follow([each.span for each in passages], made), strict=True):
        passage.starts, passage.ends = found.span.start, found.span.end
        passage.to_check = passage.to_check or found.is_touched
    text.words = after
    text.version += 1


def change_paragraph(text: TalkText, at: int, *, seen: str, words: str) -> None:
    """Another line in place of the one at place `at`, which read `seen` to whoever changes it.

    Where lines before it came or went meanwhile it is found again by what it reads. Raises DomainError where somebody
    changed that very line, with the field `seen`.
    """
    whole = text.words
    lines = paragraphs(whole)
    same = [each for each in lines if whole[each.span.start : each.span.end] == seen]
    found = next((each for each in same if each.at == at), same[0] if len(same) == 1 else None)
    if found is None:
        raise DomainError(CHANGED, field="seen")
    line = words.replace("\n", " ")
    moved = changes_between(seen, line)
    shifted = [Change(each.before.moved(found.span.start), each.length) for each in moved]
    rewrite(text, whole[: found.span.start] + line + whole[found.span.end :], shifted)
