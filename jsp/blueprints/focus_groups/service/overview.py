"""All talks in the order in which they ask for something, and the facts of one."""

from dataclasses import dataclass
from datetime import date

from jsp.models.focus_groups import FocusGroup
from jsp.models.programme_versions import get_version
from jsp.rules.talk import Part
from jsp.rules.talk_plan import BEFORE, WAITING, Stage, counted, stage


@dataclass(frozen=True, slots=True)
class Row:
    """A talk in the list."""

    group: FocusGroup
    stage: Stage
    days_left: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Those that are to come, those that wait for something, and those that are ready."""

    coming: list[Row]
    waiting: list[Row]
    approved: list[Row]


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands at the head of a talk."""

    stage: Stage
    days_left: int
    seats: list[tuple[Part | None, int]]
    programme: str


def overview(groups: list[FocusGroup], *, today: date) -> Overview:
    """The next one first, what waits longest first, the newest of the others first."""
    rows = [Row(each, stage_of(each, today), _days_left(each, today)) for each in groups]
    coming = [row for row in rows if row.stage in BEFORE]
    waiting = [row for row in rows if row.stage in WAITING]
    return Overview(
        sorted(coming, key=lambda row: (row.group.held_on, str(row.group.starts_at or ""))),
        sorted(waiting, key=lambda row: (WAITING.index(row.stage), row.group.held_on)),
        [row for row in rows if row.stage is Stage.APPROVED],
    )  # fmt: skip


def facts_of(group: FocusGroup, *, holds: bool, today: date) -> Facts:
    """Who did not hold it reads no role of one person alone."""
    about = group.programme
    return Facts(
        stage_of(group, today), _days_left(group, today),
        counted((seat.part for seat in group.participants), to_all=holds),
        get_version(about.code).content.name if about else "",
    )  # fmt: skip


def stage_of(group: FocusGroup, today: date) -> Stage:
    """Where it stands today."""
    return stage(group.state, group.held_on, group.read_until, today=today)


def _days_left(group: FocusGroup, today: date) -> int:
    return (group.read_until - today).days if group.read_until else 0
