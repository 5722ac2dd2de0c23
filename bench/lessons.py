"""Lessons of many classes: the board, the hours on offer for one lesson, and going on after a closure."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID, uuid4

from sqlalchemy import create_engine, select, update

from bench.classes import SITE, YEAR, fill
from bench.client import Visitor, send
from bench.inside import inside
from bench.report import Line, Row, Wait
from bench.rounds import measure
from bench.scenarios import ACCOUNT, looking, worker
from bench.servers import Server, served
from bench.waits import Waits
from jsp.blueprints.lessons.service import moving
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.hours import Closure
from jsp.models.lesson_rows import get_card
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.lessons import LessonSeries
from jsp.rules.session import SessionState

SIZES = (20, 200, 2000)
USUAL = 200
TIMES = 3
ROUNDS = 3
SOME = 20  # series that are resumed to see what one costs


def lessons(folder: Path, prepared: Path) -> tuple[list[Row], list[str]]:
    """On SQLite: copies of the prepared database with 20, 200 and 2,000 classes that have lessons."""
    urls = {}
    for size in SIZES:
        copy = folder / f"lessons-{size}.sqlite"
        shutil.copy(prepared, copy)
        urls[size] = f"sqlite:///{copy}"
        fill(urls[size], size)
    with ExitStack() as stack:
        servers = {size: stack.enter_context(served("wsgi:app", url)) for size, url in urls.items()}
        pages = {size: _addresses(url) for size, url in urls.items()}
        found: list[Row] = [*_pages(stack, servers[USUAL], urls[USUAL], pages[USUAL])]
        grown = [_growth(name, {size: (servers[size], pages[size][at]) for size in SIZES})
                 for at, name in enumerate(("the lesson board", "the hours for one lesson"))]  # fmt: skip
    grown.append(_cost_of_one(urls))
    line, done = _resumed_at_once(urls[USUAL])
    return [*found, line], [*grown, done]


def _addresses(url: str) -> tuple[str, str]:
    """The board, and the page with the hours for the repetition of one class."""
    engine = create_engine(url)
    with engine.connect() as connection:
        year = connection.scalar(select(SchoolYear.id).where(SchoolYear.name == YEAR))
        series = connection.scalar(select(LessonSeries.id).join(SchoolClass).where(SchoolClass.school_year_id == year))
    engine.dispose()
    return f"/lessons/board?year={year}", f"/lessons/series/{series}/8/plan"


def _pages(stack: ExitStack, server: Server, url: str, addresses: tuple[str, str]) -> Iterator[Line]:
    board, offers = (looking(server, address, account=True) for address in addresses)
    empty = looking(stack.enter_context(served("bench.empty:with_user()", url)), "/empty", account=True)
    measure(board, offers, empty)
    against = "empty page, same user"
    yield Line(f"lesson board, {USUAL} classes, as a cost", against, board, empty, cost=True)
    yield Line(
        f"hours for one lesson in a year, 30 workers × {USUAL} classes, as a cost", against, offers, empty, cost=True
    )


def _growth(name: str, places: dict[int, tuple[Server, str]]) -> str:
    """What it takes with more classes, one request at a time."""
    said = []
    for size, (server, address) in places.items():
        visitor, took = worker(server.port, "/today/"), []
        for _ in range(TIMES):
            took.append(_timed(server.port, visitor, address))
        said.append(f"{size:,}: {1000 * median(took):.0f} ms")
    return f"SQLite, {name} by number of classes, median of {TIMES} single requests: {'; '.join(said)}."


def _timed(port: int, visitor: Visitor, address: str) -> float:
    began = perf_counter()
    answer = send(port, visitor.request(address))
    if answer.status != 200:
        sys.exit(f"{address} answers {answer.status}")
    return perf_counter() - began


def _interrupted() -> list[UUID]:
    query = select(LessonSeries.id).join(LessonSeries.school_class).join(SchoolClass.site).where(Site.code == SITE)
    return list(db.session.scalars(query.order_by(LessonSeries.id)))


def _resume(ids: list[UUID]) -> None:
    """As its button does it, series by series, in one transaction."""
    user = db.session.scalars(select(User).where(User.email == ACCOUNT["email"])).one()
    for id in ids:
        card = get_card(user, id)
        moving.resume(card, seen=moving.plan_resume(card).mark, key=uuid4(), by=user)
    db.session.flush()


def _update(ids: list[UUID]) -> None:
    """The same rows changed and nothing else: no look at anybody's diary, no undo, no word to anybody."""
    out = LessonSession.series_id.in_(ids), LessonSession.state == SessionState.INTERRUPTED
    found = list(db.session.scalars(select(LessonSession.id).where(*out)))
    for id in found:
        changed = update(LessonSession).where(LessonSession.id == id)
        db.session.execute(changed.values(moves=LessonSession.moves + 1, sequence=LessonSession.sequence + 1))


def _resumed_at_once(url: str) -> tuple[Wait, str]:
    took: dict[str, list[list[float]]] = {"ours": [], "bare": []}
    with inside(url):
        ids = _interrupted()
        for number in range(ROUNDS):
            for name, act in (("ours", _resume), ("bare", _update))[:: -1 if number % 2 else 1]:
                began = perf_counter()
                act(ids)
                took[name].append([perf_counter() - began])
                db.session.rollback()
        _resume(ids)
        db.session.commit()
        done = _right(ids)
    work = f"go on with {USUAL} interrupted series at once"
    return Wait(work, "the same rows changed, and nothing else", Waits(took["ours"]), Waits(took["bare"])), done


def _right(ids: list[UUID]) -> str:
    """Every lesson that waited has its day, in the order of the row, where nothing is in the way; else the run ends."""
    query = select(LessonSession).where(LessonSession.series_id.in_(ids)).order_by(LessonSession.lesson_id)
    found = list(db.session.scalars(query))
    closed = list(db.session.scalars(select(Closure).join(Closure.site).where(Site.code == SITE)))
    resumed = [each for each in found if each.is_resumed]
    shut = [each for each in resumed if any(one.days.covers(each.on) for one in closed)]
    by_series: dict[UUID, list[LessonSession]] = {id: [] for id in ids}
    for each in found:
        by_series[each.series_id].append(each)
    unordered = [rows for rows in by_series.values() if [row.on for row in rows] != sorted(row.on for row in rows)]
    waiting = [each for each in found if each.state is SessionState.INTERRUPTED]
    if shut or unordered or waiting or _doubles():
        sys.exit(f"resumed wrongly: {len(shut)} on closed days, {len(unordered)} out of order, {len(waiting)} left")
    return f"SQLite: {len(resumed)} lessons of {len(ids)} series resumed, each on a day that is free, none skipped."


def _doubles() -> bool:
    """Whether somebody has two lessons that begin at the same moment."""
    query = select(SessionPlace.kind, SessionPlace.who, SessionPlace.on, SessionPlace.starts)
    rows = db.session.execute(query.where(SessionPlace.takes_place)).all()
    return len(rows) != len(set(rows))


def _cost_of_one(urls: dict[int, str]) -> str:
    said = []
    for size, url in urls.items():
        with inside(url):
            ids, took = _interrupted()[:SOME], []
            for _ in range(TIMES):
                began = perf_counter()
                _resume(ids)
                took.append((perf_counter() - began) / len(ids))
                db.session.rollback()
        said.append(f"{size:,}: {1000 * median(took):.0f} ms")
    return f"SQLite, going on with one interrupted series by number of classes: {'; '.join(said)}."
