"""Which column of a team's own table says what, and what its words mean: guessed first, and chosen by who brings it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jsp.rules import history_words
from jsp.rules.history_days import Order, looks_like_a_day, shows
from jsp.rules.history_file import Column, Table
from jsp.rules.history_words import EMPTY, IN_WORDS, Field, Meaning, field_of, known_words, plain, visit_words
from jsp.rules.refusal import N_, DomainError

LEFT_OUT = "-"  # rows with this word do not come along
NOT_SAID = "+"  # as if nothing stood there
FEWEST_KNOWN = 0.6  # of the rows, for a column without a heading that we know
FEWEST_ASKERS = 0.3  # under "who" there may stand names
FEWEST_DAYS = 0.8
NO_COLUMN = {
    Field.ON: N_("Say which column holds the day."),
    Field.THEME: N_("Say which column holds the theme."),
}
TWICE = N_("Two columns say the same. Choose one of them.")
SAY_ORDER = N_(
    "Some days in this file can only have the month in front, such as %(text)s. "
    "Say what comes first: the day or the month."
)
FIXED = {
    Field.CHANNEL: known_words(history_words.CHANNELS),
    Field.ASKED_BY: known_words(history_words.ASKERS),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """The words for the themes and outcomes of this JSP and the levels of a school, by what they mean."""

    themes: Meaning
    outcomes: Meaning
    levels: Meaning

    def of(self, what: Field, heading: str) -> Meaning:
        """What words mean in a column."""
        if what is Field.VISIT:
            return visit_words(heading)
        return {Field.THEME: self.themes, Field.OUTCOME: self.outcomes, Field.LEVEL: self.levels, **FIXED}[what]

    def words(self) -> set[str]:
        """All that are told apart by these lists."""
        return {*self.themes, *self.outcomes, *self.levels}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which column says what, by its place; what comes first in a day; what holds where a row does not say it.

    `words`: for a field and the place of a text, what it means, or LEFT_OUT, or NOT_SAID.
    """

    columns: Mapping[Field, int]
    order: Order
    defaults: Mapping[Field, str]
    words: Mapping[tuple[Field, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word of which nobody can tell what it means, and in how many rows it stands."""

    field: Field
    place: int
    text: str
    rows: int


def guess(table: Table, lists: Lists) -> dict[int, Field]:
    """What the columns say, by their headings, else by what stands in them; each field once."""
    found: dict[int, Field] = {}
    for reads in (_by_heading, _by_content):
        for at, column in enumerate(table.columns):
            what = None if at in found else reads(column, lists)
            if what is not None and what not in found.values():
                found[at] = what
    return found


def check(chosen: Sequence[Field | None]) -> dict[Field, int]:
    """The columns by what they say. Raises DomainError where that is not to be had from them."""
    said = [each for each in chosen if each is not None]
    if len(said) != len(set(said)):
        raise DomainError(TWICE)
    for needed, refusal in NO_COLUMN.items():
        if needed not in said:
            raise DomainError(refusal)
    return {each: at for at, each in enumerate(chosen) if each is not None}


def likely_order(column: Column) -> Order | None:
    """The day in front, as the Dutch write it; None where some days can only have the month there."""
    return None if Order.MONTH in shows(column.texts) else Order.DAY


def check_order(column: Column, order: Order | None) -> Order:
    """What was said, or goes without saying. Raises DomainError, with the field `order`, where it has to be said."""
    found = order or likely_order(column)
    if found is None:
        text = next(each for each in column.texts if Order.MONTH in shows([each]))
        raise DomainError(SAY_ORDER, field="order", text=text)
    return found


def unknown_words(table: Table, columns: Mapping[Field, int], lists: Lists) -> list[Unknown]:
    """The words that have to be told, those in most rows first within each column."""
    found = []
    for what in IN_WORDS:
        if what in columns:
            column = table.columns[columns[what]]
            meaning, numbers = lists.of(what, column.heading), column.numbers()
            places = [at for at, text in _words(column, what) if plain(text) not in meaning and numbers[at]]
            places.sort(key=lambda at: -numbers[at])
            found += [Unknown(what, at, column.texts[at], numbers[at]) for at in places]
    return found


def meanings(column: Column, what: Field, choice: Choice, lists: Lists) -> list[str]:
    """What each text of the column means: its value, LEFT_OUT or NOT_SAID. Raises KeyError for one nobody told."""
    meaning = lists.of(what, column.heading)
    found = [NOT_SAID] * len(column.texts)
    for at, text in _words(column, what):
        key = plain(text)
        found[at] = meaning[key] if key in meaning else choice.words[what, at]
    return found


def _words(column: Column, what: Field) -> Iterator[tuple[int, str]]:
    for at, text in enumerate(column.texts):
        is_empty = not plain(text) or (what is not Field.THEME and plain(text) in EMPTY)
        if not is_empty and not text.startswith("="):
            yield at, text


def _by_heading(column: Column, lists: Lists) -> Field | None:
    what = field_of(column.heading)
    if what is Field.ASKED_BY and _share(column, FIXED[what]) < FEWEST_ASKERS:
        return None
    return what


def _by_content(column: Column, lists: Lists) -> Field | None:
    rows = column.numbers()
    filled = sum(rows[1:]) or 1
    days = sum(number for text, number in zip(column.texts, rows, strict=True) if text and looks_like_a_day(text))
    if days / filled >= FEWEST_DAYS:
        return Field.ON
    shares = {what: _share(column, lists.of(what, column.heading)) for what in IN_WORDS if what is not Field.VISIT}
    best = max(shares, key=lambda what: shares[what])
    return best if shares[best] >= FEWEST_KNOWN else None


def _share(column: Column, meaning: Meaning) -> float:
    """In which part of the rows that say something there stands a word that we know."""
    rows = column.numbers()
    known = sum(number for text, number in zip(column.texts, rows, strict=True) if text and plain(text) in meaning)
    return known / (sum(rows[1:]) or 1)
