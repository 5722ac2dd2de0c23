"""What is asked after a lesson: the newest version of the questionnaire of its programme."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from jsp.content.usual_questionnaires import USUAL, usual_questionnaire
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.questionnaires import Questionnaire, QuestionnaireUse, QuestionnaireVersion
from jsp.rules.questionnaire import Questionnaire as Content
from jsp.rules.questionnaire_data import checked, to_data
from jsp.rules.questionnaire_diff import compare
from jsp.rules.questionnaire_file import read_file, write_file
from jsp.rules.questionnaire_keys import check_keys
from jsp.rules.refusal import N_
from jsp.verbs import library
from jsp.verbs.library import Kind

QUESTIONNAIRES = Kind(
    word="questionnaire", about="questionnaires", action=Action.QUESTIONNAIRE_CHANGED,
    model=Questionnaire, version=QuestionnaireVersion,
    usual=(USUAL,), usual_content=lambda _code: usual_questionnaire(),
    to_data=to_data, checked=checked, read_file=read_file, write_file=write_file,
    compare=compare, check=check_keys, name_of=lambda content: content.name_nl,
    reserved=frozenset({"files", "programmes"}),
    twice=N_("There is a questionnaire with the code %(code)s already. Look at how it stands now."),
    same_name=N_("There is a questionnaire with this name already."),
)  # fmt: skip


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
    library.ensure_usual(QUESTIONNAIRES, USUAL)


def _newest_version(code: str) -> QuestionnaireVersion | None:
    query = select(QuestionnaireVersion).join(QuestionnaireVersion.questionnaire).where(Questionnaire.code == code)
    newest = query.options(contains_eager(QuestionnaireVersion.questionnaire))
    return db.session.scalars(newest.order_by(QuestionnaireVersion.number.desc()).limit(1)).first()
