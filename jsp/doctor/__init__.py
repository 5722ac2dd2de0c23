"""Looks whether an installation is well: every check is a small function that says what it found."""

from collections.abc import Callable, Iterable, Iterator

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
        about = check.__module__.rpartition(".")[2]
        kind = type(getattr(error, "orig", None) or error).__name__
        there = N_("Is the database there, and migrated?")
        return [wrong(about, N_("This could not be looked at (%(kind)s)."), there, kind=kind)]
    finally:
        db.session.rollback()


examining.bind(lambda: examine(WHILE_WAITING))
