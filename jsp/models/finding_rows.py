"""Looking up findings and decisions, each for the person who asks, and the way back to them from what they changed.

Who sees a finding holds each talk behind it, or that talk was approved, by enough people. Once that is so of all of
them the coordinator of a site where one was held may change it too; who only reads it changes nothing.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.findings import Decision, Evidence, Finding
from jsp.models.focus_group_rows import least
from jsp.models.focus_groups import FocusGroup, Participant, focus_group_site
from jsp.models.lesson_reach import Agreement
from jsp.models.programmes import Adaptation
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission, Role
from jsp.rules.talk import TalkState

Found = list[Decision]
Row = TypeVar("Row", Finding, Decision)


def visible_to(user: User, *, least: int) -> Select[Finding]:
    """Those that this person may see; one on which nothing rests yet is for who made it and who reads across talks."""
    if not user.may(Permission.HOLD_TALKS):
        return select(Finding).where(false())
    own: ColumnElement[bool] = Finding.made_by_id == user.id
    if user.role_set & {Role.COORDINATOR, Role.RESEARCHER}:
        own = Finding.id.is_not(None)
    is_open = ~exists(_kept(least).where(Evidence.group_id.not_in(_held(user))))
    return select(Finding).where(is_open, or_(exists(_behind_it()), own))


def changeable_by(user: User, *, least: int) -> Select[Finding]:
    """Those of them that this person may change: they made it, hold a talk of it, or it is shared at their site."""
    mine = or_(Finding.made_by_id == user.id, _is_of_held(user))
    if Role.COORDINATOR in user.role_set and user.sites:
        mine = or_(mine, and_(is_shared(least), _is_at([site.id for site in user.sites])))
    return visible_to(user, least=least).where(mine)


def is_shared(least: int) -> ColumnElement[bool]:
    """Whether a finding is for others than the groups behind it: each was approved by so many people.

    Several small talks make no large one: the same people may sit in both.
    """
    return and_(exists(_behind_it()), ~exists(_kept(least)))


def visible_ids(user: User) -> Select[UUID]:
    """The keys of those that this person may see."""
    return visible_to(user, least=least()).with_only_columns(Finding.id)


def list_findings(user: User, *conditions: ColumnElement[bool], is_archived: bool = False) -> list[Finding]:
    """Those that this person may see, the latest first."""
    archived = Finding.archived_on.is_not(None) if is_archived else Finding.archived_on.is_(None)
    query = _whole(visible_to(user, least=least()).where(archived, *conditions))
    return list(db.session.scalars(query.order_by(Finding.made_on.desc(), Finding.id)))


def of_groups(ids: Collection[UUID]) -> ColumnElement[bool]:
    """Whether a finding rests on something that was said in one of these talks."""
    return Finding.id.in_(select(Evidence.finding_id).where(Evidence.group_id.in_(ids)))


def shared_at(sites: Collection[int] | None) -> ColumnElement[bool]:
    """Whether a finding is for others than the groups behind it, of which one was at one of these sites (or any)."""
    return is_shared(least()) if sites is None else and_(is_shared(least()), _is_at(sites))


def get_finding(user: User, id: UUID) -> Finding:
    """One that this person may see, as it stands now; raises NotFoundError for any other."""
    return _one(_whole(visible_to(user, least=least())).where(Finding.id == id), id)


def get_finding_to_change(user: User, id: UUID) -> Finding:
    """One that this person may change, as it stands now; raises NotFoundError for any other."""
    return _one(_whole(changeable_by(user, least=least())).where(Finding.id == id), id)


def may_change(user: User, finding_id: UUID) -> bool:
    """Whether this person may change it, and what was decided about it."""
    query = changeable_by(user, least=least()).where(Finding.id == finding_id).with_only_columns(Finding.id)
    return db.session.scalar(query) is not None


def get_decision(user: User, id: UUID) -> Decision:
    """One of a finding that this person may see, as it stands now; raises NotFoundError for any other."""
    return _one(_decisions(user).where(Decision.id == id), id)


def get_decision_to_change(user: User, id: UUID) -> Decision:
    """One of a finding that this person may change, as it stands now; raises NotFoundError for any other."""
    changeable = changeable_by(user, least=least()).with_only_columns(Finding.id)
    return _one(_decisions(user).where(Decision.id == id, Finding.id.in_(changeable)), id)


def open_decisions(user: User) -> Found:
    """What is still to do: what is overdue first, what has no day last."""
    query = _decisions(user).where(Decision.done_on.is_(None), Finding.archived_on.is_(None))
    return list(db.session.scalars(query.order_by(Decision.due_on.is_(None), Decision.due_on, Decision.id)))


def decided_about(user: User, programme_id: int) -> Found:
    """What was decided about a programme, or in talks about it, the latest first."""
    if not user.may(Permission.HOLD_TALKS):
        return []
    talks = select(FocusGroup.id).where(FocusGroup.programme_id == programme_id)
    resting = select(Evidence.finding_id).where(Evidence.group_id.in_(talks))
    about = or_(Finding.programme_id == programme_id, Finding.id.in_(resting))
    query = _decisions(user).where(about, Finding.archived_on.is_(None))
    return list(db.session.scalars(query.order_by(Decision.made_on.desc(), Decision.id)))


def findings_of_passages(user: User, ids: Collection[UUID]) -> dict[UUID, list[Finding]]:
    """Of each of these passages that a finding rests on, those findings that this person may see."""
    query = select(Evidence.passage_id, Finding).join(Evidence.finding).where(
        Evidence.passage_id.in_(ids), Finding.id.in_(visible_ids(user))
    )  # fmt: skip
    found: dict[UUID, list[Finding]] = defaultdict(list)
    for passage_id, finding in db.session.execute(query.order_by(Finding.made_on, Finding.id)):
        if passage_id is not None:
            found[passage_id].append(finding)
    return dict(found)


def behind_proposals(user: User, ids: Collection[UUID]) -> dict[UUID, Found]:
    """Of each proposal that a decision of a talk stands behind, those decisions that this person may open."""
    return _behind(user, Decision.adaptation_id, Decision.adaptation_id.in_(ids))


def behind_agreement(user: User, id: UUID) -> Found | None:
    """The same of an agreement; None where nothing of a talk stands behind it."""
    return _behind(user, Decision.agreement_id, Decision.agreement_id == id).get(id)


def behind_items(user: User, questionnaire_id: int | None) -> dict[str, Found]:
    """The same of each item of a questionnaire, by its key."""
    return _behind(user, Decision.item_key, Decision.questionnaire_id == questionnaire_id)


def shown_by_items(user: User, questionnaire_id: int) -> dict[str, Found]:
    """Beside figures: which decisions an item shows the outcome of, for who may open these."""
    return behind_items(user, questionnaire_id) if user.may(Permission.HOLD_TALKS) else {}


def _behind(user: User, column: Any, where: ColumnElement[bool]) -> dict[Any, Found]:
    may_open = Decision.finding_id.in_(visible_ids(user))
    query = select(column, Decision, may_open).where(where).order_by(Decision.made_on, Decision.id)
    found: dict[Any, Found] = defaultdict(list)
    for key, decision, is_open in db.session.execute(query):
        found[key] += [decision] if is_open else []
    return dict(found)


def _one(query: Select[Row], id: UUID) -> Row:
    found = db.session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError(id)
    return found


def _behind_it() -> Select[UUID]:
    return select(Evidence.id).where(Evidence.finding_id == Finding.id).correlate(Finding)


def _kept(least: int) -> Select[UUID]:
    took_part = select(func.count()).where(Participant.group_id == FocusGroup.id).correlate(FocusGroup)
    is_kept = or_(FocusGroup.state != TalkState.APPROVED, took_part.scalar_subquery() < least)
    return _behind_it().join(FocusGroup, FocusGroup.id == Evidence.group_id).where(is_kept)


def _held(user: User) -> Select[UUID]:
    return FocusGroup.held_by(user).with_only_columns(FocusGroup.id)


def _is_of_held(user: User) -> ColumnElement[bool]:
    return exists(_behind_it().where(Evidence.group_id.in_(_held(user))))


def _is_at(sites: Collection[int]) -> ColumnElement[bool]:
    at = select(focus_group_site.c.group_id).where(focus_group_site.c.site_id.in_(sites))
    return exists(_behind_it().where(Evidence.group_id.in_(at)))


def _decisions(user: User) -> Select[Decision]:
    query = select(Decision).join(Decision.finding).where(Finding.id.in_(visible_ids(user)))
    return query.options(contains_eager(Decision.finding), *_came_of())


def _came_of() -> tuple[Any, ...]:
    return (
        joinedload(Decision.adaptation).joinedload(Adaptation.programme),
        joinedload(Decision.adaptation).joinedload(Adaptation.version),
        joinedload(Decision.agreement).joinedload(Agreement.school_class),
        joinedload(Decision.questionnaire),
    )


def _whole(query: Select[Finding]) -> Select[Finding]:
    decisions = selectinload(Finding.decisions)
    return query.options(
        joinedload(Finding.programme), joinedload(Finding.made_by),
        selectinload(Finding.evidence).joinedload(Evidence.group), decisions.options(*_came_of()),
    )  # fmt: skip
