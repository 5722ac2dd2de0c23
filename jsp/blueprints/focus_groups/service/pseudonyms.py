"""Names and places that become others in all that was written down of a talk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from jsp import audit
from jsp.blueprints.focus_groups.service.turns import take
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Coding, Passage
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import FocusGroup, Pseudonym
from jsp.models.talk_texts import Correction, TalkNote, TalkText
from jsp.rules.pseudonyms import Pair, Suspect, checked, counted, names_in, names_of, replaced, suspects
from jsp.rules.refusal import NotFoundError
from jsp.rules.talk_text import HEADING
from jsp.verbs import talk_texts

KIND = "talk"


@dataclass(frozen=True, slots=True)
class Listed:
    """A name on the list, and how often it still stands in what was written down."""

    id: UUID
    names: list[str]
    stand_in: str
    times: int


def listed(group: FocusGroup) -> list[Listed]:
    """The list, by what stands for the names."""
    rows, words = _rows(group), written_down(group)
    times = counted(words, [pair_of(each) for each in rows])
    return [Listed(each.id, names_of(each.real), each.stand_in, times[each.stand_in]) for each in rows]


def suspects_in(group: FocusGroup) -> list[Suspect]:
    """What looks like somebody in it and is not on the list. What the talk is about and what was asked is known."""
    known = [group.subject, group.programme.code if group.programme else "", group.theme.name if group.theme else ""]
    asked = [line for text in texts_of(group) for line in text.words.split("\n") if line.startswith(HEADING)]
    pairs = pairs_of(group)
    return suspects([replaced(words, pairs)[0] for words in written_down(group)], known=[*known, *asked])


def written_down(group: FocusGroup) -> list[str]:
    """All texts and notes of it, what was put right, and what coders thought of it."""
    notes = db.session.scalars(select(TalkNote).where(TalkNote.group_id == group.id))
    said = [*(text.words for text in texts_of(group)), *(note.words or "" for note in notes)]
    return [*said, *(getattr(row, name) for row, name in _beside(group))]


def add(id: UUID, pair: Pair, *, key: UUID, by: User) -> None:
    """One more on the list. Raises DomainError."""
    group = take(id, key, by)
    if group is None:
        return
    talk_texts.check_open(group)
    _put(group, checked(pair, pairs_of(group)), key)
    audit.record(Action.TALK_CHANGED, KIND, id)


def take_off(id: UUID, name_id: UUID, *, key: UUID, by: User) -> None:
    """It goes off the list; what stands in its place in the texts stays."""
    group = take(id, key, by)
    if group is None:
        return
    talk_texts.check_open(group)
    row = next((each for each in _rows(group) if each.id == name_id), None)
    if row is None:
        raise NotFoundError(name_id)
    db.session.delete(row)
    audit.record(Action.TALK_CHANGED, KIND, id)


def replace_all(id: UUID, *, key: UUID, by: User) -> int:
    """Every name of the list becomes what stands for it in all that was written down; how many were replaced."""
    group = take(id, key, by)
    if group is None:
        return 0
    talk_texts.check_open(group)
    pairs, done = pairs_of(group), 0
    for text in texts_of(group):
        words, changes = replaced(text.words, pairs)
        talk_texts.rewrite(text, words, changes)
        done += len(changes)
    done += _replace_in_notes(group, pairs) + _replace_beside(group, pairs)
    audit.record(Action.TALK_CHANGED, KIND, id)
    return done


def _replace_in_notes(group: FocusGroup, pairs: Sequence[Pair]) -> int:
    """The version of a note is the number of its last change in the talk: open pages get the new words by it."""
    notes = list(db.session.scalars(select(TalkNote).where(TalkNote.group_id == group.id)))
    newest, done = max((note.version for note in notes), default=0), 0
    for note in notes:
        words, changes = replaced(note.words or "", pairs)
        if changes:
            newest, done = newest + 1, done + len(changes)
            note.words, note.version = words, newest
    return done


def _replace_beside(group: FocusGroup, pairs: Sequence[Pair]) -> int:
    done = 0
    for row, name in _beside(group):
        words, changes = replaced(getattr(row, name), pairs)
        if changes:
            done += len(changes)
            setattr(row, name, words)
    return done


def _beside(group: FocusGroup) -> list[tuple[Any, str]]:
    """What stands beside its texts and notes, each as a row and the name of its words."""
    corrections = db.session.scalars(select(Correction).where(Correction.group_id == group.id))
    here = select(TalkText.id).where(TalkText.group_id == group.id)
    passages = db.session.scalars(select(Passage).where(Passage.text_id.in_(here), Passage.memo_sealed.is_not(None)))
    coded = select(Coding).join(Coding.passage).where(Passage.text_id.in_(here), Coding.memo_sealed.is_not(None))
    return [
        *((row, name) for row in corrections for name in ("before", "after")),
        *((row, "memo") for row in (*passages, *db.session.scalars(coded))),
    ]


def add_speakers(group: FocusGroup, stand_ins: Mapping[str, str]) -> list[Pair]:
    """The names of speakers onto the list, each with what stands for it; the whole list. The caller has the turn."""
    for label, stand_in in stand_ins.items():
        rows = _rows(group)
        known = {name.casefold() for row in rows for name in names_of(row.real)}
        names = [name for name in names_in(label) if name.casefold() not in known]
        same = next((row for row in rows if row.stand_in == stand_in), None)
        if names and same is None:
            _put(group, checked(Pair("\n".join(names), stand_in), [pair_of(row) for row in rows]))
        elif names and same is not None:
            others = [pair_of(row) for row in rows if row is not same]
            same.real = checked(Pair("\n".join([same.real, *names]), stand_in), others).real
    return pairs_of(group)


def pairs_of(group: FocusGroup) -> list[Pair]:
    """The list as rules know it."""
    return [pair_of(each) for each in _rows(group)]


def pair_of(row: Pseudonym) -> Pair:
    """One of it."""
    return Pair(row.real or "", row.stand_in)


def _put(group: FocusGroup, pair: Pair, id: UUID | None = None) -> None:
    row = Pseudonym(id=id or uuid4(), group_id=group.id, stand_in=pair.stand_in)
    row.real = pair.real
    db.session.add(row)
    db.session.flush()


def _rows(group: FocusGroup) -> Sequence[Pseudonym]:
    query = select(Pseudonym).where(Pseudonym.group_id == group.id)
    return sorted(db.session.scalars(query), key=lambda each: each.stand_in.casefold())
