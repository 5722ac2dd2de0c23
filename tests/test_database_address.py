"""Whichever way a database is written down, the library finds the same one, and never waits for ever."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from environs import Env
from sqlalchemy import create_engine, make_url

from jsp import create_app
from jsp.config import database_url
from jsp.database_address import PATIENCE, for_library, in_folder
from tests.browser import Browser
from tests.conftest import settings


def words(url: str) -> dict[str, Any]:
    """What the driver is told."""
    engine = create_engine(for_library(url))
    _, told = engine.dialect.create_connect_args(engine.url)
    return {name: value for name, value in told.items() if name != "context"}


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_one_server(scheme: str) -> None:
    told = words(f"{scheme}://jsp:p%40ss@db.example/jsp")
    assert told == {"host": "db.example", "dbname": "jsp", "user": "jsp", "password": "p@ss", **PATIENCE}


@pytest.mark.parametrize(("servers", "hosts", "ports"), [
    ("one,two", "one,two", ","),
    ("one:5432,two:5433", "one,two", "5432,5433"),
    ("10.0.0.1,10.0.0.2:5433", "10.0.0.1,10.0.0.2", ",5433"),
])  # fmt: skip
def test_of_several_the_one_that_takes_writes(servers: str, hosts: str, ports: str) -> None:
    told = words(f"postgresql://jsp:secret@{servers}/jsp")
    assert (told["host"], told.get("port", ",")) == (hosts, ports)
    assert (told["target_session_attrs"], told["password"], told["dbname"]) == ("read-write", "secret", "jsp")


def test_several_in_one_word_as_the_driver_has_them() -> None:
    told = words("postgresql://jsp@/jsp?host=one,two&port=5432,5433")
    assert (told["host"], told["port"], told["target_session_attrs"]) == ("one,two", "5432,5433", "read-write")


def test_what_the_address_says_stands() -> None:
    told = words("postgresql://jsp@one,two/jsp?target_session_attrs=any&connect_timeout=9&sslmode=verify-full")
    assert (told["target_session_attrs"], told["connect_timeout"], told["sslmode"]) == ("any", "9", "verify-full")


def test_a_socket_of_this_machine() -> None:
    told = words("postgresql:///jsp?host=/run/postgresql")
    assert (told["host"], told["dbname"]) == ("/run/postgresql", "jsp")


def test_another_database_is_left_as_it_is() -> None:
    assert for_library("sqlite:////srv/own.sqlite") == "sqlite:////srv/own.sqlite"
    assert for_library("sqlite://") == "sqlite://"


@pytest.mark.parametrize(("url", "file"), [
    ("sqlite:///own.sqlite", "/srv/instance/own.sqlite"), ("sqlite:///data/x.sqlite", "/srv/instance/data/x.sqlite"),
    ("sqlite:////srv/own.sqlite", "/srv/own.sqlite"), ("sqlite+pysqlite:///own.sqlite", "/srv/instance/own.sqlite"),
    ("sqlite://", None), ("sqlite:///:memory:", ":memory:"),
])  # fmt: skip
def test_of_sqlite_app_and_backup_mean_one_file(url: str, file: str | None) -> None:
    """Wherever they are started; the library finds a file without a folder beside the keys, so all do."""
    assert make_url(in_folder(url, Path("/srv/instance"))).database == file


def test_the_setting_is_read_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///own.sqlite")
    monkeypatch.chdir(tmp_path)
    assert make_url(database_url(Env(), Path("/srv/instance"))).database == "/srv/instance/own.sqlite"


@pytest.fixture
def silent() -> Iterator[int]:
    """A server that takes a call and never says anything, as a machine that hangs."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(8)
        yield server.getsockname()[1]


def test_a_server_that_says_nothing_is_given_up(silent: int) -> None:
    """In a process of its own: the clock of the tests stands still, and the driver goes by it."""
    url = for_library(f"postgresql://jsp@127.0.0.1:{silent}/jsp?connect_timeout=2")
    call = f"import sqlalchemy; sqlalchemy.create_engine({url!r}).connect()"
    tried = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, timeout=20, check=False)
    assert "connection timeout expired" in tried.stderr


def test_without_a_server_that_takes_writes_every_page_says_so_in_dutch() -> None:
    app = create_app(settings(for_library("postgresql://jsp@127.0.0.1:1,127.0.0.1:2/jsp")))
    browser = Browser(app)
    for where in ("/", "/vraag", "/accounts/sign-in", "/readyz"):
        page = browser.get(where)
        assert (page.status, page.heading) == (503, "Opslaan kan nu niet"), where
