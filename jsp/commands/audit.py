"""`flask audit`: whether the trail holds, where it ends, and letting go of what is too old."""

import click
from flask import g
from flask.cli import AppGroup
from sqlalchemy.exc import DBAPIError

from jsp.extensions import db
from jsp.verbs import trail, trail_heads, trail_pruning

group = AppGroup("audit", help="The trail of who did what: whether nobody touched it.")
NOT_ALLOWED = "42501"  # PostgreSQL: insufficient_privilege


@group.command("verify")
def verify() -> None:
    """Go along the whole trail. Ends with 1 where it was touched, and says where."""
    g.reading = True  # it may take a while, and nobody has to wait for it
    found = trail.verify()
    if not found.holds:
        raise click.ClickException(_what_is_wrong(found))
    click.echo(f"The trail holds: {found.checked} entries, up to number {found.seq}.")
    if found.heads:
        click.echo(f"It fits the {found.heads} ends that were published.")
    else:
        click.echo("No end was published yet, so that nothing was cut off at the end cannot be said.")


@group.command("head")
def head() -> None:
    """Say where the trail ends now: its number and its mark, to be kept somewhere else."""
    g.reading = True
    found = trail_heads.current_head()
    click.echo(f"{found.day} {found.seq} {found.mac}")


@group.command("prune")
@click.option("--dry-run", is_flag=True, help="Only say how much would go.")
def prune(dry_run: bool) -> None:
    """Remove what is older than the setting audit_log_days. What stays goes on holding."""
    if dry_run:
        g.reading = True
        click.echo(f"{trail_pruning.count_old()} entries are old enough to go.")
        return
    try:
        removed = trail_pruning.prune()
    except trail_pruning.TrailBrokenError as error:
        db.session.rollback()
        raise click.ClickException(
            f"Somebody touched the trail at number {error}: nothing more was removed."
        ) from error
    except DBAPIError as error:
        db.session.rollback()
        if getattr(error.orig, "sqlstate", None) != NOT_ALLOWED:
            raise
        raise click.ClickException(
            "The app's database role may only add to the trail, as it should be. Do this as the owner of the tables: "
            "DATABASE_URL=postgresql://OWNER@HOST/NAME flask audit prune"
        ) from error
    click.echo(f"{removed} entries were removed.")


def _what_is_wrong(found: trail.Verdict) -> str:
    said = []
    if found.broken:
        said.append(
            f"it breaks at number {found.broken.seq} (entry {found.broken.entry_id}), after {found.checked} good"
        )
    if found.unplaced:
        said.append(f"{found.unplaced} entries stand outside it")
    if found.forged:
        said.append(f"checkpoints that nobody signed: {', '.join(map(str, found.forged))}")
    if found.unfit:
        days = ", ".join(each.day for each in found.unfit[:5])
        said.append(f"{len(found.unfit)} published ends are not in it (the first of {days}): its end was cut off")
    if found.unreadable:
        said.append(f"{found.unreadable} lines of the file of published ends cannot be read")
    return f"Somebody touched the trail: {'; '.join(said)}."
