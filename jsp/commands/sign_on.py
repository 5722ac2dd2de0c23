"""`flask sign-on`: a way back in where the provider knows somebody by another number than before, or no more."""

from uuid import uuid4

import click
from flask.cli import AppGroup
from sqlalchemy import select

from jsp import audit, mail
from jsp.blueprints.accounts.service.invitations import make_invitation
from jsp.blueprints.accounts.service.sessions import end_sign_ins
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.login_identities import forget_identities
from jsp.verbs.letting_in import KIND, lock_accounts

group = AppGroup("sign-on", help="For who works at the server: single sign-on that somebody is locked out of.")


@group.command("invite-again")
@click.argument("email")
def invite_again(email: str) -> None:
    """Forget with what somebody signs in, and print a link with which they do it anew. What they may do stays."""
    person = db.session.scalar(select(User).where(User.email == email.lower()))
    if person is None:
        raise click.ClickException(f"Nobody has an account with the address {email}.")
    lock_accounts(person)
    if person.password is not None and not person.active:
        raise click.ClickException("This account is closed. An administrator opens it again in the app.")
    forget_identities(person)
    person.password, person.active = None, False
    end_sign_ins(person)
    audit.record(Action.PROFILE_CHANGED, KIND, person.id)
    db.session.flush()
    link = mail.link("accounts.accept", token=make_invitation(person, key=uuid4(), by=None))
    db.session.commit()
    click.echo("Open this link; it works once, for seven days:")
    click.echo(link)
