"""Putting guides away, so that no new talk is led with them."""

from uuid import UUID

from jsp.rules.refusal import N_, DomainError
from jsp.verbs import editions
from jsp.verbs.guiding import GUIDES, choices


def archive(code: str, *, key: UUID) -> None:
    """It can no longer be chosen; talks that were led with it keep it. Raises DomainError for the last one."""
    editions.archive(GUIDES, code, _check_not_last, key=key)


def _check_not_last(code: str) -> None:
    if not any(each.guide.code != code for each in choices()):
        raise DomainError(N_("This is the only guide that can be chosen. It stays."))
