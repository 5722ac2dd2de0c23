"""Both machines are lost: two fresh ones get the keys, a backup and the journal of what was erased, and nothing else.

The blocks are read out of docs/deploy.md and docs/backup.md, in the order that the second page gives. What was erased
after the backup may not come back, and all the rest must. The control: put back without the journal it does come back.
"""

import re
import shutil
import sys
from pathlib import Path

from bench.safe.deploy import ADDRESSES, Block, blocks, follow, look, ready
from bench.safe.machines import Machine, machines
from bench.safe.record import record
from bench.servers import ROOT

PAGE = ROOT / "docs" / "backup.md"
NAMED = re.compile(r"jsp-\d{8}-\d{6}-[0-9a-f]{6}\.backup")
ADMINISTRATOR = re.compile(r"^jsp users create-admin .*\n", re.MULTILINE)  # the demo brings people of its own
PSQL = "runuser -u postgres -- psql -qAt -v ON_ERROR_STOP=1 {} <<'SQL'\n{};\nSQL\n"
SAVED = ("data.key", "backup.key", "erasures.jsonl", "backups/jsp-*.backup")  # in a safe, and at a third machine
COUNTS = {
    "accounts": 'SELECT count(*) FROM "user"',
    "conversations": "SELECT count(*) FROM contact",
    "conversations with a note": "SELECT count(*) FROM contact WHERE note_sealed IS NOT NULL",
    "questions": "SELECT count(*) FROM thread",
    "referrals": "SELECT count(*) FROM referral",
    "open answers": "SELECT count(*) FROM open_answer",
}
SHORTER = """INSERT INTO setting (key, value)
VALUES ('contact_note_days', '30'), ('open_answer_days', '30'), ('referral_days', '90')"""
# in the demo some wait too long, with which no doctor passes; the jobs reckon anew from the day
PATIENT = "UPDATE thread SET waiting_since = CURRENT_DATE, promised_on = CURRENT_DATE + 7 WHERE promised_on IS NOT NULL"
WITHOUT_JOURNAL = """
install -d -o jsp -g jsp -m 0700 /var/lib/jsp/control
install -o jsp -g jsp -m 0600 ~/jsp-*.backup /var/lib/jsp/control/
. /etc/jsp/owner.env
jsp --owner restore /var/lib/jsp/control/jsp-*.backup --into "${DATABASE_URL/\\/jsp\\?//jsp_control?}"
rm -r /var/lib/jsp/control
"""


def chapters(*numbers: int) -> list[Block]:
    """What docs/deploy.md has of these."""
    wanted = tuple(f"{number}." for number in numbers)
    return [each for each in blocks() if each.chapter.startswith(wanted)]


def count(machine: Machine, database: str = "jsp") -> dict[str, int]:
    """How much there is."""
    return {what: int(machine.run(PSQL.format(database, sql))) for what, sql in COUNTS.items()}


def lose(root: Path, folder: Path) -> tuple[dict[str, int], dict[str, int]]:
    """The demo, a backup, and erasing after it: what there was then, and what was left. Then all of it is lost."""
    with machines(root, folder, ADDRESSES) as there:
        follow(there, chapters(1, 2, 3, 4, 5, 6))
        one, [tables] = there["one"], chapters(7)
        one.run(ADMINISTRATOR.sub("", tables.words))
        one.run(f"jsp demo load && {PSQL.format('jsp', PATIENT)}jsp backup")
        before = count(one)
        one.run(f"{PSQL.format('jsp', SHORTER)}jsp retention run")
        left = count(one)
        shutil.rmtree(folder / "saved", ignore_errors=True)
        (folder / "saved").mkdir()
        for pattern in SAVED:
            for path in (one.disk / "var/lib/jsp").glob(pattern):
                shutil.copy(path, folder / "saved")
    return before, left


def put_back(one: Machine) -> tuple[str, dict[str, int]]:
    """What the page says; what `restore` said, and what the control has."""
    bring, restore, rights = blocks(PAGE)
    one.run(bring.words)
    one.run(WITHOUT_JOURNAL)
    control = count(one, "jsp_control")
    [name] = [path.name for path in one.home.glob("jsp-*.backup")]
    said = one.run(NAMED.sub(name, restore.words))
    one.run(rights.words)
    return said, control


def main() -> int:
    """Two machines that are lost, and two fresh ones."""
    with ready() as (root, folder):
        before, left = lose(root, folder)
        with machines(root, folder, ADDRESSES) as there:
            one, two = there["one"], there["two"]
            follow(there, chapters(1, 2, 3, 4, 5))
            for path in (folder / "saved").iterdir():
                shutil.copy(path, one.home)
            said, control = put_back(one)
            follow(there, chapters(8))
            ok, seen = look(one, two)
            verified = one.run("jsp audit verify 2>&1", check=False).strip()
            after, copied = count(one), count(two)
    seen |= {what: f"{before[what]}, {left[what]}, {after[what]}, {control[what]}" for what in COUNTS}
    seen |= {"flask restore": said.strip().replace("\n", " "), "flask audit verify": verified.replace("\n", " ")}
    ok = ok and verified.startswith("The trail holds") and after == copied == left
    ok = ok and "the data key fits" in said and "backups/erasures.jsonl" in said
    erased = [what for what in COUNTS if left[what] < before[what]]
    ok = ok and len(erased) > 1 and all(control[what] > left[what] for what in erased)
    aim = (
        "both machines lost, and two fresh ones built from the pages with keys, a backup and the journal alone: a "
        "passed `flask doctor`, a standby that has it all, nothing lost that was backed up, and nothing back that was "
        "erased since. Of rows: when backed up, left when lost, after the restore, and restored without the journal"
    )
    return record("new_machine", "Everything lost, and put back on new machines", seen, ok=ok, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
