"""Addresses and browser names: whoever comes leaves none of them anywhere.

Pupils, a worker, a mentor, a partner and a class come from 127.0.0.77, with marks in all that a browser tells. Then
every file of the database, its log, the logs, the mail, the temporary folder and the instance folder is looked through.
`--sabotage` lets the server keep an access log, to see that this program sees it.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import lxml.html
from sqlalchemy import create_engine, text

from bench.safe.caller import Caller
from bench.safe.house import House, furnished
from bench.safe.record import record
from bench.safe.scenes import CARD, begin
from bench.safe.standing import Standing, databases, environment, standing
from bench.safe.traces import dump, hits, size
from bench.safe.walk import forms_on
from jsp.demo.messages import TO_TRY
from jsp.demo.people import PASSWORD

FROM = "127.0.0.77"
MARKS = {
    "User-Agent": "MerkBladeraar/7f3a9c (Verzonnen 12.5)", "Referer": "https://merkherkomst.example/7f3a9c",
    "X-Forwarded-For": "203.0.113.77", "X-Real-IP": "203.0.113.78", "Forwarded": "for=203.0.113.79",
    "Accept-Language": "nl-NL,merktaal-7f3a9c;q=0.9", "Via": "1.1 merkvia-7f3a9c", "X-Client-IP": "203.0.113.80",
    "Sec-CH-UA": '"Merkmerk7f3a9c"',
}  # fmt: skip
WANTED = (FROM, "MerkBladeraar", "merkherkomst", "203.0.113.7", "203.0.113.80", "merktaal", "merkvia", "Merkmerk")
HAVE_TO_BE_DONE = (
    "messages.ask",
    "messages.code",
    "messages.enter",
    "messages.write_back",
    "card.enter",
    "security.login",
    "intake.record",
    "messages.answer",
    "messages.new_request",
    "partner.enter",
    "partner.answer",
    "lesson_form.send",
    "accounts.accept",
)  # forms that were taken (302, 303), or nothing was shown
STRONG = "vier losse woorden zijn lang genoeg"
SEEN_BY_A_PERSON = 3.2  # seconds; a question that comes sooner is nobody's


def visit(house: House, begun: dict[str, object], port: int) -> dict[str, Counter[str]]:
    """All of them, one after the other; which forms were sent, and how each was answered."""
    done = {}
    for flow in (_pupil, _worker, _mentor, _partner, _class, _others):
        caller = Caller(port, FROM, MARKS)
        flow(house, begun, caller)
        told = Counter(caller.sent) + Counter(f"{form} not on its page" for form in caller.missing)
        done[flow.__name__.strip("_")] = told + Counter({"requests": len(caller.seen)})
    return done


def _pupil(house: House, _begun: dict[str, object], caller: Caller) -> None:
    caller.get("/?utm=merkherkomst")
    for address in ("/raayland", "/nu-hulp", "/klas", "/wie-helpt", "/gegevens", "/raayland/openings.ics"):
        caller.get(address)
    page = caller.get("/vraag?school=raayland").get_data(as_text=True)
    time.sleep(SEEN_BY_A_PERSON)
    reply = caller.follow(caller.fill_page(house, page, "/vraag", "messages.ask", question="Hoe ging dat ook weer?"))
    words = re.findall(r"<li[^>]*>([a-z]+)</li>", reply.get_data(as_text=True))
    number = re.search(r"woord (\d) van je code", reply.get_data(as_text=True))
    if number and words:
        caller.fill(house, "/antwoord/code", "messages.code", word=words[int(number[1]) - 1])
    caller.follow(caller.fill(house, "/antwoord", "messages.enter", code=TO_TRY))
    caller.fill(house, "/antwoord/gesprek", "messages.write_back", text="Dank je wel")
    caller.fill(house, "/antwoord", "messages.enter", code="geen goede code")
    caller.fill(house, "/kaart", "card.enter", code=CARD)
    caller.get("/kaart/mijn")


def _worker(house: House, _begun: dict[str, object], caller: Caller) -> None:
    _sign_in(house, caller, "sanne", wrong=2)
    caller.fill(house, "/today/", "intake.record", note="Een gesprek")
    for address in ("/intake/contacts", "/messages/", "/accounts/people/", "/niets", "/today/?site=%00", "/lessons/"):
        caller.get(address)
    for address in re.findall(r'href="(/messages/[0-9a-f-]{36})', caller.get("/messages/").get_data(as_text=True))[:3]:
        caller.fill(house, address, "messages.answer", text="Dag, goed dat je het vraagt.")
    caller.post("/intake/contacts", {"note": "x" * 2_000_000})
    caller.post("/accounts/sign-out", {})


def _mentor(house: House, _begun: dict[str, object], caller: Caller) -> None:
    _sign_in(house, caller, "bart", wrong=0)
    caller.fill(house, "/messages/requests/new", "messages.new_request", text="Kunnen jullie langskomen?")
    caller.get("/lessons/")
    caller.fill(house, "/accounts/forgot-password", "security.forgot_password", email="bart@demo.example")


def _partner(house: House, _begun: dict[str, object], caller: Caller) -> None:
    *mine, (other, _code) = list(house.codes.items())[:4]
    caller.fill(house, other, "partner.enter", code="000000")  # some tries, and then no more are taken
    for door, code in mine:
        caller.follow(caller.fill(house, door, "partner.enter", code=code))
        caller.fill(house, "/partner/packet", "partner.answer", suggestion="Bel even")
        caller.get("/partner/packet/details")


def _class(house: House, begun: dict[str, object], caller: Caller) -> None:
    where = f"/les/{begun['code']}"
    page = lxml.html.document_fromstring(caller.get(where).get_data(as_text=True))
    form = next(each for each in forms_on(house, "", where, page) if each.endpoint == "lesson_form.send")
    items = {one.name: "4" for one in form.controls if one.name.startswith("item-")}
    seat = next(one.value for one in form.controls if one.name == "seat")
    last = {"seat": seat, "at": str(len(items)), **items, "text": "Meer oefenen", "go": "done"}
    caller.sent.append(f"lesson_form.send {caller.post(where, last).status_code}")
    caller.get("/les/geenco")


def _others(house: House, begun: dict[str, object], caller: Caller) -> None:
    for door in house.doors:
        caller.get(door)
    own = {"email": "nieuw@demo.example", "password": STRONG, "password_again": STRONG}
    caller.fill(house, f"/accounts/invitation/{begun['invited']}", "accounts.accept", **own)
    for odd in ("/%ff", "/today/" + "x" * 3000, "/partner/" + "a" * 48):
        caller.get(odd)


def _sign_in(house: House, caller: Caller, name: str, *, wrong: int) -> None:
    for password in [*["niet-goed"] * wrong, PASSWORD]:
        caller.fill(house, "/accounts/sign-in", "security.login", email=f"{name}@demo.example", password=password)


def on(kind: str, url: str, more: tuple[Path, ...], folder: Path, options: tuple[str, ...]) -> dict[str, object]:
    """All of it on one database; says what was found."""
    house = furnished(url, folder, environment(folder, url))
    begun = begin(house)
    with standing(folder, url, more, options) as here:
        done = visit(house, begun, here.port)
        for flow, seen in visit(house, begun, here.direct).items():
            done[flow] += seen
        jobs = here.flask("jobs", "run")
        if kind == "postgresql":
            dump(url, folder / "logs")
        found = hits(here.places, WANTED)
        seen = {f"{kind}: sent by {flow}": _told(one) for flow, one in done.items()}
        seen |= {f"{kind}: looked through": size(here.places), f"{kind}: hits": "; ".join(found[:8]) or 0}
        taken = {form.split()[0] for one in done.values() for form in one if form.endswith((" 302", " 303"))}
        undone = sorted(set(HAVE_TO_BE_DONE) - taken)
        seen |= {f"{kind}: forms that nobody got sent": ", ".join(undone) or 0}
        failed = bool(found or undone or jobs)
        return seen | {f"{kind}: planted on purpose and found": _control(here), "failed": failed}


def _told(seen: Counter[str]) -> str:
    return ", ".join(f"{form} ×{number}" for form, number in sorted(seen.items()))


def _control(here: Standing) -> str:
    """The same search finds what stands in a row, in a log and in the temporary folder."""
    (here.folder / "tmp" / "planted").write_bytes(b"..." + MARKS["User-Agent"].encode())
    (here.folder / "logs" / "planted.log").write_text(f"GET / from {FROM}")
    engine = create_engine(here.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE site SET room = 'merkvia'"))
    engine.dispose()
    names = {hit.partition(" in ")[0] for hit in hits(here.places, WANTED)}
    return f"{len(names & {FROM, 'MerkBladeraar', 'merkvia'})} of 3"


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--sabotage", action="store_true", help="let gunicorn keep an access log")
    given = words.parse_args()
    options = ("--access-logfile", "-", "--access-logformat", "%(h)s %(a)s") if given.sabotage else ()
    seen: dict[str, object] = {}
    is_fine = True
    home = Path(tempfile.mkdtemp(prefix="jsp-addresses-"))
    home.chmod(0o755)
    for kind in ("sqlite", "postgresql"):
        (folder := home / kind).mkdir()
        with databases(folder, kind) as found:
            for url, more in found.values():
                told = on(kind, url, more, folder, options)
                is_fine = (
                    is_fine and not told.pop("failed") and told[f"{kind}: planted on purpose and found"] == "3 of 3"
                )
                seen |= told
    shutil.rmtree(home, ignore_errors=True)
    aim = "0 hits in database, log of the database, logs, mail, temporary files and instance folder"
    return record("addresses", "Addresses and browser names", seen, ok=is_fine and len(seen) > 10, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
