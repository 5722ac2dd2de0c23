"""`python -m jsp.backups.pipe seal|open KEYFILE` seals what comes in, or opens it again; the app is not needed for it.

For what PostgreSQL itself copies: its base backups and its log (docs/backup.md). Where it fails the exit status is 1,
and what came out until then is not to be used.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from jsp.backups import BackupError
from jsp.backups.key_file import read_backup_keys
from jsp.backups.sealing import PIECE, seal, unseal


def main(arguments: list[str], given: BinaryIO, out: BinaryIO) -> int:
    """Pass it through; returns the exit status."""
    if len(arguments) != 2 or arguments[0] not in ("seal", "open"):
        print("usage: python -m jsp.backups.pipe seal|open KEYFILE < IN > OUT", file=sys.stderr)
        return 2
    try:
        keys = read_backup_keys(Path(arguments[1]))
        for part in seal(_parts(given), keys[0]) if arguments[0] == "seal" else unseal(given, keys):
            out.write(part)
        out.flush()
    except (BackupError, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def _parts(given: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: given.read(PIECE), b"")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer))
