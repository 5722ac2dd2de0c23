"""A file with scores: read with what it calls itself, handed out empty, and what of the instrument is not in it."""

from collections.abc import Iterable, Sequence

from jsp.rules.refusal import DomainError
from jsp.rules.table_file import NO_TABLE, Table, read_table
from jsp.rules.text import readable_part
from jsp.rules.wave import SCALES, Kind, Score
from jsp.rules.wave_rows import columns_of, is_head

OTHERS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\xd0\xcf\x11\xe0", b"RIFF", b"{\\rtf")  # how they begin
EXAMPLE = "po"


def read_scores(data: bytes) -> Table:
    """The table in a file; of a workbook without our headings only what it begins with, so that it can be told.

    Raises DomainError, with the field `file`, for what is no table at all.
    """
    if data.startswith(OTHERS):
        raise DomainError(NO_TABLE, field="file")
    begins: list[Sequence[str]] = []

    def looks_right(cells: Sequence[str]) -> bool:
        begins.append(cells)
        return is_head(cells)

    try:
        table = read_table(data, is_head=looks_right, no_sheet="")
    except DomainError as error:
        if error.message:
            raise
        return [list(next((cells for cells in begins if any(cells)), []))]
    if table and any(readable_part(cell) != cell for cell in table[0]):
        raise DomainError(NO_TABLE, field="file")
    return table


def empty_table(kind: Kind, language: str) -> list[Sequence[str]]:
    """The headings with the scales of the instrument, and a unit as an example."""
    head, at = columns_of(kind, language), 1 if language == "en" else 0
    scales = [names[at] for names in SCALES.get(kind.instrument, {}).values()] or [""]
    return [head, *([EXAMPLE, scale, *[""] * (len(head) - 2)] for scale in scales)]


def missing_scales(scores: Iterable[Score], kind: Kind) -> list[str]:
    """The scales of the instrument of which there is no score."""
    there = {each.scale for each in scores}
    return [scale for scale in SCALES.get(kind.instrument, {}) if scale not in there]
