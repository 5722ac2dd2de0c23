"""`flask doctor`: is this installation well?"""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import make_url

from jsp import doctor
from jsp.doctor import mail
from jsp.rules.finding import State


@click.command("doctor")
@click.option("--mail", "tries_mail", is_flag=True, help="Also go in at the mail server, without sending anything.")
@click.option("--only-wrong", is_flag=True, help="Leave out what is right.")
@with_appcontext
def command(tries_mail: bool, only_wrong: bool) -> None:
    """Say of everything that has to be right whether it is, and what to do where it is not.

    The exit status is 1 where something is wrong. A NOTE is worth knowing, no more.
    """
    _check_there()
    checks = (*doctor.AT_REST, *doctor.RUNNING, *((mail.check_server,) if tries_mail else ()))
    findings = list(doctor.examine(checks))
    for each in findings:
        if not only_wrong or each.state is State.WRONG:
            click.echo(each.line)
    if not doctor.is_well(findings):
        sys.exit(1)


def _check_there() -> None:
    """Looking would make an empty database, which says that nothing was ever here."""
    url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        path = Path(url.database or "").absolute()
        if not path.exists():
            raise click.ClickException(
                f"There is no database at {path}. Was there one? Put a backup back: docs/backup.md. "
                "Is this installation new? Then: flask db upgrade"
            )
