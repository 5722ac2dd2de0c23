"""The clock goes back, forward, and wrong: openings, lessons, sign-ins, links and the trail stay right.

What is right is reckoned here from two instants alone, 2026-10-25 01:00 UTC and 2027-03-28 01:00 UTC, and not by the
libraries that the app asks. `--sabotage` lets the app take winter time for all of the year.
"""

import argparse
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import pairwise
from uuid import uuid4

import icalendar
from flask_security.recoverable import generate_reset_password_token
from freezegun import freeze_time
from sqlalchemy import select

from bench.safe.house import House, houses, person
from bench.safe.moments import AT_NIGHT, BACK, BY_DAY, FROZEN, HOUR, MINUTE, NIGHTS, Claims, moment, on_the_wall
from bench.safe.record import record
from jsp import clock
from jsp.blueprints.hours.service import feeds as feeds_service
from jsp.extensions import db
from jsp.models.accounts import SignIn
from jsp.models.audit import AuditEntry, AuditLink
from jsp.models.ground import Site
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.verbs import trail


def walls(house: House, claims: Claims) -> None:
    """Every minute of both nights: the wall of the app is that of the school."""
    for name, change in NIGHTS.items():
        for minutes in range(-180, 181):
            at = change + minutes * MINUTE
            with moment(house, at):
                seen = clock.local_now().replace(tzinfo=None), clock.today()
            wall = on_the_wall(at)
            claims.claim(f"{name}: local time and day, every minute of six hours", seen, (wall, wall.date()), at)


def add_openings(house: House) -> None:
    """At night, and by day on the days around the change; at the site where nothing else is planned."""
    with house.app.app_context():
        site = db.session.scalars(select(Site).where(Site.code == "verweg")).one()
        member = db.session.scalars(select(TeamMember)).first()
        for change in NIGHTS.values():
            night = change.date()
            for day, (starts, ends) in [(night, AT_NIGHT), *((night + timedelta(days=n), BY_DAY) for n in (-1, 0, 1))]:
                places = [Attendance(member=member, position=0)]
                db.session.add(Opening(site=site, on=day, starts=starts, ends=ends, room="A1", attendances=places))
        db.session.commit()


def openings(house: House, claims: Claims) -> None:
    """A site is open exactly while the wall shows a minute of the opening, also in the hour that comes twice."""
    for name, change in NIGHTS.items():
        for minutes in range(-100, 161, 5):
            at = change + minutes * MINUTE
            wall = on_the_wall(at).time()
            with moment(house, at):
                told = house.app.test_client().get("/verweg/openings.json").get_json()
            claims.claim(
                f"{name}: site, open from 02:15 to 03:15 by the wall",
                told["isOpen"],
                AT_NIGHT[0] <= wall < AT_NIGHT[1],
                at,
            )
        for day in range(-1, 2):
            noon = datetime.combine(change.date() + timedelta(days=day), time(12), tzinfo=UTC)
            for minutes in range(-120, 121, 15):
                at = noon + minutes * MINUTE
                with moment(house, at):
                    told = house.app.test_client().get("/verweg/openings.json").get_json()
                wall = on_the_wall(at).time()
                claims.claim(
                    f"{name}: site by day, the day before, the same and the next",
                    told["isOpen"],
                    BY_DAY[0] <= wall < BY_DAY[1],
                    at,
                )


def feeds(house: House, claims: Claims) -> None:
    """Both feeds hold the instants at which an opening begins and ends."""
    for name, change in NIGHTS.items():
        with moment(house, change - timedelta(days=3)):
            client = house.app.test_client()
            told = icalendar.Calendar.from_ical(client.get("/verweg/openings.ics").data)
            program = client.get("/verweg/openings.json").get_json()
        for event in told.walk("VEVENT"):
            for key in ("DTSTART", "DTEND"):
                _instant(claims, f"{name}: instants in the calendar", event[key].dt, change)
        found = [each[key] for each in program["openings"] for key in ("starts", "ends", "start", "end") if key in each]
        for each in found:
            _instant(claims, f"{name}: instants for programs", datetime.fromisoformat(each), change)


def _instant(claims: Claims, what: str, seen: datetime, change: datetime) -> None:
    is_near = abs(seen.date() - change.date()) <= timedelta(days=150)
    if not is_near or (seen.date() == change.date() and seen.time() in AT_NIGHT):
        return  # at an hour that comes twice or not at all a wall time is two instants, or none
    wall = seen.replace(tzinfo=None)
    [wanted] = [at for hours in (1, 2) if on_the_wall(at := wall.replace(tzinfo=UTC) - hours * HOUR) == wall]
    claims.claim(what, seen.astimezone(UTC), wanted, seen)


def lessons(house: House, claims: Claims) -> None:
    """The own calendar of who gives lessons holds their instants, on both sides of the change."""
    with moment(house, BACK - timedelta(days=3)):
        token = _calendar_of(house, "sanne")
        told = icalendar.Calendar.from_ical(house.app.test_client().get(f"/hours/calendar/{token}.ics").data)
    for event in told.walk("VEVENT"):
        for key in ("DTSTART", "DTEND"):
            side = "before" if event[key].dt.date() < BACK.date() else "after"
            _instant(claims, f"lessons and turns of a worker, {side} the change", event[key].dt, BACK)


