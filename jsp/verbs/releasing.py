"""When figures of a closed evaluation may be seen, and together with which others."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy import select

from jsp import clock
from jsp.extensions import db, take_turns
from jsp.models.evaluations import Evaluation, EvaluationCount, EvaluationRelease
from jsp.models.reference import get_setting
from jsp.rules.box import unpacked_counts
from jsp.rules.enough import Heads, is_enough
from jsp.rules.evaluation import Audience


def release(evaluation: Evaluation) -> None:
    """Let a closed evaluation, with those of its series that waited for it, be seen where they are enough; flushes.

    The school sees nothing that the workers of the JSP do not see, and what they see is never split for it.
    """
    take_turns(f"releases {evaluation.series_id}")
    db.session.flush()
    least = int(get_setting("evaluation_min_staff"))
    closed = _closed(evaluation.series_id)
    staff = _released([each for each in closed if each.staff_release_id is None], Audience.STAFF, least, floor=least)
    for each, id in staff.items():
        each.staff_release_id = id
        _unseal(each)
    seen = [each for each in closed if each.staff_release_id is not None and each.school_release_id is None]
    school = _released(seen, Audience.SCHOOL, int(get_setting("evaluation_min_school")), floor=least)
    for each, id in school.items():
        each.school_release_id = id
    db.session.flush()


def _closed(series_id: UUID) -> Sequence[Evaluation]:
    query = select(Evaluation).where(Evaluation.series_id == series_id, Evaluation.closed_on.is_not(None))
    query = query.order_by(Evaluation.closed_on, Evaluation.id).execution_options(populate_existing=True)
    return db.session.scalars(query).all()


def _released(
    waiting: list[Evaluation], audience: Audience, least: int, *, floor: int
) -> dict[Evaluation, UUID]:  # fmt: skip
    """A new release of all that wait, where they are enough together."""
    heads = [Heads(each.answers - each.paper, each.paper) for each in waiting]
    if not is_enough(heads, least=least, floor=floor):
        return {}
    made = EvaluationRelease(
        id=uuid5(waiting[-1].id, audience), series_id=waiting[-1].series_id, audience=audience,
        released_on=clock.today(), answers=sum(each.answers for each in heads), least=least,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return dict.fromkeys(waiting, made.id)


def _unseal(evaluation: Evaluation) -> None:
    """From now on its counts are rows; until then not even the database knew them."""
    for on_paper, packed in ((False, evaluation.counts), (True, evaluation.paper_counts)):
        db.session.add_all(
            EvaluationCount(evaluation_id=evaluation.id, item=item, score=score, on_paper=on_paper, count=number)
            for item, of in sorted(unpacked_counts(packed).items() if packed else ()) for score, number in of.items()
        )  # fmt: skip
    evaluation.counts = evaluation.paper_counts = ""
