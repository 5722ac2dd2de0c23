"""Whether the trail of who did what holds together."""

from collections.abc import Iterator

from jsp.models.reference import get_setting
from jsp.rules.finding import Finding, note, ok, wrong
from jsp.rules.refusal import N_
from jsp.verbs import trail_pruning
from jsp.verbs.trail import Verdict, verify

LATE = 14  # days
LOOK = N_("See which with: flask audit verify. Keep the database as it is, and tell who answers for privacy.")


def check() -> Iterator[Finding]:
    """Every entry has its place in the chain, and none was changed, taken out or cut off."""
    yield from judge(verify())
    if old := trail_pruning.count_old(days=int(get_setting("audit_log_days")) + LATE):
        prune = N_("As the owner of the tables: flask audit prune")
        yield note("trail", N_("%(number)s entries of the trail are older than they may be."), prune, number=old)


def judge(found: Verdict) -> Iterator[Finding]:
    """What that means for who looks after the installation."""
    if not found.holds:
        yield wrong("trail", N_("The trail does not hold together behind link %(link)s."), LOOK, link=found.seq)
        return
    yield ok("trail", N_("All %(number)s entries of the trail hold together."), number=found.checked)
    if not found.heads:
        yield note(
            "trail", N_("Its end was never published outside the database: what is cut off there would not show."),
            N_("The jobs do it every day; see AUDIT_HEAD_FILE."),
        )  # fmt: skip
