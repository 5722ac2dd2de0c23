"""Putting guides away, so that no new talk is led with them, and letting them be chosen again."""

from uuid import UUID

from jsp.extensions import look_again
from jsp.models.guides import Guide
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import editions
from jsp.verbs.guiding import GUIDES, choices
from jsp.verbs.library import get_version


def archive(code: str, *, key: UUID) -> None:
    """It can no longer be chosen; talks that were led with it keep it. Raises DomainError for the last one."""
    if not editions.take(GUIDES, code, key):
        return
    guide = _guide(code)
    if not any(each.guide.code != code for each in choices()):
        raise DomainError(N_("This is the only guide that can be chosen. It stays."))
    editions.archive(GUIDES, guide)


def restore(code: str, *, key: UUID) -> None:
    """It can be chosen again."""
    if editions.take(GUIDES, code, key):
        editions.restore(GUIDES, _guide(code))


def _guide(code: str) -> Guide:
    found = get_version(GUIDES, code).guide
    look_again(found)
    return found
