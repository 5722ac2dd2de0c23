"""A table of classes from elsewhere: what each row says, and what is wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import MOST_ROWS, TOO_LONG, cell_text, plain
from jsp.rules.text import readable_part

Key = tuple[int, int, str]  # site, school year, code in lower case
HEADINGS = {
    "klas": "code", "class": "code", "locatie": "site", "site": "site", "schooljaar": "school_year",
    "school year": "school_year", "niveau": "level", "level": "level", "leerjaar": "study_year",
    "year of study": "study_year", "grootte": "size", "size": "size", "behoefte": "need", "need": "need",
}  # fmt: skip
COLUMNS = {
    "nl": ("klas", "locatie", "schooljaar", "niveau", "leerjaar", "grootte", "behoefte"),
    "en": ("class", "site", "school year", "level", "year of study", "size", "need"),
}
NEEDED = {
    "code": N_("The class is missing."), "site": N_("The site is missing."), "level": N_("The level is missing."),
    "study_year": N_("The year of study is missing."), "size": N_("The size is missing."),
}  # fmt: skip
LONGEST = {"code": 20, "level": 80, "need": 200}
LONGEST_NUMBER = 9
NO_SHEET = N_("No sheet in this file begins with the headings: klas, locatie, niveau, leerjaar, grootte.")


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One row with its number in the file; `values` fit a class once `problems` (English msgids) is empty."""

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, int | str | None]
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are checked against: ids by lower-case name, the year that is meant by none, classes that exist."""

    sites: Mapping[str, int]
    years: Mapping[str, int]
    this_year: int | None
    taken: Collection[Key]


def is_head(cells: Sequence[str]) -> bool:
    """Whether these cells look like the headings of a table of classes."""
    return {"code", "site"} <= {HEADINGS.get(plain(cell), "") for cell in cells}


def read_rows(table: Sequence[Sequence[str]], known: Known) -> list[ClassRow]:
    """The rows below the headings, empty ones left out.

    Raises DomainError, with the field `file`, for a table that is no table of classes, or too long.
    """
    if not table or not is_head(table[0]):
        raise DomainError(N_("We found no headings. The first row needs at least: klas, locatie."), field="file")
    names = [HEADINGS.get(plain(cell), "") for cell in table[0]]
    _check_columns(names, table)
    filled = [(number, cells) for number, cells in enumerate(table[1:], 2) if any(cell.strip() for cell in cells)]
    if not filled:
        raise DomainError(N_("There are headings, but no classes below them."), field="file")
    if len(filled) > MOST_ROWS:
        raise DomainError(TOO_LONG, field="file")
    return _checked([(number, dict(zip(names, cells, strict=False))) for number, cells in filled], known)


def _check_columns(names: Sequence[str], table: Sequence[Sequence[str]]) -> None:
    """Every column that holds anything has a heading that we know, and each heading stands there once."""
    known = [name for name in names if name]
    unknown = [at for at, name in enumerate(names) if not name]
    strays = [cells[at] for cells in table for at in (*unknown, *range(len(names), len(cells))) if at < len(cells)]
    if any(cell.strip() for cell in strays):
        raise DomainError(
            N_("There is a column that we do not know. Leave it out: names of pupils never go in here."), field="file"
        )
    if len(known) != len(set(known)):
        raise DomainError(N_("A heading stands in the file twice. Leave one of these columns out."), field="file")


def _checked(rows: Sequence[tuple[int, Mapping[str, str]]], known: Known) -> list[ClassRow]:
    seen: set[Key] = set()
    checked = []
    for number, texts in rows:
        problems: list[str] = []
        values = _values(texts, known, problems)
        if not problems:
            key = (int(values["site"] or 0), int(values["school_year"] or 0), str(values["code"]).casefold())
            if key in seen:
                problems.append(N_("This class stands in the file twice."))
            if key in known.taken:
                problems.append(N_("This class is there already, perhaps among the archived ones."))
            seen.add(key)
        checked.append(ClassRow(number, _shown(texts), values, problems))
    return checked


def _shown(texts: Mapping[str, str]) -> dict[str, str]:
    return dict.fromkeys(HEADINGS.values(), "") | {name: readable_part(text) for name, text in texts.items()}


def _values(texts: Mapping[str, str], known: Known, problems: list[str]) -> dict[str, int | str | None]:
    cells = {name: _cell(text, problems) for name, text in texts.items() if name}
    missing = [refusal for name, refusal in NEEDED.items() if not cells.get(name)]
    if missing:
        problems.extend(missing)
        return {}
    if any(len(cells.get(name, "")) > longest for name, longest in LONGEST.items()):
        problems.append(N_("Something is too long: 20 characters for a class, 80 for a level, 200 for what it needs."))
    year = cells.get("school_year", "")
    return {
        "code": cells["code"],
        "level": cells["level"],
        "need": cells.get("need") or None,
        "site": _known(cells["site"], known.sites, N_("We do not know this site."), problems),
        "school_year": _known(year, known.years, N_("We do not know this school year."), problems)
        if year or known.this_year is None
        else known.this_year,
        "study_year": _number(cells["study_year"], 6, N_("The year of study is a number from 1 to 6."), problems),
        "size": _number(cells["size"], 60, N_("The size is a number from 1 to 60."), problems),
    }


def _cell(text: str, problems: list[str]) -> str:
    try:
        return cell_text(text)
    except DomainError as error:
        problems.append(error.message)
        return "?"


def _known(text: str, ids: Mapping[str, int], refusal: str, problems: list[str]) -> int | None:
    found = ids.get(plain(text))
    if found is None:
        problems.append(refusal)
    return found


def _number(text: str, most: int, refusal: str, problems: list[str]) -> int | None:
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and 1 <= int(text) <= most:
        return int(text)
    problems.append(refusal)
    return None
