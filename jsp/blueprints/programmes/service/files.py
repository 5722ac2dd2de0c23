"""What a file would change, and keeping it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from jsp.blueprints.programmes.service.versions import add_programme, add_version
from jsp.models.accounts import User
from jsp.models.programme_versions import get_version
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.programme import Programme as Content
from jsp.rules.programme_diff import Change, compare
from jsp.rules.refusal import DomainError, NotFoundError


@dataclass(frozen=True, slots=True)
class Preview:
    """What was in the file; `newest`: the version that it would follow on, None where it would be a new programme."""

    content: Content
    newest: ProgrammeVersion | None
    changes: list[Change]

    @property
    def seen(self) -> str:
        """The mark of how it stood when this was shown."""
        return str(self.newest.number) if self.newest else ""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs from what is here."""
        return self.newest is not None and not self.changes


def preview(content: Content) -> Preview:
    """Beside what is here under its code."""
    try:
        newest = get_version(content.code)
    except NotFoundError:
        return Preview(content, None, [])
    return Preview(content, newest, compare(newest.content, content))


def shown_again(read: Callable[[], Content]) -> Preview | None:
    """The same for what was sent along with a form; None where nobody can read it."""
    try:
        return preview(read())
    except DomainError:
        return None


def keep(content: Content, *, seen: str, note: str, key: UUID, by: User) -> None:
    """As a new version of what was `seen`, or as a new programme where nothing was. Raises DomainError."""
    if seen:
        add_version(content, seen=seen, note=note, key=key, by=by)
    else:
        add_programme(content, note=note, key=key, by=by)
