"""`flask keys`: the keys that everything sealed depends on."""

import fcntl
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from jsp import config
from jsp.models.sealed import keys
from jsp.rules.keys import Keys, KeysUnreadableError, SealBrokenError, read_keys, with_new_key, without_key
from jsp.verbs import rewrapping

group = AppGroup("keys", help="The keys with which everything is sealed: a new one, and what follows it.")


@group.command("list")
def show() -> None:
    """Say how many sealed texts need each key."""
    counted = rewrapping.count_by_key()
    for number in sorted({*keys().by_number, *counted}):
        here = "" if number in keys().by_number else " (NOT in the key file)"
        newest = ", wraps now" if number == keys().newest else ""
        click.echo(f"key {number}: {counted[number]} texts{newest}{here}")


@group.command("add")
def add() -> None:
    """Add a key, which wraps from now on. The others still open what they wrapped."""
    try:
        newest = _change_file(with_new_key).newest
    except KeysUnreadableError as error:
        raise click.ClickException(f"{error}.") from error
    click.echo(
        f"Key {newest} was added. Copy the key file to every other machine that runs this JSP, and to the "
        "place where its copy is kept; the app takes it from there by itself. Then: flask keys rotate"
    )


@group.command("rotate")
def rotate() -> None:
    """Wrap everything with the newest key. It may be broken off at any moment, and goes on where it was."""
    done: Counter[str] = Counter()
    try:
        for table, number in rewrapping.rewrap_all():
            done[table] += number
    except SealBrokenError as error:
        raise click.ClickException(
            f"{error} does not open with the keys that are here. What came before it was done; nothing was lost."
        ) from error
    for table, number in done.items():
        click.echo(f"{table}: {number}")
    left = sum(number for of, number in rewrapping.count_by_key().items() if of != keys().newest)
    if left:
        raise click.ClickException(
            f"{left} texts were written with an older key meanwhile. Copy the key file to every machine that runs this "
            "JSP, and do this again."
        )
    click.echo(f"Everything is wrapped with key {keys().newest}.")


@group.command("drop")
@click.argument("number", type=int)
def drop(number: int) -> None:
    """Take a key out of the key file; refused while anything needs it.

    Backups from before need it: keep it with them as long as they are kept.
    """
    if number not in keys().by_number or number == keys().newest:
        raise click.ClickException(f"Key {number} cannot go: it is not there, or it is the newest one.")
    needed = rewrapping.count_by_key()[number]
    if needed:
        raise click.ClickException(f"{needed} texts still need key {number}. First: flask keys rotate")
    _change_file(lambda held: without_key(held, number))
    click.echo(f"Key {number} is gone from the key file. Backups from before still need it: keep it with them.")


def _change_file(how: Callable[[Keys], str]) -> Keys:
    """Change the key file as it stands now, which somebody else may have changed meanwhile; what stands there then."""
    path: Path = current_app.config["DATA_KEY_FILE"]
    with path.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        text = how(read_keys(path.read_text()))
        config.replace_keys(path, text)
    return read_keys(text)
