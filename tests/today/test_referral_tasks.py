"""What is to do for referrals stands on the start page: first where a partner must stop using what it read."""

from datetime import timedelta

from flask import Flask

from jsp import clock
from jsp.extensions import db
from jsp.rules.referral import State, TaskKind
from jsp.verbs import referring
from tests.browser import Browser, Page
from tests.referrals.rows import add_partner, add_referral, referral

MOST_BYTES = 100_000
SHOWN = 8


def add_tasks(app: Flask, *kinds: TaskKind, days: int = 1) -> None:
    """Each of a referral of its own, the first due longest."""
    with app.app_context():
        for at, kind in enumerate(kinds):
            row = referral(add_referral(state=State.STARTED, partner_id=add_partner(f"Partner {at}")))
            referring.add_task(row, kind, due_on=clock.today() - timedelta(days=days + len(kinds) - at))
        db.session.commit()


def told(page: Page) -> list[str]:
    """The partners, in the order of the tasks."""
    links = (" ".join(" ".join(each.itertext()).split()) for each in page._all("a"))
    return [text.rpartition("Geld: ")[2] for text in links if "Geld: Partner" in text]


def test_a_partner_that_must_stop_using_what_it_read_goes_first(app: Flask, worker: Browser) -> None:
    kinds = (TaskKind.SAY_CODE, TaskKind.CALL_PARTNER, TaskKind.MEETING_OFF, TaskKind.NOT_POSSIBLE)
    add_tasks(app, *kinds, TaskKind.TELL_PARTNER)
    order = ["Partner 4", "Partner 0", "Partner 1", "Partner 2", "Partner 3"]
    page = worker.get("/today/")
    assert told(page)[:5] == order
    assert "en nog" not in page.words.partition("Verwijzingen")[2].partition("Mijn verwijzingen")[0]
    assert told(worker.get("/referrals/"))[:5] == order


def test_many_of_them_stay_within_what_a_page_may_weigh(app: Flask, worker: Browser) -> None:
    add_tasks(app, *[TaskKind.CALL_PARTNER] * (SHOWN + 1), TaskKind.TELL_PARTNER)
    page = worker.get("/today/")
    assert len(page.response.data) < MOST_BYTES
    assert told(page)[0] == f"Partner {SHOWN + 1}"
    assert len(told(page)) == SHOWN
    assert "en nog 2" in page.words
