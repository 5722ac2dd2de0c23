"""What the two of a pair say to each other, and what they let others read."""

from uuid import UUID

from jsp.rules.refusal import N_

UNREADABLE = N_("This cannot be read here: it was sealed with another key. Ask who keeps this app running.")
DEBRIEF, LEARNING, REFLECTION = "debrief", "learning", "pair_reflection"


def about(session_id: UUID) -> str:
    """Who writes about a lesson takes turns: see jsp.sending."""
    return f"debrief of {session_id}"
