"""When figures of a closed evaluation may be seen, and together with which others."""

from jsp.models.evaluations import Evaluation


def release(evaluation: Evaluation) -> None:
    """Let a closed evaluation, with those of its series that waited for it, be seen where they are enough; flushes."""
