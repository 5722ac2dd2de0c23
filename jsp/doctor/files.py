"""The folder of the installation and what lies in it: closed to every other account."""

from collections.abc import Iterator
from pathlib import Path

from jsp.doctor.places import database_file, instance, look_at, setting_path
from jsp.rules.finding import Finding, wrong
from jsp.rules.refusal import N_


def check() -> Iterator[Finding]:
    """Folder, database with its logs, and the journal of what was erased."""
    if not instance().is_dir():
        yield wrong(
            "files", N_("There is no folder %(folder)s."), N_("Start from the folder of the app, or make it."),
            folder=str(instance()),
        )  # fmt: skip
        return
    yield from look_at("files", instance())
    for path in (*_of_database(), setting_path("ERASURE_JOURNAL", "erasures.jsonl")):
        if path.exists():
            yield from look_at("files", path)


def _of_database() -> list[Path]:
    file = database_file()
    return [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))] if file else []
