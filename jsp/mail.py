"""Mail goes out in two steps: written into the outbox in the transaction of the act, sent later by `flask jobs run`.

No mail says what it is about: it says that something is waiting, or which kind of thing changed, and where.
"""

import json
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID, uuid4

import click
from flask import current_app, render_template
from flask_babel import force_locale
from sqlalchemy import delete, func, select, update

from jsp import clock, logs
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.outbox import OutboxMail
from jsp.rules import mail as mail_rules

TIMEOUT = 20  # seconds for each line of the server
CLAIMED = timedelta(minutes=10)  # longer than a server can take that gives every line just in time
AT_ONCE = 50
MOST_IN_VAIN = 3  # tries in a row to reach a server that is away; the rest waits for the next run


def can_send() -> bool:
    """Whether mail has somewhere to go; without a server it waits."""
    return bool(current_app.config["MAIL_SERVER"])


def queue(kind: str, *, to: User, **values: Any) -> None:
    """Write the mail `templates/mail/<kind>.txt` (first line: subject) in the reader's language into the outbox."""
    queue_to(kind, address=to.email, language=to.language, reader=to, **values)


def queue_to(kind: str, *, address: str, language: str, **values: Any) -> UUID:
    """The same for somebody without an account; returns the key by which it can be withdrawn."""
    with force_locale(language):
        text = render_template(f"mail/{kind}.txt", **values)
    subject, _blank, body = text.strip().partition("\n")
    letter = {"to": address, "subject": subject.strip(), "body": body.strip() + "\n"}
    mail = OutboxMail(id=uuid4(), kind=kind, due_at=clock.now())
    mail.letter = json.dumps(letter)
    db.session.add(mail)
    return mail.id


def withdraw(id: UUID) -> None:
    """Throw a mail away, sent or not, with the address on it."""
    db.session.execute(delete(OutboxMail).where(OutboxMail.id == id))


def link(endpoint: str, **values: Any) -> str:
    """A full address for in a mail; its host is ours, whatever host a request was sent to."""
    base = urlsplit(current_app.config["BASE_URL"])
    return current_app.url_map.bind(base.netloc, url_scheme=base.scheme).build(endpoint, values, force_external=True)


def send_waiting() -> int:
    """Send what is due, each mail in a transaction of its own; returns how many went out.

    Safe to start twice: a mail is claimed before it is sent. Should the process die between sending and writing that
    down, that one mail is sent again after the claim has passed. A server that is away holds nobody up for long: after
    some tries the others wait, untried.
    """
    sent = in_vain = 0
    for id in _due(clock.now()):
        if in_vain < MOST_IN_VAIN and _claim(id):
            went = _send(id)
            sent, in_vain = sent + (went is True), in_vain + 1 if went is None else 0
    return sent


def tidy() -> None:
    """Forget mails that went out or were given up some days ago."""
    old = clock.now() - mail_rules.KEPT
    db.session.execute(delete(OutboxMail).where((OutboxMail.sent_at < old) | (OutboxMail.given_up_at < old)))


def count_undelivered() -> int:
    """How many mails were given up and are not forgotten yet."""
    query = select(func.count()).select_from(OutboxMail).where(OutboxMail.given_up_at.is_not(None))
    return db.session.scalar(query) or 0


def _waiting(now: datetime) -> Any:
    return (OutboxMail.sent_at.is_(None), OutboxMail.given_up_at.is_(None), OutboxMail.due_at <= now)


def _due(now: datetime) -> list[UUID]:
    ids = list(
        db.session.scalars(select(OutboxMail.id).where(*_waiting(now)).order_by(OutboxMail.due_at).limit(AT_ONCE))
    )
    db.session.commit()
    return ids


