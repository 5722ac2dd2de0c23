"""The address of a database: of PostgreSQL none that is gone keeps a worker waiting, of SQLite all mean one file."""

from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from sqlalchemy import make_url

DRIVER = "postgresql+psycopg"
SCHEMES = ("postgres", "postgresql", DRIVER)
PATIENCE = {
    "connect_timeout": "3",  # seconds for each server
    "tcp_user_timeout": "10000",  # milliseconds that what was sent may stay unanswered by a machine that vanished
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
}


def for_library(url: str) -> str:
    """The address as SQLAlchemy reads it with psycopg 3; one of another database is left as it is.

    Of several servers (`postgresql://jsp@one,two:5433/jsp`) the one that takes writes is meant, unless the address
    says otherwise. What it says of waiting stands; where it says nothing, no wait is endless.
    """
    parts = urlsplit(url)
    return _patient(parts) if parts.scheme in SCHEMES else url


def in_folder(url: str, folder: Path) -> str:
    """The address, in which an SQLite file without a folder of its own (`sqlite:///own.sqlite`) lies in this one.

    The app would find it there, but backups, restores and the doctor in the folder from which they are started.
    """
    if not url.startswith("sqlite"):
        return url
    parts = make_url(url)
    if not parts.database or parts.database.startswith((":memory:", "file:")):
        return url
    return parts.set(database=str(folder / parts.database)).render_as_string(hide_password=False)


def _patient(parts: SplitResult) -> str:
    who, at, servers = parts.netloc.rpartition("@")
    said = parse_qsl(parts.query, keep_blank_values=True)
    if "," in servers:
        said += [("host", server) for server in servers.split(",")]
        servers = ""
    several = "," in ",".join(each for name, each in said if name == "host")
    wanted = PATIENCE | ({"target_session_attrs": "read-write"} if several else {})
    named = dict(said)
    said += [(name, value) for name, value in wanted.items() if name not in named]
    return f"{DRIVER}://{who}{at}{servers}{parts.path}?{urlencode(said)}"
