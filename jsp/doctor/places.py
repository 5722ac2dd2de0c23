"""Where an installation keeps its files, and whether they are closed to others."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from sqlalchemy.engine import make_url

from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_


def setting_path(name: str, default: str) -> Path:
    """The path in a setting, else a file of that name in the instance folder."""
    given = current_app.config.get(name) or os.environ.get(name)
    return Path(str(given)) if given else instance() / default


def instance() -> Path:
    """The folder of this installation."""
    return Path(current_app.instance_path)


def database_file() -> Path | None:
    """The file of the database, where it is one."""
    url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
    return Path(url.database) if url.drivername.startswith("sqlite") and url.database else None


def is_of_several_hosts() -> bool:
    """Whether DATABASE_URL names more than one server."""
    url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
    hosts = [url.host or "", *_listed(url.query.get("host", ()))]
    return len([name for each in hosts for name in each.split(",") if name]) > 1


def _listed(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def look_at(about: str, path: Path) -> Iterator[Finding]:
    """Whether a file or folder is ours, and closed to others."""
    state = path.stat()
    mode, is_folder, at = stat.S_IMODE(state.st_mode), path.is_dir(), str(path)
    if mode & 0o077:
        yield wrong(
            about, N_("%(path)s is open to others (%(mode)s)."), N_("Close it: chmod %(closed)s %(path)s"), path=at,
            mode=f"{mode:o}", closed="700" if is_folder else f"{mode & 0o700:o}",
        )  # fmt: skip
    elif state.st_uid != os.geteuid():
        yield wrong(
            about, N_("%(path)s belongs to another account (uid %(uid)s)."),
            N_("Run this as the account of the app, or: chown %(own)s %(path)s"), path=at, uid=state.st_uid,
            own=os.geteuid(),
        )  # fmt: skip
    else:
        yield ok(about, N_("%(path)s is for this account alone (%(mode)s)."), path=at, mode=f"{mode:o}")
