"""`python -m jsp.new_key PATH` makes a key file for an installation; the app itself does not start without one."""

import sys
from pathlib import Path

from jsp.config import write_new_key


def main(arguments: list[str]) -> int:
    """Write the file, or say why not; returns the exit status."""
    if len(arguments) != 1:
        print("usage: python -m jsp.new_key PATH", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    try:
        write_new_key(path)
    except FileExistsError:
        print(f"{path} exists already. A key that is in use must never be replaced.", file=sys.stderr)
        return 1
    print(f"Made {path}. Keep a copy apart from the backups of the database: without it nothing sealed can be read.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
