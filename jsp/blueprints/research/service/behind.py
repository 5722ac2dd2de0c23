"""What is behind released figures: when they were released, by which threshold, and how many answers they are of."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.evaluation_figures import Release
from jsp.models.evaluations import EvaluationCount, EvaluationRelease
from jsp.rules.research import answers_behind


@dataclass(frozen=True, slots=True)
class Behind:
    """Of a number of releases: themselves and their parts as rows, and the answers to each item of each evaluation."""

    rows: Mapping[UUID, EvaluationRelease]
    counts: Mapping[tuple[UUID, str], int]

    def answers(self, release: Release, item: str) -> int:
        """To this item, as far as the figure of the release is made of them."""
        parts: Counter[UUID | None] = Counter()
        for each in release.evaluations:
            parts[each.staff_release_id] += self.counts.get((each.id, item), 0)
        return answers_behind((number, self.rows[id].least) for id, number in parts.items() if id is not None)


def behind(releases: Collection[Release]) -> Behind:
    """Two questions, for all of them."""
    evaluations = [each for release in releases for each in release.evaluations]
    ids = {each.id for each in releases} | {each.staff_release_id for each in evaluations}
    rows = db.session.scalars(select(EvaluationRelease).where(EvaluationRelease.id.in_(ids)))
    query = select(EvaluationCount.evaluation_id, EvaluationCount.item, func.sum(EvaluationCount.count))
    query = query.where(EvaluationCount.evaluation_id.in_([each.id for each in evaluations]))
    query = query.group_by(EvaluationCount.evaluation_id, EvaluationCount.item)
    counts = {(id, item): int(number) for id, item, number in db.session.execute(query)}
    return Behind({row.id: row for row in rows}, counts)
