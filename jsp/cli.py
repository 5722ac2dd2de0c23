"""Commands of one installation."""

from uuid import uuid4

import click
from email_validator import EmailNotValidError, validate_email
from flask import Flask, g
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade
from sqlalchemy import select

from jsp import demo, jobs, mail
from jsp.blueprints.accounts.service import changes, invitations
from jsp.commands import audit, backup, doctor, keys, retention, sign_on
from jsp.extensions import db
from jsp.models import people_changes
from jsp.models.accounts import RoleRow, User
from jsp.rules.people import ChangeKind
from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import Role
from jsp.verbs import tally_truth

demo_group = AppGroup("demo", help="The invented data set to try the app with.")
jobs_group = AppGroup("jobs", help="Work that nobody waits for: mail, tidying up.")
trends_group = AppGroup("trends", help="The team's figures, which are kept with each conversation.")
users_group = AppGroup("users", help="For who works at the server: the first administrator, and ways back in.")
AT_THE_SERVER = N_("At the server")


def register(app: Flask) -> None:
    """Hang the commands on the app."""
    for group in (
        demo_group, jobs_group, trends_group, users_group, audit.group, backup.group, keys.group, retention.group,
        sign_on.group,
    ):  # fmt: skip
        app.cli.add_command(group)
    for command in (prepare, doctor.command, backup.restore_one):
        app.cli.add_command(command)


@click.command()
@with_appcontext
def prepare() -> None:
    """Migrate, and fill an empty database with the demo."""
    upgrade()
    if demo.is_empty():
        demo.load()
    if demo.is_loaded():
        click.echo(demo.people_text())


@demo_group.command("load")
def load() -> None:
    """Fill an empty database with the demo; refuses to touch any other."""
    try:
        demo.load()
    except demo.NotEmptyError as error:
        raise click.ClickException(str(error)) from error
    click.echo(demo.people_text())


@jobs_group.command("run")
@click.option("--every", type=click.IntRange(min=1), help="Go on, with so many seconds in between.")
def run_jobs(every: int | None) -> None:
    """Send waiting mail, and throw away what has had its time. Safe to start twice."""
    if every is not None:
        jobs.run_every(every)
    elif failed := jobs.run_all():
        raise click.ClickException(f"{failed} of the jobs failed; the log says where.")


@trends_group.command("check")
def check_trends() -> None:
    """Compare the team's figures with the conversations; says how many are wrong, never which."""
    g.reading = True  # it may take a while, and nobody has to wait for it
    wrong = tally_truth.differences()
    if wrong:
        sites = ", ".join(f"{code} {number}" for code, number in wrong.items())
        raise click.ClickException(
            f"{sum(wrong.values())} figures are not right ({sites}). `flask trends rebuild` counts again."
        )
    click.echo("All figures are what the conversations say.")


@trends_group.command("rebuild")
def rebuild_trends() -> None:
    """Count the team's figures again from the conversations."""
    tally_truth.rebuild()
    db.session.commit()
    click.echo("Done. All figures were counted again.")


@users_group.command("create-admin")
@click.argument("email")
@click.option("--name", "first_name", prompt="First name")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl")
def create_admin(email: str, first_name: str, language: str) -> None:
    """Open the account of the first administrator, and print the link with which they make it their own."""
    query = select(User.id).join(User.roles).where(RoleRow.name == Role.ADMINISTRATOR, User.active)
    if db.session.scalar(query.limit(1)) is not None:
        raise click.ClickException("There is an administrator already, who can invite others in the app.")
    person = _find(email) or _open_account(email, first_name, language)
    if Role.ADMINISTRATOR not in person.role_set:
        _change(person, ChangeKind.GRANT_ROLE, role=Role.ADMINISTRATOR)
    _print_way_in(person)


@users_group.command("invite-again")
@click.argument("email")
def invite_again(email: str) -> None:
    """Print a fresh link for somebody who has not opened their account yet."""
    _print_way_in(_get(email))


@users_group.command("reset-factor")
@click.argument("email")
def reset_factor(email: str) -> None:
    """Take a lost second factor away where no second person is left to say yes."""
    person = _get(email)
    _change(person, ChangeKind.RESET_FACTOR)
    db.session.commit()
    click.echo("Done. It will be asked again at the next sign-in.")


@users_group.command("confirm")
@click.argument("email")
def confirm(email: str) -> None:
    """Say yes to what waits for a second person about somebody, where no coordinator is left to do it."""
    for change in people_changes.list_changes(_get(email), waiting=True):
        try:
            changes.decide(change, yes=True, by=None)
        except DomainError as error:
            raise click.ClickException(error.message) from error
        db.session.commit()
        click.echo(f"Confirmed: {change.kind} {change.role or ''}".strip())


def _open_account(email: str, first_name: str, language: str) -> User:
    try:
        address = validate_email(email, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError as error:
        raise click.ClickException(f"{email} is no e-mail address.") from error
    name = " ".join(first_name.split())
    return invitations.open_account(email=address.lower(), first_name=name, language=language)


def _find(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.lower()))


def _get(email: str) -> User:
    person = _find(email)
    if person is None:
        raise click.ClickException(f"Nobody has an account with the address {email}.")
    return person


def _change(person: User, kind: ChangeKind, *, role: Role | None = None) -> None:
    try:
        changes.ask_change(person, kind, key=uuid4(), role=role, reason=AT_THE_SERVER, by=None)
    except DomainError as error:
        raise click.ClickException(error.message) from error


def _print_way_in(person: User) -> None:
    try:
        token = invitations.make_invitation(person, key=uuid4(), by=None)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    db.session.commit()
    click.echo("Open this link; it works once, for seven days:")
    click.echo(mail.link("accounts.accept", token=token))
