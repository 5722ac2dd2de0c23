"""What a pair wrote has its time: until the end of the school year after its own."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, select

from jsp import clock
from jsp.extensions import db
from jsp.models.debriefs import Debrief, PairReflection
from jsp.models.lesson_sessions import LessonSession
from jsp.rules.reflection import kept_from
from jsp.rules.retention import Kind
from jsp.verbs import erasures

AT_ONCE = 50


def _debriefs(day: date) -> Select[Any]:
    """Of lessons of before the school year that was before the one of that day."""
    held = select(LessonSession.id).where(LessonSession.on < kept_from(day))
    return select(Debrief.id).where(Debrief.session_id.in_(held))


def _reflections(day: date) -> Select[Any]:
    return select(PairReflection.id).where(PairReflection.written_on < kept_from(day))


def _list(which: Callable[[date], Select[Any]], table: type[Debrief | PairReflection], day: date) -> Sequence[Any]:
    return db.session.scalars(which(day).order_by(table.id)).all()


def _erase(kind: Kind, id: Any) -> bool:
    which, table = ROWS[kind]
    return _gone(kind, table.id == id, table.id.in_(which(clock.today())))


def _again(kind: Kind, id: str) -> bool:
    table = ROWS[kind][1]
    return _gone(kind, table.id == UUID(id))


def _gone(kind: Kind, *which: Any) -> bool:
    table = ROWS[kind][1]
    gone = db.session.scalars(delete(table).where(*which).returning(table.id)).all()
    erasures.note(kind, *gone)
    return bool(gone)


def forget_old() -> None:
    """Erase debriefs of lessons, and looking back, of before the school year that was before this one."""
    for kind, (which, table) in ROWS.items():
        for id in _list(which, table, clock.today()):
            _erase(kind, id)


ROWS: dict[Kind, tuple[Callable[[date], Select[Any]], type[Debrief | PairReflection]]] = {
    Kind.DEBRIEF: (_debriefs, Debrief), Kind.REFLECTION: (_reflections, PairReflection),
}  # fmt: skip
for _kind, (_which, _table) in ROWS.items():
    erasures.bind(_kind, erasures.Way(
        partial(_list, _which, _table), partial(_erase, _kind), partial(_again, _kind), AT_ONCE,
        (_table.__tablename__,),
    ))  # fmt: skip
