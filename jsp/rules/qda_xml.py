"""XML of other programs, read with suspicion: no DOCTYPE, no entities, nothing from elsewhere, and words of our own."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

import defusedxml.ElementTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

from jsp.rules.coding import COLOUR
from jsp.rules.refusal import N_, DomainError
from jsp.rules.text import UnreadableTextError, clean

GUID = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?[0-9]{1,12}")
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TRUE, FALSE = ("true", "1"), ("false", "0")
SHOWN = 60  # characters of what is quoted in a refusal
Element = Any


def parsed(data: bytes, namespace: str, root: str) -> Element:
    """The root element. Raises DomainError for what is no XML, has a DOCTYPE, or has another root."""
    try:
        found = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise DomainError(N_("This file has a DOCTYPE or entities in it. It is refused."), field="file") from error
    except (SyntaxError, ValueError, LookupError, RecursionError, MemoryError) as error:
        raise DomainError(N_("This file is no XML that we can read."), field="file") from error
    if found.tag != f"{{{namespace}}}{root}":
        raise DomainError(N_("This file does not follow the standard REFI-QDA 1.0."), field="file")
    return found


def children(element: Element | None, *names: str) -> list[Element]:
    """Those with one of these names, in the same namespace."""
    if element is None:
        return []
    space = str(element.tag).rpartition("}")[0]
    return [each for each in element if str(each.tag).rpartition("}")[0] == space and local(each) in names]


def child(element: Element | None, name: str) -> Element | None:
    """The first one with that name."""
    return next(iter(children(element, name)), None)


def local(element: Element) -> str:
    """Its name without the namespace."""
    return str(element.tag).rpartition("}")[2]


def words(element: Element | None, name: str) -> str:
    """What the child of that name says; empty where there is none."""
    found = child(element, name)
    return "" if found is None or found.text is None else str(found.text)


def key(element: Element, name: str) -> UUID:
    """A GUID that has to be there. Raises DomainError."""
    raw = str(element.get(name, ""))
    match = GUID.fullmatch(raw.strip())
    if match is None:
        raise DomainError(N_("“%(found)s” in %(where)s is no GUID."), field="file", found=shown(raw),
                          where=local(element))  # fmt: skip
    return UUID(match[1])


def key_or_none(element: Element, name: str) -> UUID | None:
    """One that may be missing. Raises DomainError for what is none."""
    return key(element, name) if element.get(name) else None


def number(element: Element, name: str) -> int:
    """A whole number. Raises DomainError for what is none, and for one beyond every text."""
    raw = str(element.get(name, "")).strip()
    if not NUMBER.fullmatch(raw):
        raise DomainError(N_("“%(found)s” in %(where)s is no place in a text."), field="file", found=shown(raw),
                          where=local(element))  # fmt: skip
    return int(raw)


def yes(element: Element, name: str) -> bool:
    """A yes or no; missing is a yes. Raises DomainError."""
    raw = str(element.get(name, TRUE[0])).strip()
    if raw not in (*TRUE, *FALSE):
        raise DomainError(N_("“%(found)s” in %(where)s is neither true nor false."), field="file", found=shown(raw),
                          where=local(element))  # fmt: skip
    return raw in TRUE


def colour(element: Element) -> str:
    """As #rrggbb; empty where there is none. Raises DomainError."""
    raw = str(element.get("color", "")).strip().lower()
    full = "#" + "".join(each * 2 for each in raw[1:]) if len(raw) == 4 else raw
    if raw and not COLOUR.fullmatch(full):
        raise DomainError(N_("“%(found)s” is no colour."), field="file", found=shown(raw))
    return full


def read_words(raw: str, *, most: int, where: str) -> str:
    """Words as we keep them: at most so many characters, and all of them readable. Raises DomainError.

    `where`: of what they are, for the refusal.
    """
    try:
        found = clean(raw)
    except UnreadableTextError as error:
        raise DomainError(N_("“%(name)s” holds characters that nobody can read."), field="file",
                          name=shown(where)) from error  # fmt: skip
    if len(found) > most:
        raise DomainError(N_("“%(name)s” is or has a text of %(length)d characters. At most %(most)d fit."),
                          field="file", name=shown(where), length=len(found), most=most)  # fmt: skip
    return found


def shown(raw: str) -> str:
    """The beginning of it, on one line, for a sentence."""
    line = " ".join(writable(raw).split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def writable(text: str) -> str:
    """Without characters that cannot stand in XML."""
    return UNWRITABLE.sub("", text)


def tag(name: str, attributes: Mapping[str, object], *inner: str) -> str:
    """An element as text. What is None is left out."""
    said = "".join(f' {key}="{_quoted(str(value))}"' for key, value in attributes.items() if value is not None)
    held = "".join(inner)
    return f"<{name}{said}>{held}</{name}>" if held else f"<{name}{said}/>"


def said(name: str, text: str) -> str:
    """An element that holds only words; nothing where there are none."""
    return f"<{name}>{escape(writable(text), {chr(13): '&#13;'})}</{name}>" if text else ""


def _quoted(value: str) -> str:
    return escape(writable(value), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