def _calendar_of(house: House, name: str) -> str:
    with house.app.test_request_context():
        address = feeds_service.new_address(person(name), key=uuid4())
        db.session.commit()
    return str(address).rpartition("/")[2].removesuffix(".ics")


def links(house: House, claims: Claims) -> None:
    """A link for a new password works for two hours, through either night."""
    for name, change in NIGHTS.items():
        with moment(house, change - HOUR), house.app.test_request_context():
            token = generate_reset_password_token(person("bart"))
        for minutes in (1, 59, 61, 119, 121, 179):
            with moment(house, change - HOUR + minutes * MINUTE):
                seen = house.app.test_client().get(f"/accounts/forgot-password/{token}").status_code == 200
            claims.claim(f"{name}: a link for a new password works for two hours", seen, minutes < 120, minutes)


def sign_ins(house: House, claims: Claims) -> None:
    """Eight hours are eight hours through either night."""
    for name, change in NIGHTS.items():
        began = change - 4 * HOUR
        with moment(house, began):
            client = house.visitor("sanne")
        for minutes in range(10, 8 * 60 + 20, 10):
            with moment(house, began + minutes * MINUTE):
                seen = client.get("/accounts/profile").status_code == 200
            claims.claim(
                f"{name}: a sign-in that is busy ends after eight hours to the minute", seen, minutes < 8 * 60, minutes
            )


def set_back(house: House, claims: Claims) -> None:
    """An hour back while people are at work, and then on."""
    at = datetime(2026, 11, 24, 10, 0, 5, tzinfo=UTC)
    with moment(house, at):
        client, form = house.visitor("sanne"), house.app.test_client()
        asked = form.get("/vraag?school=raayland").get_data(as_text=True)
        client.get("/intake/contacts")  # looking at it stands in the trail
        kept = client.get("/accounts/profile").status_code
    claims.claim("set back an hour: signed in before", kept, 200)
    with moment(house, at - HOUR):
        client.get("/intake/contacts")
        status = client.get("/accounts/profile").status_code
        claims.claim(
            "set back an hour: who was signed in stays so or is asked again, and no failure",
            status in (200, 302),
            True,
            status,
        )
        again = house.visitor("sanne")
        claims.claim("set back an hour: signing in works", again.get("/accounts/profile").status_code, 200)
        once = re.search(r'name="once"[^>]*value="([^"]*)"', asked)
        reply = form.post("/vraag", data={"once": once[1] if once else "", "question": "Een vraag van voor de sprong"})
        words = reply.get_data(as_text=True)
        claims.claim(
            "set back an hour: a form of before is no failure, and its text is not lost",
            (reply.status_code < 500, reply.status_code in (302, 303) or "van voor de sprong" in words),
            (True, True),
        )
    with moment(house, at - HOUR + 9 * HOUR):
        claims.claim(
            "set back an hour: nobody stays in for more than an hour longer",
            client.get("/accounts/profile").status_code,
            302,
        )
        claims.claim(
            "set back an hour: who signed in after it is out after eight hours",
            again.get("/accounts/profile").status_code,
            302,
        )


def chain(house: House, claims: Claims) -> None:
    """The trail holds, and its places have no gap, though its times go back."""
    with house.app.app_context():
        found = trail.verify()
        claims.claim("the trail holds after all of it", found.holds, True, found)
        kept = select(AuditLink.seq, AuditEntry.at).join(AuditEntry, AuditEntry.id == AuditLink.entry_id)
        rows = db.session.execute(kept.order_by(AuditLink.seq)).all()
        places = [row.seq for row in rows]
        claims.claim("the places in the trail follow each other", places, [*range(1, len(rows) + 1)])
        back = sum(one.at > later.at for one, later in pairwise(rows))
        claims.claim("the times in the trail went back, by months and by an hour", back > 1, True, back)
        times = list(db.session.scalars(select(SignIn.began)))
        claims.claim(
            "no sign-in is kept with a time without its zone", all(one.tzinfo is not None for one in times), True
        )


PARTS: tuple[Callable[[House, Claims], None], ...] = (walls, openings, feeds, lessons, links, sign_ins, set_back, chain)


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--sabotage", action="store_true")
    words.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    given = words.parse_args()
    if given.sabotage:
        clock.LOCAL = timezone(HOUR)  # type: ignore[assignment]
    rows: dict[str, object] = {}
    is_fine = True
    with houses(*(given.database or ("sqlite", "postgresql"))) as found:
        for house in found:
            claims = Claims()
            add_openings(house)
            with freeze_time(BACK.replace(tzinfo=None)) as frozen:
                FROZEN[:] = [frozen]
                for part in PARTS:
                    before = len(claims.held)
                    part(house, claims)
                    is_fine = is_fine and len(claims.held) > before
            rows |= {f"{house.database}: {what}": f"{number} times so" for what, number in claims.held.items()}
            rows |= {
                f"{house.database}: NOT SO: {what}": f"{len(all)} times; {all[0]}"
                for what, all in claims.failed.items()
            }
            is_fine = is_fine and not claims.failed
    return record("clock", "The clock goes back, forward, and wrong", rows, ok=is_fine and not given.database,
                  aim="openings, lessons, sign-ins, links and the trail right at every moment")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
