"""What came of a school year outside the classroom: agreements of classes, and what we do otherwise since."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_, select

from jsp.extensions import db
from jsp.models.debriefs import Learning
from jsp.models.finding_rows import shared_at
from jsp.models.findings import Decision, Finding
from jsp.models.ground import SchoolClass
from jsp.models.lesson_reach import Agreement
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.session import AgreementState


@dataclass(frozen=True, slots=True)
class Agreements:
    """What classes agreed in a year, as it stands today.

    `adopted`: what the school took over in that year, whenever it was made, and whether or not it was checked since.
    """

    made: int
    proposed: int
    adopted: Sequence[Agreement]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is done otherwise since. `versions`: programmes that were changed, with their name and what changed.

    `told`: what we did with what was said in talks, in the words in which who took part heard it. `learned`: how often
    a pair passed on what it had learned.
    """

    versions: Sequence[tuple[str, str]]
    told: Sequence[str]
    learned: int

    @property
    def is_something(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.versions or self.told or self.learned)


def agreements_of(site_id: int, first: date, last: date) -> Agreements:
    """Of the classes of that site; what counts no longer is left out."""
    query = (
        select(Agreement)
        .join(SchoolClass, SchoolClass.id == Agreement.school_class_id)
        .where(SchoolClass.site_id == site_id, Agreement.state != AgreementState.DROPPED)
        .where(or_(Agreement.made_on.between(first, last), Agreement.adopted_on.between(first, last)))
        .order_by(Agreement.made_on, Agreement.id)
    )
    found = list(db.session.scalars(query))
    made = Counter(each.state for each in found if first <= each.made_on <= last)
    adopted = [each for each in found if each.adopted_on is not None and first <= each.adopted_on <= last]
    return Agreements(made.total(), made[AgreementState.PROPOSED], adopted)


def changes_of(site_id: int, first: date, last: date) -> Changes:
    """Of programmes that classes of that site get, of talks held there, and of pairs that give lessons there."""
    return Changes(_versions(site_id, first, last), _told(site_id, first, last), _learned(site_id, first, last))


def _versions(site_id: int, first: date, last: date) -> list[tuple[str, str]]:
    """What a new version says of itself; the first of a programme changes nothing."""
    used = ProgrammeVersion
    given = (
        select(used.programme_id)
        .join(LessonSeries, LessonSeries.version_id == used.id)
        .join(SchoolClass, SchoolClass.id == LessonSeries.school_class_id)
        .where(SchoolClass.site_id == site_id)
    )
    of = ProgrammeVersion
    query = select(of.data["name"].as_string(), of.note).where(
        of.programme_id.in_(given), of.number > 1, of.made_on.between(first, last)
    )  # fmt: skip
    return [(name, note) for name, note in db.session.execute(query.order_by(of.made_on, of.id)) if note]


def _told(site_id: int, first: date, last: date) -> list[str]:
    """Only of findings that are for others than the groups behind them."""
    query = (
        select(Decision.told)
        .join(Decision.finding)
        .where(Decision.told != "", Decision.told_on.between(first, last), Finding.archived_on.is_(None))
        .where(shared_at([site_id]))
        .order_by(Decision.told_on, Decision.id)
    )
    return list(db.session.scalars(query))


def _learned(site_id: int, first: date, last: date) -> int:
    there = exists().where(
        LessonSession.id == Learning.session_id, LessonSession.series_id == LessonSeries.id,
        LessonSeries.school_class_id == SchoolClass.id, SchoolClass.site_id == site_id,
    )  # fmt: skip
    found = db.session.scalars(select(Learning.id).where(Learning.made_on.between(first, last), there))
    return len(found.all())
