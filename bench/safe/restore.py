"""A hundred thousand conversations are backed up and restored with the commands of an installation, on both databases.

All that comes back is added up and compared, notes are opened, and a backup of which one bit was turned, or of which
the end is missing, is refused.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from sqlalchemy import make_url

from bench.safe import many_rows
from bench.safe.houses import houses
from bench.safe.record import record
from bench.servers import ROOT, environment
from jsp.config import write_new_backup_key

LONGEST = 120.0  # seconds
NOTES = 500


def _flask(url: str, folder: Path, *words: str) -> tuple[float, int, str]:
    """How long that command took, its exit status, and what it said."""
    env = {**environment(url), "BACKUP_KEY_FILE": str(folder / "backup.key"), "BACKUP_FOLDER": str(folder)}
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "flask", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    return perf_counter() - began, done.returncode, (done.stdout + done.stderr).strip()


def _refusals(url: str, folder: Path, backup: Path, into: str) -> dict[str, str]:
    content = backup.read_bytes()
    middle = len(content) // 2
    turned = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    said = {}
    for what, changed in (("one bit turned", turned), ("cut off half way", content[:middle])):
        other = folder / "other.backup"
        other.write_bytes(changed)
        _, status, words = _flask(url, folder, "restore", str(other), "--into", into)
        said[what] = words.splitlines()[-1] if status else "NOT SEEN"
    return said


def _measure(url: str, folder: Path) -> tuple[dict[str, object], bool]:
    """What was seen on one database, and whether all of it was right."""
    folder.mkdir()
    write_new_backup_key(folder / "backup.key")
    many_rows.fill(url)
    before, notes = many_rows.added_up(url), many_rows.notes(url, NOTES)
    took, status, said = _flask(url, folder, "backup")
    if status:
        raise RuntimeError(said)
    [backup] = folder.glob("*.backup")
    into = str(make_url(url).set(database=str(make_url(url).database).replace("restore", "restored")))
    back, status, said = _flask(url, folder, "restore", str(backup), "--into", into)
    if status:
        raise RuntimeError(said)
    after = many_rows.added_up(into)
    wrong = [name for name in before if name != "job_run" and before[name] != after.get(name)]
    is_read = many_rows.notes(into, NOTES) == notes and len(notes) == NOTES
    drill, status, _said = _flask(url, folder, "backup", "drill")
    refused = _refusals(url, folder, backup, into.replace("restored", "other"))
    seen: dict[str, object] = {
        "rows": sum(each.rows for each in before.values()),
        "size of the backup": f"{backup.stat().st_size / 1e6:.0f} MB",
        "`flask backup`": f"{took:.1f} s",
        "`flask restore`, all of it looked at": f"{back:.1f} s",
        "tables that are not what was backed up": ", ".join(wrong) or 0,
        f"of {NOTES} notes, read again": len(notes) if is_read else "NOT ALL",
        "`flask backup drill`": f"{drill:.1f} s" if not status else "FAILED",
        **{f"{what}: refused with": words for what, words in refused.items()},
    }
    ok = back <= LONGEST and not wrong and is_read and not status and "NOT SEEN" not in refused.values()
    return seen, ok


def main() -> int:
    """Both databases; returns the exit status."""
    lines: dict[str, object] = {}
    rights = []
    with houses("restore") as places, tempfile.TemporaryDirectory(prefix="jsp-safe-") as folder:
        for database, urls in places.items():
            seen, ok = _measure(urls["restore"], Path(folder) / database)
            lines |= {f"{database}: {what}": value for what, value in seen.items()}
            rights.append(ok)
    aim = f"{many_rows.ROWS:,} rows restored within {LONGEST / 60:.0f} minutes, all right; what was changed is refused"
    return record("restore", "Restoring a backup", lines, ok=all(rights), aim=aim)


if __name__ == "__main__":
    sys.exit(main())
