"""A guide as plain data: what a database keeps as JSON and a file as TOML."""

from dataclasses import fields
from typing import Any

from jsp.rules.data import Data, each_of, line, number, refuse_unknown, word
from jsp.rules.guide import Guide, Question, Words, check_guide
from jsp.rules.refusal import N_, DomainError

LONGEST_NAME, LONGEST_SENTENCE = 80, 300
KEY = 40  # characters
NOTHING = Words("")


def guide_from(data: Data) -> Guide:
    """The guide that the data describe. Raises DomainError with the place of the fault."""
    found = Guide(
        code=word(data, "code", "", KEY).lower(), name=_part(data, "name", "", LONGEST_NAME),
        opening=_part(data, "opening", "", or_empty=True), rules=each_of(data, "rules", "", _rule),
        questions=each_of(data, "questions", "", _question), closing=_part(data, "closing", "", or_empty=True),
    )  # fmt: skip
    refuse_unknown(data, {each.name for each in fields(Guide)}, "")
    return found


def checked(data: Data) -> Guide:
    """The same, of something that a talk can be led with. Raises DomainError."""
    found = guide_from(data)
    check_guide(found)
    return found


def to_data(guide: Guide) -> dict[str, Any]:
    """What `guide_from` reads back; without what is empty."""
    return {
        "code": guide.code, "name": _said(guide.name),
        **{name: _said(words) for name, words in (("opening", guide.opening), ("closing", guide.closing)) if words.nl},
        "rules": [_said(each) for each in guide.rules],
        "questions": [_asked(each) for each in guide.questions],
    }  # fmt: skip


def _asked(each: Question) -> dict[str, Any]:
    parts = {"prompt": each.prompt, "theme": each.theme}
    return {
        "key": each.key, **_said(each.words), **({"minutes": each.minutes} if each.minutes else {}),
        **{name: _said(words) for name, words in parts.items() if words.nl},
    }  # fmt: skip


def _said(words: Words) -> dict[str, str]:
    return {name: getattr(words, name) for name in ("nl", "en") if getattr(words, name)}


def _question(data: Data, where: str) -> Question:
    refuse_unknown(data, {"key", "nl", "en", "minutes", "prompt", "theme"}, where)
    minutes = number(data, "minutes", where) if "minutes" in data else 0
    return Question(
        key=word(data, "key", where, KEY), words=_sentence(data, where, LONGEST_SENTENCE),
        prompt=_part(data, "prompt", where, or_empty=True), theme=_part(data, "theme", where, or_empty=True),
        minutes=minutes,
    )  # fmt: skip


def _rule(data: Data, where: str) -> Words:
    refuse_unknown(data, {"nl", "en"}, where)
    return _sentence(data, where, LONGEST_SENTENCE)


def _part(data: Data, name: str, where: str, longest: int = LONGEST_SENTENCE, *, or_empty: bool = False) -> Words:
    found = data.get(name)
    if found is None and or_empty:
        return NOTHING
    if not isinstance(found, dict):
        raise DomainError(N_("%(place)s is missing, or is no text."), place=f"{where}{name}")
    place = f"{where}{name}: "
    refuse_unknown(found, {"nl", "en"}, place)
    return _sentence(found, place, longest)


def _sentence(data: Data, where: str, longest: int) -> Words:
    return Words(line(data, "nl", where, longest), line(data, "en", where, longest, or_empty=True))
