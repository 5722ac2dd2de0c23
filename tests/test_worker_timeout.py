"""A worker of gunicorn: one that takes too long ends without a word, and garbage is looked for between requests."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = """
import gc, os, signal, sys, time, types

cleaned = []
gc.callbacks.append(lambda phase, info: phase == "stop" and cleaned.append(info["collected"]))
sys.modules["jsp.logs"] = types.SimpleNamespace(started=lambda *words, **named: None)

def app(environ, start_response):
    if environ["PATH_INFO"] == "/garbage":
        before = len(cleaned)
        for _each in range(6_000):
            (ring := []).append(ring)
        during = len(cleaned) - before
        start_response("200 OK", [])
        return [f"{during} {sum(cleaned[1:])}".encode()]
    if environ["PATH_INFO"].startswith("/partner/SIG"):
        os.kill(os.getpid(), getattr(signal, environ["PATH_INFO"].rpartition("/")[2]))
    if environ["PATH_INFO"] != "/":
        try:
            time.sleep(60)
        except BaseException:
            print("broken off", flush=True)  # as a database library would, which then tells the server
            raise
    start_response("200 OK", [])
    return [b"here"]

app.config = {"SQLALCHEMY_DATABASE_URI": "sqlite://"}
"""
ADDRESS = "/partner/geheimwoord?bij=raayland"
pytestmark = pytest.mark.real_time
Server = tuple[subprocess.Popen[bytes], int, Callable[[], str]]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A gunicorn with the settings of ours, but with less patience; its port, and what it wrote."""
    (tmp_path / "hanging.py").write_text(APP)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--timeout", "1", "--pythonpath", str(tmp_path)]
    command = [sys.executable, "-m", "gunicorn", *words, "hanging:app"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    log = tmp_path / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=kept, stdout=file, stderr=file)
    try:
        wait_for(lambda: get(port, "/") == b"here")
        yield process, port, log.read_text
    finally:
        process.terminate()
        process.wait(10)


def get(port: int, address: str) -> bytes:
    """What it answers; nothing where it does not."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    with suppress(ConnectionError, RemoteDisconnected):
        connection.request("GET", address)
        return connection.getresponse().read()
    return b""


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def assert_silent(said: str) -> None:
    for word in ("geheimwoord", "partner", "raayland", "Traceback", "Error handling", "broken off", "SIGKILL"):
        assert word not in said, said


def test_who_takes_too_long_ends_by_itself_and_nobody_reads_over_what(server: Server) -> None:
    _process, port, said = server
    assert get(port, ADDRESS) == b""
    wait_for(lambda: "exited with code 1" in said())
    assert "WORKER TIMEOUT" in said()
    assert_silent(said())
    wait_for(lambda: get(port, "/") == b"here")


def test_nor_where_all_is_stopped_at_once(server: Server) -> None:
    process, port, said = server
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", ADDRESS)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.wait(10)
    connection.close()
    assert_silent(said())


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGKILL", "SIGBUS"])
def test_that_a_worker_was_killed_shows_and_not_over_what(server: Server, name: str) -> None:
    """As a broken library and a machine without memory do it."""
    _process, port, said = server
    assert get(port, f"/partner/{name}?bij=raayland") == b""
    wait_for(lambda: f"was sent {name}!" in said())
    assert_silent(said().replace("SIGKILL! Perhaps out of memory?", ""))
    wait_for(lambda: get(port, "/") == b"here")


def test_of_a_request_that_is_none_nothing_shows(server: Server) -> None:
    """gunicorn would warn of it, with the address of who sent it and with what stood in it."""
    _process, port, said = server
    for line in (b"GET /partner/geheimwoord HTTP/geheimwoord", b"GE(T /partner/geheimwoord HTTP/1.1"):
        with socket.create_connection(("127.0.0.1", port), 10) as visitor:
            visitor.sendall(line + b"\r\nHost: raayland\r\n\r\n")
            assert visitor.recv(20).startswith(b"HTTP/1.1 400")
            visitor.recv(1_000)
    assert get(port, "/") == b"here"
    assert_silent(said())
    assert "127.0.0.1" not in said()
    assert "nvalid" not in said()


def test_garbage_waits_for_the_end_of_the_request(server: Server) -> None:
    """How often it was looked for meanwhile, and how much was found since the start."""
    _process, port, _said = server
    for _request in range(3):
        during, found = map(int, get(port, "/garbage").split())
        assert during == 0
    assert found >= 12_000, "what two requests left is gone"
