"""Every address that holds a thing, for everybody: what is not theirs answers as what is not there, in the same time.

Everybody walks through the house, which gives the addresses of things that are theirs: own, closed, archived, of a
colleague. Each of them is then asked for by everybody else, colleagues, other roles and people of another site, and
once more when the thing itself was taken out of the database. An answer is either one that this person also walks to,
or, to the letter, the one to a guessed address. What a colleague of the same site may open without having walked there
stands in `shared.py`, by hand; whatever else opens is wrong.
`--sabotage` lets a note be opened by whoever has its address.
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from freezegun import freeze_time
from sqlalchemy import Uuid, delete, select, text

from bench.safe.house import ELSEWHERE, STAFF, House, houses
from bench.safe.pairs import times
from bench.safe.record import record
from bench.safe.shared import allowed
from bench.safe.walk import Found, endpoint_of, everybody
from jsp import clock
from jsp.extensions import db
from jsp.models.base import Base
from jsp.models.contacts import Contact

OTHERS = tuple(name for name, _role in ELSEWHERE)
FAIL_SHOWN = 30
PEOPLE = STAFF[:9] + OTHERS
EVERYWHERE = ("programmes.", "questionnaires.", "guides.", "directory.", "settings.", "waves.", "coding.", "findings.",
              "accounts.", "public.", "class_page.", "carers.carer_page", "evaluations.series")  # fmt: skip
ALIKE = (403, 404, 200, 422, 303, 409)  # the last ones where an address asks for a code, or a link leads back, first
UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r'name="csrf_token"[^>]*>')


@dataclass
class Seen:
    """What was asked and what came."""

    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    pairs: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)  # refused: whom, own, guessed
    shared: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # opened without walking there


def things(found: dict[str, tuple[FlaskClient, Found]], house: House) -> dict[str, tuple[str, dict[str, Any]]]:
    """The addresses that hold a thing by its random key and that somebody opened, without what they ask for."""
    held = {}
    for _client, seen in found.values():
        opened = [(address, "GET", "") for address, (_endpoint, status) in seen.pages.items() if status == 200]
        acts = [(form.action, form.method, "POST ") for forms in seen.forms.values() for form in forms]
        for address, method, before in opened + [act for act in acts if act[1] == "POST"]:
            path = urlsplit(address).path
            endpoint, given = endpoint_of(house, path, method)
            if any(isinstance(value, UUID) for value in given.values()):
                held[before + path] = (endpoint, given)
    return foreign_links(house, held)


def foreign_links(house: House, held: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Whoever has a link may see what hangs on it: what hangs on one is asked for by another link of that kind."""
    links = defaultdict(set)
    for endpoint, given in held.values():
        links[endpoint.partition(".")[0]].add(given.get("token"))
    asked = {}
    for where, (endpoint, given) in held.items():
        method = where.rpartition(" ")[0]
        for other in sorted(links[endpoint.partition(".")[0]] - {given["token"]})[:2] if "token" in given else [None]:
            own = given if other is None else given | {"token": other}
            with house.app.test_request_context():
                asked[f"{method} {house.app.url_for(endpoint, **own)}".strip()] = (endpoint, own)
    return asked


def guessed(house: House, endpoint: str, given: dict[str, Any]) -> str:
    """The same address of a thing that nobody has."""
    with house.app.test_request_context():
        made = {name: uuid4() if isinstance(value, UUID) else value for name, value in given.items()}
        return str(house.app.url_for(endpoint, **made))


def ask(house: House, client: FlaskClient, where: str, token: str) -> tuple[int, str]:
    """Status, and where it leads and the body, without what stands in the address; nothing of it is kept."""
    method, path = where.split(" ") if " " in where else ("GET", where)
    cookies = dict(client._cookies)
    data = {"csrf_token": token} if method == "POST" else None
    answer = client.open(path, method=method, data=data)
    client._cookies.clear()
    client._cookies.update(cookies)
    said = answer.headers.get("Location", "") + TOKEN.sub("", answer.get_data(as_text=True))
    for own in (path, *UUIDS.findall(path)):
        said = said.replace(own, "")
    return answer.status_code, said


def compare(house: House, found: dict[str, tuple[FlaskClient, Found]], alike: int) -> Seen:
    """Everybody asks for everything, and for the same that was never there."""
    seen, per_kind = Seen(), defaultdict(list)
    for where, (endpoint, given) in sorted(things(found, house).items()):
        per_kind[endpoint, where.startswith("POST")].append((where, endpoint, given))
    picked = [one for held in per_kind.values() for one in random.Random(7).sample(held, min(alike, len(held)))]
    for name in PEOPLE:
        client, walked = house.visitor(name), found[name][1]  # anew: who walked long ago is signed out by now
        token = token_of(client)
        own = {urlsplit(address).path for address, (_endpoint, status) in walked.pages.items() if status == 200}
        acts = {f"POST {urlsplit(form.action).path}" for forms in walked.forms.values() for form in forms}
        for where, endpoint, given in picked:
            with house.undone():
                _judge(house, seen, name, client, where, endpoint, given, token, is_own=where in own | acts)
    return seen


