"""The words of the team's figures."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from flask_babel import format_date, get_locale, gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup

from jsp.extensions import decimal
from jsp.models.ground import Site, Theme
from jsp.models.reference import get_reference
from jsp.rules import school_year, trend_table
from jsp.rules.contact import AskedBy, Channel, Level
from jsp.rules.tally import NEW, RETURN, Grain, Split
from jsp.rules.trend_table import Cell, Per
from jsp.words import terms
from jsp.words.days import month_word

GRAINS = {Grain.WEEK: _("by week"), Grain.MONTH: _("by month"), Grain.YEAR: _("by school year")}
SPLITS = {
    Split.THEME: _("by theme"),
    Split.CHANNEL: _("by how it came in"),
    Split.ASKED_BY: _("by who asked"),
    Split.LEVEL: _("by level"),
    Split.OUTCOME: _("by what came of it"),
    Split.DISCIPLINE: _("by the expertise asked for"),
    Split.VISIT: _("by new or returning"),
}
FIRSTS = {
    Split.THEME: _("Theme"),
    Split.CHANNEL: _("How it came in"),
    Split.ASKED_BY: _("Who asked"),
    Split.LEVEL: _("Level"),
    Split.OUTCOME: _("What came of it"),
    Split.DISCIPLINE: _("Expertise asked for"),
    Split.VISIT: _("New or returning"),
}
PERS = {Per.NUMBER: _("conversations"), Per.HOUR: _("conversations per opened hour")}
FIGURES = {Per.NUMBER: _("numbers"), Per.HOUR: _("per opened hour")}
VISITS = {NEW: _("new question"), RETURN: _("came back about the same")}
ABOUT = {
    "referred": _(
        "A conversation was referred where that is one of its outcomes. “Not referred” is all the rest: "
        "helped at the desk, but also followed up, escalated, or without a further response."
    ),
    "visits": _("Somebody who comes back about the same thing is no new question."),
    "missing": _("What was talked about or asked for by name, while nobody who knows about it stood in the rota."),
}
NOTHING = "–"


def head(grain: Grain, first: date) -> tuple[str, str]:
    """A stretch in words, and in very few; a date is slow to write, so they are kept."""
    return _head(str(get_locale()), grain, first)


@lru_cache(maxsize=2048)
def _head(_locale: str, grain: Grain, first: date) -> tuple[str, str]:
    if grain is Grain.YEAR:
        return school_year.name(first), f"{first.year % 100:02}–{first.year % 100 + 1:02}"
    if grain is Grain.MONTH:
        return str(format_date(first, "MMM yyyy")).replace(".", ""), month_word(first)
    number = str(first.isocalendar().week)
    return str(gettext("week %(number)s (%(day)s)", number=number, day=format_date(first, "d MMM"))), number


class Shown(NamedTuple):
    """What stands in a cell, and its value where a chart can draw it."""

    text: str
    value: str | None = None


def cells(row: Sequence[Shown]) -> Markup:
    """A row of cells that a chart can read (macros/chart.html): of hundreds on a page most are the same few."""
    return Markup("".join(map(_cell, row)))  # noqa: S704 - of cells that are escaped, each of hundreds only once


@lru_cache(maxsize=4096)
def _cell(shown: Shown) -> Markup:
    if shown.value is None:
        return Markup("<td>{}</td>").format(shown.text)
    return Markup('<td data-value="{1}">{0}</td>').format(*shown)


def figures(per: Per) -> Callable[[Cell | None], Shown]:
    """How a cell reads; the words are looked up once for all cells."""
    shut, nothing, is_dutch = Shown(gettext("not open")), Shown(NOTHING), decimal(".") == ","

    def figure(cell: Cell | None) -> Shown:
        value = None if cell is None else cell.figure(per)
        if value is None:
            return shut if cell is not None and cell.was_shut else nothing
        text = str(value)
        return Shown(text.replace(".", ",") if is_dutch else text, text)

    return figure


def value_name(split: Split, value: str, site: Site | None) -> str:
    """One value of a split; of several sites together in the words of no school in particular."""
    known: dict[Split, Any] = {
        Split.CHANNEL: lambda: terms.CHANNELS[Channel(value)],
        Split.ASKED_BY: lambda: terms.asker(AskedBy(value), site),
        Split.LEVEL: lambda: next(words[Level(value)] for words in terms.LEVELS.values() if Level(value) in words),
        Split.OUTCOME: lambda: get_reference().outcome(int(value)).name,
        Split.DISCIPLINE: lambda: discipline_name(int(value)),
        Split.VISIT: lambda: VISITS[value],
    }
    return str(known[split]())


def discipline_name(id: int) -> str:
    """In the language of the page."""
    return next((each.name for each in get_reference().disciplines if each.id == id), NOTHING)


def left_name(split: Split) -> str:
    """What has no value of this split.

    Nobody has to ask for a discipline, and of a past from a file nobody kept it; a level is there without being told.
    """
    return str(gettext("not asked for, or not known") if split is Split.DISCIPLINE else gettext("not known"))


def values(split: Split) -> list[str]:
    """The values of a split in the order in which people know them."""
    held = get_reference()
    order: dict[Split, list[Any]] = {
        Split.CHANNEL: list(Channel),
        Split.ASKED_BY: list(AskedBy),
        Split.LEVEL: list(Level),
        Split.OUTCOME: [each.id for each in held.outcomes],
        Split.DISCIPLINE: [each.id for each in held.disciplines],
        Split.VISIT: [NEW, RETURN],
    }
    return [str(each) for each in order[split]]


def theme_name(theme: Theme) -> str:
    """With a mark where it can be chosen no more."""
    return gettext("%(theme)s (no longer chosen)", theme=theme.name) if theme.archived_on else theme.name


def theme_choices() -> dict[str, str]:
    """All themes by code, below all of them together."""
    return {"": gettext("all themes"), **{theme.code: theme_name(theme) for theme in get_reference().themes}}


def years(today: date) -> dict[int, str]:
    """The school years that can be looked at, in words."""
    return {year: school_year.name(date(year, school_year.FIRST_MONTH, 1)) for year in trend_table.years(today)}
