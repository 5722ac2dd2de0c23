"""What was erased, by its key alone: counted, and kept in a journal outside the database.

After a restore the journal is played again, so that nothing that was erased comes back with an older backup.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import current_app, g, has_request_context
from sqlalchemy import delete, exists, select, update

from jsp import clock
from jsp.extensions import db, insert
from jsp.models.person_requests import PersonRequestItem
from jsp.models.retention import ErasureEntry, ErasureReport, RetentionHold
from jsp.rules.retention import BY_KIND, WHOLE, Kind
from jsp.verbs import outside

AT_ONCE = 10_000  # keys in one statement: neither database takes them without end
REPLAYED = "the day of the erasing that is done again"


class ErasureUnknownError(ValueError):
    """A line of the journal says something that this version of the app does not know."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind is erased.

    `due`: the keys of those whose day has come by a day. `erase`: one of them, if its day has come indeed; whether it
    went. `again`: the same whatever the day, after a restore. `at_once`: how many go in one transaction. `tables`:
    where it stood.
    """

    due: Callable[[date], Sequence[Any]]
    erase: Callable[[Any], bool]
    again: Callable[[str], bool]
    at_once: int = 1
    tables: tuple[str, ...] = ()


WAYS: dict[Kind, Way] = {}


def bind(kind: Kind, way: Way) -> None:
    """A room tells how it erases one kind."""
    WAYS[kind] = way


def note(kind: Kind, *ids: object) -> None:
    """Keep that these were erased, in the transaction that does it; a hold that was outweighed falls with them."""
    if not ids:
        return
    replayed: date | None = db.session.info.get(REPLAYED)
    on = replayed or clock.today()
    rows = [{"kind": kind, "object_id": str(id), "on": on, "written": replayed is not None} for id in ids]
    db.session.execute(insert(ErasureEntry), rows)
    query = insert(ErasureReport).values(on=on, kind=kind, number=len(ids))
    counted = ErasureReport.number + len(ids)
    db.session.execute(
        query.on_conflict_do_update(index_elements=[ErasureReport.on, ErasureReport.kind], set_={"number": counted})
    )
    if kind in WHOLE:
        these = (RetentionHold.kind == BY_KIND[kind].held_as) & RetentionHold.object_id.in_([str(id) for id in ids])
        db.session.execute(delete(RetentionHold).where(these, RetentionHold.lifted_on.is_(None)))
    if has_request_context():
        g.has_erased = True


def export() -> int:
    """Put what is in no journal yet at the end of this one, and on the disk; how many lines that were. Commits.

    Of several machines with one database each has a part of them; all of them stand in the database.
    Broken off between the two it writes a line once more: to erase again what is erased does nothing.
    """
    query = select(ErasureEntry).where(~ErasureEntry.written).order_by(ErasureEntry.id)
    path = _path()
    if path is None:
        return 0
    db.session.rollback()  # who waits for the journal holds nothing that its holder waits for
    with _alone(path):
        entries = db.session.scalars(query.with_for_update()).all()
        if entries:
            outside.append(path, [line_of(each.kind, each.object_id, each.on) for each in entries])
            ids = [each.id for each in entries]
            for at in range(0, len(ids), AT_ONCE):
                done = update(ErasureEntry).where(ErasureEntry.id.in_(ids[at : at + AT_ONCE]))
                db.session.execute(done.values(written=True), execution_options={"synchronize_session": False})
        db.session.commit()
    return len(entries)


def line_of(kind: str, object_id: str, on: date) -> str:
    """How one erasing stands in the journal."""
    return json.dumps({"kind": kind, "id": object_id, "on": on.isoformat()})


def trim() -> None:
    """Forget what is older than twice the time of any backup: nothing of it can come back any more. Commits.

    What a request of a person names stays in the database as long as that does, which says when it went.
    """
    before = clock.today() - timedelta(days=2 * int(current_app.config.get("BACKUP_DAYS", 35)))
    named = exists().where(PersonRequestItem.object_id == ErasureEntry.object_id)
    db.session.execute(delete(ErasureEntry).where(ErasureEntry.written, ErasureEntry.on < before, ~named))
    db.session.commit()
    path = _path()
    if path is None:
        return
    with _alone(path):
        lines = outside.read(path)
        young = [line for line in lines if not _is_old(line, before)]
        if len(young) < len(lines):
            draft = path.with_name(f"{path.name}.new")
            draft.unlink(missing_ok=True)
            outside.append(draft, young)
            draft.replace(path)


def replay(lines: Iterable[Mapping[str, Any]]) -> int:
    """Erase these again; how many were there. What is erased already stays so. The caller commits.

    Raises ErasureUnknownError, before anything is done or at a key that is none; then the caller rolls back.
    """
    asked = [_read(each) for each in lines]
    found = 0
    for kind, id, on in asked:
        db.session.info[REPLAYED] = on
        try:
            found += WAYS[kind].again(id)
            db.session.flush()
        except ValueError as error:
            raise _unknown({"kind": kind, "id": id, "on": on.isoformat()}) from error
        finally:
            del db.session.info[REPLAYED]
    return found


def _read(line: Mapping[str, Any]) -> tuple[Kind, str, date]:
    try:
        kind, id, on = Kind(line["kind"]), str(line["id"]), date.fromisoformat(line["on"])
    except (KeyError, ValueError, TypeError) as error:
        raise _unknown(line) from error
    return kind, id, on


def _unknown(line: Mapping[str, Any]) -> ErasureUnknownError:
    return ErasureUnknownError(
        "The journal of erasures holds a line that this version of JSP does not know. Restore with the version "
        f"that wrote it, or a newer one. The line is: {dict(line)}"
    )


def _is_old(line: str, before: date) -> bool:
    """Whether nothing of it can come back any more; a line that nobody can read stays, for somebody to look at."""
    try:
        return date.fromisoformat(json.loads(line)["on"]) < before
    except (KeyError, ValueError, TypeError):
        return False


def _path() -> Path | None:
    """Where the journal lies; None where none is kept, as in tests."""
    return current_app.config.get("ERASURE_JOURNAL")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path.with_name(f"{path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
