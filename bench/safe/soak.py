"""An hour of everything at once, with the jobs running: no error, and no growth.

Pupils ask and look, workers log and read, a mentor looks at lessons; a few requests a second, as many as a large school
has in its break. `--minutes`; the first fifth warms up. Workers are not replaced meanwhile. Growth is that of the
median of the last fifth against that of the first fifth after the warming up, of all processes of the app together.
"""

import argparse
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

from bench.safe.caller import Caller
from bench.safe.house import House, furnished
from bench.safe.record import record
from bench.safe.standing import Standing, databases, environment, standing
from jsp.demo.people import PASSWORD

MOST_GROWTH = 0.10
PUBLIC = (
    "/",
    "/raayland",
    "/gilde",
    "/nu-hulp",
    "/vraag",
    "/klas",
    "/wie-helpt",
    "/antwoord",
    "/raayland/openings.json",
)
STAFF = (
    "/today/",
    "/intake/contacts",
    "/messages/",
    "/lessons/",
    "/hours/",
    "/directory/?q=geld",
    "/referrals/",
    "/trends/",
)
RIGHT = {"look": (200,), "read": (200,), "sign in": (302,), "log": (302, 303), "jobs": (0,)}  # answers
PAUSE = 0.4  # seconds between two requests of one person
EVERY = 30  # seconds between two runs of the jobs
RENEW = 600  # seconds after which somebody signs in anew


class Load:
    """Some people, each in a thread, until it is stopped."""

    def __init__(self, house: House, port: int) -> None:
        self.house, self.port = house, port
        self.over = threading.Event()
        self.answers: Counter[str] = Counter()
        self.wrong: list[str] = []

    def note(self, what: str, status: int) -> None:
        self.answers[f"{what} {status}"] += 1
        if status not in RIGHT[what]:
            self.wrong.append(f"{what} {status}")

    def pupil(self) -> None:
        while not self.over.wait(PAUSE):
            self._do("look", Caller(self.port).get, random.choice(PUBLIC))

    def worker(self, name: str) -> None:
        while not self.over.is_set():
            caller, until = Caller(self.port), time.monotonic() + RENEW
            typed = {"email": f"{name}@demo.example", "password": PASSWORD}
            self._do("sign in", caller.fill, self.house, "/accounts/sign-in", "security.login", **typed)
            while time.monotonic() < until and not self.over.wait(PAUSE):
                if random.random() < 0.25:
                    self._do("log", caller.fill, self.house, "/today/", "intake.record", note="Een gesprek")
                else:
                    self._do("read", caller.get, random.choice(STAFF))

    def _do(self, what: str, act: Any, *words: Any, **typed: str) -> None:
        try:
            self.note(what, act(*words, **typed).status_code)
        except Exception:  # whatever it is, this person goes on, and it counts
            self.note(what, 0)

    def jobs(self, here: Standing) -> None:
        while not self.over.wait(EVERY):
            self.note("jobs", here.flask("jobs", "run"))


def size_of(pid: int) -> float:
    """Megabytes in memory, of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(_resident(each) for each in (str(pid), *children))


def _resident(pid: str) -> float:
    lines: list[str] = []
    with suppress(FileNotFoundError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def growth(sizes: list[float]) -> tuple[float, float]:
    """Median of the first fifth after the warming up, and of the last fifth."""
    fifth = max(1, len(sizes) // 5)
    return median(sizes[fifth : 2 * fifth] or sizes), median(sizes[-fifth:])


def run(house: House, here: Standing, minutes: float) -> tuple[Load, list[float]]:
    """Let them all go for so long."""
    load, sizes = Load(house, here.port), []
    acts = [
        *[load.pupil] * 3,
        *(lambda name=name: load.worker(name) for name in ("sanne", "lieke", "youssef")),
        lambda: load.jobs(here),
    ]  # type: ignore[misc]
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    until = time.monotonic() + minutes * 60
    try:
        while time.monotonic() < until:
            time.sleep(5)
            sizes.append(size_of(here.pid))
    finally:
        load.over.set()
        for thread in threads:
            thread.join()
    return load, sizes


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--minutes", type=float, default=60)
    words.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    given = words.parse_args()
    home = Path(tempfile.mkdtemp(prefix="jsp-soak-"))
    home.chmod(0o755)
    with databases(home, given.database) as found:
        [(url, more)] = found.values()
        house = furnished(url, home, environment(home, url))
        with standing(home, url, more, ("--max-requests", "0", "--max-requests-jitter", "0")) as here:
            load, sizes = run(house, here, given.minutes)
        said = (home / "logs" / "gunicorn.log").read_text().splitlines()
        failures = [line for line in said if '"failure"' in line]
        failures += [line for line in (home / "logs" / "commands.log").read_text().splitlines() if '"failure"' in line]
    first, last = growth(sizes)
    shutil.rmtree(home, ignore_errors=True)
    answers = sum(number for what, number in load.answers.items() if not what.startswith("jobs"))
    rows = {
        "database, minutes": f"{given.database}, {given.minutes:g}",
        "requests": answers,
        "answers": ", ".join(f"{what} ×{number}" for what, number in sorted(load.answers.items())),
        "runs of the jobs": load.answers["jobs 0"],
        "errors": ", ".join(load.wrong[:9]) or 0,
        "failures in the log": len(failures),
        "memory of the app, after warming up": f"{first:.0f} MB",
        "memory of the app at the end": f"{last:.0f} MB ({last / first - 1:+.1%})",
    }
    is_done = load.answers["jobs 0"] and any(load.answers[f"log {status}"] for status in RIGHT["log"])
    is_fine = is_done and not load.wrong and not failures and last / first - 1 < MOST_GROWTH and given.minutes >= 60
    return record("soak", "An hour of everything at once", rows, ok=bool(is_fine),
                  aim="60 minutes, memory grows by less than 10 %, 0 errors")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
