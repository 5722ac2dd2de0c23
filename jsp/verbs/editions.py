"""New content of a kind and new versions of it; what was there before is never rewritten, for other things stand on it.

Nothing here commits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic
from uuid import UUID

from jsp import audit, clock, sending
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.rules.naming import code_of, same_name
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.verbs.library import C, Kind, V, codes, ensure_usual, get_version, newest_versions, versions_of


def take(kind: Kind[V, C], code: str, key: UUID) -> bool:
    """Whether this is new, with one that comes with this app in its row where it is about that one."""
    is_new = sending.take(key, about=kind.about)
    if is_new and code in kind.usual:
        ensure_usual(kind, code)
    return is_new


def change(
    kind: Kind[V, C], code: str, make: Callable[[C], C], *, seen: str, note: str, key: UUID, by: User
) -> None:  # fmt: skip
    """A new version, made of the newest. Raises DomainError, also where somebody made another since it was `seen`."""
    if not take(kind, code, key):
        return
    newest = get_version(kind, code)
    sending.check_unchanged(seen, str(newest.number), sending.IN_SIGHT)
    content = make(newest.content)
    if content == newest.content:
        raise DomainError(N_("Nothing differs from version %(number)d."), number=newest.number)
    kind.check(content, earlier(kind, code))
    _add(kind, kind.row_of(newest), newest.number + 1, content, note, by)


def add(kind: Kind[V, C], content: C, *, note: str, key: UUID, by: User) -> None:
    """Another one, as version 1. Raises DomainError where there is one with its code."""
    if not sending.take(key, about=kind.about):
        return
    if content.code in codes(kind):
        raise DomainError(kind.twice, code=content.code)
    _add(kind, kind.model(code=content.code), 1, content, note, by)


def copy(
    kind: Kind[V, C], code: str, name: str, make: Callable[[C, str], C], *, note: str, key: UUID, by: User
) -> str | None:
    """The code of another one, made of this one as it is now and of that code; None where it was sent before.

    Raises DomainError, with the field `name_nl`, for a name that there is already.
    """
    if not sending.take(key, about=kind.about):
        return None
    others = [*newest_versions(kind, is_archived=False), *newest_versions(kind, is_archived=True)]
    if any(same_name(name, kind.name_of(each.content)) for each in others):
        raise DomainError(kind.same_name, field="name_nl")
    new = code_of(name, taken=codes(kind))
    _add(kind, kind.model(code=new), 1, make(get_version(kind, code).content, new), note, by)
    return new


def archive(kind: Kind[V, C], code: str, check: Callable[[str], None], *, key: UUID) -> None:
    """It can no longer be chosen; `check` refuses what has to stay, once it is our turn. Raises DomainError."""
    if not take(kind, code, key):
        return
    check(code)
    row = _row_again(kind, code)
    row.archived_on = row.archived_on or clock.today()
    audit.record(kind.action, kind.word, row.id)


def restore(kind: Kind[V, C], code: str, *, key: UUID) -> None:
    """It can be chosen again."""
    if not take(kind, code, key):
        return
    row = _row_again(kind, code)
    if row.archived_on is not None:
        row.archived_on = None
        audit.record(kind.action, kind.word, row.id)


def _row_again(kind: Kind[V, C], code: str) -> Any:
    row = kind.row_of(get_version(kind, code))
    look_again(row)
    return row


def earlier(kind: Kind[V, C], code: str) -> list[C]:
    """What stood in it until now, the oldest first."""
    return [each.content for each in reversed(versions_of(kind, code))]


def _add(kind: Kind[V, C], row: Any, number: int, content: C, note: str, by: User) -> None:
    data = kind.to_data(content)
    kind.checked(data)
    db.session.add(kind.new(
        number=number, note=note, made_on=clock.today(), made_by_id=by.id, data=data, **{kind.word: row}
    ))  # fmt: skip
    db.session.flush()
    audit.record(kind.action, kind.word, row.id)


@dataclass(frozen=True, slots=True)
class Preview(Generic[V, C]):
    """What was in a file; `newest`: the version that it would follow on, None where it would be a new one."""

    content: C
    newest: V | None
    changes: Any

    @property
    def seen(self) -> str:
        """The mark of how it stood when this was shown."""
        return str(self.newest.number) if self.newest else ""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs from what is here."""
        return self.newest is not None and self.changes.is_same


def preview(kind: Kind[V, C], content: C) -> Preview[V, C]:
    """Beside what is here under its code. Raises DomainError for what does not follow on it."""
    try:
        newest = get_version(kind, content.code)
    except NotFoundError:
        return Preview(content, None, None)
    kind.check(content, earlier(kind, content.code))
    return Preview(content, newest, kind.compare(newest.content, content))


def keep(kind: Kind[V, C], content: C, *, seen: str, note: str, key: UUID, by: User) -> str:
    """As a new version of what was `seen`, or as a new one where nothing was; its code. Raises DomainError."""
    if seen:
        change(kind, content.code, lambda _newest: content, seen=seen, note=note, key=key, by=by)
    else:
        add(kind, content, note=note, key=key, by=by)
    return content.code
