"""Databases of their own for the demo, because it only goes into an empty one."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, g
from flask_migrate import upgrade
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory

from jsp import clock, create_app, demo
from jsp.extensions import db
from tests.conftest import make_database, settings
from tests.made_once import made_once

MIGRATIONS = str(Path(__file__).parents[2] / "migrations")
PROJECT_DAY = "2026-11-23 11:30:00"
DAYS = (
    PROJECT_DAY,
    "2026-11-22 09:00:00",  # a Sunday
    "2026-11-27 09:00:00",  # a Friday, the day after an ordinary Thursday
    "2026-08-31 07:00:00",  # the first school day
    "2026-09-16 10:00:00",
    "2026-10-21 10:00:00",  # autumn break
    "2027-01-02 12:00:00",
    "2027-08-01 12:00:00",
    "2028-02-29 12:00:00",
    "2028-07-20 23:30:00",  # past midnight at the school
)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with empty tables."""
    return made_once(tmp_path_factory, "empty.sqlite", migrate)


def migrate(path: Path) -> None:
    for _ in opened(path):
        upgrade(directory=MIGRATIONS)


@pytest.fixture
def empty(migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    """The app on a database of its own with empty tables, within its context."""
    yield from opened(shutil.copy(migrated, tmp_path / "demo.sqlite"))


@pytest.fixture(scope="session")
def on_day(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A database file with the demo as loaded at that moment; made once for all files of tests; for looking only."""

    def on(moment: str) -> Path:
        def load(path: Path) -> None:
            shutil.copy(migrated, path)
            for _ in opened(path):
                with freeze_time(moment):
                    demo.load()

        return made_once(tmp_path_factory, f"demo-{moment[:10]}.sqlite", load)

    return on


@pytest.fixture(scope="module")
def project_day(on_day: Callable[[str], Path]) -> Iterator[Flask]:
    """The demo as loaded on PROJECT_DAY, for looking only."""
    yield from looked_at(on_day(PROJECT_DAY))


@pytest.fixture(scope="module", params=DAYS)
def loaded(request: pytest.FixtureRequest, on_day: Callable[[str], Path]) -> Iterator[str]:
    """The demo as loaded at each of DAYS, for looking only; gives the moment."""
    for _ in looked_at(on_day(request.param)):
        yield request.param


@pytest.fixture
def today(loaded: str, frozen: FrozenDateTimeFactory) -> date:
    """The day for which the demo was loaded, and the clock stands at its moment."""
    frozen.move_to(loaded)
    return clock.today()


@pytest.fixture(scope="module")
def on_postgresql(postgres_url: str) -> Iterator[Flask]:
    """The app on a PostgreSQL database of its own with empty tables."""
    url = f"{postgres_url}/demo_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    make_database(url)
    app = create_app(settings(url))
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        db.session.remove()
    yield app
    with app.app_context():
        db.engine.dispose()


def looked_at(path: Path) -> Iterator[Flask]:
    """The app on a file that other processes of tests have open too: it takes no lock that would keep them out."""
    for app in opened(path):
        g.reading = True
        yield app


def opened(path: Path) -> Iterator[Flask]:
    app = create_app(settings(f"sqlite:///{path}"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
