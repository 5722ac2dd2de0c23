"""Notes while people talk: each is a row of its own, so that two who write never overwrite each other.

The version of a note is the number of its last change in the talk: it tells who changes it whether somebody else did so
meanwhile, and a page how far it has read. What was taken away stays as a row without words, so that what was sent
before it and comes after it does not bring it back.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from jsp import audit
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkNote, TalkText, TextKind
from jsp.rules.guide import WITHOUT_QUESTION
from jsp.rules.noting import Noted, check_noted, with_speaker
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.talk import Mark, TalkState
from jsp.verbs import talk_texts

KIND = "talk"
CHANGED = N_("Somebody changed this note meanwhile. Nothing of theirs was overwritten, and yours was not kept yet.")
WRITTEN_UP = N_("The notes were written up. Add your line to the text of the talk.")
OVER = N_("The text of this talk is being read back. Nothing can be noted any more.")
NOT_OWN = N_("Only who noted this can take it away. You can change it.")
NOTHING = N_("Nothing was noted yet.")


def list_notes(group: FocusGroup) -> list[TalkNote]:
    """All of the talk in the order in which they came; those that were taken away are among them, without words."""
    query = select(TalkNote).where(TalkNote.group_id == group.id)
    ordered = query.order_by(TalkNote.place, TalkNote.id).options(joinedload(TalkNote.author))
    return list(db.session.scalars(ordered.execution_options(populate_existing=True)))


def get_note(group: FocusGroup, id: UUID) -> TalkNote:
    """One of the talk, as it stands now; raises NotFoundError for any other."""
    query = select(TalkNote).where(TalkNote.id == id, TalkNote.group_id == group.id)
    found = db.session.scalar(
        query.options(joinedload(TalkNote.author)).execution_options(populate_existing=True)
    )  # fmt: skip
    if found is None:
        raise NotFoundError(id)
    return found


def tags_of(group: FocusGroup) -> list[str]:
    """How those who take part are called."""
    return [each.tag for each in group.participants]


def text_of_notes(group: FocusGroup) -> TalkText | None:
    """What the notes became, where they were written up: from then on that is changed."""
    kept = select(TalkText).where(TalkText.group_id == group.id, TalkText.kind == TextKind.NOTES)
    return db.session.scalar(kept.order_by(TalkText.id).limit(1).execution_options(populate_existing=True))


def is_being_noted(group: FocusGroup) -> bool:
    """Whether something can be noted now."""
    return group.state is TalkState.DRAFT and text_of_notes(group) is None


def check_being_noted(group: FocusGroup) -> None:
    """Refuse what comes too late. Raises DomainError."""
    if group.state is not TalkState.DRAFT:
        raise DomainError(OVER)
    if text_of_notes(group) is not None:
        raise DomainError(WRITTEN_UP)


def keep_note(group: FocusGroup, noted: Noted, *, by: User) -> TalkNote:
    """The note as it stands from now on; sent once more it changes nothing.

    Raises DomainError, with the field `version` where somebody changed it since it was read, and NotFoundError for a
    note of another talk.
    """
    talk_texts.turn(group)
    group = get_held(by, group.id)
    tags = tags_of(group)
    noted = with_speaker(noted, tags)
    row = _find(group, noted.id)
    if row is not None and _is_as(row, noted):
        return row
    check_being_noted(group)
    check_noted(noted, tags)
    if row is not None and row.version != noted.version:
        raise DomainError(CHANGED, field="version")
    if row is None or row.author_id != by.id:  # who goes on with an own note leaves no trail at every word
        audit.record(Action.TALK_CHANGED, KIND, group.id)
    row = row or _begin(group, noted.id, by)
    row.question_key = _known(noted.question_key, group)
    row.said_by, row.mark, row.words = noted.said_by, noted.mark, noted.words
    return _changed(row)


def take_away(group: FocusGroup, id: UUID, *, version: int, by: User) -> TalkNote:
    """Nothing of that note is kept. Raises DomainError where it is not one's own, or was changed since it was read."""
    if get_note(group, id).author_id != by.id:
        raise DomainError(NOT_OWN)
    talk_texts.turn(group)
    group = get_held(by, group.id)
    row = get_note(group, id)
    if is_gone(row):
        return row
    check_being_noted(group)
    if row.version != version:
        raise DomainError(CHANGED, field="version")
    row.said_by, row.mark, row.words = "", Mark.NONE, ""
    audit.record(Action.TALK_CHANGED, KIND, group.id)
    return _changed(row)


def is_gone(row: TalkNote) -> bool:
    """Whether it was taken away."""
    return row.words_sealed is None


def keys_of(group: FocusGroup) -> list[str]:
    """Under what something can be noted: each question of the guide, and beside them all."""
    return [*(each.key for each in group.guide_version.content.questions), WITHOUT_QUESTION]


def key_among(row: TalkNote, keys: Collection[str]) -> str:
    """Under which of them it stands: beside all questions where its own is no longer asked."""
    return row.question_key if row.question_key in keys else WITHOUT_QUESTION


def _known(key: str, group: FocusGroup) -> str:
    return key if key in keys_of(group) else WITHOUT_QUESTION


def _find(group: FocusGroup, id: UUID) -> TalkNote | None:
    row = db.session.get(TalkNote, id, populate_existing=True)
    if row is not None and row.group_id != group.id:
        raise NotFoundError(id)
    return row


def _is_as(row: TalkNote, noted: Noted) -> bool:
    stands = row.said_by, row.mark, row.words
    return not is_gone(row) and stands == (noted.said_by, noted.mark, noted.words)


def _begin(group: FocusGroup, id: UUID, by: User) -> TalkNote:
    last = select(func.coalesce(func.max(TalkNote.place), 0)).where(TalkNote.group_id == group.id)
    row = TalkNote(id=id, group_id=group.id, author_id=by.id, place=(db.session.scalar(last) or 0) + 1)
    db.session.add(row)
    return row


def _changed(row: TalkNote) -> TalkNote:
    """It has the highest version of its talk now."""
    with db.session.no_autoflush:
        last = select(func.coalesce(func.max(TalkNote.version), 0)).where(TalkNote.group_id == row.group_id)
        row.version = (db.session.scalar(last) or 0) + 1
    db.session.flush()
    return row
