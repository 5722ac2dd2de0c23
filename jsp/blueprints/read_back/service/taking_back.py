"""Who took part takes back what they said: the words go from the texts, and from all that was made of them."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import selectinload

from jsp import audit, clock
from jsp.blueprints.read_back.service.correcting import check_own, take_turn
from jsp.blueprints.read_back.service.opening import KIND
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.coding import Coding, Passage
from jsp.models.findings import Evidence
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import Participant
from jsp.models.talk_texts import Correction, CorrectionKind, TalkNote, TalkText
from jsp.rules.refusal import DomainError
from jsp.rules.taken_back import (
    is_all_gone,
    own_lines,
    with_earlier_forms,
    without_lines,
    without_piece,
    without_words,
    words_of,
)
from jsp.rules.talk import Mark
from jsp.rules.talk_text import SPEAKER, Paragraph
from jsp.verbs import talk_texts


def take_back(seat: Participant, *, seen: str, key: UUID) -> None:
    """This line of theirs, wherever it stands in the texts. Raises DomainError where it stands there no more."""
    if not take_turn(seat, key):
        return
    check_own(seat, seen)
    words = SPEAKER.sub("", seen, count=1)
    if not _go(seat, lambda text, line: words_of(text, line) == words):
        raise DomainError(talk_texts.CHANGED, field="seen")


def take_all_back(seat: Participant, *, key: UUID) -> None:
    """All that they said. Raises DomainError."""
    if not take_turn(seat, key):
        return
    for note in _notes_of(seat):
        _rewrite_note(note, "")
    changed = Correction.participant_id == seat.id, Correction.kind == CorrectionKind.CHANGED
    db.session.execute(delete(Correction).where(*changed))
    _go(seat, lambda _text, _line: True)


def _go(seat: Participant, is_meant: Callable[[str, Paragraph], bool]) -> bool:
    """Take the lines that are meant out of all texts; whether there were any."""
    gone, changes = list[str](), _changes(seat)
    for text in texts_of(seat.group):
        words = text.words
        lines = [each for each in own_lines(words, seat.tag) if is_meant(words, each)]
        said = [words_of(words, each) for each in lines]
        if lines:
            _forget_passages(text, lines, with_earlier_forms(said, changes))
            talk_texts.rewrite(text, *without_lines(words, lines))
        gone += said
    if not gone:
        return False
    for each in with_earlier_forms(gone, changes):
        _forget_elsewhere(seat, each)
    row = Correction(
        id=uuid4(), group_id=seat.group_id, participant_id=seat.id, kind=CorrectionKind.WITHDRAWN,
        made_on=clock.today(),
    )  # fmt: skip
    db.session.add(row)
    audit.record(Action.WITHDRAWN, KIND, seat.group_id, of_nobody=True)
    return True


def _changes(seat: Participant) -> list[tuple[str, str]]:
    """What they put right until now: how it stood before, and after."""
    query = select(Correction).where(
        Correction.participant_id == seat.id, Correction.kind == CorrectionKind.CHANGED
    )  # fmt: skip
    return [(each.before, each.after) for each in db.session.scalars(query)]


def _forget_passages(text: TalkText, lines: Sequence[Paragraph], said: Sequence[str]) -> None:
    """Those of which nothing is left go with all that hangs on them; of others no quote and no memo keeps the words."""
    words = text.words
    query = select(Passage).where(Passage.text_id == text.id).options(selectinload(Passage.codings))
    passages = list(db.session.scalars(query))
    gone = {each.id: each for each in passages if is_all_gone(words, each.span, lines)}
    _forget_quotes(gone, passage_id=None)  # that a finding rests on this talk stays, and so who may read it
    for each in gone.values():
        db.session.delete(each)
    left = [each for each in passages if each.id not in gone]
    touched = [each for each in left if any(each.span.overlap(line.words) for line in lines)]
    for each in touched:
        _forget_memos([each, *each.codings], said)
    _forget_quotes([each.id for each in touched])
    db.session.flush()


def _forget_quotes(passage_ids: Collection[UUID], **more: None) -> None:
    rows = update(Evidence).where(Evidence.passage_id.in_(passage_ids))
    db.session.execute(rows.values(quote_sealed=None, part=None, **more))


def _forget_memos(rows: Sequence[Passage | Coding], said: Sequence[str]) -> None:
    for row in rows:
        for words in said if row.memo else ():
            row.memo = without_piece(row.memo, words)


def _forget_elsewhere(seat: Participant, words: str) -> None:
    """What was noted of it, and what they changed it from before."""
    for note in _notes_of(seat):
        rest = without_words(note.words, words)
        if rest != note.words:
            _rewrite_note(note, rest)
    for row in db.session.scalars(select(Correction).where(Correction.participant_id == seat.id)):
        if row.kind is CorrectionKind.REMARK:
            row.after = without_piece(row.after, words)
        elif any(without_words(each, words) != each for each in (row.before, row.after)):
            db.session.delete(row)
    db.session.flush()


def _notes_of(seat: Participant) -> Sequence[TalkNote]:
    query = select(TalkNote).where(TalkNote.group_id == seat.group_id, TalkNote.said_by == seat.tag)
    return db.session.scalars(query).all()


def _rewrite_note(note: TalkNote, words: str) -> None:
    """What is left of it; without words the row stays, so that what was sent before and comes late finds it changed."""
    last = select(func.max(TalkNote.version)).where(TalkNote.group_id == note.group_id)
    note.version = (db.session.scalar(last) or 0) + 1
    note.words = words
    if not words:
        note.said_by, note.mark = "", Mark.NONE
    db.session.flush()
