"""A mentor on a phone and a worker at a desk take a lesson from asking for an hour to repeating it, tap by tap."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, select, update

from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules.session import SessionState
from tests.e2e.conftest import DATABASE_OF, Opener
from tests.e2e.desk import PHONE

CLASS = "PR2"


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


def let_it_be_over(address: str, label: str) -> None:
    """The hour of that lesson has come, and is over since yesterday."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    engine = create_engine(DATABASE_OF[origin])
    lesson = (
        select(SeriesLesson.id).join(LessonSeries).join(SchoolClass)
        .where(SchoolClass.code == CLASS, SchoolClass.archived_on.is_(None), SeriesLesson.key == label)
    )  # fmt: skip
    planned = LessonSession.lesson_id.in_(lesson), LessonSession.state == SessionState.PLANNED
    with engine.begin() as connection:
        yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - the browser lives in real time
        connection.execute(update(LessonSession).where(*planned).values(on=yesterday))
    engine.dispose()


def test_from_asking_for_an_hour_to_repeating(opened: Opener) -> None:
    mentor, worker = Hand(opened(by="joost", **PHONE)), Hand(opened(by="lieke"))
    mentor.go("/today/")
    mentor.tap("link", "Lessen", exact=True)
    mentor.tap("link", "Les 5 plannen")
    mentor.choose_hour()
    mentor.tap("button", "Vraag aan")
    mentor.sees("Aangevraagd. Het staat vast zodra de ander ook ja zegt.")
    assert mentor.taps <= 4
    say_yes(worker)

    mentor.go("/today/")
    mentor.tap("link", "Open les")
    assert mentor.taps == 1
    prepare(mentor, worker)
    let_it_be_over(mentor.page.url, "4")

    mentor.go("/today/")
    mentor.tap("button", "Gegeven, samen")
    mentor.sees("4 van 7 gegeven")
    assert mentor.taps <= 2

    mentor.go("/today/")
    mentor.tap("link", "Valt uit")
    mentor.tap("button", "Rooster")
    mentor.sees("De les valt uit.")
    assert mentor.taps <= 2
    mentor.choose_hour()
    mentor.tap("button", "Vraag aan")
    say_yes(worker)

    pause_and_go_on(mentor)
    repeat(mentor)
    say_yes(worker)
    mentor.sees("Herhaalles")


def say_yes(worker: Hand) -> None:
    worker.go("/lessons/")
    asked = worker.page.locator("main li").filter(has_text="Kun je dan?").filter(has_text=CLASS)
    asked.get_by_role("button").first.click()
    worker.sees("Het staat vast: jullie kunnen allebei.")


def prepare(mentor: Hand, worker: Hand) -> None:
    mentor.tap("link", "Voorbereiden")
    for point in ("‘Let op’ besproken", "Bericht voor thuis"):
        mentor.tap("button", point)
    mentor.sees("6 van 6 klaar")
    mentor.tap("button", "Klaar voor de les")
    worker.go(mentor.page.url)
    worker.tap("button", "Klaar voor de les")
    mentor.page.reload()
    mentor.sees("klaar")


def pause_and_go_on(mentor: Hand) -> None:
    mentor.tap("link", "Zet stil")
    mentor.tap("button", "Zet stil")
    mentor.sees("De reeks staat stil.")
    mentor.tap("link", "Verder")
    mentor.tap("button", "Zo verder gaan")
    mentor.sees("Het gaat verder.")


def repeat(mentor: Hand) -> None:
    mentor.tap("link", "Herhaalles plannen")
    mentor.page.mouse.wheel(0, 300)  # from behind the thumb bar
    mentor.tap("checkbox", "3. Wat je zegt en hoe je het zegt")
    mentor.tap("button", "Herhaalles toevoegen")
    mentor.tap("link", "Les H plannen")
    mentor.choose_hour()
    mentor.tap("button", "Vraag aan")
