"""The codebooks that people can begin with; those that do not change stand in files that can be read beside it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jsp.models.ground import Theme
from jsp.rules.coding import COLOURS

FOLDER = Path(__file__).parent / "codebooks"
SUCCESS, TOGETHER, THEMES = "succes_belemmering", "samenwerken", "themas"
USUAL = (SUCCESS, TOGETHER, THEMES)
NAME_OF_THEMES = ("Thema's van het JSP", "Themes of the JSP")
ABOUT_THEMES = (
    "De thema's zoals jullie JSP ze nu heeft: waar een stuk van het gesprek over gaat.",
    "The themes as your JSP has them now: what a piece of the talk is about.",
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Dutch and English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class UsualCode:
    """A code of a starting book, with those under it. `mechanism`: of working together (R66), empty for none."""

    name: Words
    definition: Words
    colour: str
    mechanism: str = ""
    codes: tuple["UsualCode", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class UsualBook:
    """A codebook to begin with."""

    code: str
    name: Words
    about: Words
    codes: tuple[UsualCode, ...]


def usual_book(code: str, themes: Iterable[Theme]) -> UsualBook:
    """One of USUAL; that of the themes has those that are given."""
    return _of_themes(themes) if code == THEMES else _in_file(code)


@cache
def _in_file(code: str) -> UsualBook:
    data = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    codes = tuple(_code(each, COLOURS[0]) for each in data["codes"])
    return UsualBook(data["code"], Words(**data["name"]), Words(**data["about"]), codes)


def _code(data: Mapping[str, Any], colour: str) -> UsualCode:
    own = data.get("colour", colour)
    under = tuple(_code(each, own) for each in data.get("codes", ()))
    return UsualCode(Words(**data["name"]), Words(**data["definition"]), own, data.get("mechanism", ""), under)


def _of_themes(themes: Iterable[Theme]) -> UsualBook:
    codes = tuple(
        UsualCode(Words(each.name_nl, each.name_en), Words("", ""), COLOURS[at % len(COLOURS)])
        for at, each in enumerate(themes)
    )
    return UsualBook(THEMES, Words(*NAME_OF_THEMES), Words(*ABOUT_THEMES), codes)
