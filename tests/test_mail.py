"""The outbox: nothing lost, nothing twice, nothing kept longer than needed, and no content in any mail."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select, update

import jsp
from jsp import jobs, mail
from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.rules.session import ActKind
from jsp.verbs.breaking_glass import Hears
from jsp.verbs.trail import Head
from jsp.words.lesson_terms import LESSON_NEWS
from tests import make
from tests.browser import Browser
from tests.mailbox import Mailbox, catching
from tests.make import person


@pytest.fixture
def mailbox(app: Flask) -> Iterator[Mailbox]:
    with catching() as box:
        app.config["MAIL_SERVER"] = box.address
        yield box
        app.config["MAIL_SERVER"] = ""


def write(app: Flask, name: str = "bart") -> None:
    with app.test_request_context():
        mail.queue("account_changed", to=person(name))
        db.session.commit()


def run(app: Flask) -> None:
    with app.app_context():
        jobs.run_all()


def row(app: Flask) -> OutboxMail:
    with app.app_context():
        return db.session.scalars(select(OutboxMail)).one()


def test_what_was_written_goes_out_once(app: Flask, mailbox: Mailbox) -> None:
    write(app)
    run(app)
    run(app)
    [message] = mailbox.caught
    assert (message["To"], message["From"]) == ("bart@demo.example", "jsp@example.nl")
    assert message["Subject"] == "Je account is gewijzigd"
    assert "Hallo Bart," in message.get_payload(decode=True).decode()


def test_it_speaks_the_language_of_its_reader(app: Flask, mailbox: Mailbox) -> None:
    with app.app_context():
        person("bart").language = "en"
        db.session.commit()
    write(app)
    run(app)
    assert mailbox.caught[0]["Subject"] == "Your account was changed"


def test_what_went_out_is_wiped(app: Flask, mailbox: Mailbox) -> None:
    write(app)
    assert row(app).letter_sealed
    run(app)
    assert row(app).letter_sealed is None


LETTERS = sorted(path.stem for path in (Path(jsp.__file__).parent / "templates/mail").glob("*.txt"))
BY_WHO_HEARS = [("glass_broken", hears) for hears in Hears if hears is not Hears.OWNER]
WITHOUT_A_NAME = {  # nobody knows who reads it
    "answer_waiting", "partner_packet", "partner_nudge", "still_right", "talk_invitation", "talk_read_back",
    "trail_head",
}  # fmt: skip
CONTENT = ("Geld", "Gilde", "Raayland", "medewerker", "worker", "mentor", "gesprek", "thema", "reden", "Renske")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("kind", "hears"), [*((kind, Hears.OWNER) for kind in LETTERS), *BY_WHO_HEARS])
def test_no_letter_says_what_it_is_about(app: Flask, mailbox: Mailbox, kind: str, hears: Hears, language: str) -> None:
    with app.test_request_context():
        mail.queue_to(kind, address="bart@demo.example", language=language, reader=person("bart"),
                      link="https://jsp.example/a-way", what=LESSON_NEWS[ActKind.CANCELLED],
                      name="Iris Hulp", phone="0478-00 00 01", until=make.MONDAY, hears=hears,
                      head=Head("2026-11-23", 1, "ab"))  # fmt: skip
        db.session.commit()
    run(app)
    [message] = mailbox.caught
    text = message["Subject"] + message.get_payload(decode=True).decode()
    hello = "Hallo Bart," if language == "nl" else "Hello Bart,"
    assert (hello in text) is (kind not in WITHOUT_A_NAME)
    assert not [word for word in CONTENT if word.casefold() in text.casefold()]
    assert len(message["Subject"]) < 40


@pytest.mark.parametrize("address", ["geen adres", "jörg@school.nl", "a@b@c.nl"])
def test_a_letter_that_cannot_be_addressed_holds_up_no_other(app: Flask, mailbox: Mailbox, address: str) -> None:
    with app.test_request_context():
        nora = person("nora")
        nora.email = address
        mail.queue("account_changed", to=nora)
        db.session.commit()
    write(app, "bart")
    run(app)
    assert [message["To"] for message in mailbox.caught] == ["bart@demo.example"]
    with app.app_context():
        assert mail.count_undelivered() == 1
    assert (
        "1 mail van de afgelopen week kon niet worden bezorgd"
        in Browser(app).signed_in("beheer").get("/accounts/people/").words
    )


def test_a_letter_that_nobody_can_read_any_more_is_given_up(app: Flask, mailbox: Mailbox) -> None:
    write(app, "nora")
    with app.app_context():
        db.session.execute(update(OutboxMail).values(letter_sealed=b"\x01" + bytes(60)))
        db.session.commit()
    write(app, "bart")
    run(app)
    assert [message["To"] for message in mailbox.caught] == ["bart@demo.example"]


def test_no_mail_without_its_act(app: Flask) -> None:
    with app.test_request_context():
        mail.queue("account_changed", to=person("bart"))
        db.session.rollback()
        assert db.session.scalar(select(func.count()).select_from(OutboxMail)) == 0


def test_a_server_that_is_away_costs_no_mail(app: Flask, mailbox: Mailbox, frozen: FrozenDateTimeFactory) -> None:
    mailbox.refuses = "451 try later"
    write(app)
    run(app)
    assert (row(app).sent_at, row(app).attempts) == (None, 1)
    mailbox.refuses = ""
    run(app)
    assert not mailbox.caught, "it waits before it tries again"
    frozen.tick(timedelta(minutes=2))
    run(app)
    assert len(mailbox.caught) == 1


def test_a_server_that_is_away_holds_up_the_other_jobs_no_longer_than_three_mails(
    app: Flask, mailbox: Mailbox, frozen: FrozenDateTimeFactory
) -> None:
    """Each try may take as long as the server lets it wait; those that were not tried lose nothing by it."""
    for _mail in range(6):
        write(app)
    mailbox.is_away = True
    run(app)
    assert mailbox.visits == mail.MOST_IN_VAIN
    with app.app_context():
        assert sorted(db.session.scalars(select(OutboxMail.attempts))) == [0, 0, 0, 1, 1, 1]
    mailbox.is_away = False
    frozen.tick(timedelta(minutes=2))
    run(app)
    assert len(mailbox.caught) == 6


def test_letters_that_are_refused_hold_up_no_other(app: Flask, mailbox: Mailbox) -> None:
    mailbox.refuses = "451 try later"
    for _mail in range(5):
        write(app)
    run(app)
    assert mailbox.visits == 5


def test_every_try_bears_the_same_id(app: Flask, mailbox: Mailbox, frozen: FrozenDateTimeFactory) -> None:
    """Sent, but the process died before it was written down: whoever gets it twice can tell."""
    write(app)
    run(app)
    id = row(app).id
    with app.test_request_context():
        again = db.session.get_one(OutboxMail, id)
        again.letter, again.sent_at = '{"to": "bart@demo.example", "subject": "x", "body": "y"}', None
        db.session.commit()
    frozen.tick(mail.CLAIMED)
    run(app)
    first, second = mailbox.caught
    assert first["Message-ID"] == second["Message-ID"] == f"<{id}@jsp.example>"


def test_a_slow_server_is_waited_for_by_one_process_only(
    app: Flask, mailbox: Mailbox, frozen: FrozenDateTimeFactory
) -> None:
    """Some ten lines with a server that gives each just in time: until then no other process takes the mail."""
    write(app)
    with app.app_context():
        [id] = db.session.scalars(select(OutboxMail.id))
        assert mail._claim(id)
    frozen.tick(timedelta(seconds=mail.TIMEOUT * 20))
    run(app)
    assert not mailbox.caught
    frozen.tick(timedelta(minutes=10))
    run(app)
    assert len(mailbox.caught) == 1, "of a process that died"


def test_an_address_that_never_works_is_given_up_and_wiped(app: Flask, mailbox: Mailbox) -> None:
    mailbox.refuses = "550 no such person"
    write(app)
    run(app)
    assert row(app).given_up_at is not None
    assert row(app).letter_sealed is None


def test_without_a_server_it_waits(app: Flask) -> None:
    write(app)
    run(app)
    assert (row(app).attempts, row(app).sent_at) == (0, None)


def test_after_a_week_nothing_of_it_is_left(app: Flask, mailbox: Mailbox, frozen: FrozenDateTimeFactory) -> None:
    write(app)
    run(app)
    frozen.tick(timedelta(days=8))
    run(app)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(OutboxMail)) == 0


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\n\n", "\x85", "\u2028", ", ", "\0"])
@pytest.mark.parametrize("where", ["address", "sender"])
def test_an_address_cannot_bring_headers_along(
    app: Flask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, where: str, end: str
) -> None:
    """Such a mail goes to nobody at all."""
    bad = f"bart@demo.example{end}Bcc: ander@demo.example"
    if where == "sender":
        monkeypatch.setitem(app.config, "MAIL_FROM", bad)
    with app.test_request_context():
        mail.queue_to("account_changed", address=bad if where == "address" else "bart@demo.example", language="nl",
                      reader=person("bart"))  # fmt: skip
        db.session.commit()
    run(app)
    assert [each["Bcc"] for each in mailbox.caught if each["Bcc"] or "ander" in str(each["To"])] == []
    assert where == "sender" or mailbox.caught == []
