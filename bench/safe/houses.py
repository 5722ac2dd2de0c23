"""Where the programs do what they do: prepared databases of each kind, in a folder or at a server of their own."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

from bench import servers


@contextmanager
def houses(*names: str) -> Iterator[dict[str, dict[str, str]]]:
    """For SQLite and for PostgreSQL: the addresses of so many prepared databases, by the names that were asked for."""
    binaries = servers.postgres_binaries()
    if binaries is None:
        sys.exit("PostgreSQL is not installed here: see the README for what to install")
    with tempfile.TemporaryDirectory(prefix="jsp-safe-") as folder, servers.postgres(binaries) as url:
        yield {"SQLite": _on_sqlite(Path(folder), names), "PostgreSQL": _on_postgres(url, names)}


def _on_sqlite(folder: Path, names: tuple[str, ...]) -> dict[str, str]:
    first, *others = names
    servers.prepare(f"sqlite:///{folder / first}.sqlite")
    for name in others:
        copy(f"{folder / first}.sqlite", f"{folder / name}.sqlite")
    return {name: f"sqlite:///{folder / name}.sqlite" for name in names}


def _on_postgres(url: str, names: tuple[str, ...]) -> dict[str, str]:
    first, *others = names
    servers.copy_postgres(url, "template1", first)
    servers.prepare(f"{url}/{first}")
    for name in others:
        servers.copy_postgres(url, first, name)
    return {name: f"{url}/{name}" for name in names}
