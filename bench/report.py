"""Turns rounds into ratios and writes them down."""

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Protocol

from bench.rounds import Variant
from bench.servers import ROOT
from bench.waits import MIDDLE, Waits, at
from bench.weight import Weight

RESULTS = Path(__file__).parent / "results.md"


@dataclass(frozen=True)
class Aim:
    """What a ratio must be and what we would like."""

    must: float
    aim: float

    def says(self, ratio: float, *, cost: bool) -> str:
        """How a ratio stands against both; a cost may be at most so much, a rate must be at least so much."""
        sign, reached = ("≤", ratio.__le__) if cost else ("≥", ratio.__ge__)
        stands = "aim reached" if reached(self.aim) else "must reached" if reached(self.must) else "**not reached**"
        return f"{sign} {self.must:g} | {sign} {self.aim:g} | {stands}"


NO_AIM = "– | – | –"


class Row(Protocol):
    """One comparison in the table."""

    def text(self) -> str:
        """The row in Markdown."""


@dataclass(frozen=True)
class Line:
    """One comparison, round by round."""

    work: str
    other: str
    ours: Variant
    theirs: Variant
    aim: Aim | None = None
    cost: bool = False

    def text(self) -> str:
        """A row of the table: how many times as fast, or how many times the cost."""
        pairs = zip(self.ours.rates, self.theirs.rates, strict=True)
        ratios = [theirs / ours if self.cost else ours / theirs for ours, theirs in pairs]
        return _row((self.work, self.other, _speed(self.ours), _speed(self.theirs)), ratios, self.aim, cost=self.cost)


@dataclass(frozen=True)
class Wait:
    """How long somebody waits against how long otherwise, as a cost; `share` of all waits are at most so long."""

    work: str
    other: str
    ours: Waits
    theirs: Waits
    aim: Aim | None = None
    share: float = MIDDLE

    def text(self) -> str:
        """A row of the table, in milliseconds where rates have a number per second."""
        pairs = zip(self.ours.rounds, self.theirs.rounds, strict=True)
        ratios = [at(ours, self.share) / at(theirs, self.share) for ours, theirs in pairs]
        cells = (self.work, self.other, self._length(self.ours), self._length(self.theirs))
        return _row(cells, ratios, self.aim, cost=True)

    def _length(self, waits: Waits) -> str:
        long = 1000 * at(waits.whole, self.share)
        return f"{long:.{1 if long < 10 else 0}f} ms" + (f" ({_spent(waits.cpu)})" if waits.cpu else "")


def _row(cells: Sequence[str], ratios: Sequence[float], aim: Aim | None, *, cost: bool) -> str:
    middle = median(ratios)
    verdict = aim.says(middle, cost=cost) if aim else NO_AIM
    span = f" ({min(ratios):.2f}–{max(ratios):.2f})" if len(ratios) > 1 else ""
    return f"| {' | '.join(cells)} | **{middle:.2f}**{span} | {verdict} |"


def _speed(variant: Variant) -> str:
    return f"{median(variant.rates):.0f} ({_spent(variant.cpu / variant.done)})"


def _spent(seconds: float) -> str:
    return f"{1000 * seconds:.{1 if seconds >= 0.001 else 2}f}"


def table(lines: Sequence[Row]) -> str:
    """All comparisons in Markdown."""
    head = "| work | against | this, per s (CPU ms) | other, per s (CPU ms) | ratio (range) | must | aim | stands |"
    return "\n".join([head, "| --- | --- | --: | --: | --- | --- | --- | --- |", *(line.text() for line in lines)])


def weight_text(weight: Weight) -> str:
    """The weight of *Vandaag* in words."""
    sizes = sorted(weight.files.items(), key=lambda pair: -pair[1])
    names = ", ".join(f"{name.rpartition('/')[2]} {size / 1024:.1f}" for name, size in sizes)
    squeezed = [name for name in weight.uncompressed if name.endswith((".css", ".js", ".svg"))]
    note = f" Sent without compression: {', '.join(name.rpartition('/')[2] for name in squeezed)}." if squeezed else ""
    return (
        f"*Vandaag* with an empty cache: **{weight.total / 1024:.0f} KiB in {1 + len(weight.files)} requests**: "
        f"the page {weight.page / 1024:.1f} KiB (not compressed, on purpose), files {names} KiB.{note} "
        f"With a warm cache: the page alone."
    )


def circumstances(seconds: float, busy: float) -> str:
    """Machine, date and version, without saying whose machine; `busy` is the load before we began."""
    state = _git("status", "--porcelain", "--untracked-files=no")
    version = f"{_git('rev-parse', '--short', 'HEAD')}{' with uncommitted changes' if state else ''}"
    return (
        f"{datetime.now().astimezone():%Y-%m-%d}, commit {version or 'unknown'}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; "
        f"load before the run {busy:.1f}; took {seconds:.0f} s."
    )


def write(parts: Sequence[str]) -> None:
    """Keep the results beside the program."""
    RESULTS.write_text("# Results\n\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


def _git(*words: str) -> str:
    answer = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return answer.stdout.strip()
