"""Whether mail goes out."""

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from jsp import clock, mail
from jsp.doctor.finding import Finding, note, ok, wrong
from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.rules import mail as mail_rules

UNUSUAL, STUCK = timedelta(minutes=10), timedelta(hours=1)
WAITING = (OutboxMail.sent_at.is_(None), OutboxMail.given_up_at.is_(None))


def ages() -> list[float]:
    """For how many seconds each mail has been waiting that has not gone out.

    When it was written is not kept: with every attempt its turn moves on, and by so much it is counted back.
    """
    query = select(OutboxMail.attempts, OutboxMail.due_at).where(*WAITING)
    now = clock.now()
    return [(now - due + mail_rules.waited(attempts)).total_seconds() for attempts, due in db.session.execute(query)]


def count_waiting_long() -> int:
    """How many have been waiting for more than some minutes: that one was written just now shows nowhere."""
    return len(_long())


def oldest_waiting_long() -> float:
    """For how long the oldest of those; 0 where there is none."""
    return max(_long(), default=0.0)


def _long() -> list[float]:
    return [age for age in ages() if age >= UNUSUAL.total_seconds()]


def check() -> Iterator[Finding]:
    """There is a server, nothing waits for long, and nothing was given up."""
    server = current_app.config["MAIL_SERVER"]
    if not server:
        yield wrong("mail", "MAIL_SERVER is not set: all mail waits.", "Set it, see docs/settings.md.")
    elif (oldest := oldest_waiting_long()) > STUCK.total_seconds():
        yield wrong(
            "mail", f"{count_waiting_long()} mails wait, the oldest for {int(oldest // 60)} minutes.",
            "Try the server: flask doctor --mail",
        )  # fmt: skip
    else:
        yield ok("mail", "There is a server, and no mail waits for long.")
    if given_up := mail.count_undelivered():
        yield note("mail", f"{given_up} mails were given up this week.", "Are the addresses of who was invited right?")


def check_server() -> Iterator[Finding]:
    """The server answers, and lets us in."""
    if not current_app.config["MAIL_SERVER"]:
        return
    try:
        mail.knock()
    except Exception as error:
        kind = type(error).__name__
        yield wrong("mail-server", f"It does not let us in ({kind}).", "Look at MAIL_SERVER: host, port, password.")
    else:
        yield ok("mail-server", "It answers and lets us in.")
