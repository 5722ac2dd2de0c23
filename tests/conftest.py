"""One app per database and test process; every test begins with the same small world and leaves nothing behind."""

import gc
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import psycopg  # noqa: F401 - its first import may not happen while time stands still
import pytest
from coverage import Coverage
from flask import Flask
from flask_migrate import upgrade
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import create_engine, text

from jsp import config, create_app
from jsp.extensions import db
from jsp.models.directory_index import forget_directory
from jsp.models.reference import forget_reference
from jsp.rules.keys import Keys
from jsp.shared_pages import KEY
from tests import make, postgres
from tests.browser import Browser
from tests.compiled import Compiled
from tests.still import NOW, Still

KEYS = Keys({1: bytes(range(32))})
DATABASES = ("sqlite", "postgresql")
STILL = Still()
COMPILED = Compiled()
LONG = ("tests/e2e/", "tests/demo/", "tests/test_")
CHEAP = "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"
SELDOM = 50_000  # new objects between two searches for what can go


def absent(what: str) -> None:
    """Skip with the reason; with CI=true a skipped check is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is not installed: run `make system-deps`")
    pytest.skip(f"{what} is not installed: run `make system-deps`")


def settings(url: str) -> dict[str, object]:
    return {
        **config.FIXED,
        **config.of_keys(KEYS),
        "DEVELOPMENT": True,
        "BASE_URL": "https://jsp.example",
        "MAIL_SERVER": "",
        "MAIL_FROM": "jsp@example.nl",
        "SECRET_KEY": "for-tests-only",
        "SQLALCHEMY_DATABASE_URI": url,
        "HTTPS_ONLY": False,
        "TESTING": True,
        CHEAP: {"argon2__time_cost": 1, "argon2__memory_cost": 64},
        "PROPAGATE_EXCEPTIONS": False,
    }


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Function) -> Generator[None, object, object]:
    """Coverage counts what runs on SQLite in this process.

    The same on PostgreSQL, and what drives a browser, makes nothing more of it and would take minutes.
    """
    tracer, parameters = Coverage.current(), getattr(item, "callspec", None)
    again = parameters is not None and "postgresql" in parameters.params.values()
    if tracer is None or not (again or "chromium" in item.fixturenames):
        return (yield)
    tracer.stop()
    try:
        return (yield)
    finally:
        tracer.start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take long come first, so that two processes are ready at about the same moment."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish() -> None:
    """What is there by now stays until the end; to look through it again and again was a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


def is_in_real_time(item: pytest.Function) -> bool:
    """What drives a browser or a server."""
    return "chromium" in item.fixturenames or item.get_closest_marker("real_time") is not None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Function) -> None:
    STILL.stand(not is_in_real_time(item))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    STILL.stand(False)


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if postgres.binaries() is None:
        absent("PostgreSQL")
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def house() -> Iterator[Callable[[str], Flask]]:
    """Opens the app on a database address once per test process; the tables come from the migrations."""
    opened: dict[str, Flask] = {}

    def open_on(url: str) -> Flask:
        if url not in opened:
            opened[url] = furnished(url)
        return opened[url]

    yield open_on
    for app in opened.values():
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.sqlite'}"


@pytest.fixture(params=DATABASES)
def built(request: pytest.FixtureRequest, house: Callable[[str], Flask]) -> Flask:
    """The app with the shared world filled in, on each database."""
    if request.param == "sqlite":
        return house(request.getfixturevalue("sqlite_url"))
    return house(f"{request.getfixturevalue('postgres_url')}/jsp_world")


def furnished(url: str) -> Flask:
    if not url.startswith("sqlite"):
        make_database(url)
    app = create_app(settings(url))
    app.jinja_env.bytecode_cache = COMPILED
    with app.app_context():
        upgrade(directory=str(Path(__file__).parent.parent / "migrations"))
        make.world()
        db.session.commit()
        db.session.remove()
    return app


def make_database(url: str) -> None:
    server, name = url.rsplit("/", 1)
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()


@pytest.fixture(scope="module", params=DATABASES)
def committing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app on a database of this file, in which every commit stays, as one transaction around a test would hide."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('own') / 'own.sqlite'}"
    else:
        name = f"{request.module.__name__.replace('.', '_')}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        url = f"{request.getfixturevalue('postgres_url')}/{name}"
    app = furnished(url)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(built: Flask) -> Iterator[Flask]:
    """The app inside one transaction that is rolled back at the end of the test."""
    with built.app_context():
        engines = db.engines
        engine = engines[None]
    connection = engine.connect()
    outer = connection.begin()
    engines[None] = connection  # type: ignore[index]
    db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    yield built
    engines[None] = engine
    outer.rollback()
    connection.close()
    built.extensions[KEY].clear()
    with built.app_context():
        forget_reference()
        forget_directory()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A visitor without an account."""
    return Browser(app)


@pytest.fixture
def worker(app: Flask) -> Browser:
    """Sanne, who logs conversations at both sites."""
    return Browser(app).signed_in("sanne")


@pytest.fixture
def colleague(app: Flask) -> Browser:
    """Lieke, the other worker of the site."""
    return Browser(app).signed_in("lieke")


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """Otto, a worker of another site."""
    return Browser(app).signed_in("otto")


@pytest.fixture
def mentor(app: Flask) -> Browser:
    return Browser(app).signed_in("bart")


@pytest.fixture
def care_coordinator(app: Flask) -> Browser:
    return Browser(app).signed_in("annelies")


@pytest.fixture
def coordinator(app: Flask) -> Browser:
    return Browser(app).signed_in("renske")


@pytest.fixture(autouse=True)
def frozen(request: pytest.FixtureRequest) -> Iterator[FrozenDateTimeFactory | None]:
    """Monday 23 November 2026, 12.30 at the school, unless the test lives in real time."""
    if is_in_real_time(request.node):
        yield None
        return
    with freeze_time(NOW) as moment:
        yield moment
