"""What is due, what is held, and erasing it: preview, dry run and job ask the same questions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from jsp import clock, logs
from jsp.extensions import db
from jsp.models.focus_group_rows import kept_longer
from jsp.models.messages import Reach
from jsp.models.reference import get_setting, supposing
from jsp.models.retention import ErasureEntry, ErasureReport
from jsp.rules.retention import AHEAD, KINDS, Kept, Kind
from jsp.rules.settings import Value
from jsp.verbs import erasures, holds
from jsp.verbs.erasures import WAYS

MISSED = timedelta(days=7)  # so long a job may not have run, and nothing stays unswept


class RetentionUnfinishedError(Exception):
    """Some of it could not be erased, and stands in the log; the rest was."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How one kind stands: how many go today, how many more within AHEAD, how many are held, whenever they would go."""

    kept: Kept
    days: int | None
    today: int
    soon: int
    held: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What another value of a setting would do to one kind: how many more would go today, and how many within AHEAD.

    `soon` and `soon_now` count all that go within AHEAD, today included: with the other value, and as it is.
    """

    kept: Kept
    today: int
    soon: int
    soon_now: int


def list_due(kept: Kept, day: date) -> list[Any]:
    """The keys of those that go by that day, without what is held."""
    held = holds.held_ids(kept.held_as) if kept.held_as else frozenset()
    return [id for id in WAYS[kept.kind].due(day) if str(id) not in held]


def preview() -> list[Outlook]:
    """How every kind stands today."""
    return [_outlook(kept, clock.today()) for kept in KINDS]


def is_counted(key: str) -> bool:
    """Whether a kind of thing goes by this setting, so that it can be told what a change of it erases."""
    return any(kept.setting == key for kept in KINDS)


def foresee(key: str, value: Value) -> list[Foreseen]:
    """What becomes of each kind that goes by a setting, were it `value`."""
    return [_foresee(kept, value) for kept in KINDS if kept.setting == key]


def run() -> Counter[Kind]:
    """Erase what is due, and tell how many of each kind went. Commits, each thing or few of them by themselves.

    Raises RetentionUnfinishedError at the end where some could not be.
    """
    done: Counter[Kind] = Counter()
    failed = False
    for kept in KINDS:
        for ids in _batches(list_due(kept, clock.today()), WAYS[kept.kind].at_once):
            went = _erase(kept.kind, ids)
            failed = failed or went is None
            done[kept.kind] += went or 0
    holds.forget_old()
    db.session.commit()
    erasures.export()
    erasures.trim()
    clean_out({table for kind in _erased_of_late() for table in WAYS[kind].tables})
    if failed:
        raise RetentionUnfinishedError
    return done


def _erased_of_late() -> set[Kind]:
    """Kinds of which something went, by this job or by somebody's hand, since a job that missed some days."""
    since = clock.today() - MISSED
    kinds = select(ErasureEntry.kind).distinct().where(ErasureEntry.on >= since)
    return {Kind(each) for each in db.session.scalars(kinds)}


def list_gone(since: date) -> dict[Kind, int]:
    """How many of each kind went from that day on."""
    query = select(ErasureReport).where(ErasureReport.on >= since)
    gone: Counter[Kind] = Counter()
    for each in db.session.scalars(query):
        gone[Kind(each.kind)] += each.number
    return gone


def clean_out(tables: set[str]) -> None:
    """PostgreSQL: what was erased stays in its files until these are swept. SQLite overwrites it at once."""
    if db.engine.dialect.name != "postgresql" or not tables:
        return
    with db.engine.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in sorted(tables):
            connection.execute(text(f'VACUUM (SKIP_LOCKED) "{table}"'))


def _outlook(kept: Kept, today: date) -> Outlook:
    free = list_due(kept, today)
    soon = set(list_due(kept, today + AHEAD)) - set(free)
    days = int(get_setting(kept.setting)) if kept.setting else None
    return Outlook(kept, days, len(free), len(soon), _count_held(kept))


def _foresee(kept: Kept, value: Value) -> Foreseen:
    today = clock.today()
    now, now_soon = set(list_due(kept, today)), list_due(kept, today + AHEAD)
    with supposing(kept.setting, value):
        due, due_soon = list_due(kept, today), list_due(kept, today + AHEAD)
    return Foreseen(kept, len(set(due) - now), len(due_soon), len(now_soon))


def _count_held(kept: Kept) -> int:
    if kept.kind is Kind.TALK:  # kept longer at its own page, with the talk
        return len(kept_longer(clock.today()))
    ids = holds.held_ids(kept.held_as) if kept.held_as else frozenset[str]()
    if kept.kind is Kind.REACH and ids:
        query = select(func.count()).select_from(Reach).where(Reach.id.in_([UUID(id) for id in ids]))
        return db.session.scalar(query) or 0
    if kept.kind is Kind.PERSON:
        ids = frozenset(id for id in ids if not holds.is_part_gone(kept.held_as, UUID(id)))
    return len(ids)


def _batches(ids: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size]


def _erase(kind: Kind, ids: Sequence[Any]) -> int | None:
    """How many went, in a transaction of their own; None where it failed, which goes into the log."""
    try:
        went = sum(WAYS[kind].erase(id) for id in ids)
        db.session.commit()
    except Exception as error:  # one that cannot be erased keeps no other
        db.session.rollback()
        logs.failure(error, endpoint=f"retention {kind}")
        return None
    return went
