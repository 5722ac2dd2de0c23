"""Answering an evaluation: how fast, against what, and what it costs after a hundred thousand answers."""

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from bench import floor_answers, servers
from bench.asking import PHONES, Asked, Ground, ask
from bench.client import Visitor
from bench.earlier import ANSWERS, add_earlier
from bench.handed_in import Answers
from bench.phones import COOKIE, SCRIPT, bursts
from bench.report import Aim, Line, Row
from bench.rounds import CLIENTS, Requests, Variant, measure
from bench.scenarios import Fields
from bench.servers import SECRET, Server, served
from bench.twin_answers import FIRST, ITEMS, seats_of

RATED, BURST = 600, 280  # classes whose answers are counted per second, and those that come in bursts
CLASSES = RATED + BURST
FLOOR = Aim(0.5, 0.9)
TWIN = Aim(2, 4)
LATER = Aim(1.1, 1.02)


@dataclass(frozen=True)
class Places:
    """The addresses of the databases: the app, with earlier answers, the bare floor, the twin."""

    app: str
    many: str
    floor: str
    twin: str


def ready(url: str) -> Ground:
    """The classes, in a prepared database of the app; the floor and the one with earlier answers are copies of it."""
    return ask(url, CLASSES)


def prepare_twin(url: str) -> None:
    """Make the tables and as many classes in the Django twin."""
    servers.prepare_twin(url, "bench.twin_answers", str(CLASSES))


def answers(database: str, places: Places, ground: Ground) -> tuple[list[Row], list[str]]:
    """Hand in answers everywhere in turn, then in bursts; then open the boxes and count."""
    floor_answers.prepare(places.floor)
    add_earlier(places.many, ground)
    kept, later = Answers(ground), Answers(ground)
    with ExitStack() as stack:
        running = {name: stack.enter_context(served(target, url)) for name, target, url in (
            ("app", "wsgi:app", places.app), ("many", "wsgi:app", places.many),
            ("floor", "bench.floor_answers:app", places.floor), ("twin", "bench.twin_answers:application", places.twin),
        )}  # fmt: skip
        rows: list[Row] = list(_rates(database, running, kept, later))
        more, notes = bursts(database, places.app, running["app"], running["floor"], kept, ground.classes[RATED:])
    counted = kept.counted(database, places.app), later.counted(f"{database}, after {ANSWERS:,}", places.many)
    return [*rows, *more], [*notes, *counted]


def _rates(database: str, running: dict[str, Server], kept: Answers, later: Answers) -> Iterator[Line]:
    rated = kept.ground.classes[:RATED]
    mine = kept.places(rated)
    script = Variant(running["app"], _posts(running["app"], kept, mine, script=True), 204)
    plain = Variant(running["app"], _posts(running["app"], kept, mine, script=False), 303)
    after = Variant(running["many"], _posts(running["many"], later, later.places(rated), script=True), 204)
    box, row = (Variant(running["floor"], _bare(running["floor"], kept, where), 303) for where in ("les", "row"))
    twin = Variant(running["twin"], _usual(running["twin"]), 302)
    measure(script, plain, after, box, row, twin)
    work, slow = f"answer an evaluation, {database}", f"the same without script, {database}"
    yield Line(work, "bare WSGI, the same row read and written", script, box, FLOOR)
    yield Line(work, "bare WSGI, a row added for each answer", script, row)
    yield Line(work, "Django twin", script, twin, TWIN)
    yield Line(slow, "bare WSGI, the same row read and written", plain, box)
    yield Line(slow, "Django twin", plain, twin)
    yield Line(f"the twin itself, {database}", "bare WSGI, a row added for each answer", twin, row)
    yield Line(f"an answer after {ANSWERS:,}, {database}, as a cost", "after none", after, script, LATER, cost=True)


def _posts(server: Server, kept: Answers, places: deque[Asked], *, script: bool) -> Requests:
    """All clients fill the same class, and then the next one."""

    def endless() -> Iterator[bytes]:
        while True:
            asked = places.popleft()
            seat = kept.seat(asked)
            visitor = Visitor(server.port, {COOKIE: seat})
            yield visitor.request(f"/les/{asked.code}", kept.last(asked, seat), SCRIPT if script else ())

    return [endless() for _ in range(CLIENTS)]


def _bare(server: Server, kept: Answers, where: str) -> Requests:
    """The same bytes to where nothing is looked at, to classes in the same order."""
    places = kept.places(kept.ground.classes[:RATED])
    fields: Fields = {"seat": "0" * 40, "at": "8", "text": "x" * 64, "go": "done"}
    fields |= {f"item-{at}-of-lesson": "5" for at in range(ITEMS)}
    visitor = Visitor(server.port, {COOKIE: "0" * 40})

    def endless() -> Iterator[bytes]:
        while True:
            yield visitor.request(f"/{where}/{_next(places).code}", fields, SCRIPT)

    return [endless() for _ in range(CLIENTS)]


def _next(places: deque[Asked]) -> Asked:
    places.rotate(-1)
    return places[0]


def _usual(server: Server) -> Requests:
    """The twin gets the same faces and text; its phones opened the form."""
    places = iter([str(FIRST + at) for at in range(RATED) for _ in range(PHONES)])
    visitors = [Visitor(server.port) for _ in range(CLIENTS)]
    for visitor in visitors:
        visitor.open(f"/les/{FIRST}")
    return [_endless(visitor, partial(next, places)) for visitor in visitors]


def _endless(visitor: Visitor, code: partial[str]) -> Iterator[bytes]:
    while True:
        of = code()
        seat = seats_of(SECRET, of).dumps(uuid4().hex)
        faces = {f"item_{at}": str(1 + at % 5) for at in range(ITEMS)}
        yield visitor.request(f"/les/{of}", {"seat": seat, **faces, "text": "x" * 64})
