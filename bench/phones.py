"""Whole classes at once: thirty phones each, that open the questionnaire, choose a face, and hand in."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter, sleep

from bench.asking import PHONES, Asked
from bench.burst import at_work
from bench.client import Visitor, send
from bench.handed_in import Answers
from bench.report import Aim, Line, Row, Wait
from bench.rounds import CLIENTS, Variant
from bench.scenarios import Ledger, counted
from bench.servers import Server
from bench.waits import MIDDLE, MOST, Got, Waits, at, meanwhile

COOKIE = "jsp-seat"
SCRIPT = ("X-Stay: 1", "Sec-Fetch-Site: same-origin")
SEAT = re.compile(r'name="seat" value="([^"]+)"')
FEW, MANY, WITHIN = 10, 100, 10.0  # classes; seconds
ROUNDS = 3
WITHOUT_SCRIPT, TWICE, AGAIN = 5, 7, 11  # one phone of so many has none, taps twice, sends again after the answer
SENDERS = 300  # requests that are on their way together, at most
WORST, LIMIT, WISH = 0.99, 2.0, 0.5  # share of all; seconds that it may take, and should take
FLOOR, CALM, STAFF = Aim(0.5, 0.9), Aim(2, 1.3), Aim(3, 1.5)
Act = Callable[[], int]  # sends something, and tells the status of success or ends the run


@dataclass
class Phone:
    """A phone in a class; what it hands in is made when it has a seat."""

    port: int
    asked: Asked
    kept: Answers
    number: int
    seat: str = ""
    final: bytes = b""
    headers: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        self.headers = () if self.number % WITHOUT_SCRIPT == 0 else SCRIPT

    def open(self) -> int:
        """The first page, with a seat that is free."""
        answer = send(self.port, Visitor(self.port).request(self._path))
        found = SEAT.search(answer.body.decode())
        if found is None:
            raise RuntimeError(f"no questionnaire, but {answer.status}")
        self.seat = found[1]
        return 200

    def tap(self) -> int:
        """The first face, by which the seat is taken."""
        fields = {"seat": self.seat, "at": "0", "face": "4"} | {f"item-{key}": "" for key in self.asked.items}
        return self._expect(Visitor(self.port).request(self._path, fields, self.headers), (200, 204))

    def fill_in(self) -> None:
        """Have what is handed in ready, with a seat that was given out or with one that nobody took yet."""
        seat = self.seat or self.kept.seat(self.asked)
        visitor = Visitor(self.port, {COOKIE: seat})
        self.final = visitor.request(self._path, self.kept.last(self.asked, seat), self.headers)

    def hand_in(self) -> int:
        """All of it, the same however often it is sent."""
        return self._expect(self.final, (204,) if self.headers else (303,))

    @property
    def _path(self) -> str:
        return f"/les/{self.asked.code}"

    def _expect(self, request: bytes, expected: Sequence[int]) -> int:
        status = send(self.port, request).status
        if status not in expected:
            raise RuntimeError(f"a phone was answered {status}")
        return status


def bursts(
    database: str, url: str, app: Server, floor: Server, kept: Answers, classes: Sequence[Asked]
) -> tuple[list[Row], list[str]]:
    """Classes at once, within ten seconds and steadily, a hundred of them, and staff at work meanwhile."""
    mine = iter(classes)
    rows: list[Row] = [
        *_at_once(database, app, floor, kept, mine), *_in_bunches(database, app, kept, mine),
    ]  # fmt: skip
    told = _hundred(database, app, kept, mine)
    ledger = Ledger(url)
    rows += _staff(database, app, kept, mine, ledger)
    return rows, [told, counted(f"{database}, during evaluations", ledger)]


def _phones(app: Server, kept: Answers, classes: Iterator[Asked], number: int) -> list[Phone]:
    """Those of so many classes, in the order in which somebody looks up and begins."""
    chosen = [next(classes) for _ in range(number)]
    found = [Phone(app.port, asked, kept, at) for at in range(PHONES) for asked in chosen]
    random.Random(number).shuffle(found)
    return found


def _send(acts: Sequence[Act], due: Sequence[float], *, together: int = SENDERS) -> list[Got]:
    """Do each act when it is due, at most so many together; how long each took from the moment that it was due."""

    def work(number: int) -> Got:
        sleep(max(0.0, began + due[number] - perf_counter()))
        status = acts[number]()
        return Got(due[number], perf_counter() - began - due[number], status)

    with ThreadPoolExecutor(min(together, len(acts))) as pool:
        began = perf_counter()
        return list(pool.map(work, range(len(acts))))


def _seated(phones: Sequence[Phone]) -> Sequence[Phone]:
    """They opened it and chose a face, a few at a time."""
    for step in (Phone.open, Phone.tap):
        _send([lambda phone=phone, step=step: step(phone) for phone in phones], [0.0] * len(phones), together=CLIENTS)  # type: ignore[misc]
    return phones


def _last_taps(phones: Sequence[Phone]) -> list[Act]:
    """What they send at the end: some tap twice at once, some send again what was answered already."""
    acts: list[Act] = []
    for at_, phone in enumerate(phones):
        phone.fill_in()
        acts += [phone.hand_in] * (2 if at_ % TWICE == 0 else 1)
    return acts + [phone.hand_in for at_, phone in enumerate(phones) if at_ % AGAIN == 0]


def _timed(server: Server, acts: Sequence[Act], *, together: int) -> tuple[float, float]:
    """Answers in a second until the last one was there, and the processor time for it."""
    before = server.cpu()
    got = _send(acts, [0.0] * len(acts), together=together)
    return len(acts) / max(each.took for each in got), server.cpu() - before


def _at_once(database: str, app: Server, floor: Server, kept: Answers, classes: Iterator[Asked]) -> Iterator[Row]:
    """Ten classes tap at the same moment, eight at a time, and on the floor at the same moment, in turn."""
    burst, calm, bare = Variant(app, []), Variant(app, []), Variant(floor, [])
    for _ in range(ROUNDS):
        for variant, together in ((burst, SENDERS), (calm, CLIENTS), (bare, SENDERS)):
            if variant is bare:
                acts = [_bare(floor, kept, number) for number in range(FEW * PHONES)]
            else:
                acts = _last_taps(_seated(_phones(app, kept, classes, FEW)))
            rate, cpu = _timed(variant.server, acts, together=together)
            variant.rates.append(rate)
            variant.done, variant.cpu = variant.done + len(acts), variant.cpu + cpu
    work = f"{FEW} × {PHONES} phones hand in at once, {database}"
    yield Line(work, "bare WSGI, the same row read and written", burst, bare, FLOOR)
    yield Line(f"{work}, as a cost", f"{CLIENTS} at a time", burst, calm, CALM, cost=True)


def _bare(floor: Server, kept: Answers, number: int) -> Act:
    asked = kept.ground.classes[number % FEW]
    request = Visitor(floor.port, {COOKIE: "0" * 40}).request(
        f"/les/{asked.code}", {"seat": "0" * 40, "text": "x" * 300}
    )

    def act() -> int:
        status = send(floor.port, request).status
        if status != 303:
            raise RuntimeError(f"the floor answered {status}")
        return status

    return act


def _in_bunches(database: str, app: Server, kept: Answers, classes: Iterator[Asked]) -> Iterator[Row]:
    """Ten classes hand in within ten seconds, at any moment of it; and one phone after the other."""
    acts = [_last_taps(_seated(_phones(app, kept, classes, FEW))) for _ in range(2)]
    even = [number * WITHIN / len(acts[0]) for number in range(len(acts[0]))]
    steady = _waits(_send(acts[0], even))
    bunched = _waits(_send(acts[1], _moments(len(acts[1]))))
    for name, share in (("median", MIDDLE), ("p99", WORST)):
        work = f"{FEW} × {PHONES} phones hand in within {WITHIN:.0f} s, {database}, {name}, as a cost"
        yield Wait(work, "evenly spread", bunched, steady, CALM, share)


def _hundred(database: str, app: Server, kept: Answers, classes: Iterator[Asked]) -> str:
    """A hundred classes begin, choose and hand in, each step of all within ten seconds."""
    phones = _phones(app, kept, classes, MANY)
    said, worst = [], 0.0
    steps: dict[str, Callable[[], list[Act]]] = {
        "open it": lambda: [phone.open for phone in phones],
        "choose a face": lambda: [phone.tap for phone in phones],
        "hand in": lambda: _last_taps(phones),
    }
    for name, step in steps.items():
        acts = step()
        took = [each.took for each in _send(acts, _moments(len(acts)))]
        worst = max(worst, at(took, WORST))
        said.append(
            f"{name} ({len(acts):,}): median {1000 * at(took, MIDDLE):.0f} ms, p99 {1000 * at(took, WORST):.0f} ms"
        )
    verdict = "aim reached" if worst <= WISH else "must reached" if worst <= LIMIT else "**not reached**"
    return (
        f"{database}, {MANY} × {PHONES} phones, each step within {WITHIN:.0f} s: {'; '.join(said)}. "
        f"p99 at most {LIMIT:g} s, aim {WISH:g} s: {verdict}."
    )


def _staff(database: str, app: Server, kept: Answers, classes: Iterator[Asked], ledger: Ledger) -> Iterator[Row]:
    """A worker opens *Vandaag* and logs contacts without a pause, in peace and while a hundred classes hand in."""
    phones = _phones(app, kept, classes, MANY)
    acts = _last_taps(phones)
    staff = [at_work(app, ledger)]
    meanwhile(app.port, staff, lambda: sleep(1))
    peace, _ = meanwhile(app.port, staff, lambda: sleep(WITHIN))
    busy, _got = meanwhile(app.port, staff, lambda: _send(acts, _moments(len(acts))))
    work = f"staff while {MANY} × {PHONES} phones hand in within {WITHIN:.0f} s, {database}"
    for name, share in (("median", MIDDLE), ("p95", MOST)):
        yield Wait(f"{work}, {name}, as a cost", "the same in peace", Waits([busy]), Waits([peace]), STAFF, share)


def _moments(number: int) -> list[float]:
    chance = random.Random(number)
    return sorted(chance.uniform(0, WITHIN) for _ in range(number))


def _waits(got: Sequence[Got]) -> Waits:
    return Waits([[each.took for each in got]])
