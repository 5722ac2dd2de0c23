"""The keys: of the data, of backups, and the secret that signs cookies."""

from collections.abc import Iterator

from flask import current_app

from jsp.doctor.places import instance, look_at, setting_path
from jsp.rules.finding import Finding, note, ok, wrong
from jsp.rules.keys import NAMES, Keys, KeysUnreadableError, read_keys
from jsp.rules.refusal import N_

BACK = N_("Put the copy back that was kept apart.")


def check_data_key() -> Iterator[Finding]:
    """The file is there and ours, and has a key for everything."""
    path = setting_path("DATA_KEY_FILE", "data.key")
    if not path.exists():
        there = N_("Put the copy back that was kept apart at %(path)s.")
        yield wrong("data-key", N_("There is no key file at %(path)s."), there, path=str(path))
        return
    yield from look_at("data-key", path)
    try:
        yield from _look_into(read_keys(path.read_text()))
    except (KeysUnreadableError, UnicodeDecodeError) as error:
        yield wrong("data-key", N_("The key file cannot be read: %(error)s."), BACK, error=str(error))


def _look_into(keys: Keys) -> Iterator[Finding]:
    used: Keys = current_app.config["DATA_KEYS"]
    if missing := set(used.by_number) - set(keys.by_number):
        numbers = ", ".join(map(str, sorted(missing)))
        yield wrong("data-key", N_("Key %(numbers)s is used and not in the file."), BACK, numbers=numbers)
    absent = [name for name in NAMES if name not in keys.by_name]
    if absent:
        yield note(
            "data-key", N_("It has no line of its own for %(names)s: the oldest key stands for them."),
            N_("The first command that adds a key (flask keys) writes them."), names=", ".join(absent),
        )  # fmt: skip
    else:
        yield ok(
            "data-key", N_("Key %(newest)s of %(number)s seals now; %(names)s have their own."), newest=keys.newest,
            number=len(keys.by_number), names=", ".join(NAMES),
        )  # fmt: skip


def check_backup_key() -> Iterator[Finding]:
    """Backups are sealed with a key that lies apart from that of the data."""
    path = setting_path("BACKUP_KEY_FILE", "backup.key")
    if not path.exists():
        made = N_("Make one: python -m jsp.new_key --backup %(path)s")
        say = note if current_app.config["DEVELOPMENT"] else wrong
        yield say("backup-key", N_("There is no key for backups at %(path)s."), made, path=str(path))
        return
    yield from look_at("backup-key", path)
    if path.read_bytes() == setting_path("DATA_KEY_FILE", "data.key").read_bytes():
        own = N_("A backup needs a key of its own; make another.")
        yield wrong("backup-key", N_("It is the key file of the data."), own)


def check_secret_key() -> Iterator[Finding]:
    """Where it is a file it is ours."""
    path = instance() / "secret.key"
    if path.exists():
        yield from look_at("secret-key", path)
    else:
        yield ok("secret-key", N_("SECRET_KEY comes from the environment."))
