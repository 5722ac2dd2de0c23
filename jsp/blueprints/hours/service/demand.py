"""What is asked for at a site, and who is lacking for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Discipline, Theme
from jsp.models.reference import get_reference
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules import coverage

ASKED_SINCE = timedelta(weeks=8)
Lacking = list[tuple[Theme, list[Discipline]]]


def lacking(site_ids: Sequence[int], today: date) -> dict[int, Lacking]:
    """By site: what is asked most while nobody who knows about it sits there in the coming weeks."""
    counted = db.session.execute(
        select(Contact.site_id, Contact.theme_id, func.count())
        .where(Contact.site_id.in_(site_ids), Contact.on >= today - ASKED_SINCE, Contact.on <= today)
        .group_by(Contact.site_id, Contact.theme_id)
    )
    planned = db.session.execute(
        select(Opening.site_id, TeamMember.discipline_id)
        .join(Attendance, Attendance.member_id == TeamMember.id)
        .join(Opening, Opening.id == Attendance.opening_id)
        .where(Opening.site_id.in_(site_ids), Opening.on.between(today, today + coverage.LOOK_AHEAD))
        .where(Opening.takes_place)
        .distinct()
    )
    asked: dict[int, dict[int, int]] = defaultdict(dict)
    for site_id, theme, count in counted:
        asked[site_id][theme] = count
    coming: dict[int, set[int]] = defaultdict(set)
    for site_id, discipline in planned:
        coming[site_id].add(discipline)
    return {site_id: _named(coverage.unanswered(asked[site_id], _knows(), coming[site_id])) for site_id in site_ids}


def _knows() -> dict[int, list[int]]:
    """By theme: the disciplines that know about it."""
    return {theme.id: [each.id for each in theme.disciplines] for theme in get_reference().themes}


def _named(found: Iterable[tuple[int, list[int]]]) -> Lacking:
    reference = get_reference()
    by_id = {each.id: each for each in reference.disciplines}
    return [(reference.theme(theme), [by_id[id] for id in ids]) for theme, ids in found]
