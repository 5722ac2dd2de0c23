"""What is asked after a lesson: the newest version of the questionnaire of its programme."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.content.usual_questionnaires import USUAL, usual_questionnaire
from jsp.extensions import db, insert, take_turns
from jsp.models.questionnaires import Questionnaire, QuestionnaireUse, QuestionnaireVersion
from jsp.rules.questionnaire import Questionnaire as Content
from jsp.rules.questionnaire_data import to_data


def questionnaire_for(programme_id: int) -> QuestionnaireVersion:
    """The version that is asked from now on after a lesson of that programme, with its questionnaire; flushes."""
    chosen = select(QuestionnaireUse.questionnaire_id).where(QuestionnaireUse.programme_id == programme_id)
    id = db.session.scalar(chosen)
    return newest_version(id) if id is not None else newest_version(ensure_usual())


def asked_after(programme_id: int) -> Content:
    """What is asked after a lesson of that programme, for who only looks: nothing comes in by it."""
    chosen = select(QuestionnaireUse.questionnaire_id).where(QuestionnaireUse.programme_id == programme_id)
    usual = select(Questionnaire.id).where(Questionnaire.code == USUAL)
    id = db.session.scalar(chosen) or db.session.scalar(usual)
    return newest_version(id).content if id is not None else usual_questionnaire()


def newest_version(questionnaire_id: int) -> QuestionnaireVersion:
    """The last one that was made of it."""
    query = select(QuestionnaireVersion).where(QuestionnaireVersion.questionnaire_id == questionnaire_id)
    newest = query.options(joinedload(QuestionnaireVersion.questionnaire)).order_by(QuestionnaireVersion.number.desc())
    return db.session.scalars(newest.limit(1)).one()


def ensure_usual() -> int:
    """The id of the usual questionnaire, which comes in when it is needed for the first time; flushes."""
    query = select(Questionnaire.id).where(Questionnaire.code == USUAL)
    id = db.session.scalar(query)
    if id is not None:
        return id
    take_turns("usual questionnaire")
    db.session.execute(insert(Questionnaire).values(code=USUAL).on_conflict_do_nothing())
    id = db.session.scalars(query).one()
    if db.session.scalar(select(QuestionnaireVersion.id).where(QuestionnaireVersion.questionnaire_id == id)) is None:
        db.session.add(QuestionnaireVersion(
            questionnaire_id=id, number=1, note="", made_on=clock.today(), data=to_data(usual_questionnaire())
        ))  # fmt: skip
        db.session.flush()
    return id
