"""The referrals of the demo: fifteen, each as far as its story goes, and by no way that is not open to everybody.

Beside them those of halves of school years that are over, of which figures were made.
"""

from collections import Counter
from datetime import date

from sqlalchemy import select

from jsp.blueprints.directory.service import signposts
from jsp.blueprints.referrals.service import clocks, figures
from jsp.extensions import db
from jsp.models.audit import AuditEntry
from jsp.models.consents import Consent
from jsp.models.directory import Partner, Signpost
from jsp.models.outbox import OutboxMail
from jsp.models.referral_figures import ReferralRelease
from jsp.models.referral_rows import find_referral
from jsp.models.referrals import Referral
from jsp.models.safety_paths import SafetyPath
from jsp.models.team import Opening
from jsp.rules import referral_figures
from jsp.rules.referral import CLOSED, State, Way
from jsp.verbs import referring

NUMBERS = {
    State.DRAFT: 3, State.AWAITING_CONSENT: 2, State.SENT: 3, State.RECEIVED: 2, State.STARTED: 2, State.COMPLETED: 1,
    State.NOT_STARTED: 1, State.WITHDRAWN: 1,
}  # fmt: skip


def in_the_trail() -> set[str]:
    """What was done by steps; what is over came in as it is."""
    return set(db.session.scalars(select(AuditEntry.object_id).where(AuditEntry.object_kind == referring.KIND)))


def test_every_state_that_one_wants_to_see_is_there(today: date) -> None:
    rows = [row for row in db.session.scalars(select(Referral)) if str(row.id) in in_the_trail()]
    assert Counter(row.state for row in rows) == NUMBERS
    assert Counter(row.way for row in rows) == {Way.WARM: 7, Way.WRITTEN: 5, Way.SELF_CONTACT: 3}
    assert all(row.contact_on <= row.made_on <= row.moved_on <= today for row in rows)


def test_what_went_out_was_said_yes_to_and_no_mail_waits(today: date) -> None:
    for id in db.session.scalars(select(Referral.id).where(Referral.state.in_(["sent", "received", "started"]))):
        row = find_referral(id)
        assert row is not None
        assert referring.may_share(row)
        assert all(each.given_on <= (row.sent_on or today) for each in row.consents)
    assert db.session.scalars(select(Consent.id)).all()
    assert not [kind for kind in db.session.scalars(select(OutboxMail.kind)) if kind.startswith("partner")]


def test_three_halves_have_real_figures_and_the_newest_stands(today: date) -> None:
    releases = list(db.session.scalars(select(ReferralRelease).order_by(ReferralRelease.first.desc())))
    assert len(releases) == 3
    assert releases[0].first == referral_figures.half_year(today)[0]
    for each in releases:
        assert each.made_on <= today
        assert each.table.whole is not None
        assert len(each.table.rows) >= 5
        assert None not in (each.days, each.sent, each.joined, each.referred)
    figures.release(today)
    found = figures.find_figures(None)
    assert found is not None
    assert (found.shown, [len(rows) for rows in found.earlier.values()]) == (releases[0], [1] * 5)


def test_of_what_is_over_nothing_is_open_and_nothing_is_late(today: date) -> None:
    rows = [row for row in db.session.scalars(select(Referral)) if str(row.id) not in in_the_trail()]
    assert len(rows) >= 50
    assert all(row.state in CLOSED and row.is_erased for row in rows)
    assert all(row.closed_on is not None and row.closed_on <= today for row in rows)
    assert not {row.id for row in rows} & set(clocks.list_due())


def test_somebody_meets_at_the_opening_of_today(today: date) -> None:
    (opening,) = db.session.scalars(select(Opening).join(Referral, Referral.opening_id == Opening.id))
    assert (opening.on, opening.takes_place) == (today, True)


def test_a_worry_waits_for_a_second_person_and_the_way_was_shown(today: date) -> None:
    (path,) = db.session.scalars(select(SafetyPath))
    assert (path.verdict, path.asked_on < today) == (None, True)
    assert path.contact_id is not None
    assert max(db.session.scalars(select(Signpost.on))) < today
    grip = db.session.scalars(select(Partner).where(Partner.name.startswith("Grip"))).one()
    assert signposts.times_shown(grip) == 6
