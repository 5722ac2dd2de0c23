"""What somebody typed into a form that could not be saved, by the labels of the form, so that it can be copied.

Nothing of the form itself is made for it, as that might ask the database, or who is signed in. The labels stand in the
classes of the forms; which form it was is told by the names of its fields.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, FileField, FormField, HiddenField, PasswordField, SelectField
from wtforms.fields.core import UnboundField

from jsp.rules.text import readable_part

UNTOUCHED = frozenset({"csrf_token", "once", "seen", "rows", "token", "seat", "turn", "about"})
SECRETS = frozenset({"code", "word", "password"})  # of a card, a conversation, a partner, a class: they open something
NO_SECRETS = frozenset({("settings", "code"), ("questionnaires", "code")})  # of a class, of a list of questions
ONLY_KNOWN = frozenset({"accounts"})  # rooms of which a field that no form of ours has may be a password
NEVER, CHOSEN = (HiddenField, PasswordField, FileField), (BooleanField, SelectField)
LONG = 20  # what no form has is ours, and short: nobody typed it


class Typed(NamedTuple):
    """One text, and the label of its field; without one where no form has such a field."""

    label: str
    value: str


class Kept(NamedTuple):
    """What was typed, and the labels of what was chosen or ticked, with the choice where the form has words for it."""

    typed: list[Typed]
    chosen: list[str]


def kept(room: str, sent: Iterable[tuple[str, str]], form: type[FlaskForm] | None = None) -> Kept:
    """What people themselves wrote in what was sent to a room (in that `form`), never what is a secret."""
    pairs = list(sent)
    form = form or _form_of(room, frozenset(name for name, _value in pairs))
    told, chosen = list[Typed](), dict[str, None]()
    for name, value in ((name, readable_part(value)) for name, value in pairs if not _is_secret(room, name)):
        field, before = _field_of(form, name)
        kind, label = (field.field_class, _label(field)) if field else (str, "")
        if issubclass(kind, NEVER) or not value.strip() or (field is None and name in UNTOUCHED):
            continue  # a story "about" somebody has a field
        if field and issubclass(kind, CHOSEN):
            chosen |= {_choice(before + label, field, value): None} if label else {}
        elif label or _is_written(room, value):
            told.append(Typed(before + label, value))
    return Kept(told, list(chosen))


def _is_secret(room: str, name: str) -> bool:
    return name in SECRETS and (room, name) not in NO_SECRETS


def _choice(label: str, field: UnboundField, value: str) -> str:
    """What was chosen, in the words of the form; the label alone where the words come from elsewhere."""
    choices = field.kwargs.get("choices") or ()
    words = {str(each[0]): str(each[1]) for each in choices if isinstance(each, tuple)}
    return f"{label}{'' if label.endswith('?') else ':'} {words[value]}" if words.get(value) else label


def _is_written(room: str, value: str) -> bool:
    return room not in ONLY_KNOWN and (len(value) > LONG or " " in value)


def _form_of(room: str, names: frozenset[str]) -> type[FlaskForm]:
    """The form that has most of these fields: one of the room before one that rooms share, the smallest of those."""
    heads, is_open = {name.partition("-")[0] for name in names}, "csrf_token" not in names

    def fit(one: tuple[type[FlaskForm], frozenset[str]]) -> tuple[int, bool, bool, int]:
        form, fields = one
        is_own = form.__module__.startswith("jsp.blueprints.")
        return len(heads & fields), is_open == (not form.Meta.csrf), is_own, -len(fields)

    form, _fields = max(_forms_of(room), key=fit)
    return form


@cache
def _forms_of(room: str) -> tuple[tuple[type[FlaskForm], frozenset[str]], ...]:
    """Those of the room and those that rooms share, with the names of their fields."""
    where = f"jsp.blueprints.{room}.", "jsp.forms."
    forms = [each for each in _all_below(FlaskForm) if f"{each.__module__}.".startswith(where)]
    return tuple((each, _names_of(each)) for each in forms)


def _all_below(form: type[FlaskForm]) -> Iterator[type[FlaskForm]]:
    for each in form.__subclasses__():
        yield each
        yield from _all_below(each)


def _names_of(form: type[FlaskForm]) -> frozenset[str]:
    return frozenset(name for name in dir(form) if isinstance(getattr(form, name), UnboundField))


def _field_of(form: type[FlaskForm], name: str) -> tuple[UnboundField | None, str]:
    """The field with this name, and what comes before its label: of which row of the form it is."""
    head, _dash, rest = name.partition("-")
    found, before = getattr(form, head, None), ""
    if rest and isinstance(found, UnboundField) and issubclass(found.field_class, FieldList):
        number, _dash, rest = rest.partition("-")
        found, before = found.args[0], f"{int(number) + 1} · " if number.isdecimal() and len(number) < LONG else ""
    if rest and isinstance(found, UnboundField) and issubclass(found.field_class, FormField):
        part, more = _field_of(found.args[0], rest)
        return part, before + (f"{_label(found)} · " if _label(found) else "") + more
    return (found if isinstance(found, UnboundField) and not rest else None), before


def _label(field: UnboundField) -> str:
    """As the class says it; a field that holds a form or rows of fields has that first."""
    said: list[Any] = [
        each for each in field.args[:2] if not isinstance(each, type | UnboundField | list | tuple | int)
    ]
    return str(field.kwargs.get("label") or (said[0] if said else ""))
