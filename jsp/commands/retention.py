"""`flask retention`: what has had its time goes; first a look at what that would be."""

import click
from flask import g
from flask.cli import AppGroup

from jsp.rules.retention import KINDS, Kind
from jsp.verbs import retention

group = AppGroup("retention", help="What has had its time: how much of it there is, and erasing it.")


@group.command("preview")
def preview() -> None:
    """Say of every kind how many would go now, how many within 30 days, and how many are held. Erases nothing."""
    g.reading = True
    for row in retention.preview():
        click.echo(f"{row.kept.kind}: {row.today} now, {row.soon} within 30 days, {row.held} held")


@group.command("run")
@click.option("--dry-run", is_flag=True, help="Only say how many would go.")
def run(dry_run: bool) -> None:
    """Erase what is due, and say how many of each kind went. Safe to start twice."""
    if dry_run:
        g.reading = True
        numbers = {row.kept.kind: row.today for row in retention.preview()}
    else:
        numbers = _run()
    for kept in KINDS:
        click.echo(f"{kept.kind}: {numbers.get(kept.kind, 0)}")


def _run() -> dict[Kind, int]:
    try:
        return retention.run()
    except retention.RetentionUnfinishedError as error:
        raise click.ClickException("Some of it could not be erased; the log says what. The rest was.") from error
