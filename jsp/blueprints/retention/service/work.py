"""What waits for somebody who may not come back."""

from datetime import date

from sqlalchemy import func, select

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.contacts import Contact
from jsp.models.members import next_turn
from jsp.models.messages import Thread
from jsp.models.referral_rows import count_unfinished
from jsp.rules.thread import ThreadState


def count_work(person: User, today: date) -> int:
    """Follow-ups, questions and referrals that are theirs to see to, and a turn that is planned. Numbers only."""
    follow_ups = select(func.count()).select_from(Contact).where(
        Contact.owner_id == person.id, Contact.follow_up_on.is_not(None), Contact.follow_up_done_on.is_(None)
    )  # fmt: skip
    questions = select(func.count()).select_from(Thread).where(
        Thread.assigned_id == person.id, Thread.state == ThreadState.OPEN
    )  # fmt: skip
    counted = (db.session.scalar(each) or 0 for each in (follow_ups, questions))
    return sum(counted) + count_unfinished(person, today) + (next_turn(person, clock.local_now()) is not None)
