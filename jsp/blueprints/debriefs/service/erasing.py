"""What a pair wrote has its time: until the end of the school year after its own."""

from sqlalchemy import delete, select

from jsp import clock
from jsp.extensions import db
from jsp.models.debriefs import Debrief, PairReflection
from jsp.models.lesson_sessions import LessonSession
from jsp.rules.reflection import kept_from


def forget_old() -> None:
    """Erase debriefs of lessons, and looking back, of before the school year that was before this one."""
    first = kept_from(clock.today())
    held = select(LessonSession.id).where(LessonSession.on < first)
    db.session.execute(delete(Debrief).where(Debrief.session_id.in_(held)))
    db.session.execute(delete(PairReflection).where(PairReflection.written_on < first))
