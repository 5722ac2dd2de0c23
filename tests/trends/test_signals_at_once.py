"""Two processes that look at a week at the same moment look once; two people who settle it do not undo each other."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from jsp import clock
from jsp.blueprints.trends.service import signals, weekly
from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.models.theme_signals import SignalState, SignalWeek, ThemeSignal
from jsp.rules.refusal import DomainError
from tests.make import person
from tests.together import at_once
from tests.trends.signalled import FLAT, LAST, add_signal, add_weeks


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_week_is_looked_at_once(committing: Flask) -> None:
    with committing.app_context():
        add_weeks([*FLAT, 12])
        db.session.commit()

    def act(look: Callable[[], None]) -> None:
        week = weekly.find_due(clock.today())
        look()  # where the database lets them, all have seen that nobody did
        for site_ids in weekly.list_sites() if week else ():
            weekly.look_at(site_ids, LAST)
        if week:
            weekly.tell(week, clock.today())

    assert at_once(committing, act, act, act) == [None, None, None]
    with committing.app_context():
        assert (count(SignalWeek), count(ThemeSignal), count(OutboxMail)) == (1, 1, 3)


def test_who_settles_second_is_told(committing: Flask) -> None:
    with committing.app_context():
        id = add_signal(theme="school", week=LAST - timedelta(weeks=1))
        db.session.commit()

    def act(name: str, state: SignalState) -> Callable[[Callable[[], None]], None]:
        def settle(look: Callable[[], None]) -> None:
            by = person(name)
            found = signals.get_signal(by, id)
            look()
            signals.settle(found, state, seen="open", by=by)

        return settle

    done = at_once(committing, act("sanne", SignalState.ACTION), act("lieke", SignalState.FALSE_ALARM))
    assert sorted(isinstance(each, DomainError) for each in done) == [False, True]
    with committing.app_context():
        row = db.session.get_one(ThemeSignal, id)
        first = "sanne" if done[0] is None else "lieke"
        assert (row.settled_by_id, row.state) == (
            person(first).id, SignalState.ACTION if first == "sanne" else SignalState.FALSE_ALARM,
        )  # fmt: skip
