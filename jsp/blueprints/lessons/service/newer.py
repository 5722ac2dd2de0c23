"""Going along with a newer version of the programme, in what a class still gets."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer

from jsp import audit, sending
from jsp.blueprints.lessons.service.class_version import check_side
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.lesson_rows import Card, Row, as_it_stands
from jsp.models.lessons import SeriesLesson
from jsp.models.programme_versions import get_version
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.programme import Kind, Lesson
from jsp.rules.programme_data import to_data
from jsp.rules.programme_diff import Change, compare_lessons
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import planning


def newer_of(card: Card) -> ProgrammeVersion | None:
    """A newer version of the programme than the one that the class has."""
    newest = get_version(card.series.version.programme.code)
    return newest if newest.id != card.series.version_id else None


def list_renewed(card: Card, newer: ProgrammeVersion) -> Iterator[list[Change]]:
    """For each lesson that would become otherwise, in what; then the lessons that would come.

    Those that were given and those with a class version stay.
    """
    _load_contents(card)
    known = {each.key for each in newer.content.lessons}
    for row in card.rows:
        if not row.is_given and row.lesson.data is None and row.lesson.key in known:
            found = compare_lessons(row.lesson.base, newer.content.lesson(row.lesson.key))
            if found:
                yield found
    yield from ([Change(each.key, "", "", None, each)] for each in _coming(card, newer))


def adopt(card: Card, *, seen: int, key: UUID, by: User) -> None:
    """Go along with the newest version in what was not given yet; class versions and given lessons stay as they are.

    Raises DomainError where there is a newer one than the one that was `seen`, or lessons of the class are not in it.
    """
    check_side(card, by)
    if not sending.take(key, about=planning.about(card.series.id)):
        return
    card = as_it_stands(card)
    check_side(card, by)
    newest = get_version(card.series.version.programme.code)
    sending.check_unchanged(str(seen), str(newest.number), sending.IN_SIGHT)
    known = {each.key for each in newest.content.lessons}
    gone = [row.lesson.label for row in card.rows if row.lesson.key not in known]
    if gone:
        raise DomainError(N_("The newer version has no lesson %(label)s. Keep the version that you have."),
                          label=gone[0])  # fmt: skip
    _load_contents(card)
    for row in card.rows:
        _settle(row, newest.content.lesson(row.lesson.key))
    _add(card, list(_coming(card, newest)))
    card.series.version_id = newest.id
    audit.record(Action.LESSONS_CHANGED, planning.KIND, card.series.id)


def _load_contents(card: Card) -> None:
    """What the class made of its lessons, in one question."""
    query = select(SeriesLesson).where(SeriesLesson.series_id == card.series.id).options(undefer(SeriesLesson.data))
    db.session.scalars(query.execution_options(populate_existing=True)).all()


def _settle(row: Row, new: Lesson) -> None:
    """What was given stays what it was, whatever the programme becomes."""
    lesson = row.lesson
    if lesson.data is not None or lesson.base == new:
        return
    if row.is_given:
        lesson.data = to_data(lesson.base)
        return
    lesson.title = new.title
    if lesson.kind is not Kind.REPETITION:
        lesson.kind = new.kind


def _coming(card: Card, newer: ProgrammeVersion) -> Iterator[Lesson]:
    """The lessons that the class does not have yet; a repetition is for the pair to plan."""
    had = {row.lesson.key for row in card.numbered}
    return (each for each in newer.content.numbered if each.key not in had)


def _add(card: Card, lessons: list[Lesson]) -> None:
    """Before the repetitions that are still to come; what was given keeps its place."""
    behind: list[SeriesLesson] = []
    for row in reversed(card.rows):
        if row.is_given or row.lesson.kind is not Kind.REPETITION:
            break
        behind.append(row.lesson)
    for lesson in behind if lessons else ():  # the last one first: no two may stand in one place
        lesson.position += len(lessons)
        db.session.flush()
    first = max((row.lesson.position for row in card.rows if row.lesson not in behind), default=0) + 1
    db.session.add_all(
        SeriesLesson(series_id=card.series.id, position=at, key=each.key, kind=each.kind, title=each.title)
        for at, each in enumerate(lessons, start=first)
    )
