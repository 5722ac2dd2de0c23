"""What the list of the directory shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.directory import Partner, PartnerKind
from jsp.models.directory_index import Narrowed, get_directory, get_rows, lines_about
from jsp.models.directory_rows import stale_ids
from jsp.models.ground import CrisisLine
from jsp.rules.directory_search import Entry, Index

AT_ONCE, MOST_ARCHIVED = 30, 5


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list. `found`: how many there are in all; `alike`: those that only look like what was typed.

    `lines` and `national` stand apart from the rest; `archived` fits too, but can no longer be chosen.
    """

    found: int
    rows: Sequence[Partner]
    alike: Sequence[Partner]
    lines: Sequence[CrisisLine]
    national: Sequence[Partner]
    archived: Sequence[tuple[int, str]]
    has_more: bool


def list_partners(text: str, narrowed: Narrowed, *, page: int, to_check: bool = False) -> Listed:
    """The entries that fit, best first. Where nothing was asked, the numbers of the whole country come after them.

    `to_check`: only those that somebody should look at again, those that were looked at longest ago first.
    """
    directory = get_directory()
    found, alike = directory.search_apart(text, narrowed)
    ids = [*found, *alike]
    if to_check:
        fitting = set(ids)
        ids = [id for id in stale_ids(clock.today()) if id in fitting]
    until = page * AT_ONCE
    is_all = narrowed.but is PartnerKind.LINE
    national = directory.search("", Narrowed(kind=PartnerKind.LINE)) if is_all else []
    rows, unsure = get_rows(ids[until - AT_ONCE : until]), set(alike)
    return Listed(
        found=len(ids), rows=[each for each in rows if each.id not in unsure], has_more=len(ids) > until,
        alike=[each for each in rows if each.id in unsure], archived=_archived(text) if page == 1 else [],
        lines=lines_about(text) if text or is_all else [], national=get_rows(national[:AT_ONCE]),
    )  # fmt: skip


def _archived(text: str) -> list[tuple[int, str]]:
    """Who is looked for by name but stands in the archive: id and name."""
    if not text:
        return []
    query = select(Partner.id, Partner.name).where(Partner.archived_on.is_not(None))
    names = {row.id: row.name for row in db.session.execute(query)}
    index = Index([Entry(key=id, name=name) for id, name in names.items()])
    return [(id, names[id]) for id in index.search(text)[:MOST_ARCHIVED]]
