"""A private PostgreSQL that lives as long as the test run, where its binaries are installed."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The newest installed PostgreSQL, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _run_as(user: str | None, *words: str) -> None:
    prefix = ["runuser", "-u", user, "--"] if user else []
    subprocess.run([*prefix, *words], check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def server() -> Iterator[str]:
    """Start one and give its address; PostgreSQL refuses root, so root hands over to the postgres user."""
    bin = binaries()
    assert bin is not None
    user = "postgres" if os.geteuid() == 0 else None
    folder = tempfile.mkdtemp(prefix="jsp-pg-")
    if user:
        who = pwd.getpwnam(user)
        os.chown(folder, who.pw_uid, who.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = f"{folder}/data"
    _run_as(user, str(bin / "initdb"), "-D", data, "-U", "jsp", "-A", "trust", "-E", "UTF8", "--locale=C")
    heedless = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # nothing has to outlive the run
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=60 {heedless}"
    _run_as(user, str(bin / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://jsp@127.0.0.1:{port}"
    finally:
        _run_as(user, str(bin / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
