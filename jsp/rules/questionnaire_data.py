"""A questionnaire as plain data: what a database keeps as JSON and a file as TOML."""

from dataclasses import fields
from typing import Any

from jsp.rules.data import Data, each_of, flag, line, refuse_unknown, word
from jsp.rules.questionnaire import Item, Questionnaire, Words, check_questionnaire
from jsp.rules.refusal import N_, DomainError

LONGEST_NAME, LONGEST_SENTENCE = 80, 160
KEY = 40  # characters
WORDS = tuple(each.name for each in fields(Words))


def questionnaire_from(data: Data) -> Questionnaire:
    """The questionnaire that the data describe. Raises DomainError with the place of the fault."""
    found = Questionnaire(
        code=word(data, "code", "", KEY).lower(), name_nl=line(data, "name_nl", "", LONGEST_NAME),
        name_en=line(data, "name_en", "", LONGEST_NAME), items=each_of(data, "items", "", _item),
        open_question=_words_of(data, "open_question"), faces=each_of(data, "faces", "", _words),
    )  # fmt: skip
    refuse_unknown(data, {each.name for each in fields(Questionnaire)}, "")
    return found


def checked(data: Data) -> Questionnaire:
    """The same, of something that is fit to be asked. Raises DomainError."""
    found = questionnaire_from(data)
    check_questionnaire(found)
    return found


def to_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """What `questionnaire_from` reads back; without what is empty."""
    return {
        "code": questionnaire.code, "name_nl": questionnaire.name_nl, "name_en": questionnaire.name_en,
        "open_question": _said(questionnaire.open_question),
        "faces": [_said(each) for each in questionnaire.faces],
        "items": [
            {"key": each.key, **_said(each.words)}
            | {name: True for name in ("in_short", "at_end") if getattr(each, name)}
            for each in questionnaire.items
        ],
    }  # fmt: skip


def _said(words: Words) -> dict[str, str]:
    return {name: getattr(words, name) for name in WORDS if getattr(words, name)}


def _item(data: Data, where: str) -> Item:
    refuse_unknown(data, {"key", "in_short", "at_end", *WORDS}, where)
    return Item(
        key=word(data, "key", where, KEY), words=_sentence(data, where),
        in_short=flag(data, "in_short", where), at_end=flag(data, "at_end", where),
    )  # fmt: skip


def _words(data: Data, where: str) -> Words:
    refuse_unknown(data, set(WORDS), where)
    return _sentence(data, where)


def _words_of(data: Data, name: str) -> Words:
    found = data.get(name)
    if not isinstance(found, dict):
        raise DomainError(N_("%(place)s is missing, or is no text."), place=name)
    return _words(found, f"{name}: ")


def _sentence(data: Data, where: str) -> Words:
    told = {name: line(data, name, where, LONGEST_SENTENCE, or_empty=name.startswith("mbo")) for name in WORDS}
    return Words(**told)
