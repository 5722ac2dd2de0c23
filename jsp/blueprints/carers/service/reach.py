"""How a lesson reached carers: numbers, never who."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from jsp import audit, clock, sending
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.ground import SchoolClass
from jsp.models.lesson_reach import CarerReach
from jsp.models.lesson_rows import Card, Row
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import Channel

KIND = "carer_reach"
SUMS = ("reached", "viewed", "thumbs", "replies", "coming")
TOO_LATE = N_("The day on which it was sent is still to come.")


@dataclass(frozen=True, slots=True)
class Total:
    """How many lessons were sent to carers, and whom they reached together."""

    sent: int
    reached: int
    viewed: int
    thumbs: int
    replies: int
    coming: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachDraft:
    """How a lesson reached carers, as it was filled in."""

    sent_on: date | None
    channel: Channel | None
    reached: int | None
    viewed: int | None
    thumbs: int | None
    replies: int | None
    worked: str


def about_reach(row: Row) -> str:
    """Who counts or fills in takes turns: see jsp.sending."""
    return f"carers of lesson {row.lesson.id}"


def find_reach(row: Row) -> CarerReach:
    """What is known of how it reached carers; one that is empty and not stored where nothing is."""
    kept = db.session.get(CarerReach, row.lesson.id, populate_existing=True)
    return kept or CarerReach(lesson_id=row.lesson.id, coming=0, worked="")


def reach_of(card: Card) -> dict[int, CarerReach]:
    """The same for all the lessons of a series that have it, by the id of the lesson."""
    query = select(CarerReach).where(CarerReach.lesson_id.in_([row.lesson.id for row in card.rows]))
    return {each.lesson_id: each for each in db.session.scalars(query)}


def reach_at_school(card: Card) -> Total:
    """The same programme in all classes of the school in that school year, added up."""
    school_class, programme_id = card.series.school_class, card.series.version.programme_id
    query = (
        select(func.count(CarerReach.sent_on), *(func.sum(getattr(CarerReach, name)) for name in SUMS))
        .join(SeriesLesson, SeriesLesson.id == CarerReach.lesson_id)
        .join(LessonSeries, LessonSeries.id == SeriesLesson.series_id)
        .join(SchoolClass, SchoolClass.id == LessonSeries.school_class_id)
        .where(SchoolClass.site_id == school_class.site_id)
        .where(SchoolClass.school_year_id == school_class.school_year_id)
        .where(LessonSeries.version.has(programme_id=programme_id))
    )
    return Total(*(int(number or 0) for number in db.session.execute(query).one()))


def mark(reach: CarerReach) -> str:
    """A short mark of what is known, to notice that somebody else filled it in. Who says to come changes nothing."""
    return sending.marked(
        reach.sent_on, reach.channel, reach.reached, reach.viewed, reach.thumbs, reach.replies, reach.worked
    )


def keep_reach(row: Row, draft: ReachDraft, *, seen: str, key: UUID) -> None:
    """Keep how it reached carers. Raises DomainError."""
    if not sending.take(key, about=about_reach(row)):
        return
    kept = find_reach(row)
    sending.check_unchanged(seen, mark(kept), sending.IN_SIGHT)
    if draft.sent_on is not None and draft.sent_on > clock.today():
        raise DomainError(TOO_LATE, field="sent_on")
    note_check.check_bsn(draft.worked, field="worked")
    for name in ("sent_on", "channel", "reached", "viewed", "thumbs", "replies", "worked"):
        setattr(kept, name, getattr(draft, name))
    db.session.add(kept)
    audit.record(Action.LESSONS_CHANGED, KIND, row.lesson.id)


def count_anew(row: Row, *, key: UUID) -> None:
    """Nobody comes as far as is known: somebody played with the button of the carers."""
    if sending.take(key, about=about_reach(row)):
        find_reach(row).coming = 0
        audit.record(Action.LESSONS_CHANGED, KIND, row.lesson.id)
