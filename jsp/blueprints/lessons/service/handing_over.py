"""A series in other hands: another pair that gives it, or the same class under another name."""

from uuid import UUID

from flask_babel import gettext
from sqlalchemy import or_, update

from jsp import clock, sending
from jsp.blueprints.lessons.service.beginning import list_next
from jsp.blueprints.lessons.service.offers import OBSTACLES, first_come
from jsp.blueprints.lessons.service.series import check_has_not, check_pair
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.evaluation_pairs import find_asked
from jsp.models.lesson_reach import Agreement
from jsp.models.lesson_rows import Card, Row, as_it_stands
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.public_codes import lead_on
from jsp.models.timetable import diary, trio_of
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import TO_COME, ActKind, SessionState, Side
from jsp.verbs import planning

ASKED = N_("The class got the questionnaire about lesson %(label)s already. Write down first whether it was given.")


def replace_pair(
    card: Card, *, teacher_id: int, worker_id: int, reason: str, seen: str, key: UUID, by: User
) -> None:  # fmt: skip
    """Somebody else gives it from now on, with a reason, and not who was `seen` (mark_of).

    Nobody reads any more what the old pair wrote for itself. Hours to come go on with the new pair once who is new
    turned the own key, also those that were interrupted. Raises DomainError where one of the two is not free then, or
    where the class was asked about such an hour already: nothing changes.
    """
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    card = as_it_stands(card)
    old = series.pair
    sending.check_unchanged(seen, mark_of(old), sending.IN_SIGHT)
    if (old.teacher_id, old.worker_id) == (teacher_id, worker_id):
        raise DomainError(N_("These two give it already."), field="worker")
    check_pair(series.school_class.site_id, teacher_id=teacher_id, worker_id=worker_id)
    if not reason:
        raise DomainError(N_("Why do others give it? A few words are enough."), field="reason")
    _follow(series, SeriesPair(teacher_id=teacher_id, worker_id=worker_id, since=clock.today(), reason=reason))
    rows = _still_to_give(card)
    _check_can_go_over(card, rows)
    _claim(card, rows)
    act = planning.Act(series, ActKind.HANDED_OVER, key, by, former=old)
    keys = _new_keys(old, series.pair, by)
    act.change((session, _with(session, keys)) for session in rows.values())
    for session in card.to_come + list(rows.values()):
        session.forget_preparation()
    act.finish()


def mark_of(pair: SeriesPair) -> str:
    """Who gives it, to notice that somebody else does by now."""
    return str(pair.id)


def move_to_class(card: Card, class_id: int, *, key: UUID, by: User) -> None:
    """The class is called otherwise, as in a new school year: the series goes with it, and what was agreed in it.

    The code of the old class leads on. Raises DomainError where lessons have a date, or that class had the programme;
    NotFoundError for a class that it cannot be.
    """
    series = card.series
    if not sending.take(key, about=planning.about(series.id)):
        return
    card = as_it_stands(card)
    if card.to_come:
        raise DomainError(N_("There are lessons with a date. Pause the series first."), field="school_class")
    former = series.school_class
    school_class = next((each for each in list_next(card) if each.id == class_id), None)
    if school_class is None:
        raise NotFoundError(class_id)
    check_has_not(school_class.id, series.version.programme_id, field="school_class")
    in_it = or_(Agreement.lesson_id.is_(None), Agreement.lesson_id.in_([row.lesson.id for row in card.rows]))
    agreed = update(Agreement).where(Agreement.school_class_id == former.id, in_it)
    db.session.execute(agreed.values(school_class_id=school_class.id))
    series.school_class_id = school_class.id
    db.session.flush()
    _claim(card, _still_to_give(card))
    lead_on(former, school_class)
    planning.Act(series, ActKind.HANDED_OVER, key, by, former=series.pair).finish()


def _follow(series: LessonSeries, pair: SeriesPair) -> None:
    series.pair.until = max(pair.since, series.pair.since)
    db.session.flush()
    series.pairs.append(pair)
    db.session.flush()


def _still_to_give(card: Card) -> dict[str, LessonSession]:
    """What has a date ahead or waits to be resumed, by the label of its lesson."""
    ahead = {each.id for each in card.still_ahead(clock.local_now())}

    def counts(row: Row) -> bool:
        return row.session is not None and (row.session.id in ahead or row.session.state is SessionState.INTERRUPTED)

    return {row.lesson.label: row.session for row in card.rows if row.session is not None and counts(row)}


def _check_not_asked(rows: dict[str, LessonSession]) -> None:
    """What pupils said of a lesson is of the two who gave it, whose places it keeps. Raises DomainError."""
    labels = {session.id: label for label, session in rows.items()}
    asked = find_asked(list(labels))
    if asked is not None:
        raise DomainError(ASKED, label=labels[asked])


def _check_can_go_over(card: Card, rows: dict[str, LessonSession]) -> None:
    """Raises DomainError, with the lesson and the reason, where the pair that it has now cannot take it over."""
    _check_not_asked(rows)
    series = card.series
    held = diary(trio_of(series), clock.today(), besides=[each.id for each in rows.values()])
    for label, session in rows.items():
        obstacle = held.obstacle(session.slot) if session.state in TO_COME else None
        if obstacle is not None:
            raise DomainError(
                N_("Lesson %(label)s cannot go on with these two: %(why)s"), field="worker", label=label,
                why=gettext(OBSTACLES[obstacle], name=series.pair.worker.first_name),
            )  # fmt: skip


def _claim(card: Card, rows: dict[str, LessonSession]) -> None:
    """Let every session that may still take place need the class and the pair that it now has. Raises DomainError."""
    with first_come():
        for session in rows.values():
            planning.give_places(session, card.series)
        db.session.flush()


def _new_keys(old: SeriesPair, new: SeriesPair, by: User) -> dict[Side, bool]:
    """The keys of who is new: turned only where they themselves do it."""
    keys = {}
    if old.teacher_id != new.teacher_id:
        keys[Side.TEACHER] = new.teacher_id == by.id
    if old.worker_id != new.worker_id:
        keys[Side.WORKER] = new.worker.user_id == by.id
    return keys


def _with(session: LessonSession, keys: dict[Side, bool]) -> planning.Values:
    held = {side: keys.get(side, session.has_key(side)) for side in Side}
    values: dict[str, object] = {f"has_{side.value}_key": turned for side, turned in held.items()}
    if session.state in TO_COME:
        values["state"] = SessionState.PLANNED if all(held.values()) else SessionState.PROPOSED
    return values
