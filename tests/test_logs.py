"""The log: one JSON line for each event, which tells no value, no address and no person."""

import json
import re
import sqlite3
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from jsp import jobs, logs
from tests.browser import Browser
from tests.intake.desk import RECORD, fill

SECRET = "zij durft de fietsenstalling niet meer in"
BROWSER = "Browsernaam/9.9"
ALLOWED = {"event", "level", "timestamp", "reference", "kind", "endpoint", "places"}


class Log(StringIO):
    """What was written down."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """Where the log goes during the test."""
    kept = Log()
    with monkeypatch.context() as patched:
        patched.setattr("sys.stderr", kept)
        logs.configure()
    yield kept
    logs.configure()


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Writing a conversation down breaks, with all that was typed in the error."""

    def breaks(*given: object, **named: object) -> None:
        raise ValueError(SECRET, given, named)

    monkeypatch.setattr("jsp.blueprints.intake.routes.record_contact", breaks)
    return app


def test_a_request_that_fails_leaves_one_line_without_a_value(failing: Flask, log: Log) -> None:
    worker = Browser(failing).signed_in("sanne")
    values = fill(worker.get("/today/"), note=SECRET)
    sent = {"data": values, "headers": {"User-Agent": BROWSER}, "environ_base": {"REMOTE_ADDR": "127.0.0.77"}}
    assert worker.client.post(RECORD, **sent).status_code == 500
    [line] = log.lines
    assert set(line) == ALLOWED
    assert (line["event"], line["kind"], line["endpoint"]) == ("failure", "ValueError", "intake.record")
    told = json.dumps({name: value for name, value in line.items() if name != "timestamp"})
    hidden = (SECRET, BROWSER, "127.0.0.77", "sanne", RECORD, *(each for each in values.values() if len(str(each)) > 3))
    assert not [word for word in hidden if str(word) in told]


def test_by_the_number_on_the_page_the_line_is_found(failing: Flask, log: Log) -> None:
    worker = Browser(failing).signed_in("sanne")
    values = fill(worker.get("/today/"), note=SECRET)
    page = worker.post(RECORD, values)
    [line] = log.lines
    assert re.fullmatch(r"[0-9a-f]{8}", line["reference"])
    assert line["reference"] in page.words
    assert page.status == 500


def test_a_form_that_another_site_sends_leaves_a_line_and_one_that_is_old_leaves_none(app: Flask, log: Log) -> None:
    worker = Browser(app).signed_in("sanne")
    values = fill(worker.get("/today/"), note=SECRET)
    worker.client.post(RECORD, data=values | {"csrf_token": "old"})
    assert log.lines == []
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elders.example", "User-Agent": BROWSER}
    worker.client.post(RECORD, data=values, headers=foreign)
    [line] = log.lines
    assert set(line) == {"event", "level", "timestamp", "endpoint"}
    assert (line["event"], line["level"], line["endpoint"]) == ("forged", "warning", "intake.record")


def test_a_page_that_is_not_there_has_no_number(app: Flask, log: Log) -> None:
    page = Browser(app).get("/zoek/niet")
    assert (page.status, log.lines) == (404, [])


def test_what_the_database_says_of_a_row_stays_out(app: Flask, log: Log) -> None:
    with app.test_request_context():
        error = OperationalError(f"INSERT {SECRET}", {"note": SECRET}, sqlite3.OperationalError(SECRET))
        logs.failure(error, endpoint="x")
    text = log.getvalue()
    assert SECRET not in text
    assert json.loads(text)["kind"] == "OperationalError"


def test_no_two_failures_have_the_same_number() -> None:
    assert len({logs.failure(NotFound(), endpoint=None) for _time in range(50)}) == 50


def test_a_start_is_a_line(app: Flask, log: Log) -> None:
    logs.started("web", database="sqlite")
    [line] = log.lines
    assert (line["event"], line["what"], line["database"], line["level"]) == ("start", "web", "sqlite", "info")


@pytest.mark.parametrize(("seconds", "done", "told"), [
    (0.2, True, False), (0.99, True, False), (1.0, True, True), (0.2, False, True),
])  # fmt: skip
def test_of_a_job_a_line_where_it_is_worth_one(log: Log, seconds: float, done: bool, told: bool) -> None:
    """Each is tried every minute: else the log would be about nothing else."""
    logs.job("sweep", seconds=seconds, done=done)
    assert [(each["event"], each["name"], each["done"]) for each in log.lines] == [("job", "sweep", done)] * told


def test_a_round_in_which_all_is_well_is_silent(app: Flask, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "JOBS", (lambda: None,))
    with app.app_context():
        jobs.run_all()
    assert log.lines == []


def test_the_jobs_begin_with_a_line(app: Flask, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    parents = iter((1, 2))
    monkeypatch.setattr(jobs.os, "getppid", lambda: next(parents))
    with app.app_context():
        jobs.run_every(60)
    [line] = log.lines
    assert (line["event"], line["what"]) == ("start", "jobs")
