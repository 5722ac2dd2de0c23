"""A table of scores from elsewhere: what each row says, and what is wrong with it, column by column."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import IS_FORMULA, MOST_ROWS, TOO_LONG, cell_text, plain
from jsp.rules.text import readable_part
from jsp.rules.wave import LEAST, MOST_NAME, SCALES, Kind, Measure, Score

NAMES = {
    "unit": ("eenheid", "unit", "school", "schoolsoort", "school type"),
    "scale": ("schaal", "scale", "aspect", "competentie", "competence"),
    "mean": ("gemiddelde", "mean"),
    "sd": ("sd", "standaardafwijking", "standaarddeviatie", "standard deviation"),
    "importance": ("belang", "importance"),
    "importance_sd": ("sd belang", "sd importance"),
    "realised": ("gerealiseerd", "realised"),
    "realised_sd": ("sd gerealiseerd", "sd realised"),
    "n": ("n", "aantal", "number"),
}
HEADINGS = {name: column for column, names in NAMES.items() for name in names}
MEANS = {
    False: {"mean": ("sd", Measure.SCORE)},
    True: {"importance": ("importance_sd", Measure.IMPORTANCE), "realised": ("realised_sd", Measure.REALISED)},
}  # of kinds without and with gaps: the column of a mean, with that of its standard deviation and what it measures
NO_HEADINGS = N_("We found no headings. The first row needs: %(columns)s.")
ONE_COLUMN = N_("This is no table with columns. It begins with: “%(found)s”. The first row needs: %(columns)s.")
OTHER_HEADINGS = N_("The first row has other headings: %(found)s. It needs: %(columns)s.")
FIRST, MOST_SHOWN = 5, 30  # of headings that we do not know: how many are told, and how much of each
NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,20})?", re.ASCII)
WHOLE = re.compile(r"\d{1,6}", re.ASCII)
NOTHING = ("", "-", "–", ".")
TOTALS = ("totaal", "total", "alle", "allen", "all", "samen", "iedereen", "everyone")
LOWEST, HIGHEST = Decimal(1), Decimal(5)
WIDEST = Decimal("2.24")  # half of the people 1 and half of them 5, where there are five
STEP = Decimal("0.01")


class Problem(NamedTuple):
    """What is wrong with a row, in which column ("" for the row itself), as an English msgid."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class WaveRow:
    """One row with its number in the file; `scores` are what would be kept once there are no `problems`."""

    number: int
    texts: Mapping[str, str]
    scores: list[Score] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def columns_of(kind: Kind, language: str) -> list[str]:
    """The headings of a file with scores of this kind."""
    at = 1 if language == "en" else 0
    means = [name for mean, (sd, _measure) in MEANS[kind.has_gaps].items() for name in (mean, sd)]
    scale = NAMES["scale"][3 + at] if kind.has_gaps else NAMES["scale"][at]
    return [NAMES["unit"][at], scale, *(NAMES[name][0 if name == "sd" else at] for name in means), "n"]


def is_head(cells: Sequence[str]) -> bool:
    """Whether these cells look like the headings of a table of scores."""
    return {"unit", "scale"} <= {HEADINGS.get(plain(cell), "") for cell in cells}


def read_rows(
    table: Sequence[Sequence[str]], kind: Kind, classes: Collection[str] = (), units: Mapping[str, str] | None = None
) -> list[WaveRow]:
    """The rows below the headings, empty ones left out; `classes`: codes of classes, which are no units.

    `units`: how those that we know are spelled, by how names are compared.

    Raises DomainError, with the field `file`, for a table that holds no scores of this kind, or too many.
    """
    needed = ", ".join(columns_of(kind, "nl"))
    if not table or not is_head(table[0]):
        raise _no_headings(table[0] if table else (), needed)
    names = _columns(table, kind, needed)
    filled = [(number, cells) for number, cells in enumerate(table[1:], 2) if any(cell.strip() for cell in cells)]
    if not filled:
        raise DomainError(N_("There are headings, but no scores below them."), field="file")
    if len(filled) > MOST_ROWS:
        raise DomainError(TOO_LONG, field="file")
    reader = _Reader(kind, {plain(code) for code in classes}, units or {})
    return [reader.row(number, names, cells) for number, cells in filled]


def _no_headings(cells: Sequence[str], needed: str) -> DomainError:
    """Tells what stands there in the place of the headings."""
    filled = [readable_part(" ".join(cell.split()))[:MOST_SHOWN] for cell in cells if cell.strip()]
    text = (NO_HEADINGS, ONE_COLUMN)[len(filled)] if len(filled) < 2 else OTHER_HEADINGS
    return DomainError(text, field="file", columns=needed, found=", ".join(filled[:FIRST]))


