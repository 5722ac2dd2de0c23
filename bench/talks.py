"""Coding talks: saving one code, all passages of a code over many talks, and a long text in a browser."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from shutil import copy
from time import perf_counter
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from bench.client import Visitor, send
from bench.report import Aim, Line, Row, Wait, table
from bench.rounds import CLIENTS, ROUNDS, Requests, Variant, measure
from bench.scenarios import ACCOUNT, looking, worker
from bench.servers import Server, prepare, served
from bench.talk_rows import SEED, Ground, fill
from bench.waits import Waits

LONG, SHORT = (50_000, 2_000), (2_000, 80)  # words of a text, and coded passages in it
MANY, FEW = 200, 20  # talks
GROWTH = Aim(12, 10)  # ten times the talks
SAVING = Aim(8, 3)  # a text of twenty-five times the length
OPENING = Aim(4, 2.5)  # against the same text without anything
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def talks(folder: Path, prepared: Path) -> tuple[list[Row], list[str]]:
    """On SQLite: copies of the prepared database, with a long text and a short one, with many talks and with few."""
    urls = {name: f"sqlite:///{copy(prepared, folder / f'talks-{name}.sqlite')}" for name in ("long", "short", "many",
                                                                                             "few")}  # fmt: skip
    long, short = (fill(urls[name], talks=1, words=words, passages=passages)
                   for name, (words, passages) in (("long", LONG), ("short", SHORT)))  # fmt: skip
    many, few = (fill(urls[name], talks=number, words=2_000, passages=20)
                 for name, number in (("many", MANY), ("few", FEW)))  # fmt: skip
    with ExitStack() as stack:
        servers = {name: stack.enter_context(served("wsgi:app", url)) for name, url in urls.items()}
        empty = looking(stack.enter_context(served("bench.empty:with_user()", urls["few"])), "/empty", account=True)
        in_long, in_short = _saving(servers["long"], long), _saving(servers["short"], short)
        of_many, of_few = _retrieving(servers["many"], many), _retrieving(servers["few"], few)
        measure(in_long, in_short, of_many, of_few, empty)
        bare = stack.enter_context(served("bench.empty:bare_text()", urls["long"]))
        opened, told = _opening(servers["long"], long, bare)
    words = LONG[0]
    return [
        Line(f"save one code, {words:,} words, as a cost", f"the same, {SHORT[0]:,} words", in_long, in_short, SAVING,
             cost=True),
        Line(f"save one code, {SHORT[0]:,} words, as a cost", "empty page, same user", in_short, empty, cost=True),
        Line(f"passages of a code over {MANY} talks, as a cost", f"the same over {FEW}", of_many, of_few, GROWTH,
             cost=True),
        Line(f"passages of a code over {FEW} talks, as a cost", "empty page, same user", of_few, empty, cost=True),
        *opened,
    ], told  # fmt: skip


class _Fields(HTMLParser):
    """The token of the forms of a page."""

    token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("name") == "csrf_token":
            self.token = found.get("value") or ""


def _saving(server: Server, ground: Ground) -> Variant:
    """Each client gives codes to words of its own choice."""
    address = f"/coding/texts/{ground.text}"

    def endless(visitor: Visitor, order: Random) -> Iterator[bytes]:
        page = send(server.port, visitor.request(address))
        fields = _Fields()
        fields.feed(page.body.decode())
        while True:
            starts = order.randrange(ground.length - 200)
            yield visitor.request(f"{address}/codes", {
                "csrf_token": fields.token, "version": "1", "starts": str(starts),
                "ends": str(starts + order.randrange(20, 150)), "codes": str(order.choice(ground.codes)),
            })  # fmt: skip

    visitors = [worker(server.port, "/today/") for _client in range(CLIENTS)]
    requests: Requests = [endless(visitor, Random(SEED + at)) for at, visitor in enumerate(visitors)]
    return Variant(server, requests)


def _retrieving(server: Server, ground: Ground) -> Variant:
    """Each client looks at the passages of one code after another."""

    def endless(visitor: Visitor, order: Random) -> Iterator[bytes]:
        while True:
            page = urlencode({"page": order.randrange(1, 3)})
            yield visitor.request(f"/coding/codes/{order.choice(ground.codes)}/passages?{page}")

    visitors = [worker(server.port, "/today/") for _client in range(CLIENTS)]
    requests: Requests = [endless(visitor, Random(SEED + at)) for at, visitor in enumerate(visitors)]
    return Variant(server, requests)


def _opening(server: Server, ground: Ground, bare: Server) -> tuple[list[Row], list[str]]:
    """The long text ready to code in a browser, and the same words as plain paragraphs, in turn."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        return [], ["No browser is installed here, so opening a text in one was not measured."]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        _sign_in(page, server.port)
        addresses = {"ours": f"http://127.0.0.1:{server.port}/coding/texts/{ground.text}",
                     "bare": f"http://127.0.0.1:{bare.port}/"}  # fmt: skip
        took: dict[str, list[list[float]]] = {"ours": [], "bare": []}
        for number in range(ROUNDS + 1):
            for name in list(took)[:: -1 if number % 2 else 1]:
                took[name].append([_open(page, addresses[name])])
        marked = page.goto(addresses["ours"]) and page.locator("[data-at]").count()
        browser.close()
    ours, theirs = (Waits(rounds[1:]) for rounds in (took["ours"], took["bare"]))
    words, passages = LONG
    work = f"open {words:,} words with {passages:,} passages, ready to code, as a cost"
    return [Wait(work, "the same words bare, in the same browser", ours, theirs, OPENING)], [
        f"The browser shows {marked:,} codes beside the lines of that text."
    ]


def _sign_in(page: Page, port: int) -> None:
    page.goto(f"http://127.0.0.1:{port}/accounts/sign-in")
    page.fill("[name=email]", ACCOUNT["email"])
    page.fill("[name=password]", ACCOUNT["password"])
    page.locator("main form button").last.click()
    page.wait_for_url("**/today/**")


def _open(page: Page, address: str) -> float:
    """From asking for it until it was painted with all its script run."""
    page.goto("about:blank")
    began = perf_counter()
    page.goto(address, wait_until="load")
    page.evaluate(PAINTED)
    return perf_counter() - began


def main() -> None:
    """These alone: `python -m bench.talks`."""
    with tempfile.TemporaryDirectory(prefix="jsp-bench-") as folder:
        prepared = Path(folder) / "prepared.sqlite"
        prepare(f"sqlite:///{prepared}")
        lines, notes = talks(Path(folder), prepared)
    print("\n\n".join([table(lines), *notes]))


if __name__ == "__main__":
    main()
