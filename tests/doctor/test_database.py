"""What is acknowledged is on the disk, on the way nobody reads along, and the app cannot change the trail."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from jsp import create_app
from jsp.doctor import durability, places, privileges
from jsp.extensions import db
from jsp.rules.finding import State
from tests.conftest import settings
from tests.doctor.looking import look, notes, states, wrongs

RIGHT = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@pytest.fixture
def own(tmp_path: Path) -> Flask:
    """An app on a file of its own."""
    return create_app(settings(f"sqlite:///{tmp_path / 'own.sqlite'}"))


def test_sqlite_as_the_app_opens_it(own: Flask) -> None:
    assert states(look(own, durability.check)) == {State.OK}


@pytest.mark.parametrize(("pragma", "said"), [
    ("synchronous=NORMAL", "synchronous is 1"), ("synchronous=OFF", "synchronous is 0"),
    ("foreign_keys=OFF", "foreign_keys is 0"), ("secure_delete=OFF", "secure_delete is 0"),
    ("journal_mode=DELETE", "journal_mode is delete"),
])  # fmt: skip
def test_sqlite_that_may_lose_rows(own: Flask, monkeypatch: pytest.MonkeyPatch, pragma: str, said: str) -> None:
    monkeypatch.setattr("jsp.extensions.PRAGMAS", ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
                                                   "secure_delete=ON", pragma))  # fmt: skip
    assert said in wrongs(look(own, durability.check))


def test_postgresql_that_does_not_wait_for_its_disk(postgres_url: str) -> None:
    """That of the tests does not: nothing there has to outlive them."""
    app = create_app(settings(f"{postgres_url}/postgres"))
    said = wrongs(look(app, durability.check))
    assert [f"{name} is off" in said for name in RIGHT] == [True] * 3
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("name", RIGHT)
def test_each_of_them_counts(name: str) -> None:
    assert states(durability.judge(RIGHT, durability.POSTGRES)) == {State.OK}
    off = {**RIGHT, name: "local" if name == "synchronous_commit" else "off"}
    assert f"{name} is" in wrongs(durability.judge(off, durability.POSTGRES))


@pytest.mark.parametrize(("is_secret", "is_near", "state"), [
    (True, False, State.OK), (False, True, State.OK), (False, False, State.WRONG),
])  # fmt: skip
def test_the_way_to_the_database(is_secret: bool, is_near: bool, state: State) -> None:
    assert durability.judge_road(is_secret=is_secret, is_near=is_near).state is state


@pytest.mark.parametrize(("names", "attached", "state"), [
    ("", ["sync"], State.WRONG), ("two", [], State.WRONG), ("two", ["async"], State.WRONG),
    ("two", ["potential"], State.WRONG), ("two", ["async", "sync"], State.OK), ("ANY 1 (two)", ["quorum"], State.OK),
    ("two", [None], State.OK),
])  # fmt: skip
def test_a_second_server(names: str, attached: list[str | None], state: State) -> None:
    assert durability.judge_standby(names, attached).state is state


@pytest.mark.parametrize(("url", "several"), [
    ("postgresql+psycopg://jsp@one/jsp", False), ("postgresql+psycopg:///jsp?host=one&port=5432", False),
    ("postgresql+psycopg:///jsp?host=one:5432&host=two:5432", True),
    ("postgresql+psycopg:///jsp?host=one,two", True), ("sqlite:///x.sqlite", False),
])  # fmt: skip
def test_whether_there_is_a_second_server(app: Flask, url: str, several: bool, folder: Path) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    with app.app_context():
        assert places.is_of_several_hosts() is several


def test_a_role_that_owns_the_trail_is_worth_knowing(app: Flask) -> None:
    found = look(app, privileges.check)
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        assert not found
    else:
        assert "may change or empty audit_checkpoint, audit_entry, audit_link" in notes(found)
        assert privileges.SQL in notes(found)


@pytest.mark.parametrize("right", ["", "UPDATE", "DELETE", "TRUNCATE"])
def test_a_role_that_can_only_add_is_right(postgres_url: str, right: str) -> None:
    engine = create_engine(f"{postgres_url}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as owner:
        owner.execute(text("CREATE ROLE adder LOGIN"))
        owner.execute(text("CREATE TABLE audit_entry (id int)"))
        owner.execute(text("GRANT SELECT, INSERT ON audit_entry TO adder"))
        if right:
            owner.execute(text(f"GRANT {right} ON audit_entry TO adder"))
        app = create_app(settings(f"{postgres_url.replace('jsp@', 'adder@')}/postgres"))
        found = look(app, privileges.check)
        with app.app_context():
            db.engine.dispose()
        owner.execute(text("DROP TABLE audit_entry"))
        owner.execute(text("DROP ROLE adder"))
    engine.dispose()
    assert states(found) == {State.NOTE if right else State.OK}
