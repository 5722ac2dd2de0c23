"""The referrals of the demo: fourteen, each as far as its story goes, and by no way that is not open to everybody."""

from collections import Counter
from datetime import date

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.consents import Consent
from jsp.models.outbox import OutboxMail
from jsp.models.referral_rows import find_referral
from jsp.models.referrals import Referral
from jsp.rules.referral import State, Way
from jsp.verbs import referring

NUMBERS = {
    State.DRAFT: 3, State.AWAITING_CONSENT: 2, State.SENT: 2, State.RECEIVED: 2, State.STARTED: 2, State.COMPLETED: 1,
    State.NOT_STARTED: 1, State.WITHDRAWN: 1,
}  # fmt: skip


def test_every_state_that_one_wants_to_see_is_there(today: date) -> None:
    rows = list(db.session.scalars(select(Referral)))
    assert Counter(row.state for row in rows) == NUMBERS
    assert Counter(row.way for row in rows) == {Way.WARM: 6, Way.WRITTEN: 5, Way.SELF_CONTACT: 3}
    assert all(row.contact_on <= row.made_on <= row.moved_on <= today for row in rows)


def test_what_went_out_was_said_yes_to_and_no_mail_waits(today: date) -> None:
    for id in db.session.scalars(select(Referral.id).where(Referral.state.in_(["sent", "received", "started"]))):
        row = find_referral(id)
        assert row is not None
        assert referring.may_share(row)
        assert all(each.given_on <= (row.sent_on or today) for each in row.consents)
    assert db.session.scalars(select(Consent.id)).all()
    assert not [kind for kind in db.session.scalars(select(OutboxMail.kind)) if kind.startswith("partner")]
