"""A series in other hands: another pair that gives it, or the same class under another name."""

from uuid import UUID

from sqlalchemy import update

from jsp import audit, clock, planning, sending
from jsp.blueprints.lessons.service.offers import first_come
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import SchoolClass
from jsp.models.lesson_reach import Agreement
from jsp.models.lesson_rows import Card, as_it_stands
from jsp.models.lessons import SeriesPair
from jsp.models.public_codes import ensure_public_code
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import ActKind


def replace_pair(
    card: Card, *, teacher_id: int, worker_id: int, reason: str, key: UUID, by: User
) -> None:  # fmt: skip
    """Somebody else gives it from now on, with a reason. What the old pair wrote for itself stays with them.

    Sessions to come go on with the new pair, also those that were interrupted. Raises DomainError where one of the two
    is busy then: nothing changes.
    """
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    card = as_it_stands(card)
    old = series.pair
    if (old.teacher_id, old.worker_id) == (teacher_id, worker_id):
        raise DomainError(N_("These two give it already."), field="worker")
    if not reason:
        raise DomainError(N_("Why do others give it? A few words are enough."), field="reason")
    planning.tell(series, ActKind.MOVED, len(card.to_come), besides=by)
    old.until = max(clock.today(), old.since)
    db.session.flush()
    series.pairs.append(SeriesPair(
        teacher_id=teacher_id, worker_id=worker_id, since=clock.today(), reason=reason
    ))  # fmt: skip
    db.session.flush()
    _claim(card)
    for session in card.to_come:
        session.teacher_ready = session.worker_ready = False
        session.plays = ""
    planning.tell(series, ActKind.MOVED, len(card.to_come), besides=by)
    audit.record(Action.LESSONS_CHANGED, planning.KIND, series.id)


def move_to_class(card: Card, class_id: int, *, key: UUID) -> None:
    """The class is called otherwise, as in a new school year: the series goes with it, and its agreements."""
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    card = as_it_stands(card)
    if card.to_come:
        raise DomainError(N_("There are lessons with a date. Pause the series first."), field="school_class")
    school_class = db.session.get(SchoolClass, class_id)
    if school_class is None or school_class.site_id != series.school_class.site_id:
        raise NotFoundError(class_id)
    agreed = update(Agreement).where(Agreement.school_class_id == series.school_class_id)
    db.session.execute(agreed.values(school_class_id=school_class.id))
    series.school_class_id = school_class.id
    db.session.flush()
    _claim(card)
    ensure_public_code(school_class)
    audit.record(Action.LESSONS_CHANGED, planning.KIND, series.id)


def _claim(card: Card) -> None:
    """Let every session that may still take place need the class and the pair that it now has. Raises DomainError."""
    waiting = [row.session for row in card.interrupted if row.session is not None]
    with first_come():
        for session in [*card.to_come, *waiting]:
            planning.give_places(session, card.series)
        db.session.flush()
