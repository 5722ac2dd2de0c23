"""When each job began, ended, and was last done: by this somebody sees that one is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from jsp import clock
from jsp.extensions import db, insert
from jsp.models.base import Base

BACKUP, DRILL = "backup", "restore_drill"  # rows of what is no job of the round
EXPECTED: list[str] = []  # names of the jobs of the round; jsp.jobs, which stands above this, says which


class JobRun(Base):
    """The newest run of a job. `failures`: how often in a row it was not done; `done_at` stays of the last time."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that was tried, and whether it was done."""

    name: str
    is_done: bool


def note(ended: Ended | None, *, begins: str | None) -> None:
    """Write down that one job ended and the next begins. Two processes may do so at once. Does not commit."""
    if begins is not None:
        _begin(begins)
    if ended is not None:
        _end(ended)


def note_apart(name: str, *, is_done: bool) -> None:
    """Write down that something which is no job of the round, such as a backup, was tried now. Does not commit."""
    _begin(name)
    _end(Ended(name, is_done))


def runs(names: Sequence[str]) -> dict[str, JobRun]:
    """The newest run of these, where there was one."""
    return {each.name: each for each in db.session.scalars(select(JobRun).where(JobRun.name.in_(names)))}


def claim(name: str, *, every: timedelta) -> bool:
    """Whether so much time has passed since it was claimed; of two processes that ask at once one hears yes.

    Does not commit.
    """
    now = clock.now()
    first = insert(JobRun).values(name=name, began_at=now, failures=0).on_conflict_do_nothing()
    again = update(JobRun).where(JobRun.name == name, JobRun.began_at <= now - every).values(began_at=now)
    return any(db.session.scalar(each.returning(JobRun.name)) is not None for each in (first, again))


def _begin(name: str) -> None:
    now = clock.now()
    made = insert(JobRun).values(name=name, began_at=now, failures=0)
    db.session.execute(made.on_conflict_do_update(index_elements=[JobRun.name], set_={"began_at": now}))


def _end(ended: Ended) -> None:
    now = clock.now()
    values = {"done_at": now, "failures": 0} if ended.is_done else {"failures": JobRun.failures + 1}
    db.session.execute(update(JobRun).where(JobRun.name == ended.name).values(ended_at=now, **values))
