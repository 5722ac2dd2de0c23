"""When figures of a closed evaluation may be seen, and together with which others."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy import select

from jsp import clock
from jsp.extensions import db, take_turns
from jsp.models.evaluations import Evaluation, EvaluationRelease
from jsp.models.reference import get_setting
from jsp.rules.disclosure import due
from jsp.rules.evaluation import Audience


def release(evaluation: Evaluation) -> None:
    """Let a closed evaluation, with those of its series that waited for it, be seen where they are enough; flushes.

    The school sees nothing that the workers of the JSP do not see, and what they see is never split for it.
    """
    take_turns(f"releases {evaluation.series_id}")
    db.session.flush()
    least = int(get_setting("evaluation_min_staff"))
    closed = _closed(evaluation.series_id)
    staff = _released([each for each in closed if each.staff_release_id is None], Audience.STAFF, least)
    for each, id in staff.items():
        each.staff_release_id = id
    seen = [each for each in closed if each.staff_release_id is not None and each.school_release_id is None]
    school = _released(seen, Audience.SCHOOL, int(get_setting("evaluation_min_school")))
    for each, id in school.items():
        each.school_release_id = id
    db.session.flush()


def _closed(series_id: UUID) -> Sequence[Evaluation]:
    query = select(Evaluation).where(Evaluation.series_id == series_id, Evaluation.closed_on.is_not(None))
    query = query.order_by(Evaluation.closed_on, Evaluation.id).execution_options(populate_existing=True)
    return db.session.scalars(query).all()


def _released(waiting: list[Evaluation], audience: Audience, least: int) -> dict[Evaluation, UUID]:
    """A new release of those that wait, where they are enough together."""
    ready = due([(each, each.answers) for each in waiting], least=least)
    if not ready:
        return {}
    made = EvaluationRelease(
        id=uuid5(ready[-1].id, audience), series_id=ready[0].series_id, audience=audience, released_on=clock.today(),
        answers=sum(each.answers for each in ready), least=least,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return dict.fromkeys(ready, made.id)
