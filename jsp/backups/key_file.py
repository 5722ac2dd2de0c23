"""The key of the backups: in a file of its own, apart from the keys of the data and from the backups."""

import stat
from pathlib import Path

from jsp.backups import BackupError
from jsp.rules.keys import KeysUnreadableError, read_keys


def read_backup_keys(path: Path) -> list[bytes]:
    """The keys in that file, the newest first; raises BackupError where it is not there or not safe."""
    if not path.exists():
        raise BackupError(
            f"There is no backup key at {path}. Were backups made here? Bring back their key from the safe: a new one "
            f"opens none of them. Never yet? Then make one: python -m jsp.new_key --backup {path}"
        )
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise BackupError(f"Others can read the backup key {path}. Close it with: chmod 400 {path}")
    try:
        by_number = read_keys(path.read_text()).by_number
    except (KeysUnreadableError, UnicodeDecodeError) as error:
        raise BackupError(f"The backup key {path} cannot be read: {error}.") from error
    return [by_number[number] for number in sorted(by_number, reverse=True)]
