"""What the two of a pair say to each other, and what they let others read."""

from uuid import UUID

DEBRIEF, LEARNING, REFLECTION = "debrief", "learning", "pair_reflection"


def about(session_id: UUID) -> str:
    """Who writes about a lesson takes turns: see jsp.sending."""
    return f"debrief of {session_id}"
