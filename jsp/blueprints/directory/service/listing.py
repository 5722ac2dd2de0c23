"""What the list of the directory shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from jsp.models.directory import Partner, PartnerKind
from jsp.models.directory_index import Narrowed, get_directory, get_rows, lines_about
from jsp.models.ground import CrisisLine

AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list. `found`: how many there are in all; `lines` and `national` stand apart from the rest."""

    found: int
    rows: Sequence[Partner]
    lines: Sequence[CrisisLine]
    national: Sequence[Partner]
    has_more: bool


def list_partners(text: str, narrowed: Narrowed, *, page: int) -> Listed:
    """The entries that fit, best first. Where nothing was asked, the numbers of the whole country come after them."""
    directory = get_directory()
    ids = directory.search(text, narrowed)
    until = page * AT_ONCE
    is_all = narrowed.but is PartnerKind.LINE
    national = directory.search("", Narrowed(kind=PartnerKind.LINE)) if is_all else []
    return Listed(
        found=len(ids), rows=get_rows(ids[until - AT_ONCE : until]), has_more=len(ids) > until,
        lines=lines_about(text) if text or is_all else [], national=get_rows(national[:AT_ONCE]),
    )  # fmt: skip
