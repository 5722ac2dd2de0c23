"""What somebody of the school asked for a class."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.extensions import db
from jsp.models import caseload
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.inbox import SHOWN
from jsp.models.messages import ClassRequest, Thread
from jsp.models.reference import get_reference
from jsp.rules.refusal import NotFoundError

USUAL_THEME = "respect_safety"


def classes(user: User) -> list[SchoolClass]:
    """The classes of this school year at the own sites."""
    return [each for site in user.open_sites for each in caseload.classes(site, clock.today())]


def usual_theme() -> int | None:
    """What is asked for a class most often: respect and safety."""
    return next((each.id for each in get_reference().themes if each.code == USUAL_THEME), None)


def request_of(thread: Thread) -> ClassRequest:
    """What was asked for a class; raises NotFoundError where it is another question."""
    if thread.class_request is None:
        raise NotFoundError(thread.id)
    return thread.class_request


def get_request(user: User, id: UUID) -> Thread:
    """One of the own requests; raises NotFoundError for any other."""
    query = select(Thread).join(Thread.class_request).where(Thread.asker_id == user.id, Thread.id == id)
    found = db.session.scalar(query.options(*SHOWN, joinedload(Thread.signal)))
    if found is None:
        raise NotFoundError(id)
    return found
