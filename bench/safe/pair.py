"""Two PostgreSQL servers on this machine: one that takes writes, and a standby that streams from it."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

USER = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses root
PATIENCE = 60.0  # seconds
DATABASE = "jsp"


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def own_folder() -> Iterator[str]:
    """A folder of the user that PostgreSQL runs as; gone afterwards."""
    folder = tempfile.mkdtemp(prefix="jsp-pair-")
    if USER:
        who = pwd.getpwnam(USER)
        os.chown(folder, who.pw_uid, who.pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(*words: str | Path) -> None:
    """Run a program as the user that PostgreSQL runs as."""
    subprocess.run([*as_user(), *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def as_user() -> list[str]:
    """What goes before such a command."""
    return ["runuser", "-u", USER, "--"] if USER else []


@dataclass(frozen=True)
class Node:
    """One server."""

    binaries: Path
    folder: str
    name: str
    port: int

    @property
    def data(self) -> str:
        """Where its files are."""
        return f"{self.folder}/{self.name}"

    def url(self, database: str = DATABASE) -> str:
        """Its own address."""
        return f"postgresql+psycopg://jsp@127.0.0.1:{self.port}/{database}"

    def ask(self, words: str, database: str = "postgres") -> str:
        """The first value of the answer as text, empty where there is none."""
        with psycopg.connect(f"postgresql://jsp@127.0.0.1:{self.port}/{database}", autocommit=True) as connection:
            got = connection.execute(words.encode())
            row = got.fetchone() if got.description else None
            return str(row[0]) if row else ""

    def wait_until(self, words: str, wanted: str) -> None:
        """Until that is the answer; RuntimeError where it never is."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.OperationalError):
                if self.ask(words) == wanted:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"{self.name}: {words} is not {wanted}")

    def start(self) -> None:
        """Started, and listening."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=on -c synchronous_commit=on"
        run(self.binaries / "pg_ctl", "-D", self.data, "-w", "-l", f"{self.data}.log", "-o", options, "start")

    def promote(self) -> None:
        """From now on this one takes writes."""
        run(self.binaries / "pg_ctl", "-D", self.data, "-w", "promote")

    def kill(self) -> None:
        """Its power fails: the server and all that belongs to it are gone at once (kill -9), nothing is finished."""
        lines = Path(f"{self.data}/postmaster.pid").read_text().split()
        kill_whole(int(lines[0]))
        Path(f"{self.data}/postmaster.pid").unlink()

    def stop(self) -> None:
        """Where it still runs."""
        if Path(f"{self.data}/postmaster.pid").exists():
            with contextlib.suppress(subprocess.CalledProcessError):
                run(self.binaries / "pg_ctl", "-D", self.data, "-m", "immediate", "stop")


def kill_whole(pid: int) -> None:
    """Kill a process and all that came from it; first it is stopped, so that it starts nothing anew."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)
    for child in _children(pid):
        kill_whole(child)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in path.read_text().split()] if path.exists() else []


@contextmanager
def pair(binaries: Path) -> Iterator[tuple[Node, Node]]:
    """The one that takes writes, with an empty database, and the standby, which is not waited for yet."""
    with own_folder() as folder:
        one, two = (Node(binaries, folder, name, free_port()) for name in ("one", "two"))
        try:
            run(binaries / "initdb", "-D", one.data, "-U", "jsp", "-A", "trust", "-E", "UTF8", "--locale=C")
            one.start()
            one.ask(f"CREATE DATABASE {DATABASE}")
            run(binaries / "pg_basebackup", "-h", "127.0.0.1", "-p", str(one.port), "-U", "jsp", "-D", two.data,
                "-R", "-X", "stream", "-c", "fast")  # fmt: skip
            two.start()
            one.wait_until("SELECT state FROM pg_stat_replication", "streaming")
            yield one, two
        finally:
            two.stop()
            one.stop()


def wait_for_standby(one: Node) -> None:
    """From now on a commit is acknowledged only when the standby has written it down."""
    one.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
    one.ask("SELECT pg_reload_conf()")
    one.wait_until("SELECT sync_state FROM pg_stat_replication", "sync")


def break_link(two: Node) -> None:
    """The standby receives nothing any more."""
    two.ask("ALTER SYSTEM SET primary_conninfo = ''")
    two.ask("SELECT pg_reload_conf()")
    two.wait_until("SELECT count(*) FROM pg_stat_wal_receiver", "0")


def address_of(*nodes: Node) -> str:
    """The address for the app, with all of them in it; of these it wants the one that takes writes."""
    servers = ",".join(f"127.0.0.1:{node.port}" for node in nodes)
    return f"postgresql://jsp@{servers}/{DATABASE}"
