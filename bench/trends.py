"""Figures about themes among few conversations and very many: pages, releases, and what keeping them costs a writer."""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import repeat
from pathlib import Path
from shutil import copy as copy_file
from time import perf_counter

from sqlalchemy import select

from bench import servers
from bench.client import signed_in
from bench.inside import inside
from bench.nation import OURS, code
from bench.report import Aim, Line, Row, Wait, table
from bench.rounds import CLIENTS, ROUNDS, Variant, measure
from bench.scenarios import ACCOUNT, Ledger, counted, logging_in_app
from bench.servers import Server, served
from bench.trend_rows import COORDINATOR, SITES, WORKER, fill, ground
from bench.waits import Waits
from jsp import clock
from jsp.blueprints.figures.service import releasing
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.rules import release_periods, school_year
from jsp.rules.release_periods import Length, Period
from jsp.verbs import tally_truth

SIZES = (10_000, 100_000, 1_000_000)
USUAL = 100_000
PAGE, ALL = Aim(3, 2), Aim(20, 4)
GROWTH, WRITING = Aim(1.1, 1.02), Aim(1.3, 1.15)
SOME = 50  # sites of which a release is made in one round
WRITERS = "trend_with", "trend_without"
Copy = Callable[[str, str], object]


def names(sizes: tuple[int, ...] = SIZES) -> list[str]:
    """Of the databases that are needed beside `trend_ground`."""
    return [*WRITERS, *(_name(size) for size in sizes)]


def trends(
    database: str, urls: dict[str, str], copy: Copy, sizes: tuple[int, ...] = SIZES
) -> tuple[list[Row], list[str]]:  # fmt: skip
    """All of it; `urls` by name, `trend_ground` was prepared, `copy` makes a copy of a database, by their names."""
    ground(urls["trend_ground"])
    took = {size: _filled(urls, copy, size) for size in sizes}
    told = [f"{database}, all figures counted again from the conversations: {_list(took)}."]
    for name in WRITERS:
        copy(_name(sizes[0]), name)
    released, more = _releases(database, urls, sizes)
    pages = _pages(database, urls, sizes)
    written, kept = _writing(database, urls, sizes)
    return [*pages, *released, *written], [*told, *more, *kept]


def _name(size: int) -> str:
    return f"trend_{size}"


def _filled(urls: dict[str, str], copy: Copy, size: int) -> float:
    copy("trend_ground", _name(size))
    return fill(urls[_name(size)], size)


def _list(took: dict[int, float]) -> str:
    return "; ".join(f"{size:,} in {seconds:.1f} s" for size, seconds in took.items())


def _pages(database: str, urls: dict[str, str], sizes: tuple[int, ...]) -> list[Row]:
    """Twelve months of one site, and all sites together, against a page that only knows who looks."""
    one = f"/trends/?site={code(0)}&year={school_year.starting_year(clock.today()) - 1}&grain=month"
    with ExitStack() as stack:
        apps = {size: stack.enter_context(served("wsgi:app", urls[_name(size)])) for size in sizes}
        user = stack.enter_context(served("bench.empty:with_user()", urls[_name(sizes[-1])]))
        months = {size: _looking(server, one, WORKER) for size, server in apps.items()}
        whole = {size: _looking(server, "/trends/?sites=together", COORDINATOR) for size, server in apps.items()}
        empty, for_all = _looking(user, "/empty", WORKER), _looking(user, "/empty", COORDINATOR)
        measure(*months.values(), *whole.values(), empty, for_all)
    against = "empty page, same user"
    return [
        *(Line(f"team trends, one site, 12 months, {size:,} contacts, {database}, as a cost", against, months[size],
               empty, PAGE, cost=True) for size in sizes),
        *(Line(f"team trends, one site, {size:,} contacts, {database}, as a cost", f"the same among {USUAL:,}",
               months[size], months[USUAL], GROWTH, cost=True) for size in sizes if size > USUAL),
        *(Line(f"team trends, {SITES:,} sites, {size:,} contacts, {database}, as a cost", against, whole[size], for_all,
               ALL, cost=True) for size in sizes),
    ]  # fmt: skip


def _looking(server: Server, path: str, email: str) -> Variant:
    visitors = [signed_in(server.port, "/accounts/sign-in", path, ACCOUNT | {"email": email}) for _ in range(CLIENTS)]
    return Variant(server, [repeat(visitor.request(path)) for visitor in visitors])


