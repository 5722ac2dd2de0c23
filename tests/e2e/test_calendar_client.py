"""A calendar program that people use takes the feed of a site: khal, as a process of its own."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.team import Opening
from tests.browser import Browser
from tests.hours.programs import call_off, close, fetch, forget, id_on, move, plan, plan_weekly
from tests.make import MONDAY

FEED = "/raayland/openings.ics"
FIRST, LAST = date(2026, 11, 1), date(2027, 4, 30)
CONFIG = """
[calendars]
[[jsp]]
path = {folder}/calendar
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = jsp
"""
SHOWN = "{start-date} {start-time}-{end-time} | {title} | {location} |{status}"


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> None:
    forget(app)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The calendar of somebody at home."""
    return at_home(tmp_path, "Europe/Amsterdam")


def at_home(folder: Path, zone: str) -> Path:
    (folder / "calendar").mkdir()
    (folder / "config").write_text(CONFIG.format(folder=folder, zone=zone))
    return folder


def khal(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "khal", "--no-color", "-c", folder / "config", *words]
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def look_again(folder: Path, browser: Browser) -> list[str]:
    """What the program lists, day after day, once it has fetched the feed."""
    (folder / "feed.ics").write_bytes(fetch(browser, FEED).get_data())
    khal(folder, "import", "--batch", str(folder / "feed.ics"))
    return khal(folder, "list", "--format", SHOWN, "--day-format", "", str(FIRST), str(LAST)).split("\n")[:-1]


def planned(app: Flask) -> list[str]:
    """What the database holds of the site, in the words of the program."""
    with app.app_context():
        query = db.select(Opening).where(Opening.site.has(code="raayland")).order_by(Opening.on, Opening.starts)
        return [in_words(each) for each in db.session.scalars(query)]


def in_words(opening: Opening) -> str:
    place = f"Raayland, lokaal {opening.room}"
    title = f"{'JSP open:' if opening.takes_place else 'Gaat niet door: JSP'} {place}"
    return (
        f"{opening.on} {opening.starts:%H:%M}-{opening.ends:%H:%M} | {title} | {place} |"
        f"{'CONFIRMED' if opening.takes_place else 'CANCELLED'} "
    )


def test_it_lists_exactly_the_openings(app: Flask, coordinator: Browser, browser: Browser, folder: Path) -> None:
    plan_weekly(coordinator, "raayland", 3, MONDAY, LAST)
    plan(coordinator, "raayland", date(2026, 12, 1), "09:15", "10:45", room='B1,04; "achter"')
    close(coordinator, "raayland", date(2026, 12, 21), date(2027, 1, 3))
    listed = look_again(folder, browser)
    assert listed == planned(app)
    assert len(listed) > 20


def test_it_follows_what_changes(app: Flask, coordinator: Browser, browser: Browser, folder: Path) -> None:
    for day in (1, 2):
        plan(coordinator, "raayland", date(2026, 12, day), "12:00", "14:30")
    before = look_again(folder, browser)
    call_off(coordinator, id_on(app, "raayland", date(2026, 12, 1)))
    move(coordinator, id_on(app, "raayland", date(2026, 12, 2)), "13:00", "15:00")
    after = look_again(folder, browser)
    assert after == planned(app)
    assert [line[:22] for line in before] == [
        "2026-11-24 12:00-14:30",
        "2026-12-01 12:00-14:30",
        "2026-12-02 12:00-14:30",
    ]
    assert [line[:22] for line in after] == [
        "2026-11-24 12:00-14:30",
        "2026-12-01 12:00-14:30",
        "2026-12-02 13:00-15:00",
    ]


def test_who_lives_elsewhere_sees_the_same_moment(browser: Browser, tmp_path: Path) -> None:
    [listed] = look_again(at_home(tmp_path, "Europe/London"), browser)
    assert listed.startswith("2026-11-24 11:00-13:30")
