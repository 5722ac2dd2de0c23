"""Which programmes there are."""

from uuid import UUID

from sqlalchemy import func, select

from jsp import audit, clock, sending
from jsp.blueprints.programmes.service import ABOUT, KIND
from jsp.blueprints.programmes.service.versions import add_programme
from jsp.content.usual_programmes import usual_programmes
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.programmes import Adaptation, Programme
from jsp.rules.adaptation import AdaptationState
from jsp.rules.programme import Programme as Content
from jsp.rules.refusal import NotFoundError


def usual_to_take() -> list[Content]:
    """Those that come with this app and are not here yet."""
    here = set(db.session.scalars(select(Programme.code)))
    return [each for code, each in usual_programmes().items() if code not in here]


def take_over(code: str, *, note: str, key: UUID, by: User) -> None:
    """Add one that comes with this app. Raises NotFoundError for any other, DomainError where it is here already."""
    content = usual_programmes().get(code)
    if content is None:
        raise NotFoundError(code)
    add_programme(content, note=note, key=key, by=by)


def archive(programme: Programme, *, key: UUID) -> None:
    """No new series begins with it; those that run go on."""
    if sending.take(key, about=ABOUT):
        look_again(programme)
        programme.archived_on = programme.archived_on or clock.today()
        audit.record(Action.PROGRAMME_CHANGED, KIND, programme.id)


def restore(programme: Programme, *, key: UUID) -> None:
    """New series can begin with it again."""
    if sending.take(key, about=ABOUT):
        look_again(programme)
        programme.archived_on = None
        audit.record(Action.PROGRAMME_CHANGED, KIND, programme.id)


def adaptations(programme: Programme) -> dict[AdaptationState, int]:
    """How many proposals stand open, were accepted and were declined."""
    query = select(Adaptation.state, func.count()).where(Adaptation.programme_id == programme.id)
    found = {state: count for state, count in db.session.execute(query.group_by(Adaptation.state))}
    return {state: found.get(state, 0) for state in AdaptationState}
