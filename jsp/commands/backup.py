"""`flask backup`, its weekly drill, and `flask restore`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import URL, make_url
from sqlalchemy.exc import DBAPIError

from jsp.backups import DATABASE_ERRORS, BackupError, words_of
from jsp.backups.drill import OUTCOME, drill
from jsp.backups.erased_again import ALL, entries_in, remembered_by
from jsp.backups.key_file import read_backup_keys
from jsp.backups.kinds import kind_of
from jsp.backups.making import JOURNAL, make
from jsp.backups.restoring import Restored, restore
from jsp.database_address import for_library
from jsp.extensions import db
from jsp.models import job_runs

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


class WithDefault(AppGroup):
    """A group of which the first command may be left out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args.insert(0, "make")
        return super().parse_args(ctx, args)


HELP = "Make a backup: flask backup [FOLDER]. The drill that proves it: flask backup drill."
group = WithDefault("backup", help=HELP)


@group.command("make")
@click.argument("folder", type=FOLDER, required=False)
def make_one(folder: Path | None) -> None:
    """Write a sealed copy of the database into FOLDER (BACKUP_FOLDER), and throw away those that had their time."""
    config = current_app.config
    with _said():
        key = _keys()[0]
        made = make(_url(), folder or config["BACKUP_FOLDER"], key=key, days=config["BACKUP_DAYS"], journal=_journal())
    _note(job_runs.BACKUP, is_done=True)
    manifest = made.manifest
    click.echo(f"Made {made.path} ({made.size / 1e6:.1f} MB): {manifest.rows} rows in {len(manifest.tables)} tables.")
    if made.removed:
        click.echo(f"Removed {len(made.removed)} of more than {config['BACKUP_DAYS']} days ago.")


@group.command("drill")
@click.argument("folder", type=FOLDER, required=False)
@click.option("--into", help="A database address at whose server the drill is done; nothing at it changes.")
def run_drill(folder: Path | None, into: str | None) -> None:
    """Restore the newest backup in a temporary place, look whether all of it is right, and write the outcome down."""
    place = folder or current_app.config["BACKUP_FOLDER"]
    with _said():
        url = _url(into)
        kind_of(url).refuse_without_right(url)  # who may not begin says nothing of the backup: that is no drill
        erasures = entries_in(*_journals(place), remembered=_remembered(_url()))
        outcome = drill(place, url, keys=_keys(), erasures=erasures)
    _note(job_runs.DRILL, is_done=outcome.is_right)
    if not outcome.is_right:
        raise click.ClickException(outcome.line)
    click.echo(f"{outcome.line} Written in {place / OUTCOME}.")


@click.command("restore")
@click.argument("file", type=EXISTING)
@click.option("--into", help="The database address to restore into; otherwise DATABASE_URL.")
@click.option("--replace", is_flag=True, help="Let it come in the place of a database that is not empty.")
@with_appcontext
def restore_one(file: Path, into: str | None, replace: bool) -> None:
    """Restore the backup FILE. All of it is looked at beside the database, and only then put in place."""
    with _said():
        url, journals = _url(into), _journals(file.parent)
        kind_of(url).refuse_without_right(url)
        erasures = entries_in(*journals, remembered=_remembered(_url(), url))
        done = restore(file, url, keys=_keys(), erasures=erasures, replace=replace)
    _tell(done, journals)


def _tell(done: Restored, journals: list[Path]) -> None:
    checked = done.checked
    manifest = checked.manifest
    click.echo(f"Restored as it was on {manifest.made_at:%Y-%m-%d %H:%M} UTC.")
    click.echo(f"{manifest.rows} rows in {len(manifest.tables)} tables are what was backed up.")
    if checked.opened:
        click.echo(f"{checked.opened} sealed values were opened: the data key fits.")
    else:
        click.echo("Nothing sealed is in it: whether the data key fits was not seen.")
    if checked.upgraded_from:
        click.echo(f"It was of migration {checked.upgraded_from}, and was brought to the newest.")
    if journals or checked.erased:
        click.echo(f"Erasures of since then that were done again: {checked.erased}.")
    if journals:
        click.echo(f"Read for that: {', '.join(map(str, journals))}; and the database of before, if there was one.")
    else:
        click.echo(f"NOTE: no journal of erasures at {_journal()}: what was erased since then may be back.")
    if done.kept:
        click.echo(f"The database of before is kept: {done.kept}. Remove it as soon as you can do without.")


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    except DATABASE_ERRORS as error:
        raise click.ClickException(f"The database says: {words_of(error)}") from error
    except OSError as error:
        raise click.ClickException(
            f"The system says: {error.strerror or error} ({error.filename or 'disk'})"
        ) from error


def _url(given: str | None = None) -> URL:
    return make_url(for_library(given) if given else current_app.config["SQLALCHEMY_DATABASE_URI"])


def _keys() -> list[bytes]:
    return read_backup_keys(current_app.config["BACKUP_KEY_FILE"])


def _journal() -> Path:
    return Path(current_app.config.get("ERASURE_JOURNAL") or Path(current_app.instance_path) / JOURNAL)


def _journals(folder: Path) -> list[Path]:
    """Those that are there: of this machine, and those of every machine that lie beside the backups."""
    return [path for path in (_journal(), *sorted(folder.glob(ALL))) if path.exists()]


def _remembered(*databases: URL) -> list[str]:
    """What was erased of these by their own word; one that cannot be asked does not stop a restore."""
    lines: list[str] = []
    for url in dict.fromkeys(databases):
        try:
            lines += remembered_by(url)
        except (BackupError, *DATABASE_ERRORS) as error:
            click.echo(f"NOTE: a database does not say what was erased of it: {words_of(error)}", err=True)
    return lines


def _note(name: str, *, is_done: bool) -> None:
    """Write down that it was tried; before the migration that brought the table there is nowhere to."""
    try:
        job_runs.note(job_runs.Ended(name, is_done), begins=name)
        db.session.commit()
    except DBAPIError:
        db.session.rollback()
        click.echo("NOTE: that this was done could not be written down in the database.", err=True)
