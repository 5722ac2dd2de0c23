"""Runs all measurements and writes bench/results.md."""

import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import psycopg

from bench import report, servers
from bench.report import Aim, Line
from bench.scenarios import CLIENTS, Ledger, Variant, logging_in_app, logging_in_twin, looking, writing_to_floor
from bench.weight import Weight, weigh

ROUNDS = 5
SECONDS = 0.8
FLOOR = Aim(0.25, 0.5)
TWIN = Aim(2, 3)
PAGE = Aim(4, 2.5)
Rates = dict[str, list[float]]


def interleaved(variants: dict[str, Variant]) -> Rates:
    """Requests per second of every variant in every round, after one round to warm up."""
    rates: Rates = {name: [] for name in variants}
    for number in range(ROUNDS + 1):
        turn = list(variants.items())
        for name, variant in turn if number % 2 else turn[::-1]:
            rate = variant.run(SECONDS if number else SECONDS / 2).rate
            if number:
                rates[name].append(rate)
    return rates


def contacts(database: str, app_url: str, floor_url: str, twin_url: str) -> tuple[list[Line], str]:
    """Log contacts in the app, on the floor and in the twin; then count what is stored."""
    with ExitStack() as stack:
        app, floor, twin = (
            stack.enter_context(servers.served(*where))
            for where in (("wsgi:app", app_url), ("bench.floor:app", floor_url), ("bench.twin:application", twin_url))
        )
        ledger = Ledger(app_url)
        variants = {"app": logging_in_app(app, ledger), "floor": writing_to_floor(floor), "twin": logging_in_twin(twin)}
        rates = interleaved(variants)
    ledger.engine.dispose()
    work = f"log a contact, {database}"
    lines = [
        Line(work, "bare WSGI, same inserts", rates["app"], rates["floor"], FLOOR),
        Line(work, "Django twin", rates["app"], rates["twin"], TWIN),
        Line(f"the twin itself, {database}", "bare WSGI, same inserts", rates["twin"], rates["floor"]),
    ]
    return lines, _counted(database, ledger)


def pages(url: str) -> tuple[list[Line], Weight]:
    """Open *Vandaag* and the empty pages; weigh *Vandaag*."""
    with ExitStack() as stack:
        app, plain, known = (
            stack.enter_context(servers.served(target, url))
            for target in ("wsgi:app", "bench.empty:plain()", "bench.empty:with_user()")
        )
        today = looking(app, "/today/", account=True)
        empty = looking(plain, "/", account=False)
        same_user = looking(known, "/empty", account=True)
        rates = interleaved({"today": today, "empty": empty, "user": same_user})
        weight = weigh(today.someone, "/today/")
    lines = [
        Line("*Vandaag*, as a cost", "empty page, same user", rates["today"], rates["user"], PAGE, cost=True),
        Line("empty page with user, as a cost", "empty Flask page, nobody", rates["user"], rates["empty"], cost=True),
    ]
    return lines, weight


def on_sqlite(folder: Path) -> tuple[list[Line], list[str]]:
    """Everything on SQLite; the floor gets a copy of the same database."""
    paths = [folder / f"{name}.sqlite" for name in ("app", "floor", "twin")]
    urls = [f"sqlite:///{path}" for path in paths]
    servers.prepare(urls[0])
    shutil.copy(paths[0], paths[1])
    servers.prepare_twin(urls[2])
    seen, weight = pages(urls[0])
    logged, counted = contacts("SQLite", *urls)
    return [*logged, *seen], [report.weight_text(weight), counted]


def on_postgres() -> tuple[list[Line], list[str]]:
    """Logging contacts on PostgreSQL, where it is installed."""
    binaries = servers.postgres_binaries()
    if binaries is None:
        return [], ["PostgreSQL is not installed here, so it was not measured."]
    with servers.postgres(binaries) as url:
        urls = [f"{url}/{name}" for name in ("app", "floor", "twin")]
        _create(url, "CREATE DATABASE app", "CREATE DATABASE twin")
        servers.prepare(urls[0])
        _create(url, "CREATE DATABASE floor TEMPLATE app")
        servers.prepare_twin(urls[2])
        logged, counted = contacts("PostgreSQL", *urls)
    return logged, [counted]


def _create(url: str, *statements: str) -> None:
    with psycopg.connect(f"{url.replace('+psycopg', '')}/postgres", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _counted(database: str, ledger: Ledger) -> str:
    acknowledged, stored, added, trail = ledger.stored()
    if not acknowledged == stored == added == trail:
        sys.exit(f"{database}: {acknowledged} acknowledged, {stored} of them stored, {added} new, {trail} in the trail")
    return f"{database}: {acknowledged} contacts acknowledged, each stored once, each once in the trail."


def main() -> None:
    """Measure, print, keep."""
    began = monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that every server is stopped too
    with tempfile.TemporaryDirectory(prefix="jsp-bench-") as folder:
        lines, notes = on_sqlite(Path(folder))
    more_lines, more_notes = on_postgres()
    shape = f"{CLIENTS} clients, 2 sync workers per server, {ROUNDS} rounds of {SECONDS} s per variant, interleaved."
    table = report.table([*lines, *more_lines])
    parts = [report.circumstances(monotonic() - began), shape, table, *notes, *more_notes]
    print("\n\n".join(parts))
    report.write(parts)


if __name__ == "__main__":
    main()
