"""A programme as plain data: what a database keeps as JSON and a file as TOML.

Reading refuses whatever is not there or is something else, and says where; what it does not know it refuses too, so
that a typing error in a file is noticed. Writing leaves out what is empty.
"""

from dataclasses import fields
from enum import StrEnum
from typing import Any

from jsp.rules.data import Data, choice_of, each_of, flag, line, number, refuse_unknown, text, texts, word
from jsp.rules.programme import Activity, Form, Kind, Lesson, Method, Programme, Share, check_programme
from jsp.rules.refusal import N_, DomainError

LENGTHS = {"title": 120, "name": 120, "subtitle": 200, "home": 1000, "practice_link": 1000,
           "mind": 1000, "about": 2000, "how": 2000, "letter": 4000, "also_used_in": 200}  # fmt: skip
PARAGRAPHS = ("home", "practice_link", "mind", "about", "how", "letter")
LESSON_KEY, OTHER_KEY = 20, 40  # characters; keys stand in addresses


def programme_from(data: Data) -> Programme:
    """The programme that the data describe. Raises DomainError with the place of the fault."""
    programme = Programme(
        code=word(data, "code", "", OTHER_KEY).lower(), name=_text(data, "name", ""),
        subtitle=_text(data, "subtitle", "", or_empty=True),
        minutes=number(data, "minutes", ""), about=_text(data, "about", "", or_empty=True),
        has_debrief=flag(data, "has_debrief", ""), letter=_text(data, "letter", "", or_empty=True),
        sources=texts(data, "sources", ""), lessons=each_of(data, "lessons", "", lesson_from),
    )  # fmt: skip
    refuse_unknown(data, _names(Programme), "")
    return programme


def lesson_from(data: Data, where: str = "") -> Lesson:
    """The lesson that the data describe; `where` is the place in the file. Raises DomainError."""
    lesson = Lesson(
        key=word(data, "key", where, LESSON_KEY), title=_text(data, "title", where),
        kind=choice_of(Kind, data.get("kind", "lesson"), f"{where}kind"), goals=texts(data, "goals", where),
        activities=each_of(data, "activities", where, activity_from), materials=texts(data, "materials", where),
        sources=texts(data, "sources", where),
        **{name: _text(data, name, where, or_empty=True) for name in ("home", "practice_link", "mind", "also_used_in")},
    )  # fmt: skip
    refuse_unknown(data, _names(Lesson), where)
    return lesson


def activity_from(data: Data, where: str = "") -> Activity:
    """The part of a lesson that the data describe. Raises DomainError."""
    methods = data.get("methods", [])
    if not isinstance(methods, list):
        raise DomainError(N_("%(place)s has to be a list."), place=f"{where}methods")
    activity = Activity(
        key=word(data, "key", where, OTHER_KEY), title=_text(data, "title", where),
        minutes=number(data, "minutes", where),
        methods=tuple(dict.fromkeys(choice_of(Method, each, f"{where}methods") for each in methods)),
        form=choice_of(Form, data.get("form", "other"), f"{where}form"),
        teacher=choice_of(Share, data.get("teacher", "lead"), f"{where}teacher"),
        jsp=choice_of(Share, data.get("jsp", "lead"), f"{where}jsp"), is_core=flag(data, "is_core", where),
        how=_text(data, "how", where, or_empty=True),
    )  # fmt: skip
    refuse_unknown(data, _names(Activity), where)
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
    read = text if name in PARAGRAPHS else line
    return read(data, name, where, LENGTHS[name], or_empty=or_empty)


def _names(kind: type) -> set[str]:
    return {each.name for each in fields(kind)}
