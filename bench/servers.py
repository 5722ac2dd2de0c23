"""Starts what is measured and stops it: prepared databases, gunicorn servers, a PostgreSQL of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psycopg

ROOT = Path(__file__).parent.parent
SECRET = "only-for-the-bench-0123456789-abcdefghij"
PATIENCE = 240.0  # seconds; the home page of a whole country is made at the first request


def environment(url: str) -> dict[str, str]:
    """Settings of one measured installation."""
    return {**os.environ, "DATABASE_URL": url, "SECRET_KEY": SECRET, "FLASK_APP": "wsgi", "DEVELOPMENT": "1"}


def prepare(url: str) -> None:
    """Migrate the database and load the demo."""
    command = [sys.executable, "-m", "flask", "prepare"]
    subprocess.run(command, cwd=ROOT, env=environment(url), check=True, stdout=subprocess.DEVNULL)


def prepare_twin(url: str, twin: str = "bench.twin", *words: str) -> None:
    """Make the tables and the ground data of a Django twin."""
    command = [sys.executable, "-m", twin, *words]
    subprocess.run(command, cwd=ROOT, env=environment(url), check=True, stdout=subprocess.DEVNULL)


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time that its workers have used so far; 0 where the system does not tell."""
        states = [Path(f"/proc/{pid}/stat").read_text() for pid in self.workers()]
        ticks = [state.rpartition(")")[2].split()[11:13] for state in states]
        return sum(int(user) + int(system) for user, system in ticks) / os.sysconf("SC_CLK_TCK")

    def workers(self) -> list[int]:
        """The ids of its worker processes; none where the system does not tell."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(each) for each in children.read_text().split()] if children.exists() else []


@contextmanager
def served(target: str, url: str = "") -> Iterator[Server]:
    """Gunicorn that serves `module:app` until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "bench/gunicorn_conf.py", "-b", f"127.0.0.1:{port}", target]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(url))
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as probe:
                probe.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if probe.recv(1):
                    return
        except ConnectionRefusedError:
            sleep(0.1)
    raise RuntimeError("a measured server did not start")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def postgres_binaries() -> Path | None:
    """The newest installed PostgreSQL, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgres(binaries: Path) -> Iterator[str]:
    """The address of a private server that syncs; PostgreSQL refuses root, so root hands over to its user."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = tempfile.mkdtemp(prefix="jsp-bench-")
    if user:
        who = pwd.getpwnam(user)
        os.chown(folder, who.pw_uid, who.pw_gid)
    port, data = _free_port(), f"{folder}/data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=on -c synchronous_commit=on"
    _run_as(user, binaries / "initdb", "-D", data, "-U", "jsp", "-A", "trust", "-E", "UTF8", "--locale=C")
    try:
        _run_as(user, binaries / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        yield f"postgresql+psycopg://jsp@127.0.0.1:{port}"
    finally:
        _run_as(user, binaries / "pg_ctl", "-D", data, "-m", "fast", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def copy_postgres(url: str, one: str, other: str) -> None:
    """Make a copy of a database at that server, by their names."""
    with psycopg.connect(f"{url.replace('+psycopg', '')}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {other} TEMPLATE {one}".encode())


def _run_as(user: str | None, program: Path, *words: str) -> None:
    prefix = ["runuser", "-u", user, "--"] if user else []
    subprocess.run([*prefix, str(program), *words], check=True, stdout=subprocess.DEVNULL, cwd="/")
