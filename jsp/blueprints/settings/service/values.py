"""Settings: what holds, what is the default, and who changed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Setting
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.setting_list import BY_KEY, DEFINITIONS, IN_ORDER, IN_USE
from jsp.rules.settings import Definition, Group, Value, as_text, ground_for, parse, read
from jsp.sending import check_unchanged
from jsp.verbs import retention
from jsp.verbs.ground_history import keep, take
from jsp.verbs.retention import Foreseen

CODE = "values"


@dataclass(frozen=True, slots=True)
class Held:
    """A setting as it stands, with the ground beside it; `row_id` is 0 where nobody ever changed it."""

    definition: Definition
    value: Value
    row_id: int
    ground: str = ""

    @property
    def seen(self) -> str:
        """By what a page tells whether somebody changed it meanwhile."""
        return f"{as_text(self.value)} {self.ground}".rstrip()

    @property
    def is_changed(self) -> bool:
        """Whether it differs from its default."""
        return self.value != self.definition.default

    @property
    def is_in_use(self) -> bool:
        """Whether a part of the app that exists now goes by it."""
        return self.definition.key in IN_USE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change of a setting does: of each kind how many more go today, and how many soon."""

    value: Value
    goes: list[Foreseen]

    @property
    def is_final(self) -> bool:
        """Whether something would be erased at once, which nobody can bring back."""
        return any(each.today for each in self.goes)


def list_groups() -> list[tuple[Group, list[Held]]]:
    """All settings by group, as they stand in the database."""
    held = _held([each for each in DEFINITIONS if not each.beside])
    return [(group, [each for each in held if each.definition.group is group]) for group in Group]


def get_held(key: str) -> Held:
    """Raises NotFoundError, also for a ground: that is changed with what it stands beside."""
    if key not in BY_KEY or BY_KEY[key].beside:
        raise NotFoundError(key)
    return _held([BY_KEY[key]])[0]


def get_retention(key: str) -> Held:
    """A setting that decides how long something is kept; raises NotFoundError for any other."""
    held = get_held(key)
    if not held.definition.guarded:
        raise NotFoundError(key)
    return held


def change_value(
    setting: Definition, text: str | None, *, seen: str | None, key: UUID, by: User, ground: str = ""
) -> bool:  # fmt: skip
    """Keep `text`, or the default for None, unless somebody changed what was `seen` (None: whatever it is now).

    Tells whether anything became something else. Raises DomainError for what may not be, or not here.
    """
    if setting.guarded:
        raise DomainError(N_("Only an administrator changes this."))
    return _change(setting, text, ground, seen=seen, key=key, by=by)


def change_retention(
    setting: Definition, text: str | None, *, seen: str | None, key: UUID, by: User, ground: str = "", sure: str = ""
) -> bool:  # fmt: skip
    """The same for how long something is kept; the route sees to it that only an administrator comes here.

    `sure`: what a page said comes of it (`told_by`). Raises DomainError with that field where none said so yet.
    """
    outcome = foresee(setting, text)
    if outcome is not None and sure != told_by(outcome):
        raise DomainError(N_("Look first at what this does, and press once more."), field="sure")
    return _change(setting, text, ground, seen=seen, key=key, by=by)


def foresee(setting: Definition, text: str | None) -> Outcome | None:
    """What comes of that value; None where nothing is erased by this setting, or it stays what it is.

    Raises DomainError for a value that may not be.
    """
    value = setting.default if text is None else parse(setting, text)
    if not retention.is_counted(setting.key) or value == get_held(setting.key).value:
        return None
    return Outcome(value, retention.foresee(setting.key, value))


def told_by(outcome: Outcome | None) -> str:
    """By what a page tells which outcome it told of."""
    return " ".join([as_text(outcome.value), *(str(each.today) for each in outcome.goes)]) if outcome else ""


def _change(setting: Definition, text: str | None, ground: str, *, seen: str | None, key: UUID, by: User) -> bool:
    if not take(key):
        return False
    held = get_held(setting.key)
    check_unchanged(held.seen if seen is None else seen, held.seen)
    value = setting.default if text is None else parse(setting, text)
    _check_order(setting.key, value)
    after = ground_for(setting, value, ground)
    if value != held.value:
        _keep(setting, setting.key, "value", (as_text(held.value), as_text(value)), key=key, by=by)
    if after != held.ground:
        _keep(setting, setting.ground_key, "ground", (held.ground, after), key=key, by=by)
    return (value, after) != (held.value, held.ground)


def _keep(setting: Definition, kept_as: str, field: str, change: tuple[str, str], *, key: UUID, by: User) -> None:
    """In its row, and in the history of the setting: of its value, or of the ground beside it."""
    before, after = change
    _row(kept_as).value = None if after == as_text(BY_KEY[kept_as].default) else after
    row = _row(setting.key)
    db.session.flush()
    keep(CODE, row.id, field, before, after, key=key, by=by)


def _held(definitions: Sequence[Definition]) -> list[Held]:
    rows = {row.key: row for row in db.session.scalars(select(Setting).execution_options(populate_existing=True))}
    kept = {key: row.value for key, row in rows.items() if row.value is not None}
    return [
        Held(each, read(each, kept), rows[each.key].id if each.key in rows else 0, ground=kept.get(each.ground_key, ""))
        for each in definitions
    ]


def _row(key: str) -> Setting:
    row = db.session.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        row = Setting(key=key)
        db.session.add(row)
    return row


def _check_order(key: str, value: Value) -> None:
    for low, high in IN_ORDER:
        if key not in (low, high):
            continue
        other = get_held(high if key == low else low).value
        first, last = (value, other) if key == low else (other, value)
        if first > last:  # type: ignore[operator]  # both are numbers
            raise DomainError(N_("The least may not be more than the most."), field="value")
