"""Where one request ends and the next begins: what could be read in two ways is refused before it comes to the app."""

import socket
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.real_time, pytest.mark.parametrize("live", ["sqlite"], indirect=True)]
CHUNKED, LENGTH = "Transfer-Encoding: chunked", "Content-Length: {}"
HIDDEN = "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
REFUSED, OURS = ("HTTP/1.1 4", "HTTP/1.1 501"), "Content-Security-Policy"  # the app puts that on every answer
LAST = "0\r\n\r\n"
TWO_WAYS = {
    "both": [LENGTH, CHUNKED],
    "both the other way": [CHUNKED, LENGTH],
    "two lengths": [LENGTH, "Content-Length: 0"],
    "a length with a sign": ["Content-Length: +{}"],
    "chunked and something": ["Transfer-Encoding: chunked, identity"],
    "something like chunked": ["Transfer-Encoding: xchunked"],
    "a blank before the colon": [LENGTH, "Transfer-Encoding : chunked"],
    "a length in two lines": ["Content-Length:\r\n {}"],
}


def say(address: str, words: str) -> str:
    """Everything that comes back until the server hangs up, or is silent."""
    where = urlsplit(address)
    with socket.create_connection((where.hostname or "", where.port or 80), timeout=5) as wire:
        wire.sendall(words.encode())
        wire.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: wire.recv(65536), b"")).decode(errors="replace")


def request(*headers: str, body: str) -> str:
    lines = ["POST /language HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/x-www-form-urlencoded", *headers]
    return "\r\n".join(lines).format(len(body)) + "\r\n\r\n" + body


@pytest.mark.parametrize("how", TWO_WAYS)
def test_what_could_end_in_two_places_is_refused_and_nothing_after_it_is_read(live: str, how: str) -> None:
    heard = say(live, request(*TWO_WAYS[how], body=LAST + HIDDEN))
    assert heard.count("HTTP/1.1 ") == 1
    assert heard.startswith(REFUSED)
    assert OURS not in heard


def test_one_with_a_plain_length_comes_to_the_app(live: str) -> None:
    assert OURS in say(live, request(LENGTH, body="language=en"))
    assert OURS in say(live, request(CHUNKED, body=f"b\r\nlanguage=en\r\n{LAST}"))
