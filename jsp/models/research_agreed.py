"""Whether the JSP and the school agreed that anything may be taken out for research."""

from jsp.models.reference import get_setting
from jsp.rules.refusal import N_, DomainError

NOT_AGREED = N_("The JSP and the school have not agreed on it yet: nothing can be taken out.")


def is_agreed() -> bool:
    """Whether the setting says so."""
    return bool(get_setting("research_export"))


def check_agreed() -> None:
    """Raises DomainError where it does not."""
    if not is_agreed():
        raise DomainError(NOT_AGREED)
