"""Why a lesson finds no hour, in words."""

from datetime import date

from jsp.blueprints.lessons.service.offers import NO_HOURS, first_to_choose
from jsp.models.lesson_rows import Card, Row
from jsp.models.timetable import diary, hours_of, last_day, trio_of
from jsp.rules.refusal import N_, DomainError
from jsp.rules.slots import Obstacle, most_in_the_way

NO_ROOM = {
    Obstacle.CLOSED: N_("Lesson %(label)s finds no hour this school year any more: the school is closed."),
    Obstacle.AT_WORK: N_("Lesson %(label)s finds no hour this school year any more: the class is at work placement."),
    Obstacle.CLASS: N_("Lesson %(label)s finds no hour this school year any more: the class has another lesson."),
    Obstacle.TEACHER: N_("Lesson %(label)s finds no hour this school year any more: the teacher is busy."),
    Obstacle.TEACHER_LEFT: N_("Lesson %(label)s finds no hour: the teacher is not there any more."),
    Obstacle.WORKER_LEFT: N_("Lesson %(label)s finds no hour: %(name)s is not in the team any more then."),
    Obstacle.NO_HOURS: N_("Lesson %(label)s finds no hour: %(name)s has not said yet when they can come."),
    Obstacle.NOT_WORKING: N_("Lesson %(label)s finds no hour this school year any more: %(name)s does not work then."),
    Obstacle.AWAY: N_("Lesson %(label)s finds no hour this school year any more: %(name)s is away."),
    Obstacle.AT_DESK: N_("Lesson %(label)s finds no hour this school year any more: %(name)s sits at a desk then."),
    Obstacle.WORKER: N_("Lesson %(label)s finds no hour this school year any more: %(name)s gives another lesson."),
}


def refused(card: Card, label: str, obstacle: Obstacle | None) -> DomainError:
    """Which lesson finds no hour, and what is in the way; None where the school year is too short."""
    if obstacle is None:
        return DomainError(N_("Lesson %(label)s finds no hour this school year any more."), label=label)
    return DomainError(NO_ROOM[obstacle], label=label, name=card.series.pair.worker.first_name)


def why_none(card: Card, row: Row, *, after: date | None) -> DomainError:
    """Why there is nothing to choose from, for who looks at an empty list."""
    trio, hours = trio_of(card.series), hours_of(card.series.school_class_id)
    if not hours:
        return DomainError(NO_HOURS)
    first = first_to_choose(trio, after)
    return refused(card, row.lesson.label, most_in_the_way(hours, first, last_day(trio), diary(trio, first)))
