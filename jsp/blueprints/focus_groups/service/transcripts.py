"""A transcript that is brought in: looked at first, kept after a yes, with tags in the place of names."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from flask_babel import gettext

from jsp import audit, sending
from jsp.blueprints.focus_groups.service import pseudonyms
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TextKind
from jsp.rules.pseudonyms import names_in, replaced
from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk import MODERATOR
from jsp.rules.transcript import NOBODY, WORDS, Speaker, written
from jsp.rules.transcript_lines import Turn
from jsp.verbs import talk_texts

LEADS = f"{MODERATOR}1"
NO_SEAT = N_("One of the people you chose takes no part in this talk any more. Look at them, and send it again.")


class Choice(NamedTuple):
    """Who a speaker is: a tag, NOBODY or WORDS. `hides`: their name becomes something else in the words, too."""

    speaker: str
    who: str
    hides: bool


def proposed(group: FocusGroup, speakers: Sequence[Speaker]) -> list[Choice]:
    """Who they may be: by their tag or name where that is known, otherwise by order, who begins being who leads."""
    free = [LEADS, *(seat.tag for seat in group.participants)]
    known = {tag.casefold(): tag for tag in free}
    known |= {seat.name.casefold(): seat.tag for seat in group.participants if seat.name}
    sure = {each.name: known[each.name.casefold()] for each in speakers if each.name.casefold() in known}
    left = iter([tag for tag in free if tag not in sure.values()])
    return [
        Choice(each.name, sure.get(each.name) or next(left, NOBODY), bool(names_in(each.name))) for each in speakers
    ]  # fmt: skip


def keep(id: UUID, name: str, turns: Sequence[Turn], choices: Sequence[Choice], *, key: UUID, by: User) -> None:
    """The text with tags, and the names of who spoke on the list. All of it or nothing. Raises DomainError."""
    if not sending.take(key, about=f"talk {id}"):
        return
    group = get_held(by, id)
    talk_texts.check_open(group)
    tags = {NOBODY, WORDS, LEADS, *(seat.tag for seat in group.participants)}
    if not {each.who for each in choices} <= tags:
        raise DomainError(NO_SEAT)
    hidden = [each for each in choices if each.hides and each.who != WORDS]
    pairs = pseudonyms.add_speakers(group, _stand_ins(hidden))
    text, _changes = replaced(written(turns, {each.speaker: each.who for each in choices}), pairs)
    talk_texts.add(group, TextKind.TRANSCRIPT, name, text, id=key)
    audit.record(Action.TALK_CHANGED, "talk", id)


def _stand_ins(choices: Sequence[Choice]) -> dict[str, str]:
    """For nobody in particular a number."""
    found = dict[str, str]()
    for each in choices:
        numbered = gettext("person %(number)d", number=len(found) + 1)
        found[each.speaker] = f"[{each.who or numbered}]"
    return found
