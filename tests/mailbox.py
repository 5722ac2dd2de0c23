"""A mail server of our own that catches every mail."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class Mailbox(Message):
    """Catches every mail; with `refuses` it answers as a server that is full, with `is_away` it hangs up at once."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.caught: list[Any] = []
        self.refuses = ""
        self.is_away = False
        self.goodbye = "221 Bye"
        self.visits = 0
        self.address = ""

    async def handle_EHLO(self, server: Any, session: Any, _envelope: Any, host: str, answers: list[str]) -> list[str]:
        session.host_name = host
        self.visits += 1
        if self.is_away:
            server.transport.close()
        return answers

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_QUIT(self, _server: Any, _session: Any, _envelope: Any) -> str:
        return self.goodbye

    def handle_message(self, message: Any) -> None:
        self.caught.append(message)

    def newest(self, to: str) -> Any:
        """The last mail to an address."""
        return [message for message in self.caught if message["To"] == to][-1]


@contextmanager
def catching(scheme: str = "smtp", **options: Any) -> Iterator[Mailbox]:
    """A mailbox that listens; `address` is what MAIL_SERVER has to be. The options go to aiosmtpd."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, **options)
    server.start()
    box.address = f"{scheme}://127.0.0.1:{port}"
    try:
        yield box
    finally:
        server.stop()
