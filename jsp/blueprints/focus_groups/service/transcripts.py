"""A transcript that is brought in: looked at first, kept after a yes, with tags in the place of names."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from flask_babel import gettext

from jsp import audit
from jsp.blueprints.focus_groups.service import pseudonyms
from jsp.blueprints.focus_groups.service.turns import take
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TextKind
from jsp.rules.pseudonyms import Pair, names_in, replaced
from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk import MODERATOR
from jsp.rules.talk_text import paragraphs
from jsp.rules.transcript import NOBODY, WORDS, Speaker, written
from jsp.rules.transcript_lines import Turn
from jsp.rules.who_is_who import whose
from jsp.verbs import talk_texts

LEADS = f"{MODERATOR}1"
CHOOSE = "?"  # of a speaker: nobody said yet who it is
NO_SEAT = N_("One of the people you chose takes no part in this talk any more. Look at them, and send it again.")
TWICE = N_("The same words are in this talk already, as “%(name)s”. Take that text away first if you want it anew.")


class Choice(NamedTuple):
    """Who a speaker is: a tag, NOBODY, WORDS or CHOOSE. `hides`: their name becomes another in the words, too."""

    speaker: str
    who: str
    hides: bool


def proposed(group: FocusGroup, speakers: Sequence[Speaker]) -> list[Choice]:
    """Who they are where their tag or name says it; whoever is not known is chosen, never guessed."""
    names = {LEADS: "", **{seat.tag: seat.name for seat in group.participants}}
    found = [(each.name, whose(each.name, names)) for each in speakers]
    return [Choice(name, tag or CHOOSE, bool(tag and names_in(name))) for name, tag in found]


def check_new(group: FocusGroup, turns: Sequence[Turn]) -> None:
    """Refuse what is in this talk already, whoever its speakers were said to be. Raises DomainError."""
    _check_other(group, written(turns, {}), pseudonyms.pairs_of(group))


def keep(id: UUID, name: str, turns: Sequence[Turn], choices: Sequence[Choice], *, key: UUID, by: User) -> None:
    """The text with tags, and the names of who spoke on the list. All of it or nothing. Raises DomainError."""
    group = take(id, key, by)
    if group is None:
        return
    talk_texts.check_open(group)
    tags = {NOBODY, WORDS, LEADS, *(seat.tag for seat in group.participants)}
    if not {each.who for each in choices} <= tags:
        raise DomainError(NO_SEAT)
    hidden = [each for each in choices if each.hides and each.who != WORDS]
    pairs = pseudonyms.add_speakers(group, _stand_ins(hidden))
    text, _changes = replaced(written(turns, {each.speaker: each.who for each in choices}), pairs)
    _check_other(group, text, pairs)
    talk_texts.add(group, TextKind.TRANSCRIPT, name, text, id=key)
    audit.record(Action.TALK_CHANGED, "talk", id)


def _check_other(group: FocusGroup, text: str, pairs: Sequence[Pair]) -> None:
    said = _said(text, pairs)
    for each in texts_of(group):
        if _said(each.words, pairs) == said:
            raise DomainError(TWICE, name=each.name)


def _said(text: str, pairs: Sequence[Pair]) -> list[str]:
    """The words alone, with what stands for names."""
    plain = replaced(text, pairs)[0]
    return [plain[each.words.start : each.words.end] for each in paragraphs(plain)]


def _stand_ins(choices: Sequence[Choice]) -> dict[str, str]:
    """For nobody in particular a number."""
    found = dict[str, str]()
    for each in choices:
        numbered = gettext("person %(number)d", number=len(found) + 1)
        found[each.speaker] = f"[{each.who or numbered}]"
    return found
