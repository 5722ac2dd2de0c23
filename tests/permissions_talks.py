"""The same for talks, from the invitation to what was done with them."""

from jsp.rules.roles import Permission

PLANNING = ("show", "group")
NOTES: tuple[str, ...] = ()
TEXTS: tuple[str, ...] = ()
READING: tuple[str, ...] = ()
CODING = ("show",)
ANALYSIS: tuple[str, ...] = ("retrieve", "counts", "together", "compare")
EXCHANGE: tuple[str, ...] = ()
FINDINGS: tuple[str, ...] = ()
GUIDES: tuple[str, ...] = ()
KEPT_GUIDES: tuple[str, ...] = ()

ASKS_OF_TALKS = {
    Permission.HOLD_TALKS: (
        *(f"focus_groups.{name}" for name in (*PLANNING, *NOTES, *TEXTS, *READING)),
        *(f"coding.{name}" for name in (*CODING, *ANALYSIS, *EXCHANGE)),
        *(f"findings.{name}" for name in FINDINGS),
        *(f"guides.{name}" for name in GUIDES),
    ),
    Permission.KEEP_GUIDES: tuple(f"guides.{name}" for name in KEPT_GUIDES),
}
