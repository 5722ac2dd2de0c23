"""The link by which who took part in a talk answers the invitation, reads back, and hears what was done with it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import mail
from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.verbs import signed_links

PURPOSE = "talk link"


def address(seat: Participant) -> str:
    """The full address of the link of that seat."""
    return mail.link("read_back.show", token=token(seat))


def token(seat: Participant) -> str:
    """What stands in the address."""
    return signed_links.token_of(seat.id, seat.link_number, purpose=PURPOSE)


def find(token: str) -> Participant | None:
    """The seat of a link that is still the one, with its talk; None for any other, and once what was said is erased."""
    id, number = signed_links.read(token, purpose=PURPOSE)
    query = select(Participant).where(Participant.id == id).options(
        joinedload(Participant.group).joinedload(FocusGroup.guide_version)
    )  # fmt: skip
    seat = db.session.scalar(query.execution_options(populate_existing=True))
    is_the_one = seat is not None and seat.link_number == number and seat.group.erased_on is None
    return seat if is_the_one else None