def _claim(id: UUID) -> bool:
    """Whether this process may send it: moves its due time, which only one process manages."""
    now = clock.now()
    claimed = update(OutboxMail).where(OutboxMail.id == id, *_waiting(now))
    done = db.session.execute(claimed.values(due_at=now + CLAIMED, attempts=OutboxMail.attempts + 1))
    db.session.commit()
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _send(id: UUID) -> bool | None:
    """Whether it went; None where the server is away.

    Nothing is locked while the server is talked to, and a mail that was withdrawn meanwhile is no failure.
    """
    mail = db.session.get(OutboxMail, id)
    db.session.expunge_all()
    db.session.commit()
    if mail is None:
        return False
    try:
        _deliver(id, **json.loads(mail.letter))
    except Exception as error:  # whatever it is, the next mail has to go out
        logs.failure(error, endpoint="mail")
        _note(id, _after_failure(mail.attempts, forever=_is_final(error)))
        return None if _is_away(error) else False
    _note(id, {"sent_at": clock.now(), "letter_sealed": None})
    return True


def _note(id: UUID, values: dict[str, Any]) -> None:
    db.session.execute(update(OutboxMail).where(OutboxMail.id == id).values(**values))
    db.session.commit()


def _after_failure(attempts: int, *, forever: bool) -> dict[str, Any]:
    wait = mail_rules.wait(attempts)
    if forever or wait is None:
        return {"given_up_at": clock.now(), "letter_sealed": None}
    return {"due_at": clock.now() + wait}


def _is_final(error: Exception) -> bool:
    """Whether it will never work: an address that cannot be, or that is refused for good (5xx, not 4xx)."""
    if isinstance(error, ValueError | MessageError) and not isinstance(error, OSError):
        return True
    refused = error.recipients.values() if isinstance(error, smtplib.SMTPRecipientsRefused) else ()
    return bool(refused) and all(code >= 500 for code, _text in refused)


def _is_away(error: Exception) -> bool:
    """Whether the server itself is the matter, so that another mail would fare no better."""
    about_letter = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
    return isinstance(error, OSError) and not isinstance(error, about_letter)


def _deliver(id: UUID, to: str, subject: str, body: str) -> None:
    """Every try bears the same id: where one arrives twice, a mailbox can tell."""
    message = EmailMessage()
    message["Message-ID"] = f"<{id}@{_own_host()}>"
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = Address(addr_spec=to)
    message["Subject"] = subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    if _server().scheme == "terminal":
        click.echo(f"\n--- mail to {to}: {subject}\n{body}---")
        return
    with _signed_in() as smtp:
        smtp.send_message(message)


def _own_host() -> str:
    """As mail servers write it, also where its name has letters of its own."""
    return (urlsplit(current_app.config["BASE_URL"]).hostname or "localhost").encode("idna").decode()


def knock() -> None:
    """Go in at the mail server and out again; raises what keeps us from it."""
    if _server().scheme != "terminal":
        with _signed_in() as smtp:
            smtp.noop()


def _server() -> SplitResult:
    return urlsplit(str(current_app.config["MAIL_SERVER"]))


@contextmanager
def _signed_in() -> Iterator[smtplib.SMTP]:
    """What the server took it has, however it says goodbye."""
    try:
        smtp = _let_in()
    except ValueError as error:  # a mistake in MAIL_SERVER: no mail can help that, and each waits
        raise OSError("MAIL_SERVER leads nowhere") from error
    try:
        yield smtp
    finally:
        with suppress(OSError):
            smtp.quit()
        smtp.close()


def _let_in() -> smtplib.SMTP:
    server = _server()
    smtp = _connection(server.scheme, server.hostname or "", server.port)
    try:
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
    except BaseException:
        smtp.close()
        raise
    return smtp


def _connection(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    """smtps:// is encrypted from the start, smtp+tls:// after STARTTLS, smtp:// not at all (on this machine)."""
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT, context=ssl.create_default_context())
    if scheme not in ("smtp", "smtp+tls"):
        raise OSError(f"a mail server is not reached by {scheme}")
    smtp = smtplib.SMTP(host, port or 25, timeout=TIMEOUT)
    if scheme == "smtp+tls":
        smtp.starttls(context=ssl.create_default_context())
    return smtp
