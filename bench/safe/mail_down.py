"""The mail server is away for a day, in every way that it can be; the clock of the sender is moved on meanwhile.

It refuses, hangs, says that it is full, breaks off in the middle; at the end it takes one mail and breaks off before it
says so, which no sender can know. Control: a sender that gives up after a day's worth of tries loses mail.
"""

import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from itertools import pairwise
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import create_engine, func, select

from bench.classes import LESSONS, SITE, fill
from bench.inside import inside
from bench.safe.houses import houses
from bench.safe.pages import form_with
from bench.safe.record import record
from bench.scenarios import worker
from bench.servers import served
from jsp import clock, jobs, mail
from jsp.extensions import db
from jsp.models.ground import SchoolClass, Site
from jsp.models.lessons import LessonSeries
from jsp.models.outbox import OutboxMail
from jsp.rules import mail as rules

BOOKED, AN_HOUR = 40, 5  # letters that come of lessons that were asked for, and how many more come every hour
MINUTE = timedelta(minutes=1)
AWAY, WHOLE = 24, 27  # hours
WAIT = 0.1  # seconds that a server is waited for, instead of twenty
MOODS = (
    (6, "refuses"),
    (8, "hangs"),
    (12, "is full"),
    (16, "breaks off"),
    (20, "hangs up at once"),
    (AWAY, "refuses"),
    (WHOLE, "works"),
)  # until which hour
HALF = 30  # minutes; the first wait is shorter, the last ones are not
FEW = 12  # tries, of the control


@dataclass
class Post:
    """A mail server of our own: what it got, how often it was called, and how it is at the moment."""

    mood: str = "refuses"
    got: list[str] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    swallows: int = 0  # mails that it takes and breaks off before it says so
    listener: socket.socket | None = None

    def be(self, mood: str) -> None:
        """From now on."""
        self.mood = mood
        if mood == "refuses" and self.listener is not None:
            self.listener.shutdown(socket.SHUT_RDWR)  # or who waits in accept() still takes one call
            self.listener.close()
            self.listener = None
        elif mood != "refuses" and self.listener is None:
            self.listener = socket.create_server(("127.0.0.1", self.port))
            threading.Thread(target=self._listen, args=(self.listener,), daemon=True).start()

    def __post_init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                caller, _address = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller, self.mood), daemon=True).start()

    def _serve(self, caller: socket.socket, mood: str) -> None:
        self.calls[mood] += 1
        with caller, caller.makefile("rb") as lines:
            if mood == "hangs":
                lines.readline()
            elif mood != "hangs up at once":
                self._talk(caller, lines, mood)

    def _talk(self, caller: socket.socket, lines: Any, mood: str) -> None:
        caller.sendall(b"220 here\r\n")
        for line in lines:
            verb = line[:4].upper()
            if verb == b"DATA":
                caller.sendall(b"354 go on\r\n")
                if not self._take(caller, lines, mood):
                    return
            elif verb == b"RCPT" and mood == "is full":
                caller.sendall(b"451 try later\r\n")
            else:
                caller.sendall(b"221 bye\r\n" if verb == b"QUIT" else b"250 fine\r\n")

    def _take(self, caller: socket.socket, lines: Any, mood: str) -> bool:
        text = b"".join(iter(lines.readline, b".\r\n"))
        if mood == "breaks off":
            return False
        self.got.append(str(message_from_bytes(text)["Message-ID"]))
        if self.swallows:
            self.swallows -= 1
            return False
        caller.sendall(b"250 taken\r\n")
        return True


@contextmanager
def moved() -> Iterator[list[datetime]]:
    """A clock that stands until it is moved on, and a server that is not waited for as long."""
    hands, now, timeout = [datetime.now(UTC)], clock.now, mail.TIMEOUT
    clock.now, mail.TIMEOUT = (lambda: hands[0]), WAIT  # type: ignore[assignment]
    try:
        yield hands
    finally:
        clock.now, mail.TIMEOUT = now, timeout


def booked(url: str) -> int:
    """Ask for a lesson in each class, by its page: each teacher is asked by mail. How many were acknowledged."""
    fill(url, BOOKED)
    engine = create_engine(url)
    mine = select(LessonSeries.id).join(LessonSeries.school_class).join(SchoolClass.site).where(Site.code == SITE)
    with engine.connect() as connection:
        series = list(connection.scalars(mine))
    engine.dispose()
    with served("wsgi:app", url) as server:
        person = worker(server.port, "/today/")
        return sum(_ask(person, f"/lessons/series/{id}/{LESSONS + 1}/plan") for id in series)


