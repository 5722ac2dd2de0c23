"""Which signals nobody has looked at yet; of the own sites, for whoever sees the figures of the team."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.theme_signals import SignalState, ThemeSignal
from jsp.rules.roles import Permission


def signals_of(user: User) -> Select[ThemeSignal]:
    """The signals that this person may see: of the own sites where there is work to do."""
    return select(ThemeSignal).where(ThemeSignal.site_id.in_([site.id for site in user.open_sites]))


def open_signals(user: User, *, site_id: int | None = None) -> Sequence[ThemeSignal]:
    """Those that are open, the newest first, with site and theme; of one of the own sites where it is given."""
    query = signals_of(user).where(ThemeSignal.state == SignalState.OPEN)
    if site_id is not None:
        query = query.where(ThemeSignal.site_id == site_id)
    query = query.options(joinedload(ThemeSignal.site), joinedload(ThemeSignal.theme))
    return db.session.scalars(query.order_by(ThemeSignal.week.desc(), ThemeSignal.site_id, ThemeSignal.theme_id)).all()


def count_open_signals(user: User) -> int:
    """How many are open; 0, without a question, for whoever does not see the figures of the team."""
    if not user.may(Permission.SEE_TEAM_TRENDS):
        return 0
    query = signals_of(user).where(ThemeSignal.state == SignalState.OPEN)
    return db.session.scalar(query.with_only_columns(func.count())) or 0
