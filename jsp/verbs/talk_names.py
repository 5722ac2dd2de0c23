"""Names and addresses of who takes part in a talk: apart from all that was said, and the first to go."""

from sqlalchemy import delete

from jsp import clock, mail
from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup, Participant, Pseudonym
from jsp.verbs import talk_links


def erase(group: FocusGroup) -> None:
    """All names, addresses and names behind pseudonyms, and mails that still wait. The caller has the turn."""
    for seat in group.participants:
        withdraw_mail(seat)
        seat.name_sealed = seat.mail_sealed = None
    db.session.execute(delete(Pseudonym).where(Pseudonym.group_id == group.id))
    group.names_erased_on = group.names_erased_on or clock.today()


def invite(seat: Participant, phone: str) -> None:
    """A mail that says only that something waits, with the link of that seat, in place of the one before."""
    withdraw_mail(seat)
    seat.mail_id = mail.queue_to(
        "talk_invitation", address=seat.mail, language="nl", link=talk_links.address(seat), phone=phone
    )  # fmt: skip


def withdraw_mail(seat: Participant) -> None:
    """A mail that waits goes out no more, and its address goes with it."""
    if seat.mail_id is not None:
        mail.withdraw(seat.mail_id)
        seat.mail_id = None
