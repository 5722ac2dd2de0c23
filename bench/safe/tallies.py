"""What came of sending texts, and what of it is wrong."""

from collections import Counter
from dataclasses import dataclass, field

from bench.safe.filling import received
from jsp.rules.text import UnreadableTextError, clean

TAKEN = (302, 303)
SAID = (b'role="alert"', b"jsp-refusal", b"<h1", b"utrecht-alert")
FAIL_SHOWN = 12


@dataclass(frozen=True)
class Sent:
    """A text in a field, the answer, and whether the text now stands in the database."""

    name: str
    text: str
    status: int
    is_kept: bool


@dataclass
class Tally:
    """What was seen."""

    fields: set[str] = field(default_factory=set)
    covered: set[str] = field(default_factory=set)
    keeping: set[str] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    pairs: int = 0
    kept: int = 0

    def judge(self, sent: Sent, body: bytes, *, is_keeping: bool) -> None:
        """Count it, and note what is wrong."""
        self.pairs += 1
        if sent.status >= 500:
            self._note("failure of ours", sent)
        elif sent.status >= 400 and not any(each in body for each in SAID):
            self._note("refused without a word", sent)
        elif sent.status in TAKEN and is_keeping:
            self._compare(sent)

    def _compare(self, sent: Sent) -> None:
        try:
            is_empty = not clean(received(sent.text))
        except UnreadableTextError:
            self._note("unreadable and yet taken", sent)
            return
        if sent.is_kept or is_empty:
            self.kept += 1
        else:
            self._note("kept otherwise", sent)

    def _note(self, what: str, sent: Sent) -> None:
        self.wrong.append(f"{what} ({sent.status}): {sent.name}, {sent.text[:30]!a}")


def told(database: str, tally: Tally) -> dict[str, object]:
    """The rows of one database."""
    never = sorted(tally.fields - tally.covered)
    return {
        f"{database}: text fields found": len(tally.fields),
        f"{database}: took something ordinary at least once (covered)": len(tally.covered),
        f"{database}: of these, fields that keep a sentence as it is (compared)": len(tally.keeping),
        f"{database}: strings sent, each in a field": f"{tally.pairs:,}",
        f"{database}: requests by answer": ", ".join(
            f"{kind} {number}" for kind, number in sorted(tally.statuses.items())
        ),
        f"{database}: kept and read back exactly": tally.kept,
        f"{database}: never took anything (sent to, not covered)": ", ".join(never) or "none",
        f"{database}: wrong": "; ".join(tally.wrong[:FAIL_SHOWN]) + f" ({len(tally.wrong)})" if tally.wrong else 0,
    }
