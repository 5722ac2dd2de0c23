"""A JSP as on a server: gunicorn as it runs there, nginx before it where it is installed, one folder for all."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import create_engine, text

from bench.servers import ROOT, SECRET, _free_port, _stop, postgres, postgres_binaries

NGINX = Path("/usr/sbin/nginx")
PATIENCE = 240.0  # seconds, on a busy machine
DROPPED = ("ssl_", "http2", "listen", "server_name", "http2_")


@dataclass(frozen=True)
class Standing:
    """Where everything is. `places`: all that the app, its database and what stands before it can write to."""

    folder: Path
    url: str
    port: int
    direct: int
    pid: int
    places: tuple[Path, ...]
    env: dict[str, str]

    def flask(self, *words: str) -> int:
        """Exit status of a command of the installation; what it says goes into its log."""
        with (self.folder / "logs" / "commands.log").open("ab") as log:
            return subprocess.run(
                [sys.executable, "-m", "flask", *words], cwd=self.folder, env=self.env, stdout=log, stderr=log
            ).returncode


def environment(folder: Path, url: str) -> dict[str, str]:
    """Settings of an installation whose every file is in this folder."""
    return {
        **os.environ, "DATABASE_URL": url, "SECRET_KEY": SECRET, "FLASK_APP": "wsgi", "DEVELOPMENT": "1",
        "TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(ROOT), "MAIL_SERVER": "terminal:", "PORT": str(_free_port()),
    }  # fmt: skip


@contextmanager
def databases(folder: Path, *kinds: str) -> Iterator[dict[str, tuple[str, tuple[Path, ...]]]]:
    """The address of an empty database of each kind, and where its files are."""
    found: dict[str, tuple[str, tuple[Path, ...]]] = {}
    if "sqlite" in kinds:
        (folder / "sqlite").mkdir()
        found["sqlite"] = (f"sqlite:///{folder / 'sqlite' / 'jsp.sqlite'}", (folder / "sqlite",))
    binaries = postgres_binaries()
    if "postgresql" not in kinds or binaries is None:
        yield found
        return
    with postgres(binaries) as server:
        admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE jsp"))
            data = Path(str(connection.scalar(text("SHOW data_directory"))))
        admin.dispose()
        found["postgresql"] = (f"{server}/jsp", (data, data.parent / "log"))
        yield found


@contextmanager
def standing(folder: Path, url: str, more: tuple[Path, ...], options: tuple[str, ...] = ()) -> Iterator[Standing]:
    """Serve the database that was prepared in this folder, until the block ends."""
    env, port = environment(folder, url), _free_port()
    for name in ("logs", "tmp", "nginx"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "nginx").chmod(0o777)
    with (folder / "logs" / "gunicorn.log").open("ab") as log:
        words = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), "wsgi:app", *options]
        app = subprocess.Popen(words, cwd=folder, env=env, stdout=log, stderr=log)
    before = None
    try:
        _wait_for(int(env["PORT"]))
        if NGINX.exists():
            before = _nginx(folder / "nginx", port, int(env["PORT"]))
            _wait_for(port)
        else:
            port = int(env["PORT"])
        places = tuple(folder / name for name in ("logs", "tmp", "nginx", "instance") if (folder / name).exists())
        yield Standing(folder, url, port, int(env["PORT"]), app.pid, (*places, *more), env)
    finally:
        for process in (before, app):
            if process is not None:
                _stop(process)


def _wait_for(port: int) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        with suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        sleep(0.2)
    raise RuntimeError("the app did not start")


def _nginx(folder: Path, port: int, behind: int) -> "subprocess.Popen[bytes]":
    """With the settings of deploy/nginx, but for TLS: here only what it writes matters."""
    block = (ROOT / "deploy/nginx/jsp.conf").read_text().rpartition("\nserver {")[2]
    lines = [line for line in block.splitlines() if not line.strip().startswith(DROPPED)]
    kept = "\n".join(lines).replace("/var/log/nginx", str(folder)).replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    temps = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = (f"daemon off; pid {folder}/pid; error_log {folder}/error.log emerg; worker_processes 1;\n"
            f"events {{}}\nhttp {{ {temps}\nserver {{ listen 127.0.0.1:{port};\n{kept}\n}}\n")  # fmt: skip
    (folder / "nginx.conf").write_text(text)
    return subprocess.Popen([str(NGINX), "-e", f"{folder}/start.log", "-c", f"{folder}/nginx.conf"])
