"""All that was noted, as it stands on the page of a talk."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jsp.blueprints.focus_groups.service import notes
from jsp.models.accounts import User
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkNote, TalkText
from jsp.rules.guide import Question
from jsp.rules.note_check import concerns, holds_name
from jsp.rules.talk import Mark

LOOKS_LIKE_NAME = "name"


@dataclass(frozen=True, slots=True)
class Line:
    """A note on the page. `looks_like`: what in it points at a person; `key`: under which question it stands."""

    note: TalkNote
    words: str
    key: str
    is_own: bool
    is_gone: bool
    looks_like: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A question with what was noted under it; without one it is what was noted beside all questions."""

    key: str
    question: Question | None
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of a talk. `read`: the version up to which it tells; `marks`: how many notes have which mark.

    `text`: what became of the notes, where they were written up.
    """

    sections: list[Section]
    read: int
    marks: dict[Mark, int]
    text: TalkText | None


def sheet_of(group: FocusGroup, viewer: User) -> Sheet:
    """All that was noted in the talk, question by question."""
    rows = notes.list_notes(group)
    standing = [line_of(each, group, viewer) for each in rows if not notes.is_gone(each)]
    questions = {each.key: each for each in group.guide_version.content.questions}
    return Sheet(
        [Section(key, questions.get(key), [each for each in standing if each.key == key])
         for key in notes.keys_of(group)],
        read_up_to(rows), marks_of(rows), notes.text_of_notes(group),
    )  # fmt: skip


def news_of(group: FocusGroup, viewer: User, *, since: int) -> tuple[list[Line], int, dict[Mark, int]]:
    """What changed since that version, up to which version that tells, and how many notes have which mark by now."""
    rows = notes.list_notes(group)
    changed = [line_of(each, group, viewer) for each in rows if each.version > since]
    return changed, max(read_up_to(rows), since), marks_of(rows)


def line_of(row: TalkNote, group: FocusGroup, viewer: User) -> Line:
    """One note as this person sees it."""
    words = row.words
    return Line(
        row, words, notes.key_among(row, notes.keys_of(group)), row.author_id == viewer.id, notes.is_gone(row),
        _looks_like(words, [site.name for site in group.sites]),
    )  # fmt: skip


def read_up_to(rows: Iterable[TalkNote]) -> int:
    """The highest version among them."""
    return max((each.version for each in rows), default=0)


def marks_of(rows: Iterable[TalkNote]) -> dict[Mark, int]:
    """How many notes have each of the marks, in their usual order; those that nobody gave are left out."""
    found = Counter(each.mark for each in rows if not notes.is_gone(each))
    return {mark: found[mark] for mark in Mark if mark and found[mark]}


def _looks_like(words: str, known: Iterable[str]) -> tuple[str, ...]:
    found = [str(each) for each in concerns(words)]
    return (*found, LOOKS_LIKE_NAME) if holds_name(words, known=known) else tuple(found)
