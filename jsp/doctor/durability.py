"""Whether what was acknowledged stays when the power goes: how SQLite and PostgreSQL are told to write."""

from collections.abc import Iterator, Mapping

from sqlalchemy import text

from jsp.doctor.finding import Finding, ok, wrong
from jsp.doctor.places import is_of_several_hosts
from jsp.extensions import db

SQLITE = {"synchronous": ("2", "3"), "journal_mode": ("wal",), "foreign_keys": ("1",), "secure_delete": ("1",)}
POSTGRES = {
    "fsync": ("on",), "synchronous_commit": ("on", "remote_apply"), "full_page_writes": ("on",),
}  # fmt: skip
STANDBYS = "synchronous_standby_names"
NEAR = "SELECT inet_server_addr() IS NULL OR host(inet_server_addr()) IN ('127.0.0.1', '::1')"


def check() -> Iterator[Finding]:
    """On a connection as the app has it."""
    connection = db.session.connection()
    if db.engine.dialect.name == "sqlite":
        found = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in SQLITE}
        yield from judge(found, SQLITE, "PRAGMA")
        return
    found = {name: str(connection.scalar(text(f"SHOW {name}"))) for name in (*POSTGRES, STANDBYS)}
    yield from judge(found, POSTGRES, "setting")
    secret = connection.scalar(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
    yield judge_road(is_secret=bool(secret), is_near=bool(connection.scalar(text(NEAR))))
    if is_of_several_hosts():
        states = connection.scalars(text("SELECT sync_state FROM pg_stat_replication")).all()
        yield judge_standby(found[STANDBYS], list(states))


def judge(found: Mapping[str, str], wanted: Mapping[str, tuple[str, ...]], kind: str) -> Iterator[Finding]:
    """What those values mean for what was acknowledged."""
    off = [name for name, values in wanted.items() if found[name] not in values]
    for name in off:
        yield wrong(
            "synchronous", f"The {kind} {name} is {found[name]}: rows that were acknowledged can be lost.",
            f"Set it to {wanted[name][0]}.",
        )  # fmt: skip
    if not off:
        yield ok("synchronous", f"What is acknowledged is on the disk ({', '.join(wanted)} are right).")


def judge_road(*, is_secret: bool, is_near: bool) -> Finding:
    """Whether somebody between could read along."""
    if is_secret or is_near:
        return ok("database-tls", "The way to the database is encrypted." if is_secret else "The database is here.")
    return wrong(
        "database-tls", "The way to the database is not encrypted.", "Put sslmode=verify-full in DATABASE_URL."
    )


def judge_standby(names: str, states: list[str | None]) -> Finding:
    """Whether a second server has all that was acknowledged; `states`: of the standbys as far as we may see them."""
    attached = "Attach one and name it in synchronous_standby_names."
    if not names:
        return wrong("standby", "DATABASE_URL names several servers, and none is a synchronous standby.", attached)
    if not states:
        return wrong("standby", f"No standby is attached, though {names} should be.", attached)
    if all(state is None for state in states):
        return ok("standby", f"{len(states)} attached ({names}); GRANT pg_read_all_stats to see more.")
    if not {"sync", "quorum"} & set(states):
        return wrong("standby", "A standby is attached, but does not keep up synchronously.", attached)
    return ok("standby", f"A synchronous standby is attached ({names}).")
