"""Which questionnaires there are. The usual one is there from the beginning, though its row comes in with its use."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from jsp.content.usual_questionnaires import USUAL
from jsp.extensions import db
from jsp.models.questionnaires import Questionnaire, QuestionnaireVersion
from jsp.rules.refusal import NotFoundError
from jsp.verbs.asked import usual_version

NUMBERS = range(1, 2**31)  # that a database holds


def newest_versions(*, is_archived: bool) -> list[QuestionnaireVersion]:
    """Of each questionnaire that is archived, or is not; the usual one first, the others by name."""
    archived = Questionnaire.archived_on.is_not(None) if is_archived else Questionnaire.archived_on.is_(None)
    found = list(db.session.scalars(_newest().where(archived)))
    if not is_archived and not any(each.questionnaire.code == USUAL for each in found):
        found.append(usual_version())
    return sorted(found, key=_place)


def get_version(code: str, number: int | None = None) -> QuestionnaireVersion:
    """That version of a questionnaire, or the newest; raises NotFoundError. Who made it comes along."""
    if number is not None and number not in NUMBERS:
        raise NotFoundError(code)
    query = select(QuestionnaireVersion).join(QuestionnaireVersion.questionnaire) if number else _newest()
    query = query.where(Questionnaire.code == code).options(
        contains_eager(QuestionnaireVersion.questionnaire), joinedload(QuestionnaireVersion.made_by)
    )
    found = db.session.scalars(
        query.where(QuestionnaireVersion.number == number) if number else query
    ).one_or_none()  # fmt: skip
    if found is None and code == USUAL and number in (None, 1):
        return usual_version()
    if found is None:
        raise NotFoundError(code)
    return found


def versions_of(code: str) -> list[QuestionnaireVersion]:
    """All of them with who made each, the newest first; raises NotFoundError where there is none."""
    query = select(QuestionnaireVersion).join(QuestionnaireVersion.questionnaire).where(Questionnaire.code == code)
    found = list(db.session.scalars(
        query.order_by(QuestionnaireVersion.number.desc())
        .options(contains_eager(QuestionnaireVersion.questionnaire), joinedload(QuestionnaireVersion.made_by))
    ))  # fmt: skip
    return found or [get_version(code)]


def codes() -> set[str]:
    """Those that are taken."""
    return {USUAL, *db.session.scalars(select(Questionnaire.code))}


def _place(version: QuestionnaireVersion) -> tuple[bool, str, str]:
    code = version.questionnaire.code
    return code != USUAL, version.content.name_nl.casefold(), code


def _newest() -> Select[QuestionnaireVersion]:
    other = aliased(QuestionnaireVersion)
    highest = select(func.max(other.number)).where(other.questionnaire_id == Questionnaire.id).scalar_subquery()
    query = select(QuestionnaireVersion).join(QuestionnaireVersion.questionnaire)
    return query.where(QuestionnaireVersion.number == highest).options(
        contains_eager(QuestionnaireVersion.questionnaire)
    )
