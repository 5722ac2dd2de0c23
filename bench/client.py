"""A light client: raw sockets and threads, so that it takes little of the cores it measures."""

import re
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from time import perf_counter
from urllib.parse import urlencode

TOKEN = re.compile(r'name="(csrf_token|csrfmiddlewaretoken)"[^>]*?value="([^"]+)"')
TIMEOUT = 120.0


@dataclass
class Answer:
    """What came back, whole."""

    raw: bytes

    @property
    def status(self) -> int:
        """The HTTP status, 0 where nothing came."""
        return int(self.raw[9:12] or 0)

    @property
    def body(self) -> bytes:
        """What follows the headers."""
        return self.raw.partition(b"\r\n\r\n")[2]

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Names in lower case."""
        lines = self.raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
        return [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]


def send(port: int, request: bytes) -> Answer:
    """One request on a connection of its own; sync workers close it anyway."""
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return Answer(b"".join(parts))


@dataclass
class Visitor:
    """A browser's worth of state: cookies and the last form token."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: tuple[str, str] = ("csrf_token", "")

    def request(self, path: str, form: dict[str, str] | None = None, headers: Sequence[str] = ()) -> bytes:
        """The bytes of a GET, or of a POST with the form token added."""
        body = urlencode({**form, self.token[0]: self.token[1]}) if form is not None else ""
        method = "GET" if form is None else "POST"
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    def open(self, path: str, form: dict[str, str] | None = None) -> Answer:
        """Send, and keep the cookies and the form token of the answer."""
        answer = send(self.port, self.request(path, form))
        for name, value in answer.headers:
            if name == "set-cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                self.cookies[cookie] = content
        found = TOKEN.search(answer.body.decode())
        if found:
            self.token = (found[1], found[2])
        return answer


def signed_in(port: int, sign_in: str, then: str, form: dict[str, str]) -> Visitor:
    """Somebody who signed in and opened the page `then`."""
    visitor = Visitor(port)
    visitor.open(sign_in)
    if visitor.open(sign_in, form).status not in (302, 303):
        raise RuntimeError("signing in failed")
    if visitor.open(then).status != 200:
        raise RuntimeError(f"{then} does not open")
    return visitor


@dataclass(frozen=True)
class Volley:
    """What a number of clients together got done."""

    seconds: float
    statuses: list[list[int]]

    @property
    def rate(self) -> float:
        """Requests per second."""
        return sum(len(each) for each in self.statuses) / self.seconds


def volley(port: int, requests: Sequence[Iterator[bytes]], seconds: float) -> Volley:
    """Let each client send one request after the other for so many seconds, all clients at once."""
    barrier = Barrier(len(requests) + 1)

    def work(mine: Iterator[bytes]) -> list[int]:
        got = []
        barrier.wait()
        until = perf_counter() + seconds
        while perf_counter() < until:
            got.append(send(port, next(mine)).status)
        return got

    with ThreadPoolExecutor(len(requests)) as pool:
        clients = [pool.submit(work, mine) for mine in requests]
        barrier.wait()
        began = perf_counter()
        statuses = [client.result() for client in clients]
        return Volley(perf_counter() - began, statuses)
