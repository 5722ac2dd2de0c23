"""Searching the directory among 10,000 entries: against the same among 100, and against a page that does nothing."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from pathlib import Path
from random import Random
from shutil import copy
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

from sqlalchemy import insert, select

from bench.client import Visitor, send
from bench.inside import inside
from bench.report import Aim, Line, Row, table
from bench.rounds import CLIENTS, Requests, Variant, measure
from bench.scenarios import looking, worker
from bench.servers import Server, prepare, served
from jsp import clock
from jsp.extensions import db
from jsp.models.directory import Partner, PartnerKind, partner_theme
from jsp.models.directory_index import Narrowed, get_directory
from jsp.models.ground import Theme
from jsp.rules.consent import ReceiverRule
from jsp.rules.referral import Help

MANY, FEW = 10_000, 100
AIM = Aim(2.5, 1.5)  # among many, against among few
PAGE = Aim(8, 5)  # a page with thirty entries, against one with nothing
SAMPLE, TIMES = 20, 5
SEED = 31
SYLLABLES = (
    "ba", "del", "for", "gem", "hil", "kor", "lun", "mer", "nof", "pad", "rus", "sten", "tol", "vik", "wen", "zar",
)  # fmt: skip
WHAT = ("Praktijk", "Stichting", "Team", "Huis", "Bureau", "Vereniging", "Steunpunt", "Centrum")
OFFERS = (
    "Budgetgesprek en hulp bij schulden", "Een kamer zoeken en inschrijven", "Hulp als je thuis zorgt voor iemand",
    "Advies over alcohol, vapen, drugs en gamen", "Sporten zonder lidmaatschap", "Praten over rouw en geloof",
    "Hulp bij pesten en ruzie", "Spreekuur over seks en grenzen", "Solliciteren, een bijbaan, een contract",
)  # fmt: skip
ASKED = (
    "schuld", "shculden", "geld lenen", "kamer", "kamr", "vapen", "gamen", "drugs", "pesten", "gepest op school",
    "stage", "stagecontract", "bijbaan", "rouw", "geloof", "mantelzorg", "seks", "soa test", "sporten", "ruzie thuis",
    "steunpunt", "praktijk", "zorgen", "contract", "inschrijven", "huur", "qqqqqq",
)  # fmt: skip


def directory(folder: Path, prepared: Path, many: int = MANY) -> tuple[list[Row], list[str]]:
    """On SQLite: copies of the prepared database with few entries more and with many; both are searched in turn."""
    urls = {size: f"sqlite:///{copy(prepared, folder / f'directory-{size}.sqlite')}" for size in (FEW, many)}
    names = {size: fill(url, size) for size, url in urls.items()}
    with ExitStack() as stack:
        large, small = (stack.enter_context(served("wsgi:app", urls[size])) for size in (many, FEW))
        user = stack.enter_context(served("bench.empty:with_user()", urls[FEW]))
        among, few, empty = _searching(large), _searching(small), looking(user, "/empty", account=True)
        measure(among, few, empty)
        found = _right(large, names[many])
    lines: list[Row] = [
        Line(f"search the directory, {many:,} entries, as a cost", f"the same among {FEW}", among, few, AIM, cost=True),
        Line(f"that page, {FEW} entries, as a cost", "empty page, same user", few, empty, PAGE, cost=True),
    ]
    return lines, [found, _first(urls[many])]


def fill(url: str, number: int) -> list[str]:
    """Add that many entries; what they are called."""
    order, names = Random(SEED), dict[str, None]()
    while len(names) < number:
        names["".join(order.choices(SYLLABLES, k=4)).capitalize()] = None
    with inside(url):
        themes, today = list(db.session.scalars(select(Theme.id))), clock.today()
        rows = [
            {"name": f"{order.choice(WHAT)} {name}", "kind": PartnerKind.ORGANISATION, "help": Help.LIGHT,
             "offer_nl": f"{order.choice(OFFERS)}.", "offer_en": "", "audience_nl": "12 tot en met 27 jaar",
             "audience_en": "", "contact_person": "Iris", "phone": "0478-000000", "mail": "", "website": "",
             "place": "", "times": "", "words": "", "receiver_rule": ReceiverRule.USUAL, "is_for_pupils": False,
             "checked_on": today}
            for name in names
        ]  # fmt: skip
        ids = list(db.session.scalars(insert(Partner).returning(Partner.id), rows))
        db.session.execute(insert(partner_theme), [
            {"partner_id": id, "theme_id": theme} for id in ids for theme in order.sample(themes, 2)
        ])  # fmt: skip
        db.session.commit()
    return list(names)


def _searching(server: Server) -> Variant:
    """Each client looks for one thing after another, in an order of its own."""

    def endless(visitor: Visitor, order: Random) -> Iterator[bytes]:
        while True:
            yield visitor.request(_address(order.choice(ASKED)))

    found = [worker(server.port, "/directory/") for _client in range(CLIENTS)]
    requests: Requests = [endless(visitor, Random(SEED + at)) for at, visitor in enumerate(found)]
    return Variant(server, requests)


def _address(text: str) -> str:
    return f"/directory/?{urlencode({'q': text})}"


def _right(server: Server, names: list[str]) -> str:
    """Some are looked for by name, and again with a letter too few: who is not on the page ends the run."""
    visitor, missed = worker(server.port, "/directory/"), []
    for name in Random(SEED).sample(names, SAMPLE):
        for typed in (name.lower(), name[:5] + name[6:]):
            if name not in _page(server, visitor, typed):
                missed.append(typed)
    if missed:
        sys.exit(f"searched and not found: {', '.join(missed)}")
    return f"SQLite: {SAMPLE} of {len(names):,} entries found by their name, and with a letter too few."


def _first(url: str) -> str:
    """The first search of a process reads all entries; so does the first one after each change."""
    took = []
    for _time in range(TIMES):
        with inside(url):
            began = perf_counter()
            found = get_directory().search(ASKED[0], Narrowed())
            took.append(perf_counter() - began)
        if not found:
            sys.exit(f"nothing found for {ASKED[0]}")
    return f"SQLite, the first search after a change, median of {TIMES}: {1000 * median(took):.0f} ms."


def _page(server: Server, visitor: Visitor, text: str) -> str:
    answer = send(server.port, visitor.request(_address(text)))
    if answer.status != 200:
        sys.exit(f"searching for {text} answers {answer.status}")
    return unescape(answer.body.decode())


def main() -> None:
    """This alone: `python -m bench.directory [how many entries]`."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory(prefix="jsp-bench-") as folder:
        prepared = Path(folder) / "prepared.sqlite"
        prepare(f"sqlite:///{prepared}")
        lines, notes = directory(Path(folder), prepared, many)
    print("\n\n".join([table(lines), *notes]))


if __name__ == "__main__":
    main()
