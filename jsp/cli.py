"""Commands of one installation."""

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade

from jsp import demo

group = AppGroup("demo", help="The invented data set to try the app with.")


def register(app: Flask) -> None:
    """Hang the commands on the app."""
    app.cli.add_command(group)
    app.cli.add_command(prepare)


@click.command()
@with_appcontext
def prepare() -> None:
    """Migrate, and fill an empty database with the demo."""
    upgrade()
    if demo.is_empty():
        demo.load()
    if demo.is_loaded():
        click.echo(demo.people_text())


@group.command("load")
def load() -> None:
    """Fill an empty database with the demo; refuses to touch any other."""
    try:
        demo.load()
    except demo.NotEmptyError as error:
        raise click.ClickException(str(error)) from error
    click.echo(demo.people_text())
