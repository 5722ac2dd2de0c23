"""The folder of the installation and what lies in it: closed to every other account."""

from collections.abc import Iterator
from pathlib import Path

from jsp.doctor.finding import Finding, wrong
from jsp.doctor.places import database_file, instance, look_at, setting_path


def check() -> Iterator[Finding]:
    """Folder, database with its logs, and the journal of what was erased."""
    if not instance().is_dir():
        yield wrong("files", f"There is no folder {instance()}.", "Start from the folder of the app, or make it.")
        return
    yield from look_at("files", instance(), "The folder")
    for path in (*_of_database(), setting_path("ERASURE_JOURNAL", "erasures.jsonl")):
        if path.exists():
            yield from look_at("files", path, "The file")


def _of_database() -> list[Path]:
    file = database_file()
    return [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))] if file else []