def _ask(person: Any, where: str) -> bool:
    fields = form_with("slot", person.open(where).body)
    return bool(person.open(where, {name: fields[name][0] for name in ("once", "seen", "slot")}).status == 303)


@dataclass
class Day:
    """What was seen in it: letters that were written, when the first of them was tried, and when the last went out."""

    ids: set[UUID] = field(default_factory=set)
    tries: list[int] = field(default_factory=list)
    emptied: int = 0
    given_up: int = 0


def pass_day(url: str, post: Post) -> Day:
    """Minute by minute, with the job that sends mail once in each."""
    day = Day()
    with inside(url), moved() as hands:
        current_app.config["MAIL_SERVER"] = f"smtp://127.0.0.1:{post.port}"
        began, first = hands[0], db.session.scalars(select(OutboxMail.id).order_by(OutboxMail.due_at)).first()
        for minute in range(WHOLE * 60):
            hands[0] = began + minute * MINUTE
            _in_mood(post, minute)
            if minute % 60 == 0 and minute < AWAY * 60:
                _write(AN_HOUR)
            jobs.send_mail()
            _look(day, first, minute)
        day.ids = set(db.session.scalars(select(OutboxMail.id)))
        given_up = select(func.count()).where(OutboxMail.given_up_at.is_not(None))
        day.given_up = db.session.scalar(given_up) or 0
    return day


def _in_mood(post: Post, minute: int) -> None:
    mood = next(name for until, name in MOODS if minute < until * 60)
    if mood != post.mood:
        post.swallows = int(mood == "works")
        post.be(mood)


def _write(number: int) -> None:
    for at in range(number):
        mail.queue_to("answer_waiting", address=f"somebody{at}@demo.example", language="nl")
    db.session.commit()


def _look(day: Day, first: UUID | None, minute: int) -> None:
    tries = db.session.scalar(select(OutboxMail.attempts).where(OutboxMail.id == first)) or 0
    waiting = select(func.count()).where(OutboxMail.sent_at.is_(None), OutboxMail.given_up_at.is_(None))
    if tries > len(day.tries):
        day.tries.append(minute)
    if db.session.scalar(waiting):
        day.emptied = minute + 1
    db.session.commit()


def through(url: str) -> tuple[dict[str, object], bool]:
    """A day on one database, and what of it was seen."""
    acknowledged, post = booked(url), Post()
    day = pass_day(url, post)
    got = Counter(UUID(each.strip("<>").partition("@")[0]) for each in post.got)
    lost, double = len(day.ids - set(got)), sum(got.values()) - len(got)
    gaps = [later - one for one, later in pairwise(day.tries)]
    backs_off = len(gaps) > 3 and gaps[0] < HALF <= min(gaps[-3:])
    late = day.emptied - AWAY * 60
    calls = ", ".join(f"{name}: {number}" for name, number in post.calls.items())
    enough = acknowledged == BOOKED and len(day.ids) == BOOKED + AN_HOUR * AWAY
    post.be("refuses")
    return {
        "letters written": f"{len(day.ids)}, {acknowledged} of them by booking lessons over HTTP",
        "lost": lost, "given up": day.given_up, "arrived twice": f"{double}, with the same Message-ID",
        "tries of one letter, in minutes after it was written": ", ".join(map(str, day.tries)),
        "calls that the server took, by how it was": calls,
        "the last one went out, in minutes after the server was back": late,
    }, enough and lost == day.given_up == 0 and double <= 1 and backs_off and late <= 61  # fmt: skip


def control(url: str) -> tuple[str, bool]:
    """The same day with a sender that gives up after a few tries."""
    most, rules.MOST_ATTEMPTS = rules.MOST_ATTEMPTS, FEW
    try:
        seen, _ok = through(url)
    finally:
        rules.MOST_ATTEMPTS = most
    return f"{seen['lost']} letters lost", bool(seen["lost"])


def main() -> int:
    """Both databases, and the control on SQLite."""
    seen: dict[str, object] = {}
    ok = True
    with houses("app", "control") as urls:
        for name, at in urls.items():
            told, fine = through(at["app"])
            seen |= {f"{name}: {what}": value for what, value in told.items()}
            ok = ok and fine
        told_of_control, is_seen = control(urls["SQLite"]["control"])
    seen[f"control: a sender that gives up after {FEW} tries"] = told_of_control
    aim = "a day without a mail server: 0 lost, ≤ 1 duplicate, the waits between tries grow; the control loses mail"
    return record("mail_down", "A mail server that is away for a day", seen, ok=ok and is_seen, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
