"""Nothing that the database keeps tells one answer from another: not a row, a number, a moment, or a byte of its files.

Where others went wrong: in EvaP the transaction of an answer was that of its voter (its issue 1384), Indico keeps the
moment of a submission beside it, LimeSurvey let dates slip into anonymous answers.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Time, func, select, text

from jsp import jobs
from jsp.extensions import db
from jsp.models.base import Base, UTCDateTime
from jsp.models.evaluation_boxes import open_box
from jsp.models.evaluations import EvaluationBox, EvaluationCount, OpenAnswer
from tests.lesson_form.phones import ITEMS, Phone, begin, close
from tests.lessons.conftest import add_ground

PUPILS = 24
BEGINNING = 60  # bytes of a sealed text by which it is found in a file; the rest may lie on another page
UNLIKELY = 0.75  # of 24 in an order that says nothing, one time in ten thousand is as far from 0


Handed = tuple[UUID, list[str], dict[str, int], dict[str, int]]


@pytest.fixture(scope="module")
def handed_in(committing: Flask) -> Handed:
    """A whole class handed in, one after the other; what they wrote, in that order; the rows before and after."""
    with committing.app_context():
        add_ground()
        db.session.commit()
    id, code = begin(committing)
    before = rows(committing)
    written = [f"De tafel in de hoek wiebelt {number} keer" for number in range(PUPILS)]
    for number, words in enumerate(written):
        Phone(committing).opens(code).fills_in([1 + (number + at) % 5 for at in range(len(ITEMS))], words)
    return id, written, before, rows(committing)


def test_a_class_that_hands_in_leaves_no_row_behind(handed_in: Handed) -> None:
    """EvaP, issue 1384: a row for who voted and rows for the answers, written in one transaction."""
    _id, _written, before, after = handed_in
    assert after == before, "a row for a pupil is a row that can be put beside a pupil"


def test_what_is_kept_of_an_evaluation_has_no_moment_in_it() -> None:
    """As Indico keeps of each submission, and LimeSurvey kept of anonymous ones."""
    kept = ("evaluation", "open_answer", "discussion")
    columns = [each for name, table in Base.metadata.tables.items() if name.startswith(kept) for each in table.columns]
    finer = {f"{each.table.name}.{each.name}" for each in columns if isinstance(each.type, UTCDateTime | Time)}
    assert finer == {"evaluation_box.until"}, "that one is set by who begins it, and gone once it is closed"


def test_half_a_questionnaire_stays_on_the_phone(app: Flask, ground: None) -> None:
    """Indico keeps drafts of answers beside who gives them."""
    id, code = begin(app)
    Phone(app).opens(code).taps(5).taps(1).taps(2)
    with app.app_context():
        held = open_box(id, db.session.scalars(select(EvaluationBox.contents_sealed)).one())
    assert (len(held.given), len(held.used), held.counts) == (1, 0, {})


def test_neither_files_nor_logs_hold_what_was_written_or_chosen(committing: Flask, handed_in: Handed) -> None:
    for name, raw in files(committing).items():
        assert b"wiebelt" not in raw, name
        assert b'dare_to_speak":' not in raw, f"counters in {name} can be followed from one answer to the next"


def test_the_rows_of_a_closed_one_lie_in_an_order_that_says_nothing(committing: Flask, handed_in: Handed) -> None:
    id, written, _before, _after = handed_in
    close(committing, id)
    with committing.app_context():
        found = {each.text: (each.id, each.text_sealed[:BEGINNING]) for each in db.session.scalars(select(OpenAnswer))}
        assert sorted(found) == sorted(written)
        if db.engine.dialect.name == "postgresql":
            kept = {
                row.id: row for row in db.session.execute(text("SELECT id, ctid::text, xmin::text FROM open_answer"))
            }
            assert len({each.xmin for each in kept.values()}) == 1, "one transaction wrote them all"
            places = [[int(each) for each in re.findall(r"\d+", kept[found[words][0]].ctid)] for words in written]
            assert abs(correlation([page * 1000 + line for page, line in places])) < UNLIKELY
            counted = select(func.count(func.distinct(text("xmin::text")))).select_from(EvaluationCount)
            assert db.session.scalar(counted) == 1
    seen = 0
    for name, raw in files(committing).items():
        places = [raw.find(found[words][1]) for words in written]
        if min(places) >= 0:
            seen += 1
            assert abs(correlation(places)) < UNLIKELY, name
    assert seen, "they must lie somewhere"


def test_after_the_next_round_of_jobs_no_box_is_left_in_the_files(committing: Flask, handed_in: Handed) -> None:
    """SQLite: what was erased is gone from the file and its log; PostgreSQL lets go of it when it vacuums."""
    with committing.app_context():
        jobs.empty_log()
        assert db.session.scalar(select(func.count()).select_from(EvaluationBox)) == 0
        sealed = [each.text_sealed[:BEGINNING] for each in db.session.scalars(select(OpenAnswer))]
    sizes = {name: len(raw) for name, raw in files(committing).items() if name.endswith("-wal")}
    assert not any(sizes.values()), sizes
    assert all(any(each in raw for raw in files(committing).values()) for each in sealed)


def rows(app: Flask) -> dict[str, int]:
    """How many rows each table has."""
    with app.app_context():
        return {
            name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def files(app: Flask) -> dict[str, bytes]:
    """The files of the database and its logs, by name."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            path = Path(str(db.engine.url.database))
            return {each.name: each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*"))}
        with db.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
            folder = Path(str(connection.scalar(text("SHOW data_directory"))))
            own = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        found = [*(folder / "base" / str(own)).iterdir(), *(folder / "pg_wal").glob("0*")]
        return {each.name: each.read_bytes() for each in found if each.is_file()}


def correlation(places: Sequence[int]) -> float:
    """Of places with the order of handing in: 1 the same, -1 the other way round, about 0 for nothing (Spearman)."""
    ranks = {place: rank for rank, place in enumerate(sorted(places))}
    apart = sum((ranks[place] - at) ** 2 for at, place in enumerate(places))
    return 1 - 6 * apart / (len(places) * (len(places) ** 2 - 1))
