"""What a decision changes, and what checks it: a lesson, an agreement of a class, an item that a class is asked."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from jsp import audit
from jsp.blueprints.findings.service import DECISION
from jsp.blueprints.findings.service.turns import take_as_seen
from jsp.content.usual_questionnaires import USUAL
from jsp.extensions import db, lock
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.findings import Decision
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_reach import Agreement
from jsp.models.programme_versions import get_version, newest_versions
from jsp.models.programmes import ProgrammeVersion
from jsp.models.questionnaires import Questionnaire, QuestionnaireVersion
from jsp.rules.evaluation import Source
from jsp.rules.programme import Lesson
from jsp.rules.questionnaire import Item
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.session import AgreementState
from jsp.verbs import library, proposing
from jsp.verbs.asked import QUESTIONNAIRES

THERE = N_("A change was proposed already. Look at how it stands now.")


def lessons_to_change(user: User) -> list[ProgrammeVersion]:
    """The programmes as they are now, with their lessons; raises NotFoundError for who proposes nothing."""
    if not user.may(Permission.PLAN_LESSONS):
        raise NotFoundError("programmes")
    return newest_versions(is_archived=False)


def get_lesson(user: User, code: str, key: str) -> tuple[ProgrammeVersion, Lesson]:
    """One of those lessons; raises NotFoundError for any other."""
    version = get_version(code)
    try:
        lesson = version.content.lesson(key)
    except LookupError as error:
        raise NotFoundError(key) from error
    if not user.may(Permission.PLAN_LESSONS):
        raise NotFoundError(code)
    return version, lesson


def propose(
    decision: Decision, version: ProgrammeVersion, lesson: Lesson, *, part: str, text: str, key: UUID, by: User
) -> None:  # fmt: skip
    """Put the change before who keeps the programmes. Raises DomainError where there is a proposal already."""
    lock(decision)
    if decision.adaptation_id not in (None, key):
        raise DomainError(THERE)
    if proposing.propose(version.programme_id, lesson.key, text, part=part, key=key, by=by, source=Source.TALK):
        decision.adaptation_id = key
        audit.record(Action.FINDING_CHANGED, DECISION, decision.id)


def agreements(user: User, decision: Decision) -> list[Agreement]:
    """Those that this person may see and that still count, and the one that was chosen; the newest year first."""
    chosen = Agreement.id == decision.agreement_id
    query = Agreement.visible_to(user).where((Agreement.state != AgreementState.DROPPED) | chosen)
    query = query.join(SchoolClass.school_year).order_by(
        SchoolYear.starts_on.desc(), SchoolClass.code, Agreement.made_on, Agreement.id
    )  # fmt: skip
    return list(db.session.scalars(query.options(contains_eager(Agreement.school_class))))


def choose_agreement(decision: Decision, agreement_id: UUID | None, *, seen: str, key: UUID) -> None:
    """This agreement came of it; None for none. Raises DomainError, as what follows."""
    if take_as_seen(decision, seen=seen, key=key):
        decision.agreement_id = agreement_id


def questionnaires() -> list[QuestionnaireVersion]:
    """The newest version of each that is not archived, the usual one first."""
    return library.newest_versions(QUESTIONNAIRES, is_archived=False)


def choose_item(decision: Decision, code: str, item_key: str, *, seen: str, key: UUID) -> None:
    """This item shows whether it helped; an empty code for none."""
    if not take_as_seen(decision, seen=seen, key=key):
        return
    if code == USUAL:
        library.ensure_usual(QUESTIONNAIRES, USUAL)
    id = db.session.scalar(select(Questionnaire.id).where(Questionnaire.code == code)) if code else None
    decision.questionnaire_id, decision.item_key = id, item_key if id else ""


def items_of(decisions: Collection[Decision]) -> dict[UUID, Item]:
    """The item that checks each, as it is asked now; without those that none checks, or that is asked no more."""
    if not any(each.questionnaire_id for each in decisions):
        return {}
    asked = {
        (version.questionnaire_id, item.key): item for version in questionnaires() for item in version.content.items
    }  # fmt: skip
    found = {each.id: asked.get((each.questionnaire_id, each.item_key)) for each in decisions if each.questionnaire_id}
    return {id: item for id, item in found.items() if item is not None}
