"""How long people wait: requests that come at a steady pace, and staff who go on with their work meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from time import perf_counter, sleep
from typing import TypeVar

from bench.client import send

MIDDLE, MOST = 0.5, 0.95
Chore = tuple[bytes, int]  # a request, and the status of success
T = TypeVar("T")


@dataclass(frozen=True)
class Waits:
    """Seconds until an answer was there, round by round, and the processor time per answer (0: not known)."""

    rounds: Sequence[Sequence[float]]
    cpu: float = 0.0

    @property
    def whole(self) -> list[float]:
        """Those of all rounds."""
        return [each for one in self.rounds for each in one]


@dataclass(frozen=True)
class Got:
    """When a request was due, in seconds after the first, how long its answer took from then on, and its status."""

    due: float
    took: float
    status: int


def at(waits: Sequence[float], share: float) -> float:
    """The wait that this share of all does not exceed."""
    return sorted(waits)[min(len(waits) - 1, int(share * len(waits)))]


def told(waits: Sequence[float]) -> str:
    """Median, 95th percentile and worst in words."""
    middle, most, worst = (1000 * each for each in (at(waits, MIDDLE), at(waits, MOST), max(waits)))
    return f"median {middle:.0f} ms, p95 {most:.0f} ms, worst {worst:.0f} ms"


def timed(port: int, request: bytes, expected: int) -> float:
    """How long one answer takes; any status but the expected one ends the run."""
    began = perf_counter()
    status = send(port, request).status
    if status != expected:
        raise RuntimeError(f"an answer other than {expected}: {status}")
    return perf_counter() - began


def steadily(port: int, requests: Sequence[bytes], per_second: float) -> list[Got]:
    """Send each request when it is due, whether or not those before it were answered; wait for all answers."""

    def work(number: int) -> Got:
        due = number / per_second
        sleep(max(0.0, began + due - perf_counter()))
        status = send(port, requests[number]).status
        return Got(due, perf_counter() - began - due, status)

    with ThreadPoolExecutor(len(requests)) as pool:
        began = perf_counter()
        return list(pool.map(work, range(len(requests))))


def meanwhile(port: int, staff: Sequence[Iterator[Chore]], act: Callable[[], T]) -> tuple[list[float], T]:
    """Let staff do one chore after the other, without a pause, while `act` runs: how long they waited, what it gave."""
    over = Event()

    def work(chores: Iterator[Chore]) -> list[float]:
        took = []
        while not over.is_set():
            took.append(timed(port, *next(chores)))
        return took

    with ThreadPoolExecutor(len(staff)) as pool:
        people = [pool.submit(work, chores) for chores in staff]
        try:
            given = act()
        finally:
            over.set()
        return [each for one in people for each in one.result()], given
