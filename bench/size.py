"""What it costs that a database holds a whole country: the same pages among 2,000 schools and among two."""

import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from babel.dates import format_date
from sqlalchemy import Connection, and_, create_engine, or_, select

from bench.client import Visitor, send
from bench.nation import code, fill
from bench.report import Line
from bench.rounds import CLIENTS, Requests, Variant, measure
from bench.servers import Server, served
from bench.weight import GZIP
from jsp import clock
from jsp.blueprints.hours.service.feeds import BACK
from jsp.blueprints.public.service import SHOWN
from jsp.models.ground import Site
from jsp.models.team import Opening
from jsp.rules.opening import OpeningState

MANY, FEW = 2000, 2
SAMPLE = 50
WHOLE = ("/", "/openings.json")  # pages that know all schools
TIMES = 3
COMING = re.compile(r"<li><strong>([^<]+)</strong> (?:<span[^>]*>)+(\d\d\.\d\d)–(\d\d\.\d\d)")
START = re.compile(r"DTSTART[^:]*:(\S+)")
SEED = 27


def sizes(database: str, many_url: str, few_url: str) -> tuple[list[Line], list[str]]:
    """Fill two prepared databases, open pages and feeds of random schools in both; then see whether they are right."""
    for url, schools in ((many_url, MANY), (few_url, FEW)):
        fill(url, schools).dispose()
    with ExitStack() as stack:
        many, few = (stack.enter_context(served("bench.cold:app()", url)) for url in (many_url, few_url))
        pages = [_any(server, "/{}", schools) for server, schools in ((many, MANY), (few, FEW))]
        feeds = [_any(server, "/{}/openings.ics", schools) for server, schools in ((many, MANY), (few, FEW))]
        measure(*pages, *feeds)
        notes = [_right(database, many, many_url), _whole(database, many)]
    against = f"the same among {FEW}"
    lines = [
        Line(f"page of one of {MANY} schools, {database}, cold, as a cost", against, *pages, cost=True),
        Line(f"feed of one of {MANY} schools, {database}, cold, as a cost", against, *feeds, cost=True),
    ]
    return lines, notes


def _any(server: Server, path: str, schools: int) -> Variant:
    """Each client opens a school after another, in an order of its own."""

    def endless(order: Random) -> Iterator[bytes]:
        while True:
            yield visitor.request(path.format(code(order.randrange(schools))), headers=GZIP)

    visitor = Visitor(server.port)
    requests: Requests = [endless(Random(SEED + client)) for client in range(CLIENTS)]
    return Variant(server, requests)


def _whole(database: str, server: Server) -> str:
    """The pages that know all schools, one request at a time."""
    said = []
    for path in WHOLE:
        request, took = Visitor(server.port).request(path, headers=GZIP), []
        for _ in range(TIMES):
            began = perf_counter()
            answer = send(server.port, request)
            took.append(perf_counter() - began)
            if answer.status != 200:
                sys.exit(f"{path} answers {answer.status}")
        said.append(f"`{path}` {1000 * median(took):.0f} ms, {len(answer.body) / 1024:.0f} KiB packed")
    return f"{database}, all {MANY} schools at once, cold, median of {TIMES} single requests: {'; '.join(said)}."


def _right(database: str, server: Server, url: str) -> str:
    """Compare pages and feeds of some schools with the database; any difference ends the run."""
    engine, events = create_engine(url), 0
    with engine.connect() as connection:
        for number in Random(SEED).sample(range(MANY), SAMPLE):
            address = code(number)
            events += _check_feed(connection, address, _text(server, f"/{address}/openings.ics"))
            _check_page(connection, address, _text(server, f"/{address}"))
    engine.dispose()
    return (
        f"{database}: pages and feeds of {SAMPLE} of the {MANY} schools hold what the database does ({events} events)."
    )


def _check_feed(connection: Connection, address: str, feed: str) -> int:
    """Every opening since a month ago stands there, called off or not; returns how many events there are."""
    query = select(Opening.on, Opening.starts, Opening.takes_place).join(Site, Site.id == Opening.site_id)
    since = (Site.code == address, Opening.on >= clock.today() - BACK, Opening.state != OpeningState.DROPPED)
    rows = connection.execute(query.where(*since)).all()
    stored = sorted((f"{on:%Y%m%d}T{starts:%H%M%S}", takes_place) for on, starts, takes_place in rows)
    shown = sorted((found[1], "STATUS:CONFIRMED" in event) for event in feed.split("BEGIN:VEVENT")[1:]
                   if (found := START.search(event)))  # fmt: skip
    _same(f"/{address}/openings.ics", stored, shown)
    return len(shown)


def _check_page(connection: Connection, address: str, page: str) -> None:
    """The next openings that take place and are not over stand there in order, with day and hours."""
    query, now = (
        select(Opening.on, Opening.starts, Opening.ends).join(Site, Site.id == Opening.site_id),
        clock.local_now(),
    )
    still = or_(Opening.on > now.date(), and_(Opening.on == now.date(), Opening.ends > now.time()))
    coming = query.where(Site.code == address, still, Opening.takes_place)
    rows = connection.execute(coming.order_by(Opening.on, Opening.starts).limit(SHOWN))
    stored = [
        (format_date(on, "EEEE d MMMM", locale="nl"), f"{starts:%H.%M}", f"{ends:%H.%M}") for on, starts, ends in rows
    ]
    _same(f"/{address}", stored, COMING.findall(page))


def _same(address: str, stored: list[Any], shown: list[Any]) -> None:
    if not stored or stored != shown:
        sys.exit(f"{address} shows {len(shown)} openings, the database has {len(stored)}, and they are not the same")


def _text(server: Server, path: str) -> str:
    answer = send(server.port, Visitor(server.port).request(path))
    if answer.status != 200:
        sys.exit(f"{path} answers {answer.status}")
    return answer.body.decode()
