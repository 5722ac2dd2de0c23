"""Ground data and settings that every page needs, read once and kept until something in them changes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TypeVar

from flask import current_app, g
from sqlalchemy import ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import Session, selectinload

from jsp.extensions import db
from jsp.models.ground import CrisisLine, Discipline, Installation, Outcome, Setting, Site, Theme
from jsp.models.history import GroundChange
from jsp.models.team import Opening
from jsp.rules import settings
from jsp.rules.refusal import NotFoundError
from jsp.rules.setting_list import BY_KEY, DEFINITIONS

SECONDS = 5.0
KEY = "jsp-reference"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that a JSP set up, archived rows too, in its order; the rows are detached and for reading only."""

    sites: tuple[Site, ...]
    themes: tuple[Theme, ...]
    disciplines: tuple[Discipline, ...]
    outcomes: tuple[Outcome, ...]
    lines: tuple[CrisisLine, ...]
    settings: Mapping[str, settings.Value]
    is_demo: bool
    is_set_up: bool
    open_sites: Mapping[str, Site]
    newest_change: int
    read_at: float

    def site(self, site_id: int) -> Site:
        """Raises LookupError for an id that does not exist."""
        return _by_id(self.sites, site_id)

    def open_site(self, code: str) -> Site:
        """A site that is open to the public; raises NotFoundError."""
        if code not in self.open_sites:
            raise NotFoundError(code)
        return self.open_sites[code]

    def theme(self, theme_id: int) -> Theme:
        """Raises LookupError for an id that does not exist."""
        return _by_id(self.themes, theme_id)

    def outcome(self, outcome_id: int) -> Outcome:
        """Raises LookupError for an id that does not exist."""
        return _by_id(self.outcomes, outcome_id)


def get_reference() -> Reference:
    """The ground data, at most SECONDS old in this process, and as a rule as it stands for who is signed in.

    Two changes that are made at the same moment may be numbered otherwise than they end; then it takes the seconds.
    """
    kept: Reference | None = current_app.extensions.get(KEY)
    if kept is None or monotonic() - kept.read_at > SECONDS or g.get("newest_change", 0) > kept.newest_change:
        kept = current_app.extensions[KEY] = _read()
    return kept


def newest_change() -> ScalarSelect[int]:
    """The number of the last change of ground data, to be asked along with something that is asked anyway.

    Kept in `g.newest_change` it makes this process notice what another one changed.
    """
    return select(func.coalesce(func.max(GroundChange.id), 0)).scalar_subquery()


def forget_reference() -> None:
    """Read again at the next question; to be called by whatever changes ground data."""
    current_app.extensions.pop(KEY, None)


def _read() -> Reference:
    """Within the transaction of the request, but with rows of its own: those of the request may yet be changed."""
    db.session.flush()
    with Session(db.session.connection(), join_transaction_mode="create_savepoint") as reader:
        installation = reader.get(Installation, 1)
        sites = _rows(reader, select(Site).order_by(Site.position))
        return Reference(
            sites=sites,
            open_sites={site.code: site for site in sites if site.archived_on is None},
            themes=_rows(reader, select(Theme).options(selectinload(Theme.disciplines)).order_by(Theme.position)),
            disciplines=_rows(reader, select(Discipline).order_by(Discipline.position)),
            outcomes=_rows(reader, select(Outcome).order_by(Outcome.position)),
            lines=_rows(reader, select(CrisisLine).order_by(CrisisLine.position)),
            settings=_settings(reader),
            is_demo=installation is not None and installation.is_demo,
            is_set_up=_is_set_up(reader),
            newest_change=reader.scalars(select(newest_change())).one(),
            read_at=monotonic(),
        )


def get_setting(key: str) -> settings.Value:
    """What holds for this JSP; the default on a page that may not ask the database. Raises KeyError for no setting."""
    supposed: Mapping[str, settings.Value] = g.get("supposed") or {}
    if key in supposed:
        return supposed[key]
    return BY_KEY[key].default if g.get("bare") else get_reference().settings[key]


@contextmanager
def supposing(key: str, value: settings.Value) -> Iterator[None]:
    """As if a setting held another value, for this thread of work alone: to tell beforehand what comes of it."""
    g.supposed = {key: value}
    try:
        yield
    finally:
        g.pop("supposed", None)


def _settings(reader: Session) -> dict[str, settings.Value]:
    kept = {row.key: row.value for row in reader.scalars(select(Setting)) if row.value is not None}
    return {each.key: settings.read(each, kept) for each in DEFINITIONS}


def _is_set_up(reader: Session) -> bool:
    """Whether there ever was an opening: it needs a site, a team and all that comes before."""
    return bool(reader.scalar(select(exists(select(Opening.id)))))


def _rows(reader: Session, query: Select[T]) -> tuple[T, ...]:
    return tuple(reader.scalars(query))


def _by_id(rows: tuple[T, ...], wanted: int) -> T:
    for row in rows:
        if row.id == wanted:  # type: ignore[attr-defined]
            return row
    raise LookupError(wanted)
