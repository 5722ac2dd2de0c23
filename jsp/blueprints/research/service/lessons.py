"""What became of the lessons: dates that were planned, given, dropped out, and who gave them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from sqlalchemy import func, select

from jsp.blueprints.research.service.figures import by_text, whose
from jsp.extensions import db
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules.programme import label_of
from jsp.rules.research import Row
from jsp.rules.session import GivenBy, SessionState

STATES = (SessionState.PROPOSED, SessionState.PLANNED, SessionState.GIVEN, SessionState.CANCELLED,
          SessionState.INTERRUPTED, SessionState.WITHDRAWN)  # fmt: skip
GIVERS = (GivenBy.TOGETHER, GivenBy.TEACHER, GivenBy.WORKER)
Tally = Counter[object]


def lesson_rows(series: Collection[LessonSeries]) -> list[Row]:
    """A row for each lesson of each series, in the order of LESSONS in jsp.rules.research_columns."""
    known = {each.id: whose(each, "lessons").cells for each in series}
    return sorted(_rows(known, _tallies(known.keys())), key=by_text)


def _rows(known: Mapping[UUID, Row], tallies: Mapping[int, Tally]) -> Iterator[Row]:
    label = SeriesLesson.kind, SeriesLesson.key, SeriesLesson.turn
    query = select(SeriesLesson.id, SeriesLesson.series_id, *label, SeriesLesson.data.is_not(None))
    query = query.where(SeriesLesson.series_id.in_(known.keys()))
    for id, series_id, kind, key, turn, is_adapted in db.session.execute(query):
        tally = tallies[id]
        yield (
            *known[series_id], label_of(kind, key, turn), kind.value, int(is_adapted),
            *(tally[state] for state in STATES), tally["resumed"], tally["moves"],
            *(tally[giver] for giver in GIVERS),
        )  # fmt: skip


def _tallies(series_ids: Collection[UUID]) -> Mapping[int, Tally]:
    kept = LessonSession.lesson_id, LessonSession.state, LessonSession.given_by, LessonSession.is_resumed
    query = select(*kept, func.count(), func.sum(LessonSession.moves)).where(LessonSession.series_id.in_(series_ids))
    found: dict[int, Tally] = defaultdict(Counter)
    for lesson_id, state, giver, is_resumed, number, moves in db.session.execute(query.group_by(*kept)):
        tally = found[lesson_id]
        tally[state] += number
        tally[giver] += number
        tally["resumed"] += number * is_resumed
        tally["moves"] += int(moves)
    return found
