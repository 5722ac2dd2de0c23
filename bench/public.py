"""Pages for everybody: made anew, kept for some seconds, or known to the browser; each against an empty page."""

from contextlib import ExitStack
from dataclasses import dataclass
from itertools import repeat

from bench.client import Visitor, send
from bench.report import Aim, Line
from bench.rounds import CLIENTS, Requests, Variant, measure
from bench.servers import Server, served
from bench.weight import GZIP

STATUS = Aim(2, 1.1)
EMPTY = "empty Flask page"
SITE = "/raayland"
FEED = f"{SITE}/openings.ics"
JSON = "/raayland/openings.json"


@dataclass
class Known(Variant):
    """Asks for the home page whether it changed; it did not. The mark is asked anew before every round."""

    expected: int = 304

    def run(self, seconds: float) -> None:
        visitor = Visitor(self.server.port)
        mark = dict(send(visitor.port, visitor.request("/", headers=GZIP)).headers)["etag"]
        self.requests = _always(visitor.request("/", headers=(*GZIP, f"If-None-Match: {mark}")))
        super().run(seconds)


def opening(server: Server, path: str) -> Variant:
    """Open one page again and again as a browser does that nobody signed in with."""
    return Variant(server, _always(Visitor(server.port).request(path, headers=GZIP)))


def public_pages(url: str) -> list[Line]:
    """The home page in its three ways, the page of one site, and what programs fetch."""
    with ExitStack() as stack:
        cold = stack.enter_context(served("bench.cold:app()", url))
        warm = stack.enter_context(served("wsgi:app", url))
        empty = opening(stack.enter_context(served("bench.empty:plain()")), "/")
        rows: list[tuple[str, Variant, Aim | None]] = [
            ("public status page, cold", opening(cold, "/"), STATUS),
            ("public status page, cached", opening(warm, "/"), STATUS),
            ("public status page, 304", Known(warm, []), STATUS),
            (f"page of one site `{SITE}`, cold", opening(cold, SITE), STATUS),
            (f"`{FEED}`, cold", opening(cold, FEED), None),
            (f"`{FEED}`, cached", opening(warm, FEED), None),
            (f"`{JSON}`, cold", opening(cold, JSON), None),
        ]
        measure(empty, *(variant for _, variant, _ in rows))
    return [Line(f"{work}, as a cost", EMPTY, variant, empty, aim, cost=True) for work, variant, aim in rows]


def _always(request: bytes) -> Requests:
    return [repeat(request) for _ in range(CLIENTS)]
