"""Two who bring in the same at the same moment, and two who take it back."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from flask import Flask

from jsp.blueprints.trends.service import history_in, history_out
from jsp.extensions import db
from jsp.models.tallies import HistoryImport
from jsp.rules.contact import AskedBy, Channel
from jsp.rules.history_rows import PastRow, Rows
from jsp.rules.refusal import DomainError, NotFoundError
from tests.make import person
from tests.together import at_once
from tests.trends.past import count, recounted, tallies

Look = Callable[[], None]


def rows(year: int) -> Rows:
    days = [date(year, 9, day) for day in range(2, 12)]
    return Rows({PastRow(day, Channel.WALK_IN, 1, AskedBy.PUPIL, 1, None, False): 2 for day in days})


def brought(look: Look, key: UUID, what: Rows) -> int:
    keeper = person("renske")
    site = keeper.sites[0].id
    seen = history_in.plan(keeper, site, what).mark
    look()
    return history_in.add(keeper, site, what, with_late=True, seen=seen, key=key)


def test_two_who_bring_in_the_same_at_once_bring_it_in_once(committing: Flask) -> None:
    done = at_once(committing, *[lambda look: brought(look, uuid4(), rows(2024))] * 2)
    refused = [each for each in done if isinstance(each, DomainError)]
    assert 20 in done
    assert len(refused) == 1 or 0 in done
    assert (count(committing), count(committing, HistoryImport)) == (20, 1)
    assert tallies(committing) == recounted(committing)


def test_two_who_take_back_at_once_take_back_once(committing: Flask) -> None:
    key, before = uuid4(), (count(committing), tallies(committing))
    with committing.test_request_context():
        brought(lambda: None, key, rows(2023))
        db.session.commit()

    def act(look: Look) -> int:
        look()
        return history_out.take_back(person("renske"), key, key=uuid4())

    done = at_once(committing, act, act)
    assert 20 in done
    assert [each for each in done if isinstance(each, DomainError | NotFoundError)]
    assert (count(committing), tallies(committing)) == before
