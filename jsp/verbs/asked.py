"""What is asked after a lesson: the newest version of the questionnaire of its programme."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from jsp import clock
from jsp.content.usual_questionnaires import USUAL, usual_questionnaire
from jsp.extensions import db, insert, take_turns
from jsp.models.questionnaires import Questionnaire, QuestionnaireUse, QuestionnaireVersion
from jsp.rules.questionnaire import Questionnaire as Content
from jsp.rules.questionnaire_data import to_data


def codes_after(programme_ids: Collection[int]) -> dict[int, str]:
    """By programme, the code of the questionnaire after its lessons: the one that was chosen, else the usual one."""
    query = select(QuestionnaireUse.programme_id, Questionnaire.code)
    query = query.join(Questionnaire, Questionnaire.id == QuestionnaireUse.questionnaire_id)
    chosen = db.session.execute(query.where(QuestionnaireUse.programme_id.in_(programme_ids)))
    return dict.fromkeys(programme_ids, USUAL) | {id: code for id, code in chosen}


def code_after(programme_id: int) -> str:
    """That of one programme."""
    return codes_after([programme_id])[programme_id]


def questionnaire_for(programme_id: int) -> QuestionnaireVersion:
    """The version that is asked from now on after a lesson of that programme, with its questionnaire; flushes."""
    code = code_after(programme_id)
    if code == USUAL:
        ensure_usual()
    found = _newest_version(code)
    if found is None:
        raise LookupError(code)
    return found


def asked_after(programme_id: int) -> Content:
    """What is asked after a lesson of that programme, for who only looks: nothing comes in by it."""
    found = _newest_version(code_after(programme_id))
    return found.content if found is not None else usual_questionnaire()


def ensure_usual() -> None:
    """Let the usual questionnaire come in, which it does when it is needed for the first time; flushes."""
    query = select(Questionnaire.id).where(Questionnaire.code == USUAL)
    if db.session.scalar(query) is not None:
        return
    take_turns("usual questionnaire")
    db.session.execute(insert(Questionnaire).values(code=USUAL).on_conflict_do_nothing())
    if _newest_version(USUAL) is None:
        first = usual_version()
        first.questionnaire = db.session.scalars(select(Questionnaire).where(Questionnaire.code == USUAL)).one()
        db.session.add(first)
        db.session.flush()


def usual_version() -> QuestionnaireVersion:
    """The first one of the usual questionnaire, as it will come in."""
    return QuestionnaireVersion(
        number=1, note="", made_on=clock.today(), data=to_data(usual_questionnaire()),
        questionnaire=Questionnaire(code=USUAL),
    )  # fmt: skip


def _newest_version(code: str) -> QuestionnaireVersion | None:
    query = select(QuestionnaireVersion).join(QuestionnaireVersion.questionnaire).where(Questionnaire.code == code)
    newest = query.options(contains_eager(QuestionnaireVersion.questionnaire))
    return db.session.scalars(newest.order_by(QuestionnaireVersion.number.desc()).limit(1)).first()
