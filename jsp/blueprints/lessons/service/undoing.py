"""Undoing the last thing that somebody did to a series."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp import clock, sending
from jsp.blueprints.lessons.service.offers import check_free, first_come
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, as_it_stands
from jsp.models.lesson_sessions import LessonSession, SeriesAct
from jsp.models.lessons import LessonSeries
from jsp.models.timetable import diary, trio_of
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import FOR_GOOD
from jsp.verbs import planning


def find_undoable(card: Card, user: User) -> SeriesAct | None:
    """The last thing that this person did to dates of the series, as long as nothing changed since."""
    query = select(SeriesAct).where(SeriesAct.series_id == card.series.id).options(selectinload(SeriesAct.changes))
    last = db.session.scalars(query.order_by(SeriesAct.at.desc()).limit(2)).all()
    is_last = len(last) == 1 or (len(last) == 2 and last[0].at > last[1].at)
    if not is_last or last[0].by_id != user.id or last[0].kind in FOR_GOOD:  # a closure is taken back as such
        return None
    return last[0] if planning.is_untouched(last[0]) else None


def undo(card: Card, act_id: UUID, *, key: UUID, by: User) -> None:
    """The last thing that this person did, as it was before.

    Raises DomainError once something changed since, or somebody is busy then by now.
    """
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    act = find_undoable(as_it_stands(card), by)
    if act is None or act.id != act_id:
        raise DomainError(N_("Something changed since, so this cannot be undone as a whole."))
    _check_back(series, planning.goes_back(act))
    with first_come():
        back = planning.undo(act, series, key=key, by=by)
    back.finish()


def _check_back(series: LessonSeries, wanted: Sequence[tuple[LessonSession, Slot]]) -> None:
    """Raises DomainError where one of these hours is over, or something came in the way of it."""
    now, ids = clock.local_now(), [session.id for session, _slot in wanted]
    held = diary(trio_of(series), now.date(), besides=ids)
    for session, slot in wanted:
        if not slot.is_over(now):
            check_free(held, slot, series.pair.worker.first_name)
        elif slot != session.slot:
            raise DomainError(N_("The hour that it had is over by now."))
