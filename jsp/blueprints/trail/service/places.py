"""At which schools things are, as the trail names them: by their kind and key."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.debriefs import Debrief, PairReflection
from jsp.models.evaluations import Evaluation
from jsp.models.focus_groups import focus_group_site
from jsp.models.ground import SchoolClass
from jsp.models.lesson_reach import Agreement
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.messages import Thread
from jsp.models.referral_looks import WRITING
from jsp.models.referrals import Referral
from jsp.models.safety_paths import SafetyPath
from jsp.models.talk_texts import TalkText
from jsp.models.team import Opening

AT_ONCE = 500
HIGHEST = 2**31 - 1
SITE = SchoolClass.site_id
_OF_SERIES = select(LessonSeries.id, SITE).join(LessonSeries.school_class)
_OF_PAIR = select(SeriesPair.id, SITE).join(SeriesPair.series).join(LessonSeries.school_class)
SITES: dict[str, Any] = {
    "contact": select(Contact.id, Contact.site_id),
    "thread": select(Thread.id, Thread.site_id),
    "referral": select(Referral.id, Referral.site_id),
    WRITING: select(Referral.id, Referral.site_id),
    "safety_path": select(SafetyPath.id, SafetyPath.site_id),
    "talk": select(focus_group_site.c.group_id, focus_group_site.c.site_id),
    "talk_text": select(TalkText.id, focus_group_site.c.site_id).join(
        focus_group_site, focus_group_site.c.group_id == TalkText.group_id
    ),
    "lesson_series": _OF_SERIES,
    "lesson_session": _OF_SERIES.join(LessonSession, LessonSession.series_id == LessonSeries.id).with_only_columns(
        LessonSession.id, SITE
    ),
    "evaluation": _OF_SERIES.join(Evaluation, Evaluation.series_id == LessonSeries.id).with_only_columns(
        Evaluation.id, SITE
    ),
    "series_pair": _OF_PAIR,
    "debrief": _OF_PAIR.join(Debrief, Debrief.pair_id == SeriesPair.id).with_only_columns(Debrief.id, SITE),
    "pair_reflection": _OF_PAIR.join(PairReflection, PairReflection.pair_id == SeriesPair.id).with_only_columns(
        PairReflection.id, SITE
    ),
    "agreement": select(Agreement.id, SITE).join(SchoolClass, SchoolClass.id == Agreement.school_class_id),
    "opening": select(Opening.id, Opening.site_id),
}
NUMBERED = ("series_pair", "opening")  # the others have random keys


def things_at(site_ids: Collection[int], things: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these things, by kind and key, that are at one of the sites; what is gone is at none."""
    by_kind: dict[str, list[Any]] = {}
    for kind, id in things:
        if kind in SITES and (known := _key(kind, id)) is not None:
            by_kind.setdefault(kind, []).append(known)
    found = set[tuple[str, str]]()
    for kind, ids in by_kind.items():
        key, site = SITES[kind].selected_columns
        for at in range(0, len(ids), AT_ONCE):
            query = SITES[kind].where(key.in_(ids[at : at + AT_ONCE]), site.in_(site_ids))
            found |= {(kind, str(row[0])) for row in db.session.execute(query)}
    return found


def _key(kind: str, id: str) -> UUID | int | None:
    if kind in NUMBERED:
        return int(id) if id.isdigit() and len(id) < len(str(HIGHEST)) else None
    try:
        return UUID(id)
    except ValueError:
        return None
