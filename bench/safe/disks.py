"""Small disks of our own, which can be filled and freed; needs root, for they are mounted (tmpfs)."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import servers
from bench.servers import postgres_binaries

BLOCK = 4096
SEGMENT = 1  # MB of the log in one file
USER = "postgres"


@dataclass(frozen=True)
class Disk:
    """A disk of a few megabytes."""

    folder: Path

    @property
    def free(self) -> int:
        """Bytes that can still be written."""
        stand = os.statvfs(self.folder)
        return stand.f_bavail * stand.f_frsize

    def fill(self, left: int = 0) -> None:
        """Let something else take all but so many bytes."""
        with self._ballast.open("ab") as file:
            file.write(bytes(max(0, self.free - left) // BLOCK * BLOCK))

    def clear(self) -> None:
        """Take that away again."""
        self._ballast.unlink(missing_ok=True)

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


@contextmanager
def disk(megabytes: int) -> Iterator[Disk]:
    """A disk of that size, as long as the block lasts."""
    folder = tempfile.mkdtemp(prefix="jsp-safe-disk-")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=False)
    if made.returncode:
        os.rmdir(folder)
        sys.exit("A small disk cannot be mounted here: this needs root.")
    try:
        yield Disk(Path(folder))
    finally:
        subprocess.run(["umount", folder], check=True)
        os.rmdir(folder)


class Postgres:
    """A server with its tables in one folder and its log of changes (WAL) in another."""

    def __init__(self, data: Path, log: Path) -> None:
        found = postgres_binaries()
        if found is None:
            sys.exit("PostgreSQL is not installed here")
        self.binaries, self.port = found, servers._free_port()
        self.data, self.log = data / "data", log / "wal"
        self.sockets = Path(tempfile.mkdtemp(prefix="jsp-safe-pg-"))
        for folder in (data, log, self.sockets):
            shutil.chown(folder, USER, USER)
        self._run("initdb", "-D", self.data, "-X", self.log, f"--wal-segsize={SEGMENT}", "-U", "jsp", "-A", "trust",
                  "-E", "UTF8", "--locale=C")  # fmt: skip

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql+psycopg://jsp@127.0.0.1:{self.port}/postgres"

    def start(self) -> bool:
        """Whether it runs now. Its log is kept until a checkpoint, which does not come soon: so it can get full."""
        options = (f"-p {self.port} -k {self.sockets} -c listen_addresses=127.0.0.1 -c fsync=on "
                   "-c synchronous_commit=on -c max_wal_size=1GB -c checkpoint_timeout=1h")  # fmt: skip
        return self._run(
            "pg_ctl", "-D", self.data, "-w", "-t", "30", "-l", self.sockets / "log", "-o", options, "start"
        )

    def stop(self) -> None:
        """At once; and forget it."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.sockets, ignore_errors=True)

    def is_there(self) -> bool:
        """Whether it takes visitors."""
        return self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port), "-q")

    def said(self, word: str) -> int:
        """How often this stands in what it wrote down."""
        return (self.sockets / "log").read_text().count(word)

    def _run(self, program: str, *words: object) -> bool:
        command = ["runuser", "-u", USER, "--", str(self.binaries / program), *map(str, words)]
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        return done.returncode == 0


@contextmanager
def postgres(data: Path, log: Path) -> Iterator[Postgres]:
    """A running server over those folders."""
    server = Postgres(data, log)
    try:
        if not server.start():
            raise RuntimeError("PostgreSQL does not start")
        yield server
    finally:
        server.stop()
