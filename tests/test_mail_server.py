"""What the server for mail is told and says: a mistake in its address, a name in other letters, no goodbye."""

from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp import mail
from tests.mailbox import Mailbox
from tests.test_mail import mailbox as mailbox
from tests.test_mail import row, run, write


@pytest.mark.parametrize("mistake", ["jsp:half/a password@127.0.0.1", "127.0.0.1:99999", "mail..example"])
def test_a_mistake_in_the_address_of_the_server_costs_no_mail(
    app: Flask, mailbox: Mailbox, frozen: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch, mistake: str
) -> None:
    write(app)
    with monkeypatch.context() as mistaken:
        mistaken.setitem(app.config, "MAIL_SERVER", f"smtp://{mistake}")
        run(app)
    assert (row(app).given_up_at, row(app).attempts) == (None, 1)
    frozen.tick(timedelta(minutes=2))
    run(app)
    assert len(mailbox.caught) == 1


def test_a_site_with_a_name_in_letters_of_its_own_sends_mail(
    app: Flask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "BASE_URL", "https://jsp.bänk.example")
    write(app)
    run(app)
    assert mailbox.caught[0]["Message-ID"].endswith("@jsp.xn--bnk-qla.example>")


def test_a_server_that_says_no_goodbye_gets_no_mail_twice(
    app: Flask, mailbox: Mailbox, frozen: FrozenDateTimeFactory
) -> None:
    mailbox.goodbye = "421 closing"
    write(app)
    run(app)
    frozen.tick(mail.CLAIMED)
    run(app)
    assert len(mailbox.caught) == 1