def _columns(table: Sequence[Sequence[str]], kind: Kind, needed: str) -> list[str]:
    """What we know each heading as; every column that holds anything has one, and each stands there once."""
    wanted = {"unit", "scale", "n", *(name for mean, (sd, _) in MEANS[kind.has_gaps].items() for name in (mean, sd))}
    found = [HEADINGS.get(plain(cell), "") for cell in table[0]]
    names = [name if name in wanted else "" for name in found]
    if any(not name.endswith("sd") for name in wanted - set(names)):
        raise DomainError(N_("A column is missing. The first row needs: %(columns)s."), field="file", columns=needed)
    strays = [cells[at] for cells in table for at, name in enumerate(names) if not name and at < len(cells)]
    if any(cell.strip() for cell in strays):
        raise DomainError(N_("There is a column that we do not know. Only these belong in it: %(columns)s."),
                          field="file", columns=needed)  # fmt: skip
    known = [name for name in names if name]
    if len(known) != len(set(known)):
        raise DomainError(N_("A heading stands in the file twice. Leave one of these columns out."), field="file")
    return names


class _Reader:
    """Goes through the rows in their order, and knows what stood above."""

    def __init__(self, kind: Kind, classes: Collection[str], units: Mapping[str, str]) -> None:
        self._kind = kind
        self._classes = classes
        self._scales = {plain(name): key for key, names in SCALES.get(kind.instrument, {}).items()
                        for name in (key, key.replace("_", " "), *names)}  # fmt: skip
        # of what we do not know the first spelling of each name counts for all
        self._spelled = {f"unit {name}": spelling for name, spelling in units.items()}
        self._seen: set[tuple[str, str]] = set()

    def row(self, number: int, names: Sequence[str], cells: Sequence[str]) -> WaveRow:
        """One row, with all that is wrong with it."""
        texts = {name: text for name, text in zip(names, cells, strict=False) if name}
        problems: list[Problem] = []
        if any(cell.strip() for cell in cells[len(names) :]):
            problems.append(Problem("", BESIDE))
        unit, scale = self._unit(texts.get("unit", ""), problems), self._scale(texts.get("scale", ""), problems)
        found = [(measure, _mean(texts.get(mean, ""), mean, problems), _sd(texts.get(sd, ""), sd, problems))
                 for mean, (sd, measure) in MEANS[self._kind.has_gaps].items()]  # fmt: skip
        n = _people(texts.get("n", ""), problems)
        if unit and scale and (unit, scale) in self._seen:
            problems.append(Problem("", N_("This unit and scale stand in the file twice.")))
        self._seen.add((unit, scale))
        shown = {name: readable_part(text)[:MOST_NAME] for name, text in texts.items()}
        if problems:
            return WaveRow(number, shown, [], problems)
        return WaveRow(number, shown, [Score(unit, scale, measure, mean, sd, n) for measure, mean, sd in found])

    def _unit(self, raw: str, problems: list[Problem]) -> str:
        name = self._name(raw, "unit", problems)
        if plain(name) in self._classes:
            problems.append(Problem("unit", N_("This is a class. Units are schools or kinds of school.")))
        if plain(name) in TOTALS:
            problems.append(
                Problem("unit", N_("This is a total. Leave it out: units may not have the same people in them."))
            )
        return name

    def _scale(self, raw: str, problems: list[Problem]) -> str:
        name = self._name(raw, "scale", problems)
        if self._kind.has_gaps or not name:
            return name
        key = self._scales.get(plain(name), "")
        if not key:
            problems.append(Problem("scale", N_("We do not know this scale. The known ones stand at the top.")))
        return key

    def _name(self, raw: str, column: str, problems: list[Problem]) -> str:
        try:
            text = " ".join(cell_text(raw).split())
        except DomainError as error:
            problems.append(Problem(column, error.message))
            return ""
        if not text:
            problems.append(Problem(column, N_("This is empty.")))
        if len(text) > MOST_NAME:
            problems.append(Problem(column, N_("This is too long: at most 60 characters.")))
        return self._spelled.setdefault(f"{column} {plain(text)}", text)


BESIDE = N_("There is more in this row than there are headings. Is it a comma within a number? Then use “;” between.")


def _people(raw: str, problems: list[Problem]) -> int:
    text = raw.strip()
    if not WHOLE.fullmatch(text):
        problems.append(Problem("n", _refusal(text, N_("n is a whole number, without dots or commas."))))
        return 0
    if int(text) < LEAST:
        problems.append(Problem("n", N_("Fewer than five people: of so small a group nothing is kept.")))
    return int(text)


def _mean(raw: str, column: str, problems: list[Problem]) -> Decimal:
    value = _number(raw)
    if value is None or not LOWEST <= value <= HIGHEST:
        problems.append(Problem(column, _refusal(raw, N_("A mean is a number from 1 to 5."))))
        return LOWEST
    return value.quantize(STEP, ROUND_HALF_UP)


def _sd(raw: str, column: str, problems: list[Problem]) -> Decimal | None:
    if raw.strip() in NOTHING:
        return None
    value = _number(raw)
    if value is None or value > WIDEST:
        refusal = N_("A standard deviation is a number from 0 to 2.24 here, or is left empty.")
        problems.append(Problem(column, _refusal(raw, refusal)))
        return None
    return value.quantize(STEP, ROUND_HALF_UP)


def _number(raw: str) -> Decimal | None:
    text = raw.strip()
    return Decimal(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def _refusal(raw: str, usual: str) -> str:
    """Why a cell is no number."""
    return IS_FORMULA if raw.strip().startswith(("=", "@")) else usual
