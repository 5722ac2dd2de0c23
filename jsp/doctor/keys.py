"""The keys: of the data, of backups, and the secret that signs cookies."""

from collections.abc import Iterator

from flask import current_app

from jsp.doctor.finding import Finding, note, ok, wrong
from jsp.doctor.places import instance, look_at, setting_path
from jsp.rules.keys import NAMES, Keys, KeysUnreadableError, read_keys


def check_data_key() -> Iterator[Finding]:
    """The file is there and ours, and has a key for everything."""
    path = setting_path("DATA_KEY_FILE", "data.key")
    if not path.exists():
        yield wrong("data-key", f"There is no key file at {path}.", f"Put the copy back that was kept apart at {path}.")
        return
    yield from look_at("data-key", path, "The key file")
    try:
        yield from _look_into(read_keys(path.read_text()))
    except (KeysUnreadableError, UnicodeDecodeError) as error:
        yield wrong("data-key", f"The key file cannot be read: {error}.", "Put the copy back that was kept apart.")


def _look_into(keys: Keys) -> Iterator[Finding]:
    used: Keys = current_app.config["DATA_KEYS"]
    if missing := set(used.by_number) - set(keys.by_number):
        numbers = ", ".join(map(str, sorted(missing)))
        yield wrong("data-key", f"Key {numbers} is used and not in the file.", "Put the copy back that was kept apart.")
    absent = [name for name in NAMES if name not in keys.by_name]
    if absent:
        yield note(
            "data-key", f"It has no line of its own for {', '.join(absent)}: the oldest key stands for them.",
            "The first `flask keys` command that adds a key writes them.",
        )  # fmt: skip
    else:
        yield ok(
            "data-key", f"Key {keys.newest} of {len(keys.by_number)} seals now; {', '.join(NAMES)} have their own."
        )


def check_backup_key() -> Iterator[Finding]:
    """Backups are sealed with a key that lies apart from that of the data."""
    path = setting_path("BACKUP_KEY_FILE", "backup.key")
    if not path.exists():
        made = f"Make one: python -m jsp.new_key --backup {path}"
        say = note if current_app.config["DEVELOPMENT"] else wrong
        yield say("backup-key", f"There is no key for backups at {path}.", made)
        return
    yield from look_at("backup-key", path, "The key for backups")
    if path.read_bytes() == setting_path("DATA_KEY_FILE", "data.key").read_bytes():
        yield wrong("backup-key", "It is the key file of the data.", "A backup needs a key of its own; make another.")


def check_secret_key() -> Iterator[Finding]:
    """Where it is a file it is ours."""
    path = instance() / "secret.key"
    if path.exists():
        yield from look_at("secret-key", path, "The secret that signs cookies")
    else:
        yield ok("secret-key", "SECRET_KEY comes from the environment.")
