"""Looks whether an installation is well: every check is a small function that says what it found."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from flask import g

from jsp.doctor import (
    backups,
    clocks,
    disk,
    durability,
    files,
    holidays,
    jobs,
    keys,
    mail,
    migrations,
    privileges,
    promises,
    releases,
    settings,
    sign_in,
    trail,
)
from jsp.extensions import db
from jsp.rules.finding import Finding, State, wrong
from jsp.rules.refusal import N_
from jsp.verbs import examining

Check = Callable[[], Iterable[Finding]]
AT_REST: tuple[Check, ...] = (
    settings.check, keys.check_data_key, keys.check_backup_key, keys.check_secret_key, migrations.check,
    clocks.check_zone, clocks.check_clock, durability.check, privileges.check, files.check, holidays.check,
    sign_in.check, trail.check,
)  # fmt: skip
RUNNING: tuple[Check, ...] = (
    mail.check, jobs.check, backups.check, disk.check, releases.check, promises.check,
)  # fmt: skip

WHILE_WORKING: tuple[Check, ...] = (
    mail.check, jobs.check_failing, backups.check, disk.check, releases.check, promises.check,
)  # fmt: skip

ABOUTS: Mapping[Check, tuple[str, ...]] = {
    settings.check: ("settings", "address"), keys.check_data_key: ("data-key",),
    keys.check_backup_key: ("backup-key",), keys.check_secret_key: ("secret-key",), migrations.check: ("migrations",),
    clocks.check_zone: ("time-zone",), clocks.check_clock: ("clock",),
    durability.check: ("synchronous", "database-tls", "standby"), privileges.check: ("trail-role",),
    files.check: ("files",), holidays.check: ("holidays",), sign_in.check: ("people", "sign-in"),
    trail.check: ("trail",), mail.check: ("mail",), mail.check_server: ("mail-server",), jobs.check: ("jobs",),
    jobs.check_failing: ("jobs",), backups.check: ("backup", "restore-drill"), disk.check: ("disk",),
    releases.check: ("releases",), promises.check: ("promises",),
}  # fmt: skip

WHILE_WAITING: tuple[Check, ...] = tuple(each for each in AT_REST if each is not trail.check) + RUNNING


def examine(checks: Iterable[Check] = AT_REST + RUNNING) -> Iterator[Finding]:
    """What each of them finds; one that cannot look says so, and keeps no other from looking."""
    g.reading = True
    for check in checks:
        yield from _look(check)


def is_well(findings: Iterable[Finding]) -> bool:
    """Whether nothing is wrong."""
    return all(each.state is not State.WRONG for each in findings)


def _look(check: Check) -> list[Finding]:
    try:
        return list(check())
    except Exception as error:
        kind = type(getattr(error, "orig", None) or error).__name__
        there = N_("Is the database there, and migrated?")
        said = N_("This could not be looked at (%(kind)s).")
        return [wrong(about, said, there, kind=kind) for about in ABOUTS[check]]
    finally:
        db.session.rollback()


examining.bind(lambda: examine(WHILE_WAITING))
