"""`python -m jsp.new_key PATH` makes a key file for an installation; the app itself does not start without one.

`python -m jsp.new_key --backup PATH` makes the one with which backups are sealed.
"""

import sys
from pathlib import Path

from jsp.config import write_new_backup_key, write_new_key

DATA = "Keep a copy apart from the backups of the database: without it nothing sealed can be read."
BACKUP = "Keep a copy where neither this machine nor the backups are: without it no backup can be restored."


def main(arguments: list[str]) -> int:
    """Write the file, or say why not; returns the exit status."""
    is_of_backups = arguments[:1] == ["--backup"]
    paths = arguments[1:] if is_of_backups else arguments
    if len(paths) != 1 or paths[0].startswith("-"):
        print("usage: python -m jsp.new_key [--backup] PATH", file=sys.stderr)
        return 2
    path = Path(paths[0])
    try:
        (write_new_backup_key if is_of_backups else write_new_key)(path)
    except FileExistsError:
        print(f"{path} exists already. A key that is in use must never be replaced.", file=sys.stderr)
        return 1
    print(f"Made {path}. {BACKUP if is_of_backups else DATA}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
