"""What came up more than usual, and what the team made of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import audit, clock, sending
from jsp.extensions import db, lock
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.open_signals import open_signals, signals_of
from jsp.models.theme_signals import SignalState, ThemeSignal
from jsp.rules import school_year
from jsp.rules.refusal import NotFoundError

SHOWN = 40  # settled ones on the page


@dataclass(frozen=True, slots=True)
class Worth:
    """Of the signals of a school year that somebody settled, how many were no false alarm."""

    year: str
    good: int
    settled: int


@dataclass(frozen=True, slots=True)
class Signals:
    """All on the page, the newest first."""

    open: Sequence[ThemeSignal]
    settled: Sequence[ThemeSignal]
    worth: Sequence[Worth]


def list_signals(user: User, site: Site | None, today: date) -> Signals:
    """Of the sites of this person, or of one of them; what they were worth in this school year and the last."""
    site_id = site.id if site else None
    return Signals(open_signals(user, site_id=site_id), _settled(user, site_id), _worth(user, site_id, today))


def get_signal(user: User, id: UUID) -> ThemeSignal:
    """A signal of one of the sites of this person; raises NotFoundError for any other."""
    found = db.session.scalar(signals_of(user).where(ThemeSignal.id == id))
    if found is None:
        raise NotFoundError(id)
    return found


def settle(signal: ThemeSignal, state: SignalState, *, seen: str, by: User) -> None:
    """Write down what the team made of it, or open it again; whoever changes their mind is who settled it.

    Raises DomainError where somebody else settled it otherwise since the page was made that says `seen`.
    """
    lock(signal)
    if signal.state is state:
        return
    sending.check_unchanged(seen, signal.state, sending.IN_SIGHT)
    signal.state = state
    is_open = state is SignalState.OPEN
    signal.settled_by_id, signal.settled_on = (None, None) if is_open else (by.id, clock.today())
    audit.record(Action.REOPENED if is_open else Action.SETTLED, "theme_signal", signal.id)


def _settled(user: User, site_id: int | None) -> Sequence[ThemeSignal]:
    query = signals_of(user).where(ThemeSignal.state != SignalState.OPEN)
    if site_id is not None:
        query = query.where(ThemeSignal.site_id == site_id)
    query = query.options(
        joinedload(ThemeSignal.site), joinedload(ThemeSignal.theme), joinedload(ThemeSignal.settled_by)
    )
    newest = query.order_by(ThemeSignal.week.desc(), ThemeSignal.site_id, ThemeSignal.theme_id).limit(SHOWN)
    return db.session.scalars(newest).all()


def _worth(user: User, site_id: int | None, today: date) -> list[Worth]:
    """The newest year first; a year in which nothing was settled is not there."""
    this = school_year.bounds(today)[0]
    last = school_year.bounds(this - timedelta(days=1))[0]
    of = [site_id] if site_id is not None else [site.id for site in user.open_sites]
    query = select(ThemeSignal.week, ThemeSignal.state).where(
        ThemeSignal.site_id.in_(of), ThemeSignal.week >= last, ThemeSignal.state != SignalState.OPEN
    )
    rows = db.session.execute(query).all()
    settled = Counter(school_year.name(week) for week, _state in rows)
    good = Counter(school_year.name(week) for week, state in rows if state is not SignalState.FALSE_ALARM)
    return [Worth(year, good[year], number) for year, number in sorted(settled.items(), reverse=True)]
