"""With moved time: a reminder that says nothing, a task, running out, erasing, and nothing of it twice."""

from datetime import timedelta
from uuid import UUID

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock, jobs
from jsp.blueprints.referrals.service import clocks
from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.models.referrals import Packet, Referral, ReferralTask
from jsp.rules.consent import Answer, Decision, Giver
from jsp.rules.referral import State, TaskKind
from jsp.verbs import partner_links, referring
from tests.referrals.rows import NAME, add_partner, add_referral, add_yes, referral
from tests.referrals.steps import made

Moment = FrozenDateTimeFactory
DAY = 24 * 3600


def night(app: Flask) -> None:
    with app.app_context():
        jobs.look_after_referrals()


def mails(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(select(OutboxMail.kind)))


def tasks(app: Flask, id: UUID) -> list[tuple[TaskKind, bool]]:
    with app.app_context():
        query = select(ReferralTask).where(ReferralTask.referral_id == id).order_by(ReferralTask.id)
        return [(each.kind, each.done_on is not None) for each in db.session.scalars(query)]


def test_a_partner_is_reminded_once_by_a_mail_that_says_nothing(app: Flask, frozen: Moment) -> None:
    id = made(app)
    night(app)
    assert mails(app) == ["partner_packet"]
    frozen.tick(4 * DAY)
    night(app)
    night(app)
    assert mails(app) == ["partner_nudge"], "in place of the one that it reminds of"
    with app.app_context():
        letter = db.session.scalars(select(OutboxMail).where(OutboxMail.kind == "partner_nudge")).one().letter
        row = referral(id)
        assert not [word for word in (NAME, row.theme.name_nl, row.partner.name, str(id)) if word in letter]


def test_then_its_worker_is_asked_to_call_and_not_again_once_that_is_done(app: Flask, frozen: Moment) -> None:
    id = made(app)
    for _ in range(2):
        frozen.tick(4 * DAY)
        night(app)
        night(app)
    assert tasks(app, id) == [(TaskKind.CALL_PARTNER, False)]
    with app.app_context():
        db.session.scalars(select(ReferralTask)).one().done_on = referral(id).moved_on
        db.session.commit()
    night(app)
    assert tasks(app, id) == [(TaskKind.CALL_PARTNER, True)]


def test_only_what_something_is_due_for_is_looked_at(app: Flask, frozen: Moment) -> None:
    id = made(app)
    found = []
    for _ in range(4):
        with app.app_context():
            found.append(list(clocks.list_due()))
        night(app)
        with app.app_context():
            assert clocks.list_due() == []
        frozen.tick(4 * DAY)
    assert found == [[], [id], [id], []], "a reminder, a call, and nothing more to do"
    with app.app_context():
        assert clocks.list_due() == [id], "it runs out"


def test_who_stands_there_otherwise_than_was_said_yes_to_is_called_instead_once(app: Flask, frozen: Moment) -> None:
    id = made(app)
    with app.app_context():
        referral(id).partner.mail = "elders@partner.example"
        db.session.commit()
    frozen.tick(4 * DAY)
    night(app)
    assert mails(app) == ["partner_packet"]
    assert tasks(app, id) == [(TaskKind.CALL_PARTNER, False)]
    finish_tasks(app)
    for _ in range(2):
        with app.app_context():
            assert clocks.list_due() == [], "nothing more is due until it runs out"
        frozen.tick(4 * DAY)
        night(app)
    assert tasks(app, id) == [(TaskKind.CALL_PARTNER, True)]


def test_who_was_called_and_is_another_since_is_not_called_again(app: Flask, frozen: Moment) -> None:
    with app.app_context():
        id = add_referral(partner_id=add_partner(mail=""))
        db.session.commit()
    frozen.tick(7 * DAY)
    night(app)
    finish_tasks(app)
    with app.app_context():
        referral(id).partner.mail = "elders@partner.example"
        db.session.commit()
    night(app)
    assert (mails(app), tasks(app, id)) == ([], [(TaskKind.CALL_PARTNER, True)])
    with app.app_context():
        assert clocks.list_due() == []


