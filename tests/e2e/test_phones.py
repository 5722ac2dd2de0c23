"""A class of thirty fills in a lesson on its phones, and the board counts them (E33)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import Connection, create_engine, exists, select, update

from jsp.models.evaluations import Evaluation, EvaluationBox, EvaluationCount, OpenAnswer
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules.session import SessionState
from tests.e2e.conftest import DATABASE_OF, Opener
from tests.e2e.desk import PHONE
from tests.e2e.hand import move_back
from tests.e2e.test_weight import transferred

PUPILS, ITEMS, FACES = 30, 8, 5
WITHOUT_SCRIPT = range(24, 30)
LOSES, UNHEARD, RELOADS, TWICE, GOES_BACK = range(5)  # what happens to which phone
WATCHED = (*range(5), *WITHOUT_SCRIPT)  # the others tap on
MOST_BYTES = 40_000
BURST = 300
SEAT = re.compile(r'name="seat" value="([^"]+)"')


@contextmanager
def database(live: str) -> Iterator[Connection]:
    """That of the running app; commits."""
    engine = create_engine(DATABASE_OF[live])
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def let_it_have_been(live: str, code: str) -> str:
    """A class of thirty had its next lesson some days ago; the address of that lesson."""
    planned = (
        select(LessonSession.id, LessonSession.series_id, SeriesLesson.position)
        .join(SeriesLesson, SeriesLesson.id == LessonSession.lesson_id)
        .join(LessonSeries, LessonSeries.id == LessonSession.series_id).join(SchoolClass)
        .where(SchoolClass.code == code, SchoolClass.archived_on.is_(None))
        .where(LessonSession.state == SessionState.PLANNED)
        .where(~exists().where(Evaluation.session_id == LessonSession.id)).order_by(SeriesLesson.position)
    )  # fmt: skip
    with database(live) as connection:
        id, series, position = connection.execute(planned).first() or pytest.fail(f"{code} has no lesson")
    move_back(connection.engine, update(LessonSession).where(LessonSession.id == id), days=3)
    with database(live) as connection:
        connection.execute(update(SchoolClass).where(SchoolClass.code == code).values(size=PUPILS))
    return f"/lessons/series/{series}/{position}"


def start(live: str, opened: Opener, teacher: str, code: str) -> tuple[Page, UUID, str, str]:
    """The board, the id of the evaluation, its code and what stands in its QR code; one tap on the lesson."""
    board = opened(by=teacher, viewport={"width": 1920, "height": 1080})
    board.goto(let_it_have_been(live, code))
    board.get_by_role("button", name="Start evaluatie").click()
    board.wait_for_url("**/board")
    id = UUID(board.url.split("/")[-2])
    with database(live) as connection:
        short, secret = connection.execute(
            select(EvaluationBox.code, EvaluationBox.secret).where(EvaluationBox.id == id)
        ).one()  # fmt: skip
    assert board.locator(".jsp-board__code").inner_text() == f"{short[:3]} {short[3:]}"
    return board, id, short, secret


class Pupil:
    """One phone, and the face that this pupil always chooses."""

    def __init__(self, context: BrowserContext, number: int) -> None:
        self.context = context
        self.page = context.new_page()
        self.number = number
        self.face = 1 + number % FACES

    def opens(self, code: str, secret: str) -> None:
        """Half of them scan, the others type what stands on the board."""
        if self.number % 2:
            self.page.goto(f"/les/{secret}", wait_until="domcontentloaded")
        else:
            self.page.goto("/les", wait_until="domcontentloaded")
            self.page.get_by_label("Typ de zes cijfers").fill(f"{code[:3]} {code[3:]}")
            self.page.get_by_role("button", name="Begin").click()

    def taps(self, item: int) -> None:
        if self.number in WATCHED:
            self.is_at(item)
        button = self.page.locator(f"button[name=face][value='{self.face}']")
        if self.number == TWICE:
            button.dblclick()
        else:
            button.click()
        self.after(item)

    def is_at(self, item: int) -> None:
        expect(self.page.locator("[data-progress]")).to_contain_text(f"Vraag {item + 1} van {ITEMS + 1}")

    def after(self, item: int) -> None:
        """What happens to some of them on the way."""
        if self.number == LOSES and item == 1:
            self.context.set_offline(True)
        elif self.number == RELOADS and item == 4:
            self.page.reload(wait_until="domcontentloaded")
        elif self.number == GOES_BACK and item == 6:
            self.page.get_by_role("button", name="Terug").click()
            self.is_at(item)
            self.page.locator(f"button[name=face][value='{self.face}']").click()

    def hands_in(self) -> None:
        self.page.get_by_label("Jouw antwoord").fill(f"Van tafel {self.number}")
        if self.number == GOES_BACK:
            self.page.get_by_role("button", name="Terug").click()
            self.page.locator(f"button[name=face][value='{self.face}']").click()
            expect(self.page.get_by_label("Jouw antwoord")).to_have_value(f"Van tafel {self.number}")
        done = self.page.get_by_role("button", name="Klaar")
        if self.number == UNHEARD:
            self.page.route("**/les/*", lose_the_first_answer())
        if self.number in (TWICE, WITHOUT_SCRIPT[0]):
            done.dblclick()
        else:
            done.click()
        if self.number == LOSES:
            expect(self.page.get_by_role("alert").filter(has_text="Geen verbinding")).to_be_visible()
            self.context.set_offline(False)

    def is_thanked(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Klaar. Dank je wel.")


def lose_the_first_answer() -> Callable[[Route], None]:
    """The app takes it in, but the phone never hears that it did."""
    lost: list[Route] = []

    def handle(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route)
            route.fetch()
            route.abort()

    return handle


@contextmanager
def phones(chromium: Browser, live: str, number: int) -> Iterator[list[Pupil]]:
    """So many pupils, each with a browser profile of their own; some without script."""
    contexts = [
        chromium.new_context(base_url=live, locale="nl-NL", java_script_enabled=at not in WITHOUT_SCRIPT, **PHONE)
        for at in range(number)
    ]  # fmt: skip
    yield [Pupil(context, at) for at, context in enumerate(contexts)]
    for context in contexts:
        context.close()


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_thirty_phones_and_thirty_answers(chromium: Browser, live: str, opened: Opener) -> None:
    board, id, code, secret = start(live, opened, "henk", "H3A")
    with phones(chromium, live, PUPILS) as class_:
        for pupil in class_:
            pupil.opens(code, secret)
        for item in range(ITEMS):
            for pupil in class_:
                pupil.taps(item)
        for pupil in class_:
            pupil.hands_in()
        for pupil in class_:
            pupil.is_thanked()
        expect(board.locator("[data-count] b")).to_have_text(str(PUPILS), timeout=8000)
        class_[0].page.goto(f"/les/{code}")
        expect(class_[0].page.get_by_role("heading", level=1)).to_have_text("Je hebt dit al ingevuld. Dank je wel.")
    late = opened(**PHONE)
    late.goto(f"/les/{code}")
    expect(late.get_by_role("heading", level=1)).to_have_text(
        "Alle plekken zijn bezet. Vraag je docent om een plek erbij."
    )
    board.get_by_role("button", name="Stop en bekijk samen").click()
    board.wait_for_url("**/talk")
    with database(live) as connection:
        counts = connection.execute(
            select(EvaluationCount.item, EvaluationCount.score, EvaluationCount.count).where(
                EvaluationCount.evaluation_id == id
            )
        ).all()
        written = connection.execute(select(OpenAnswer.id).where(OpenAnswer.evaluation_id == id)).all()
        answers = connection.scalar(select(Evaluation.answers).where(Evaluation.id == id))
    assert Counter(item for item, _score, _count in counts) == {item: FACES for item, _score, _count in counts}
    assert {count for _item, _score, count in counts} == {PUPILS // FACES}, "what was tapped, and nothing else"
    assert (len({item for item, _score, _count in counts}), len(written), answers) == (ITEMS, PUPILS, PUPILS)


def test_three_hundred_requests_at_once_from_one_address(live: str, opened: Opener) -> None:
    """Of a school that reaches the internet through one address; five phones more than there are places."""
    board, id, code, secret = start(live, opened, "henk", "H3A")
    weigh(opened, live, secret)
    with ThreadPoolExecutor(BURST) as pool:
        pages = list(pool.map(lambda _at: ask(live, "GET", f"/les/{secret}"), range(BURST)))
        assert {status for status, _text in pages} == {200}
        seats = [SEAT.findall(text)[0] for _status, text in pages[: PUPILS + 5]]
        assert len(set(seats)) == PUPILS + 5
        sent = [seats[at % len(seats)] for at in range(BURST)]
        answers = list(pool.map(lambda seat: ask(live, "POST", f"/les/{code}", hand_in(seat)), sent))
    told = {seat: {status for (status, _text), of in zip(answers, sent, strict=True) if of == seat} for seat in seats}
    assert Counter(map(tuple, told.values())) == {(303,): PUPILS, (409,): 5}
    expect(board.locator("[data-count] b")).to_have_text(str(PUPILS), timeout=8000)
    board.get_by_role("button", name="Stop en bekijk samen").click()
    board.wait_for_url("**/talk")
    with database(live) as connection:
        counts = connection.execute(select(EvaluationCount.score, EvaluationCount.count).where(
            EvaluationCount.evaluation_id == id
        )).all()  # fmt: skip
    assert [tuple(each) for each in counts] == [(4, PUPILS)]


def weigh(opened: Opener, live: str, secret: str) -> None:
    """The first page is light enough for a phone on a bad network, fonts and all."""
    page = opened(**PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/les/{secret}", wait_until="networkidle")
    weights = {url: transferred(url, "") for url in asked}
    assert all(url.startswith(live) for url in asked), asked
    assert sum(weights.values()) <= MOST_BYTES, weights


def hand_in(seat: str) -> str:
    """The last tap of a phone on which one item was answered."""
    return urlencode({"seat": seat, "at": ITEMS, "item-safe": 4, "go": "done", "text": ""})


def ask(live: str, method: str, path: str, body: str | None = None) -> tuple[int, str]:
    """One request over a connection of its own."""
    line = HTTPConnection(urlsplit(live).netloc, timeout=60)
    try:
        line.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()
