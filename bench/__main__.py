"""Runs all measurements and writes bench/results.md."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import monotonic

from bench import answers, report, servers
from bench.burst import burst
from bench.codes import bomb, reading
from bench.directory import directory
from bench.lessons import lessons
from bench.packets import packets
from bench.public import public_pages
from bench.report import Aim, Line, Row
from bench.rounds import CLIENTS, ROUNDS, SECONDS, measure
from bench.scenarios import (
    Ledger,
    counted,
    hashing,
    logging_in_app,
    logging_in_twin,
    looking,
    signing_in,
    worker,
    writing_to_floor,
)
from bench.servers import served
from bench.size import sizes
from bench.talks import talks
from bench.trends import names, trends
from bench.weight import Weight, weigh

FLOOR = Aim(0.25, 0.5)
TWIN = Aim(2, 3)
PAGE = Aim(4, 2.5)
HASH = Aim(1.25, 1.1)
COPIES = "floor", "many", "few", "asked", "trend_ground"  # of the database of the app, as it is when it is prepared
ASKED = "asked_app", "asked_many", "asked_floor", "asked_twin"


def contacts(database: str, app_url: str, floor_url: str, twin_url: str) -> tuple[list[Line], str]:
    """Log contacts in the app, on the floor and in the twin; then count what is stored."""
    ledger = Ledger(app_url)
    with ExitStack() as stack:
        app = logging_in_app(stack.enter_context(served("wsgi:app", app_url)), ledger)
        floor = writing_to_floor(stack.enter_context(served("bench.floor:app", floor_url)))
        twin = logging_in_twin(stack.enter_context(served("bench.twin:application", twin_url)))
        measure(app, floor, twin)
    work = f"log a contact, {database}"
    lines = [
        Line(work, "bare WSGI, same inserts", app, floor, FLOOR),
        Line(work, "Django twin", app, twin, TWIN),
        Line(f"the twin itself, {database}", "bare WSGI, same inserts", twin, floor),
    ]
    return lines, counted(database, ledger)


def pages(url: str) -> tuple[list[Line], Weight]:
    """Open *Vandaag* and the empty pages; weigh *Vandaag*."""
    with ExitStack() as stack:
        server = stack.enter_context(served("wsgi:app", url))
        today = looking(server, "/today/", account=True)
        user = looking(stack.enter_context(served("bench.empty:with_user()", url)), "/empty", account=True)
        empty = looking(stack.enter_context(served("bench.empty:plain()")), "/", account=False)
        measure(today, user, empty)
        weight = weigh(worker(server.port, "/today/"), "/today/")
    lines = [
        Line("*Vandaag*, as a cost", "empty page, same user", today, user, PAGE, cost=True),
        Line("that empty page, as a cost", "empty Flask page, nobody", user, empty, cost=True),
    ]
    return lines, weight


def sign_ins(url: str) -> list[Line]:
    """Sign in, against verifying the password alone."""
    with ExitStack() as stack:
        app = signing_in(stack.enter_context(served("wsgi:app", url)))
        alone = hashing(stack.enter_context(served("bench.empty:hashing()", url)))
        measure(app, alone)
    return [Line("sign in, as a cost", "verifying the password alone", app, alone, HASH, cost=True)]


def questions(url: str) -> tuple[list[Row], list[str]]:
    """Many who ask at once, reading a reply, and wrong codes by the dozen, on SQLite."""
    found = [burst("SQLite", url), reading(url), bomb(url)]
    return [line for lines, _ in found for line in lines], [note for _, notes in found for note in notes]


def evaluations(database: str, urls: dict[str, str], copy: Callable[[str, str], object]) -> tuple[list[Row], list[str]]:
    """Classes that fill in a questionnaire; `copy` makes a copy of a database, by their names."""
    ground = answers.ready(urls["asked_app"])
    for name in ("asked_many", "asked_floor"):
        copy("asked_app", name)
    answers.prepare_twin(urls["asked_twin"])
    places = answers.Places(*(urls[f"asked_{name}"] for name in ("app", "many", "floor", "twin")))
    return answers.answers(database, places, ground)


def on_sqlite(folder: Path) -> tuple[list[Row], list[str]]:
    """Everything on SQLite; the floor, the country and the questions get copies of the same database."""
    paths = {name: folder / f"{name}.sqlite" for name in (*COPIES, "lessons", "app", "twin", *ASKED, *names())}
    urls = {name: f"sqlite:///{path}" for name, path in paths.items()}
    servers.prepare(urls["app"])
    for name in (*COPIES, "lessons", "asked_app"):
        shutil.copy(paths["app"], paths[name])
    servers.prepare_twin(urls["twin"])
    seen, weight = pages(urls["app"])
    seen += public_pages(urls["app"])
    sized, found = sizes("SQLite", urls["many"], urls["few"])
    asked, told = questions(urls["asked"])
    taught, grown = lessons(folder, paths["lessons"])
    read, read_told = packets(folder, paths["lessons"])
    searched, search_told = directory(folder, paths["lessons"])
    coded, coded_told = talks(folder, paths["lessons"])
    tallied, recounted = trends("SQLite", urls, lambda one, other: shutil.copy(paths[one], paths[other]))
    filled, opened = evaluations("SQLite", urls, lambda one, other: shutil.copy(paths[one], paths[other]))
    logged, kept = contacts("SQLite", urls["app"], urls["floor"], urls["twin"])
    return [*logged, *seen, *sign_ins(urls["app"]), *sized, *asked, *taught, *read, *searched, *coded, *tallied,
            *filled], [
        report.weight_text(weight), kept, *found, *told, *grown, *read_told,
        *search_told, *coded_told, *recounted, *opened,
    ]  # fmt: skip


def on_postgres() -> tuple[list[Row], list[str]]:
    """Logging contacts, the country, and many who ask or answer at once on PostgreSQL, where it is installed."""
    binaries = servers.postgres_binaries()
    if binaries is None:
        return [], ["PostgreSQL is not installed here, so it was not measured."]
    with servers.postgres(binaries) as url:
        urls = {name: f"{url}/{name}" for name in ("app", "twin", *COPIES, *ASKED, *names())}
        for name in ("app", "twin", "asked_twin"):
            servers.copy_postgres(url, "template1", name)
        servers.prepare(urls["app"])
        for name in (*COPIES, "asked_app"):
            servers.copy_postgres(url, "app", name)
        servers.prepare_twin(urls["twin"])
        logged, kept = contacts("PostgreSQL", urls["app"], urls["floor"], urls["twin"])
        sized, found = sizes("PostgreSQL", urls["many"], urls["few"])
        asked, told = burst("PostgreSQL", urls["asked"])
        tallied, recounted = trends("PostgreSQL", urls, partial(servers.copy_postgres, url))
        filled, opened = evaluations("PostgreSQL", urls, partial(servers.copy_postgres, url))
    return [*logged, *sized, *asked, *tallied, *filled], [kept, *found, *told, *recounted, *opened]


def main() -> None:
    """Measure, print, keep."""
    began, busy = monotonic(), os.getloadavg()[0]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that every server is stopped too
    with tempfile.TemporaryDirectory(prefix="jsp-bench-") as folder:
        lines, notes = on_sqlite(Path(folder))
    more_lines, more_notes = on_postgres()
    shape = f"{CLIENTS} clients, 2 sync workers per server, {ROUNDS} rounds of {SECONDS} s per variant, interleaved."
    table = report.table([*lines, *more_lines])
    parts = [report.circumstances(monotonic() - began, busy), shape, table, *notes, *more_notes]
    print("\n\n".join(parts))
    report.write(parts)


if __name__ == "__main__":
    main()
