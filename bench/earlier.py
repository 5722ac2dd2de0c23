"""Fills a database with answers of before: evaluations that are closed, as closing and releasing them leaves them."""

import os
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import create_engine, event, insert, select, text

from bench.asking import PHONES, Ground
from bench.classes import Row
from bench.handed_in import SILENT
from jsp import clock
from jsp.models.evaluations import Evaluation, EvaluationCount, EvaluationRelease, OpenAnswer
from jsp.models.lesson_sessions import LessonSession
from jsp.rules.evaluation import SCORES, AnswerState, Audience

ANSWERS = 100_000
TEXTS = PHONES - PHONES // SILENT
SEALED = 130  # bytes of an answer of a line or two
FACES = (2, 3, 6, 10, 9)  # how often each of the five was chosen


def add_earlier(url: str, ground: Ground) -> int:
    """Add so many answers to lessons that nobody is asked about now; the number of their evaluations."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    with engine.begin() as connection:
        asked = select(Evaluation.session_id)
        free = select(LessonSession.id, LessonSession.series_id).where(LessonSession.id.not_in(asked))
        sessions = list(islice(connection.execute(free.order_by(LessonSession.id)), ANSWERS // PHONES + 1))
        version = connection.scalar(select(Evaluation.version_id).limit(1))
        releases = [(uuid4(), audience, series) for _, series in sessions for audience in Audience]
        connection.execute(insert(EvaluationRelease), [
            {"id": id, "series_id": series, "audience": audience, "released_on": clock.today(), "answers": PHONES,
             "least": 5} for id, audience, series in releases
        ])  # fmt: skip
        rows = [
            _evaluation(session, series, version) | {"staff_release_id": staff[0], "school_release_id": school[0]}
            for (session, series), staff, school in zip(sessions, releases[::2], releases[1::2], strict=True)
        ]
        connection.execute(insert(Evaluation), rows)
        ids = [row["id"] for row in rows]
        connection.execute(insert(EvaluationCount), list(_counts(ids, ground.classes[0].items)))
        connection.execute(insert(OpenAnswer), list(_texts(ids)))
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    engine.dispose()
    return len(ids)


def _evaluation(session: UUID, series: UUID, version: Any) -> Row:
    today = clock.today()
    return {
        "id": uuid4(), "session_id": session, "series_id": series, "version_id": version, "is_short": False,
        "is_last": False, "begun_on": today, "closed_on": today, "seats": PHONES, "answers": PHONES, "paper": 0,
    }  # fmt: skip


def _counts(ids: list[UUID], items: tuple[str, ...]) -> Iterator[Row]:
    for id in ids:
        for item in items:
            for score, count in zip(SCORES, FACES, strict=True):
                yield {"evaluation_id": id, "item": item, "score": score, "count": count}


def _texts(ids: list[UUID]) -> Iterator[Row]:
    for id in ids:
        for _ in range(TEXTS):
            yield {"id": uuid4(), "evaluation_id": id, "text_sealed": os.urandom(SEALED), "state": AnswerState.SHOWN,
                   "is_worry": False}  # fmt: skip