def test_a_call_that_was_left_is_asked_again_for_a_new_link_and_then_nothing_is_due(app: Flask, frozen: Moment) -> None:
    with app.app_context():
        id = add_referral(partner_id=add_partner(mail=""))
        db.session.commit()
    frozen.tick(7 * DAY)
    night(app)
    frozen.tick(DAY)
    with app.app_context():
        row = referral(id)
        partner_links.renew(row, number=2)
        db.session.commit()
    frozen.tick(7 * DAY)
    night(app)
    assert tasks(app, id) == [(TaskKind.CALL_PARTNER, True), (TaskKind.CALL_PARTNER, False)]
    with app.app_context():
        assert clocks.list_due() == []


def test_a_no_that_has_no_say_any_more_is_nothing_to_look_at(app: Flask, frozen: Moment) -> None:
    with app.app_context():
        row = referral(add_referral(state=State.STARTED))
        soon = clock.today() + timedelta(days=3)
        add_yes(row, Decision.SHARE, Giver.PARENT_1, Answer.REFUSED, until=soon)
        db.session.commit()
    frozen.tick(4 * DAY)
    with app.app_context():
        assert clocks.list_due() == []


def finish_tasks(app: Flask) -> None:
    with app.app_context():
        for each in db.session.scalars(select(ReferralTask)):
            each.done_on = clock.today()
        db.session.commit()


def test_without_an_answer_it_runs_out_and_is_erased(app: Flask, frozen: Moment) -> None:
    id = made(app)
    frozen.tick(14 * DAY)
    night(app)
    with app.app_context():
        assert referral(id).state is State.SENT
    frozen.tick(DAY)
    night(app)
    with app.app_context():
        row = referral(id)
        assert (row.state, row.is_erased, row.packet, row.link, row.key_sealed) == (
            State.EXPIRED, True, None, None, None,
        )  # fmt: skip


def test_a_partner_without_mail_is_called(app: Flask, frozen: Moment) -> None:
    with app.app_context():
        id = add_referral(partner_id=add_partner(mail=""))
        db.session.commit()
    frozen.tick(7 * DAY)
    night(app)
    assert mails(app) == []
    assert tasks(app, id) == [(TaskKind.CALL_PARTNER, False)]


def test_once_the_yes_has_run_out_nothing_is_kept_of_what_was_shared(app: Flask, frozen: Moment) -> None:
    id = made(app, state=State.STARTED)
    frozen.tick(181 * DAY)
    night(app)
    with app.app_context():
        row = referral(id)
        assert (row.state, row.is_erased, row.is_shared) == (State.STARTED, True, False)
        assert referring.read_packet(row) == []
        assert all(each.ended_on and not each.is_withdrawn for each in row.consents)


def test_a_partner_reads_no_longer_than_the_shortest_yes_lasts(app: Flask) -> None:
    with app.app_context():
        row = referral(add_referral(state=State.AWAITING_CONSENT))
        soon = clock.today() + timedelta(days=3)
        next(each for each in row.consents if each.decision is Decision.SHARE).until = soon
        partner_links.send(row, user_id=row.owner_id)
        assert row.link is not None
        assert row.link.packet_until == soon


def test_what_ended_is_erased_after_its_days_and_goes_after_a_year(app: Flask, frozen: Moment) -> None:
    id = made(app, state=State.COMPLETED)
    frozen.tick(91 * DAY)
    night(app)
    with app.app_context():
        assert referral(id).is_erased
        assert db.session.scalars(select(Packet)).all() == []
    frozen.tick(275 * DAY)
    night(app)
    with app.app_context():
        assert db.session.get(Referral, id) is None


def test_what_was_begun_and_left_lying_goes(app: Flask, frozen: Moment) -> None:
    id = made(app, state=State.AWAITING_CONSENT)
    frozen.tick(91 * DAY)
    night(app)
    with app.app_context():
        assert db.session.get(Referral, id) is None
