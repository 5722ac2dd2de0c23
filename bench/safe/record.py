"""Writes down what a program saw, with machine, day and commit; its exit status says whether the aim was reached."""

import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
MEASURED = (":/jsp", ":/migrations", ":/deploy", ":/bench", ":(exclude,top)bench/**/results*")


def record(name: str, title: str, seen: Mapping[str, object], *, ok: bool, aim: str) -> int:
    """Write `results/<name>.md` and print it; returns the exit status: 0 where the aim was reached, else 1.

    `seen`: what was measured, in the words of the report; `aim`: the figure of the issue that it is held against.
    """
    lines = [
        f"# {title}",
        "",
        f"`python -m bench.safe.{name}` · {machine()} · {datetime.now(UTC):%Y-%m-%d %H:%M} UTC · commit {commit()}",
        "",
        f"Aim: {aim}. **{'Reached' if ok else 'Not reached'}.**",
        "",
        "| what | seen |",
        "| --- | --- |",
        *(f"| {what} | {value} |" for what, value in seen.items()),
        "",
    ]
    text = "\n".join(lines)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text)
    print(text, file=sys.stdout)
    return 0 if ok else 1


def machine() -> str:
    """Which kind of machine this is, without its name."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def commit() -> str:
    """The commit that was measured, with a plus where files of the app or of the programs were changed since."""
    words = {"check": True, "capture_output": True, "text": True, "cwd": RESULTS.parent}
    short = subprocess.run(["git", "rev-parse", "--short", "HEAD"], **words).stdout.strip()  # type: ignore[call-overload]
    changed = subprocess.run(["git", "status", "--porcelain", *MEASURED], **words).stdout  # type: ignore[call-overload]
    return short + ("+" if changed.strip() else "")
