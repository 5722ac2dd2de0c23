"""Follows docs/deploy.md to the letter on two fresh Debian machines, and then takes the first one away.

The blocks are read out of the page itself, so that page and run cannot drift apart.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.safe.machines import Machine, base, machines, missing
from bench.safe.record import record
from bench.servers import ROOT

PAGE = ROOT / "docs" / "deploy.md"
BLOCK = re.compile(
    r"^## (?P<chapter>.*?)$|^```sh (?P<where>one|two|both)(?P<lost> lost)?\n(?P<words>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
INSTALL = re.compile(r"^apt-get install ([^\n]*)$", re.MULTILINE)
ADDRESSES = {"one": "192.0.2.11", "two": "192.0.2.12"}  # for documentation, as on the page; only these two have them
UNITS = ("jsp-web.service", "jsp-jobs.service", "jsp-backup.timer", "jsp-drill.timer", "jsp-doctor.timer",
         "jsp-prune.timer")  # fmt: skip
SERVICES = ("jsp-web", "jsp-jobs", "jsp-backup", "jsp-drill", "jsp-doctor", "jsp-prune")
SWEEPS = """runuser -u postgres -- psql -At jsp -c "SELECT bool_and(has_table_privilege('jsp', oid, 'MAINTAIN'))
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace" """
COUNT = 'runuser -u postgres -- psql -At jsp -c "SELECT count(*), max(id) FROM audit_entry"'
TAMPER = (
    'set -a; . /etc/jsp/jsp.env; psql "$DATABASE_URL&target_session_attrs=read-write" -Atc '
    "'UPDATE audit_entry SET user_id = NULL' 2>&1 || true"
)
SITE = (
    "curl -sS --cacert /etc/jsp/tls/site.crt --resolve jsp.example.nl:443:{address} -D - -o /dev/null "
    "https://jsp.example.nl/"
)


@dataclass(frozen=True, slots=True)
class Block:
    """What to type: under which heading, on which machines, and whether the first one is lost by then."""

    chapter: str
    where: str
    is_lost: bool
    words: str


def blocks(page: Path = PAGE) -> Iterator[Block]:
    """All of them, in the order of the page."""
    chapter = ""
    for found in BLOCK.finditer(page.read_text()):
        chapter = found["chapter"] or chapter
        if found["words"]:
            yield Block(chapter, found["where"], bool(found["lost"]), found["words"])


def packages() -> list[str]:
    """All that the blocks install."""
    lines = [line for block in blocks() for line in INSTALL.findall(block.words)]
    return sorted({word for line in lines for word in line.split() if not word.startswith("-")})


def follow(there: dict[str, Machine], steps: Iterable[Block]) -> int:
    """Run these; how many that were."""
    done = 0
    for block in steps:
        for name in there if block.where == "both" else [block.where]:
            there[name].run(block.words)
        done += 1
    return done


def look(one: Machine, two: Machine) -> tuple[bool, dict[str, object]]:
    """Whether all is as the page promises, and what was seen."""
    active = [machine.run(f"systemctl is-active {' '.join(UNITS)}", check=False).split() for machine in (one, two)]
    doctor = one.run("jsp doctor", check=False)
    is_well = "WRONG" not in doctor and doctor.count("OK") > 0
    state = one.run('runuser -u postgres -- psql -Atc "SELECT sync_state FROM pg_stat_replication"').strip()
    tampered, sweeps = one.run(TAMPER).strip(), one.run(SWEEPS).strip()
    page = two.run(SITE.format(address=ADDRESSES["two"]))
    status = page.split(maxsplit=2)[1]
    verify = one.run(
        "systemd-analyze verify /etc/systemd/system/jsp-*.service /etc/systemd/system/jsp-*.timer 2>&1", check=False
    )
    seen: dict[str, object] = {
        "units and timers that run, on each machine": " and ".join(
            f"{each.count('active')} of {len(UNITS)}" for each in active
        ),
        "flask doctor": f"{doctor.count('OK ')} OK, {doctor.count('NOTE ')} notes, {doctor.count('WRONG ')} wrong",
        "standby": state,
        "the app changes the trail": tampered,
        "the app sweeps tables of what was erased": "may" if sweeps == "t" else "may not",
        "a page over TLS at the second machine": f"{status}, {_header(page, 'strict-transport-security')}",
        "systemd-analyze verify": verify.strip() or "nothing to say",
        **{f"systemd-analyze security {name}": _exposure(one, name) for name in SERVICES},
    }
    ok = all(each.count("active") == len(UNITS) for each in active) and is_well and state == "sync" and sweeps == "t"
    return ok and "permission denied" in tampered and status == "200", seen


def _header(page: str, name: str) -> str:
    return next((line.strip() for line in page.splitlines() if line.lower().startswith(name)), f"no {name}")


def _exposure(machine: Machine, name: str) -> str:
    said = machine.run(f"systemd-analyze security --no-pager {name}.service 2>&1 | tail -n 1", check=False)
    return said.partition(": ")[2].strip(" 😀🙂😐🙁😨\n") or said.strip()


@contextmanager
def ready() -> Iterator[tuple[Path, Path]]:
    """A fresh Debian with the release in the home of root, and a folder for machines."""
    if os.geteuid() or missing():
        sys.exit(f"This needs root, and: apt-get install {' '.join(missing()) or 'nothing'}")
    with tempfile.TemporaryDirectory(prefix="jsp-machines-") as temporary:
        folder = Path(os.environ.get("JSP_MACHINES", temporary))
        folder.mkdir(exist_ok=True)
        root = base(folder, packages(), ROOT / "requirements.txt")
        release = root / "root" / "jsp.tar.gz"
        subprocess.run(["git", "archive", "-o", str(release), "HEAD"], cwd=ROOT, check=True)
        yield root, folder


def main() -> int:
    """Two machines, the page, a look, the loss of one, and the rest of the page."""
    with ready() as (root, folder), machines(root, folder, ADDRESSES) as there:
        number = follow(there, [each for each in blocks() if not each.is_lost])
        ok, seen = look(there["one"], there["two"])
        before = there["one"].run(COUNT).strip()
        there["one"].lose()
        number += follow(there, [each for each in blocks() if each.is_lost])
        after = there["two"].run(COUNT).strip()
        again = there["two"].run("systemctl is-active jsp-web.service jsp-jobs.service", check=False).split()
    seen |= {
        "blocks of the page that were run": number,
        "entries of the trail before the first machine was lost, and at the second after it": f"{before}, {after}",
        "the app at the second machine after that": " ".join(again),
    }
    ok = ok and int(after.split("|")[0]) >= int(before.split("|")[0]) and again == ["active", "active"]
    aim = (
        "the page, followed literally on two fresh Debian machines, ends with TLS, a synchronous standby, timers and a "
        "passed `flask doctor`, and outlives the loss of the first"
    )
    return record("deploy", "The page for a server of your own, followed to the letter", seen, ok=ok, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
