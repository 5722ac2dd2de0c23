"""Who holds a talk changes it one after the other."""

from uuid import UUID

from jsp import sending
from jsp.models.accounts import User
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import FocusGroup


def take(id: UUID, key: UUID, by: User) -> FocusGroup | None:
    """The talk as it stands now that it is our turn; None where this was sent before. Raises NotFoundError."""
    return get_held(by, id) if sending.take(key, about=f"talk {id}") else None
