"""Two want the same person, or the same class, at the same moment: one gets it, and the database holds no overlap.

Variants: the app as it is; without its own look at who is free, so that the rules of the database stand alone; and as a
control without those rules, where overlaps have to be seen.
"""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Barrier
from typing import Any

from flask import Flask
from sqlalchemy import Engine, text

from bench.client import send, signed_in
from bench.safe.houses import houses
from bench.safe.race_ground import COORDINATOR, Ground, Requests, make, races
from bench.safe.record import record
from bench.scenarios import ACCOUNT, worker
from bench.servers import served
from jsp import create_app
from jsp.blueprints.hours.service import openings
from jsp.blueprints.lessons.service import offers

RACES = 1_000
SOME = 150  # of a variant
OVERLAPS = """
WITH busy AS (
  SELECT kind, who, "on", starts, ends, CAST(session_id AS text) AS what FROM session_place WHERE takes_place
  UNION ALL
  SELECT 'worker', member_id, "on", starts, ends, CAST(id AS text) FROM attendance WHERE takes_place
)
SELECT count(*) FROM busy a JOIN busy b ON a.kind = b.kind AND a.who = b.who AND a."on" = b."on" AND a.what < b.what
WHERE a.starts < b.ends AND b.starts < a.ends
"""
RULES = {
    "session_place": ("ex_session_place_one_place", "session_place_one_place", "session_place_at_a_desk"),
    "attendance": ("ex_attendance_one_place", "attendance_one_place", "attendance_in_a_lesson"),
}


def blind() -> Flask:
    """The app, which does not look whether somebody is free: only the database does."""
    offers.check_free = lambda *_given: None
    openings._check_free = lambda *_given, **_more: None
    return create_app()


def without_rules(engine: Engine) -> None:
    """Take the rules of the database away that keep one from being in two places."""
    with engine.begin() as connection:
        for table, (constraint, *triggers) in RULES.items():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}"))
                for name in triggers[1:]:
                    connection.execute(text(f"DROP TRIGGER {name} ON {table}"))
                continue
            for name in triggers:
                for when in ("insert", "update"):
                    connection.execute(text(f"DROP TRIGGER {name}_{when}"))


@dataclass
class Seen:
    """What came of the races of one variant."""

    kinds: Counter[str] = field(default_factory=Counter)
    winners: Counter[int] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    overlaps: int = 0

    @property
    def failed(self) -> int:
        """Answers that say that something of ours went wrong."""
        return sum(number for status, number in self.statuses.items() if status >= 500 or status == 0)

    def told(self) -> str:
        """In words."""
        return (
            f"{sum(self.winners.values()):,} races: one won {self.winners[1]:,}, both {self.winners[2]:,}, "
            f"neither {self.winners[0]:,}; answers {dict(sorted(self.statuses.items()))}; {self.overlaps} overlaps"
        )


def race(target: str, url: str, ground: Ground, number: int) -> Seen:
    """So many races, one after the other, each of two who send at the same moment."""
    seen = Seen()
    with served(target, url) as server, ThreadPoolExecutor(2) as pool:
        coordinator = signed_in(server.port, "/accounts/sign-in", "/hours/openings/new",
                                {"email": COORDINATOR, "password": ACCOUNT["password"]})  # fmt: skip
        requests = Requests(ground, worker(server.port, "/today/"), coordinator)
        for kind, one, other in _some(ground, number):
            barrier = Barrier(2)
            both = [requests.of(wish) for wish in (one, other)]
            answers = list(pool.map(partial(_go, server.port, barrier), both))
            seen.kinds[kind] += 1
            seen.statuses.update(answers)
            seen.winners[answers.count(303)] += 1
    seen.overlaps = overlaps(ground.engine)
    return seen


def _some(ground: Ground, number: int) -> list[Any]:
    """As many of each kind as there are, and desks for the rest; of a small number a share of each."""
    lessons = sum(1 for _race in races(ground, 0))
    found = list(races(ground, max(0, RACES - lessons)))
    step = len(found) / number
    return [found[int(at * step)] for at in range(number)]


def _go(port: int, barrier: Barrier, request: bytes) -> int:
    barrier.wait()
    return send(port, request).status


def overlaps(engine: Engine) -> int:
    """How often somebody is in two places, by the tables themselves."""
    with engine.connect() as connection:
        return int(connection.execute(text(OVERLAPS)).scalar_one())


def main() -> int:
    """Both databases, all variants."""
    seen: dict[str, object] = {}
    ok = True
    with houses("app", "blind", "bare", "open") as urls:
        for name, at in urls.items():
            ok = _try(name, at, seen) and ok
    aim = "1,000 races on each database: 0 overlaps, 0 × 5xx; without the rules of the database overlaps are seen"
    return record("races", "Two want the same person or class at once", seen, ok=ok, aim=aim)


def _try(name: str, at: dict[str, str], seen: dict[str, object]) -> bool:
    as_it_is = race("wsgi:app", at["app"], make(at["app"]), RACES)
    seen[f"{name}: the app as it is"] = as_it_is.told()
    seen[f"{name}: which races"] = ", ".join(f"{kind}: {number}" for kind, number in as_it_is.kinds.items())
    alone = race("bench.safe.races:blind()", at["blind"], make(at["blind"]), SOME)
    seen[f"{name}: the app without its own look, the rules of the database alone"] = alone.told()
    bare = make(at["bare"])
    without_rules(bare.engine)
    control = race("bench.safe.races:blind()", at["bare"], bare, SOME)
    seen[f"{name}, control: without its own look and without those rules"] = control.told()
    opened = make(at["open"])
    without_rules(opened.engine)
    seen[f"{name}, the app with its own look, without those rules"] = race("wsgi:app", at["open"], opened, SOME).told()
    fine = (as_it_is, alone)
    is_right = all(not each.overlaps and not each.failed and each.winners[2] == 0 for each in fine)
    is_raced = as_it_is.winners[1] >= RACES * 0.99 and alone.winners[1] >= SOME * 0.9
    return is_right and is_raced and control.overlaps > 0


if __name__ == "__main__":
    sys.exit(main())
