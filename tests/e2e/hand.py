"""Somebody in a browser whose taps are counted, and a day that comes sooner."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, select, update

from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules.session import SessionState
from tests.e2e.conftest import DATABASE_OF


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


def let_it_be_over(address: str, code: str, label: str) -> None:
    """The hour of that lesson of the class has come, and is over since yesterday."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    engine = create_engine(DATABASE_OF[origin])
    lesson = (
        select(SeriesLesson.id).join(LessonSeries).join(SchoolClass)
        .where(SchoolClass.code == code, SchoolClass.archived_on.is_(None), SeriesLesson.key == label)
    )  # fmt: skip
    planned = LessonSession.lesson_id.in_(lesson), LessonSession.state == SessionState.PLANNED
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")  # who is needed for it comes along
        yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - the browser lives in real time
        connection.execute(update(LessonSession).where(*planned).values(on=yesterday))
    engine.dispose()
