"""Whether figures that are due were made."""

from collections.abc import Iterator

from sqlalchemy import exists, select

from jsp import clock
from jsp.blueprints.figures.service import releasing
from jsp.extensions import db
from jsp.models.referral_figures import ReferralRelease
from jsp.rules import referral_figures
from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_


def count_due() -> int:
    """How many figures may be made and were not."""
    first = referral_figures.half_year(clock.today())[0]
    referrals_made = db.session.scalar(select(exists().where(ReferralRelease.first == first)))
    return len(releasing.list_due(clock.today())) + (not referrals_made)


def check() -> Iterator[Finding]:
    """None waits."""
    number = count_due()
    if number:
        look = N_("Do the jobs run? Look in the log for release_themes and release_figures.")
        yield wrong("releases", N_("%(number)s times figures are due and not made."), look, number=number)
    else:
        yield ok("releases", N_("All figures that are due were made."))