def _judge(house: House, seen: Seen, name: str, client: FlaskClient, where: str, endpoint: str, given: dict[str, Any],
           token: str, *, is_own: bool) -> None:  # fmt: skip
    method = "POST " if where.startswith("POST") else ""
    missing = method + guessed(house, endpoint, given)
    theirs, none = ask(house, client, where, token), ask(house, client, missing, token)
    if is_own and theirs != none:
        seen.asked["own: opened"] += 1
        return
    kind = "of another site" if name in OTHERS else "of the same site"
    if theirs == none and none[0] in ALIKE:
        seen.asked[f"{kind}: as missing ({none[0]})"] += 1
        if none[0] == 404:
            seen.pairs.setdefault(
                ((name in OTHERS and "other site") or "same site", method + endpoint), (name, where, missing)
            )
    elif endpoint.startswith(EVERYWHERE):
        seen.asked[f"{kind}: of the whole house, opened"] += 1
    elif name not in OTHERS and (theirs[0] < 400 or theirs[0] == 422) and name in allowed(endpoint):
        seen.asked[f"{kind}: shared, opened"] += 1
        seen.shared[f"{method}{endpoint}"].add(name)
    else:
        seen.wrong.append(f"{name} {where.split('/')[1]} {endpoint} {method}{theirs[0]} is not {none[0]}")


def is_known(house: House, client: FlaskClient, where: str, held: dict[str, tuple[str, dict[str, Any]]]) -> bool:
    """Whether this person may see at another address that the thing is there, so that no time tells them anything."""
    keys = set(UUIDS.findall(where))
    elsewhere = [path for path in held if " " not in path and path != where and keys & set(UUIDS.findall(path))]
    with house.undone():
        return any(ask(house, client, path, "")[0] == 200 for path in elsewhere)


def deleted(house: House, found: dict[str, tuple[FlaskClient, Found]], alike: int) -> Counter[str]:
    """What was taken out of the database is for its own people as if it had never been."""
    told: Counter[str] = Counter()
    rows = tables()
    for name in PEOPLE:
        client, walked = house.visitor(name), found[name][1]
        done: Counter[str] = Counter()
        for address, (endpoint, status) in walked.pages.items():
            path = urlsplit(address).path
            _endpoint, given = endpoint_of(house, path)
            keys = [value for value in given.values() if isinstance(value, UUID)]
            if status != 200 or len(keys) != 1 or done[endpoint] >= alike:
                continue
            done[endpoint] += 1
            with house.undone():
                if _take_out(house, keys[0], rows):
                    theirs, none = ask(house, client, path, ""), ask(house, client, guessed(house, endpoint, given), "")
                    told["as missing" if theirs == none and none[0] == 404 else f"otherwise: {endpoint}"] += 1
    return told


def tables() -> list[Any]:
    """Those whose key is random."""
    kept = [table for table in Base.metadata.sorted_tables if [*table.primary_key.columns]]
    return [table for table in kept if len(table.primary_key.columns) == 1
            and isinstance(next(iter(table.primary_key.columns)).type, Uuid)]  # fmt: skip


def _take_out(house: House, id: UUID, rows: list[Any]) -> bool:
    with house.app.app_context():
        is_lite = db.engine.dialect.name == "sqlite"
        db.session.execute(
            text("PRAGMA defer_foreign_keys=ON" if is_lite else "SET LOCAL session_replication_role = replica")
        )
        gone = 0
        for table in rows:
            key = next(iter(table.primary_key.columns))
            gone += db.session.execute(delete(table).where(key == id)).rowcount  # type: ignore[attr-defined]
        db.session.flush()
        db.session.commit()
        return bool(gone)


def token_of(client: FlaskClient) -> str:
    """What a form of theirs carries."""
    page = client.get("/accounts/profile").get_data(as_text=True)
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--alike", type=int, default=3, help="things of one kind that are asked for")
    words.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    words.add_argument("--sabotage", action="store_true", help="let a note be opened by whoever has its address")
    given = words.parse_args()
    if given.sabotage:
        Contact.visible_to = classmethod(lambda cls, _user: select(cls))  # type: ignore[assignment]
    kinds = ("sqlite", "postgresql") if given.database == "both" else (given.database,)
    told: dict[str, object] = {}
    is_fine = True
    with houses(*kinds) as found:
        for house in found:
            rows, fine = on(house, given.alike)
            told |= {f"{house.database}: {what}": value for what, value in rows.items()}
            is_fine = is_fine and fine
    aim = "what is foreign answers 404 with the body of what is missing, in a time that does not tell"
    return record("roles", "Every address for everybody", told, ok=is_fine and len(kinds) == 2, aim=aim)


def on(house: House, alike: int) -> tuple[dict[str, object], bool]:
    """All of it on one database."""
    with freeze_time(clock.now()):  # nobody is signed out meanwhile
        found = everybody(house, PEOPLE, alike)
        seen = compare(house, found, alike)
        gone, held = deleted(house, found, alike), things(found, house)
    pairs = [(*pair, where) for where, pair in seen.pairs.items()]
    slow, measured = times(house, pairs, ask, lambda client, where: is_known(house, client, where, held))
    otherwise = {what: number for what, number in gone.items() if what != "as missing"}
    rows: dict[str, object] = {
        "people, of whom at another site": f"{len(PEOPLE)}, {len(OTHERS)}",
        **dict(sorted(seen.asked.items())),
        "kinds of address opened by colleagues without walking there, all of `shared.py`": len(seen.shared),
        "taken out of the database, for its own people": f"{gone['as missing']} as missing; otherwise {otherwise or 0}",
        **measured,
        "told apart by time": "; ".join(slow) or 0,
        "wrong": f"{len(seen.wrong)}: {'; '.join(seen.wrong[:FAIL_SHOWN])}" if seen.wrong else 0,
    }
    return rows, not (seen.wrong or slow or otherwise) and seen.asked["own: opened"] > 0


if __name__ == "__main__":
    sys.exit(main())
