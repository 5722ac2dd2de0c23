"""Reading plain data, as JSON and TOML hold it: what is not there or is something else is refused, with its place."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from jsp.rules.refusal import N_, DomainError
from jsp.rules.text import UnreadableTextError, clean, readable_part

T = TypeVar("T")
Data = Mapping[str, Any]
LONGEST_ITEM, MOST_ITEMS = 300, 30
TOO_MANY = 2**31  # more than a database holds, and than anybody can read


def text(data: Data, name: str, where: str, most: int, *, or_empty: bool = False) -> str:
    """The text under that name, of at most so many characters. Raises DomainError, as all of these do."""
    value = data.get(name, "")
    if not isinstance(value, str) or not (value.strip() or or_empty):
        raise DomainError(N_("%(place)s is missing, or is no text."), place=f"{where}{name}")
    found = _readable(value, f"{where}{name}")
    if len(found) > most:
        raise DomainError(N_("%(place)s is longer than %(most)d characters."), place=f"{where}{name}", most=most)
    return found


def line(data: Data, name: str, where: str, most: int, *, or_empty: bool = False) -> str:
    """The same in one line."""
    return " ".join(text(data, name, where, most, or_empty=or_empty).split())


def word(data: Data, name: str, where: str, most: int) -> str:
    """A word by which something is known in files and addresses."""
    value = data.get(name, "")
    if not isinstance(value, str) or not re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{most - 1}}}", value):
        raise DomainError(N_("%(place)s has to be a word of letters, digits, - and _, at most %(most)d long."),
                          place=f"{where}{name}", most=most)  # fmt: skip
    return value


def texts(data: Data, name: str, where: str) -> tuple[str, ...]:
    """A list of short texts, without those that are empty."""
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise DomainError(N_("%(place)s has to be a list of texts."), place=f"{where}{name}")
    found = [" ".join(_readable(each, f"{where}{name}").split()) for each in value]
    if len(found) > MOST_ITEMS or any(len(each) > LONGEST_ITEM for each in found):
        raise DomainError(N_("%(place)s holds too much."), place=f"{where}{name}")
    return tuple(each for each in found if each)


def number(data: Data, name: str, where: str) -> int:
    """A whole number above 0."""
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise DomainError(N_("%(place)s has to be a whole number above 0."), place=f"{where}{name}")
    if value >= TOO_MANY:
        raise DomainError(N_("%(place)s is far too large a number."), place=f"{where}{name}")
    return value


def flag(data: Data, name: str, where: str) -> bool:
    """True or false; false where nothing stands."""
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise DomainError(N_("%(place)s has to be true or false."), place=f"{where}{name}")
    return value


def choice_of(kind: type[T], value: Any, place: str) -> T:
    """One of the choices."""
    try:
        return kind(value)  # type: ignore[call-arg]
    except ValueError as error:
        known = ", ".join(str(each) for each in kind)  # type: ignore[attr-defined]
        raise DomainError(N_("%(place)s has to be one of: %(known)s."), place=place, known=known) from error


def each_of(data: Data, name: str, where: str, read: Callable[[Data, str], T]) -> tuple[T, ...]:
    """A list of parts, each read in its turn."""
    rows = data.get(name, [])
    if not isinstance(rows, Sequence) or not all(isinstance(each, Mapping) for each in rows):
        raise DomainError(N_("%(place)s has to be a list of parts."), place=f"{where}{name}")
    return tuple(read(each, f"{where}{name} {at}: ") for at, each in enumerate(rows, start=1))


def refuse_unknown(data: Data, known: Collection[str], where: str) -> None:
    """So that a typing error in a file is noticed."""
    unknown = sorted(set(map(str, data)) - set(known))
    if unknown:
        raise DomainError(N_("%(place)s is not known here."), place=f"{where}{readable_part(unknown[0])[:40]}")


def _readable(value: str, place: str) -> str:
    try:
        return clean(value)
    except UnreadableTextError as error:
        raise DomainError(N_("%(place)s holds characters that nobody can read."), place=place) from error
