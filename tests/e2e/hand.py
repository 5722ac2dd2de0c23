"""Somebody in a browser whose taps are counted, and a day that comes sooner."""

from datetime import date, time, timedelta
from itertools import product
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from sqlalchemy import Engine, Update, create_engine, select, update
from sqlalchemy.exc import IntegrityError

from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules.session import SessionState
from tests.e2e.conftest import DATABASE_OF

EARLY = {"starts": time(6), "ends": time(6, 45)}  # before anybody is at a school


class Hand:
    """Somebody in a browser whose taps are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.taps = 0

    def tap(self, kind: str, name: str, *, exact: bool = False) -> None:
        self.taps += 1
        self.page.get_by_role(kind, name=name, exact=exact).first.click()  # type: ignore[arg-type]

    def choose_hour(self) -> None:
        """The first one on offer."""
        self.taps += 1
        self.page.locator("main label:has([name=slot])").first.click()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()


def let_it_be_over(address: str, code: str, label: str, *, days: int = 1) -> None:
    """The hour of that lesson of the class has come, and is over since some days: as few as there is room for."""
    lesson = (
        select(SeriesLesson.id).join(LessonSeries).join(SchoolClass)
        .where(SchoolClass.code == code, SchoolClass.archived_on.is_(None), SeriesLesson.key == label)
    )  # fmt: skip
    planned = LessonSession.lesson_id.in_(lesson), LessonSession.state == SessionState.PLANNED
    engine = create_engine(DATABASE_OF["{0.scheme}://{0.netloc}".format(urlsplit(address))])
    move_back(engine, update(LessonSession).where(*planned), days)
    engine.dispose()


def move_back(engine: Engine, move: Update, days: int) -> None:
    """Do it with the first day, so many back or more, on which nobody of it is elsewhere; early, where they are."""
    for back, hour in product(range(days, days + 9), ({}, EARLY)):
        day = date.today() - timedelta(days=back)  # noqa: DTZ011 - the browser lives in real time
        try:
            with engine.begin() as connection:
                if engine.dialect.name == "sqlite":
                    connection.exec_driver_sql("PRAGMA foreign_keys=ON")  # who is needed for it comes along
                connection.execute(move.values(on=day, **hour))
        except IntegrityError:
            continue
        return
    raise LookupError(days)
