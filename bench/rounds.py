"""Measures variants in turn: each a server with the requests that it gets."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.client import volley
from bench.servers import Server

CLIENTS = 8
ROUNDS = 5
SECONDS = 0.8
Requests = list[Iterator[bytes]]


@dataclass
class Variant:
    """A server, the requests that it gets from each client, the status of success, and what was measured."""

    server: Server
    requests: Requests
    expected: int = 200
    rates: list[float] = field(default_factory=list)
    done: int = 0
    cpu: float = 0.0

    def run(self, seconds: float) -> None:
        """Let every client send for so long and note the rate; whatever is not a success ends the run."""
        before = self.server.cpu()
        got = volley(self.server.port, self.requests, seconds)
        wrong = {status for one in got.statuses for status in one} - {self.expected}
        if wrong:
            raise RuntimeError(f"answers other than {self.expected}: {sorted(wrong)}")
        self.rates.append(got.rate)
        self.done += sum(len(one) for one in got.statuses)
        self.cpu += self.server.cpu() - before

    def forget(self) -> None:
        """Leave out what was measured so far: it was to warm up."""
        self.rates, self.done, self.cpu = [], 0, 0.0


def measure(*variants: Variant) -> None:
    """Run all variants in every round, forth and back in turn, after half a round to warm up."""
    for variant in variants:
        variant.run(SECONDS / 2)
        variant.forget()
    for number in range(ROUNDS):
        for variant in variants[:: -1 if number % 2 else 1]:
            variant.run(SECONDS)
