"""Whoever asks leaves no trace: everything that the real server, its jobs and the database write is searched for it."""

import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from tests.conftest import DATABASES, make_database
from tests.e2e.conftest import free_port, run_python
from tests.messages.trace import (
    ADDRESS,
    AGENT,
    FORWARDED,
    MAILED_TO,
    MAY_HOLD,
    OF_ASKERS,
    REFERRER,
    SAID,
    Installation,
    live_through,
)  # fmt: skip

pytestmark = pytest.mark.real_time


@pytest.fixture(scope="module", params=DATABASES)
def installed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation in which people asked, came back, were answered and erased what they said."""
    folder, began = tmp_path_factory.mktemp("no-trace"), time.time()
    (folder / "tmp").mkdir()
    if request.param == "sqlite":
        url = f"sqlite:///{folder / 'jsp.sqlite'}"
    else:
        url = f"{request.getfixturevalue('postgres_url')}/no_trace_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        make_database(url)
    installed = Installation(folder, url, free_port(), began)
    run_python("flask", "prepare", **installed.settings)
    with installed.serving():
        live_through(installed)
    return installed


def test_nothing_tells_who_asked_or_from_where(installed: Installation) -> None:
    assert {each: installed.holding(each) for each in (ADDRESS, AGENT, "MarkerBrowser", FORWARDED, REFERRER)} == {
        each: [] for each in (ADDRESS, AGENT, "MarkerBrowser", FORWARDED, REFERRER)
    }


def test_nothing_that_was_said_can_be_read(installed: Installation) -> None:
    assert {said: installed.holding(said) for said in SAID} == {said: [] for said in SAID}


def test_no_code_stands_anywhere(installed: Installation) -> None:
    pairs = [f"{one} {next}" for code in installed.codes for one, next in pairwise(code)]
    assert len(pairs) == 3 * 7
    assert [installed.holding(pair) for pair in pairs] == [[]] * len(pairs)


def test_an_address_for_a_sign_stands_in_the_mail_alone(installed: Installation) -> None:
    assert [Path(name).name for name in installed.holding(MAILED_TO)] == ["jobs.out"]


def test_the_way_of_looking_finds_what_is_there(installed: Installation) -> None:
    assert installed.holding_database("Geld")
    assert installed.holding_database("sanne@demo.example")
    names = {Path(name).name for name in installed.written}
    assert {"server.out", "server.err", "jobs.out", "jobs.err"} <= names
    if not installed.url.startswith("sqlite"):
        assert "log" in [Path(name).name for name in installed.holding("database system is ready")]
        assert [name for name in installed.written if "/pg_wal/" in name]
    else:
        assert {"jsp.sqlite", "jsp.sqlite-wal"} <= names


@pytest.fixture
def engine(installed: Installation) -> Iterator[Engine]:
    engine = create_engine(installed.url)
    yield engine
    engine.dispose()


def test_no_column_tells_the_hour_of_somebody_who_asks(engine: Engine) -> None:
    held: dict[type, set[str]] = {kind: set() for kind in MAY_HOLD}
    for table in OF_ASKERS:
        keys = {name for key in inspect(engine).get_foreign_keys(table) for name in key["constrained_columns"]}
        for column in inspect(engine).get_columns(table):
            for kind in MAY_HOLD:
                if isinstance(column["type"], kind) and column["name"] not in keys:
                    held[kind].add(f"{table}.{column['name']}")
    assert held == MAY_HOLD


def test_a_question_that_nobody_opened_has_no_moment(engine: Engine) -> None:
    """The two of today that are left: who left a number was not called yet, the other was answered."""
    query = text(
        "SELECT lookup IS NULL, is_opened, EXISTS (SELECT 1 FROM thread_reader WHERE thread_id = thread.id) "
        "FROM thread WHERE asked_on = (SELECT max(asked_on) FROM thread)"
    )
    with engine.connect() as connection:
        assert sorted(tuple(row) for row in connection.execute(query)) == [(False, True, False), (True, False, False)]


def test_no_key_holds_a_moment(engine: Engine) -> None:
    """Keys of another version than these begin with the time at which they were made."""
    with engine.connect() as connection:
        keys = [*connection.scalars(text("SELECT id FROM thread")), *connection.scalars(text("SELECT id FROM message")),
                *connection.scalars(text("SELECT key FROM sending"))]  # fmt: skip
    assert {UUID(str(key)).version for key in keys} <= {4, 5}


def test_the_trail_knows_nothing_of_who_asks(engine: Engine) -> None:
    """Who asked has no account, so what they did would stand there without one."""
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT action FROM audit_entry WHERE user_id IS NULL AND object_kind = 'thread'")
        )
        assert found.all() == []
        assert connection.execute(text("SELECT key FROM pace_count")).all() == []
