"""Whether what was acknowledged stays when the power goes: how SQLite and PostgreSQL are told to write."""

from collections.abc import Iterator, Mapping

from sqlalchemy import text

from jsp.doctor.places import is_of_several_hosts
from jsp.extensions import db
from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_

SQLITE = {"synchronous": ("2", "3"), "journal_mode": ("wal",), "foreign_keys": ("1",), "secure_delete": ("1",)}
POSTGRES = {
    "fsync": ("on",), "synchronous_commit": ("on", "remote_apply"), "full_page_writes": ("on",),
}  # fmt: skip
STANDBYS = "synchronous_standby_names"
ATTACH = N_("Attach one and name it in synchronous_standby_names.")
NEAR = "SELECT inet_server_addr() IS NULL OR host(inet_server_addr()) IN ('127.0.0.1', '::1')"


def check() -> Iterator[Finding]:
    """On a connection as the app has it."""
    connection = db.session.connection()
    if db.engine.dialect.name == "sqlite":
        found = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in SQLITE}
        yield from judge(found, SQLITE)
        return
    found = {name: str(connection.scalar(text(f"SHOW {name}"))) for name in (*POSTGRES, STANDBYS)}
    yield from judge(found, POSTGRES)
    secret = connection.scalar(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
    yield judge_road(is_secret=bool(secret), is_near=bool(connection.scalar(text(NEAR))))
    if is_of_several_hosts():
        states = connection.scalars(text("SELECT sync_state FROM pg_stat_replication")).all()
        yield judge_standby(found[STANDBYS], list(states))


def judge(found: Mapping[str, str], wanted: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """What those values mean for what was acknowledged."""
    off = [name for name, values in wanted.items() if found[name] not in values]
    for name in off:
        yield wrong(
            "synchronous", N_("Of the database %(name)s is %(value)s: rows that were acknowledged can be lost."),
            N_("Set it to %(wanted)s."), name=name, value=found[name], wanted=wanted[name][0],
        )  # fmt: skip
    if not off:
        names = ", ".join(wanted)
        yield ok("synchronous", N_("What is acknowledged is on the disk (%(names)s are right)."), names=names)


def judge_road(*, is_secret: bool, is_near: bool) -> Finding:
    """Whether somebody between could read along."""
    if is_secret or is_near:
        near = N_("The database is on this machine.")
        return ok("database-tls", N_("The way to the database is encrypted.") if is_secret else near)
    return wrong(
        "database-tls", N_("The way to the database is not encrypted."), N_("Put sslmode=verify-full in DATABASE_URL.")
    )


def judge_standby(names: str, states: list[str | None]) -> Finding:
    """Whether a second server has all that was acknowledged; `states`: of the standbys as far as we may see them."""
    if not names:
        return wrong("standby", N_("DATABASE_URL names several servers, and none is a synchronous standby."), ATTACH)
    if not states:
        return wrong("standby", N_("No standby is attached, though %(names)s should be."), ATTACH, names=names)
    if all(state is None for state in states):
        seen = N_("%(number)s attached (%(names)s); GRANT pg_read_all_stats to see more.")
        return ok("standby", seen, number=len(states), names=names)
    if not {"sync", "quorum"} & set(states):
        return wrong("standby", N_("A standby is attached, but does not keep up synchronously."), ATTACH)
    return ok("standby", N_("A synchronous standby is attached (%(names)s)."), names=names)
