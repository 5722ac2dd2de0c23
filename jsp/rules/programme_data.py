"""A programme as plain data: what a database keeps as JSON and a file as TOML.

Reading refuses whatever is not there or is something else, and says where; what it does not know it refuses too, so
that a typing error in a file is noticed. Writing leaves out what is empty.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from jsp.rules.programme import Activity, Form, Kind, Lesson, Method, Programme, Share, check_programme
from jsp.rules.refusal import N_, DomainError
from jsp.rules.text import UnreadableTextError, clean, readable_part

T = TypeVar("T")
Data = Mapping[str, Any]
LENGTHS = {"title": 120, "name": 120, "subtitle": 200, "home": 1000, "practice_link": 1000,
           "mind": 1000, "about": 2000, "how": 2000, "letter": 4000, "also_used_in": 200}  # fmt: skip
LONGEST_ITEM, MOST_ITEMS = 300, 30
PARAGRAPHS = ("home", "practice_link", "mind", "about", "how", "letter")
LESSON_KEY, OTHER_KEY = 20, 40  # characters; keys stand in addresses
TOO_MANY = 2**31  # more than a database holds, and than anybody can read


def programme_from(data: Data) -> Programme:
    """The programme that the data describe. Raises DomainError with the place of the fault."""
    programme = Programme(
        code=_word(data, "code", "", OTHER_KEY).lower(), name=_text(data, "name", ""),
        subtitle=_text(data, "subtitle", "", or_empty=True),
        minutes=_number(data, "minutes", ""), about=_text(data, "about", "", or_empty=True),
        has_debrief=_flag(data, "has_debrief", ""), letter=_text(data, "letter", "", or_empty=True),
        sources=_texts(data, "sources", ""), lessons=_each(data, "lessons", "", lesson_from),
    )  # fmt: skip
    _refuse_unknown(data, Programme, "")
    return programme


def lesson_from(data: Data, where: str = "") -> Lesson:
    """The lesson that the data describe; `where` is the place in the file. Raises DomainError."""
    lesson = Lesson(
        key=_word(data, "key", where, LESSON_KEY), title=_text(data, "title", where),
        kind=_choice(Kind, data.get("kind", "lesson"), f"{where}kind"), goals=_texts(data, "goals", where),
        activities=_each(data, "activities", where, activity_from), materials=_texts(data, "materials", where),
        sources=_texts(data, "sources", where),
        **{name: _text(data, name, where, or_empty=True) for name in ("home", "practice_link", "mind", "also_used_in")},
    )  # fmt: skip
    _refuse_unknown(data, Lesson, where)
    return lesson


def activity_from(data: Data, where: str = "") -> Activity:
    """The part of a lesson that the data describe. Raises DomainError."""
    methods = data.get("methods", [])
    if not isinstance(methods, list):
        raise DomainError(N_("%(place)s has to be a list."), place=f"{where}methods")
    activity = Activity(
        key=_word(data, "key", where, OTHER_KEY), title=_text(data, "title", where),
        minutes=_number(data, "minutes", where),
        methods=tuple(dict.fromkeys(_choice(Method, each, f"{where}methods") for each in methods)),
        form=_choice(Form, data.get("form", "other"), f"{where}form"),
        teacher=_choice(Share, data.get("teacher", "lead"), f"{where}teacher"),
        jsp=_choice(Share, data.get("jsp", "lead"), f"{where}jsp"), is_core=_flag(data, "is_core", where),
        how=_text(data, "how", where, or_empty=True),
    )  # fmt: skip
    _refuse_unknown(data, Activity, where)
    return activity


def to_data(thing: Programme | Lesson | Activity) -> dict[str, Any]:
    """The same as plain data, in the order of its fields, without what is empty."""
    return {each.name: _plain(getattr(thing, each.name)) for each in fields(thing) if getattr(thing, each.name)}


def checked(data: Data) -> Programme:
    """The programme, where it can be given as it is. Raises DomainError."""
    programme = programme_from(data)
    check_programme(programme)
    return programme


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return to_data(value) if isinstance(value, Lesson | Activity) else value


def _text(data: Data, name: str, where: str, *, or_empty: bool = False) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or not (value.strip() or or_empty):
        raise DomainError(N_("%(place)s is missing, or is no text."), place=f"{where}{name}")
    text = _readable(value, f"{where}{name}")
    if len(text) > LENGTHS[name]:
        raise DomainError(N_("%(place)s is longer than %(most)d characters."), place=f"{where}{name}",
                          most=LENGTHS[name])  # fmt: skip
    return text if name in PARAGRAPHS else " ".join(text.split())


def _word(data: Data, name: str, where: str, most: int) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or not re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{most - 1}}}", value):
        raise DomainError(N_("%(place)s has to be a word of letters, digits, - and _, at most %(most)d long."),
                          place=f"{where}{name}", most=most)  # fmt: skip
    return value


def _texts(data: Data, name: str, where: str) -> tuple[str, ...]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise DomainError(N_("%(place)s has to be a list of texts."), place=f"{where}{name}")
    texts = [" ".join(_readable(each, f"{where}{name}").split()) for each in value]
    if len(texts) > MOST_ITEMS or any(len(each) > LONGEST_ITEM for each in texts):
        raise DomainError(N_("%(place)s holds too much."), place=f"{where}{name}")
    return tuple(each for each in texts if each)


def _readable(text: str, place: str) -> str:
    try:
        return clean(text)
    except UnreadableTextError as error:
        raise DomainError(N_("%(place)s holds characters that nobody can read."), place=place) from error


def _number(data: Data, name: str, where: str) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise DomainError(N_("%(place)s has to be a whole number above 0."), place=f"{where}{name}")
    if value >= TOO_MANY:
        raise DomainError(N_("%(place)s is far too large a number."), place=f"{where}{name}")
    return value


def _flag(data: Data, name: str, where: str) -> bool:
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise DomainError(N_("%(place)s has to be true or false."), place=f"{where}{name}")
    return value


def _choice(kind: type[T], value: Any, place: str) -> T:
    try:
        return kind(value)  # type: ignore[call-arg]
    except ValueError as error:
        known = ", ".join(str(each) for each in kind)  # type: ignore[attr-defined]
        raise DomainError(N_("%(place)s has to be one of: %(known)s."), place=place, known=known) from error


def _each(data: Data, name: str, where: str, read: Callable[[Data, str], T]) -> tuple[T, ...]:
    rows = data.get(name, [])
    if not isinstance(rows, Sequence) or not all(isinstance(each, Mapping) for each in rows):
        raise DomainError(N_("%(place)s has to be a list of parts."), place=f"{where}{name}")
    return tuple(read(each, f"{where}{name} {at}: ") for at, each in enumerate(rows, start=1))


def _refuse_unknown(data: Data, kind: type, where: str) -> None:
    unknown = sorted(set(map(str, data)) - {each.name for each in fields(kind)})
    if unknown:
        raise DomainError(N_("%(place)s is not known here."), place=f"{where}{readable_part(unknown[0])[:40]}")
