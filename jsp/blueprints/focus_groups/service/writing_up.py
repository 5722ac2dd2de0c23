"""The notes become a text, and as long as nothing was done with that they can be opened again."""

from collections import Counter
from uuid import UUID

from flask_babel import force_locale, gettext

from jsp import audit, sending
from jsp.blueprints.focus_groups.service import notes
from jsp.blueprints.focus_groups.service.sheet import read_up_to
from jsp.blueprints.focus_groups.service.texts import passages_of
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkNote, TalkText, TextKind
from jsp.rules.guide import WITHOUT_QUESTION
from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk import TalkState
from jsp.rules.talk_text import Said, compose
from jsp.verbs import talk_texts

NAME = N_("Notes of the talk")
BESIDE = N_("Beside the questions")
MORE_CAME = N_("Something was noted since you opened this page: somebody may still be writing. Look once more.")
WAS_USED = N_("The text was changed or has codes by now. It stays: change the text itself.")


def who_noted(group: FocusGroup) -> tuple[dict[str, int], int]:
    """How many notes stand there by whom, and the version up to which that tells."""
    rows = notes.list_notes(group)
    return Counter(each.author.first_name for each in rows if not notes.is_gone(each)), read_up_to(rows)


def write_up(group: FocusGroup, *, read: int, key: UUID, by: User) -> None:
    """The notes become a text, with each question as a heading; from then on that is changed.

    Raises DomainError, with the field `version` where something was noted since it was `read`.
    """
    if not sending.take(key, about=f"talk {group.id}"):
        return
    talk_texts.turn(group)
    group = get_held(by, group.id)
    notes.check_being_noted(group)
    rows = notes.list_notes(group)
    standing = [each for each in rows if not notes.is_gone(each)]
    if not standing:
        raise DomainError(notes.NOTHING)
    if read_up_to(rows) != read:
        raise DomainError(MORE_CAME, field="version")
    with force_locale("nl"):
        name, beside = gettext(NAME), gettext(BESIDE)
    talk_texts.add(group, TextKind.NOTES, name, _composed(group, standing, beside), id=key)
    audit.record(Action.TALK_CHANGED, notes.KIND, group.id)


def can_open_again(group: FocusGroup, text: TalkText | None) -> bool:
    """Whether nothing was done with the text yet: it is as it came of the notes, and nothing in it is coded."""
    return text is not None and group.state is TalkState.DRAFT and text.version == 1 and not passages_of(text)


def open_again(group: FocusGroup, *, key: UUID, by: User) -> None:
    """The text goes and notes are taken again. Raises DomainError where something was done with it."""
    if not sending.take(key, about=f"talk {group.id}"):
        return
    talk_texts.turn(group)
    group = get_held(by, group.id)
    text = notes.text_of_notes(group)
    if text is None:
        return
    if not can_open_again(group, text):
        raise DomainError(WAS_USED)
    db.session.delete(text)
    audit.record(Action.TALK_CHANGED, notes.KIND, group.id)


def _composed(group: FocusGroup, rows: list[TalkNote], beside: str) -> str:
    keys = notes.keys_of(group)
    titles = {each.key: each.words.nl for each in group.guide_version.content.questions} | {WITHOUT_QUESTION: beside}
    said: dict[str, list[Said]] = {key: [] for key in keys}
    for each in rows:
        said[notes.key_among(each, keys)].append(Said(each.said_by, each.words))
    return compose((titles[key], under) for key, under in said.items() if under or key)