def _releases(database: str, urls: dict[str, str], sizes: tuple[int, ...]) -> tuple[list[Row], list[str]]:
    """The release of one site and period, and those of all sites, in this process; nothing of it stays."""
    rounds: dict[int, list[list[float]]] = {size: [] for size in sizes}
    for number in range(ROUNDS):
        for size in sizes[:: -1 if number % 2 else 1]:
            with inside(urls[_name(size)]):
                rounds[size].append(_release(SOME))
    waits = {size: Waits(found) for size, found in rounds.items()}
    with inside(urls[_name(sizes[-1])]):
        whole = sum(_release(SITES))
    work = f"release of one site and period, {database}"
    lines: list[Row] = [
        Wait(f"{work}, {size:,} contacts, as a cost", f"the same among {USUAL:,}", waits[size], waits[USUAL])
        for size in sizes
        if size != USUAL
    ]
    return lines, [f"{database}, {sizes[-1]:,} contacts, releases of one period of all {SITES:,} sites: {whole:.1f} s."]


def _release(number: int) -> list[float]:
    """How long each of so many took."""
    ids, took = list(db.session.scalars(select(Site.id).where(OURS).order_by(Site.id).limit(number))), []
    period = _period()
    for id in ids:
        began = perf_counter()
        releasing.release(id, period)
        took.append(perf_counter() - began)
    db.session.rollback()
    return took


def _period() -> Period:
    """One that was over long ago, in the middle of the conversations."""
    year = school_year.starting_year(clock.today()) - 1
    return release_periods.periods(year, Length.TERM)[1]


def _writing(database: str, urls: dict[str, str], sizes: tuple[int, ...]) -> tuple[list[Row], list[str]]:
    """Log contacts with the figures and without, and among very many; then see whether the figures are right."""
    places = {"with": urls[WRITERS[0]], "without": urls[WRITERS[1]], "many": urls[_name(sizes[-1])]}
    targets = {"with": "wsgi:app", "without": "bench.untallied:app()", "many": "wsgi:app"}
    ledgers = {name: Ledger(url) for name, url in places.items()}
    with ExitStack() as stack:
        ours, bare, many = (
            logging_in_app(stack.enter_context(served(targets[name], url)), ledgers[name])
            for name, url in places.items()
        )
        measure(ours, bare, many)
    notes = [counted(database, ledger) for ledger in ledgers.values()]
    with inside(places["with"]):
        if wrong := tally_truth.differences():
            sys.exit(f"{database}: figures that are not what the conversations say: {wrong}")
    work = f"log a contact, {database}, as a cost"
    return [
        Line(f"{work}, with the figures", "without them", ours, bare, WRITING, cost=True),
        Line(f"{work}, among {sizes[-1]:,}", f"among {sizes[0]:,}", many, ours, cost=True),
    ], [*notes, f"{database}: afterwards all figures are what the conversations say."]


def on_sqlite(sizes: tuple[int, ...]) -> tuple[list[Row], list[str]]:
    """This alone."""
    with tempfile.TemporaryDirectory(prefix="jsp-bench-") as folder:
        paths = {name: Path(folder) / f"{name}.sqlite" for name in ("trend_ground", *names(sizes))}
        urls = {name: f"sqlite:///{path}" for name, path in paths.items()}
        servers.prepare(urls["trend_ground"])
        return trends("SQLite", urls, lambda one, other: copy_file(paths[one], paths[other]), sizes)


def on_postgres(sizes: tuple[int, ...]) -> tuple[list[Row], list[str]]:
    """This alone, where it is installed."""
    binaries = servers.postgres_binaries()
    if binaries is None:
        return [], ["PostgreSQL is not installed here, so it was not measured."]
    with servers.postgres(binaries) as url:
        urls = {name: f"{url}/{name}" for name in ("trend_ground", *names(sizes))}
        servers.copy_postgres(url, "template1", "trend_ground")
        servers.prepare(urls["trend_ground"])
        return trends("PostgreSQL", urls, partial(servers.copy_postgres, url), sizes)


def main() -> None:
    """These alone: `python -m bench.trends [how many conversations at most]`, such as 5000000."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    sizes = (*(size for size in SIZES if size < most), most)
    for measured in (on_sqlite, on_postgres):
        lines, notes = measured(sizes)
        print("\n\n".join([table(lines), *notes]), flush=True)


if __name__ == "__main__":
    main()
