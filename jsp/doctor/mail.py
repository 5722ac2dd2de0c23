"""Whether mail goes out."""

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from jsp import clock, mail
from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.rules import mail as mail_rules
from jsp.rules.finding import Finding, note, ok, wrong
from jsp.rules.refusal import N_

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
        yield wrong("mail", N_("MAIL_SERVER is not set: all mail waits."), N_("Set it, see docs/settings.md."))
    elif (oldest := oldest_waiting_long()) > STUCK.total_seconds():
        yield wrong(
            "mail", N_("%(number)s mails wait, the oldest for %(minutes)s minutes."),
            N_("Try the server: flask doctor --mail"), number=count_waiting_long(), minutes=int(oldest // 60),
        )  # fmt: skip
    else:
        yield ok("mail", N_("There is a server, and no mail waits for long."))
    if given_up := mail.count_undelivered():
        right = N_("Are the addresses of who was invited right?")
        yield note("mail", N_("%(number)s mails were given up this week."), right, number=given_up)


def check_server() -> Iterator[Finding]:
    """The server answers, and lets us in."""
    if not current_app.config["MAIL_SERVER"]:
        return
    try:
        mail.knock()
    except Exception as error:
        kind = type(error).__name__
        look = N_("Look at MAIL_SERVER: host, port, password.")
        yield wrong("mail-server", N_("It does not let us in (%(kind)s)."), look, kind=kind)
    else:
        yield ok("mail-server", N_("It answers and lets us in."))
