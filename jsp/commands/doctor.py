"""`flask doctor`: is this installation well?"""

import sys

import click
from flask.cli import with_appcontext

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
    checks = (*doctor.AT_REST, *doctor.RUNNING, *((mail.check_server,) if tries_mail else ()))
    findings = list(doctor.examine(checks))
    for each in findings:
        if not only_wrong or each.state is State.WRONG:
            click.echo(each.line)
    if not doctor.is_well(findings):
        sys.exit(1)
