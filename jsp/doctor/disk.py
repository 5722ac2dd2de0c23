"""Room on the disks that this installation writes on."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

from jsp.doctor.places import database_file, instance, setting_path
from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_

LEAST_BYTES, LEAST_SHARE = 500_000_000, 0.05
MEGABYTE = 1_000_000


def free() -> dict[Path, tuple[int, int]]:
    """Bytes that are free, and all there are, by folder; each disk once."""
    file, backups = database_file(), setting_path("BACKUP_FOLDER", "backups")
    folders = [instance(), *([file.parent] if file else []), backups, Path(gettempdir())]
    disks = {each.stat().st_dev: each for each in reversed(folders) if each.is_dir()}
    return {folder: (shutil.disk_usage(folder).free, shutil.disk_usage(folder).total) for folder in disks.values()}


def check() -> Iterator[Finding]:
    """There is room to write."""
    for folder, (left, total) in free().items():
        yield judge(folder, left, total)


def judge(folder: Path, left: int, total: int) -> Finding:
    """Whether so many bytes are enough."""
    room, at = left // MEGABYTE, str(folder)
    if left < LEAST_BYTES or left < total * LEAST_SHARE:
        do = N_("Make room: when it is full, nothing can be saved.")
        return wrong("disk", N_("Only %(room)s MB free at %(folder)s."), do, room=room, folder=at)
    return ok("disk", N_("%(room)s MB free at %(folder)s."), room=room, folder=at)
