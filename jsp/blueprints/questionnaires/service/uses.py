"""After the lessons of which programme a questionnaire is asked, and putting away one that no programme uses."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from jsp import audit, sending
from jsp.content.usual_questionnaires import USUAL
from jsp.extensions import db, insert, look_again
from jsp.models import programme_versions
from jsp.models.audit import Action
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.models.questionnaires import Questionnaire, QuestionnaireUse
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import editions, library
from jsp.verbs.asked import QUESTIONNAIRES, code_after, codes_after


@dataclass(frozen=True, slots=True)
class Use:
    """A programme, and the code of the questionnaire after its lessons."""

    programme: ProgrammeVersion
    code: str


def uses() -> list[Use]:
    """Of every programme, those that are archived last: series of them may still run."""
    programmes = [
        *programme_versions.newest_versions(is_archived=False), *programme_versions.newest_versions(is_archived=True),
    ]  # fmt: skip
    codes = codes_after([each.programme_id for each in programmes])
    return [Use(each, codes[each.programme_id]) for each in programmes]


def choose(programme: Programme, code: str, *, seen: str, key: UUID) -> None:
    """Ask this one after its lessons from now on. Raises DomainError where somebody else chose since it was `seen`."""
    if not sending.take(key, about=QUESTIONNAIRES.about):
        return
    sending.check_unchanged(seen, code_after(programme.id), sending.IN_SIGHT)
    if code == USUAL:
        db.session.execute(delete(QuestionnaireUse).where(QuestionnaireUse.programme_id == programme.id))
    else:
        _use(programme, library.get_version(QUESTIONNAIRES, code).questionnaire)
    audit.record(Action.QUESTIONNAIRE_CHANGED, "programme", programme.id)


def archive(code: str, *, key: UUID) -> None:
    """It can no longer be chosen. Raises DomainError where a programme uses it."""
    editions.archive(QUESTIONNAIRES, code, _check_unused, key=key)


def _check_unused(code: str) -> None:
    if code == USUAL:
        raise DomainError(N_("Programmes for which nothing else was chosen have this one. It stays."))
    names = [each.programme.content.name for each in uses() if each.code == code]
    if names:
        raise DomainError(N_("It is asked after lessons of %(names)s. Choose another one there first."),
                          names=", ".join(names))  # fmt: skip


def _use(programme: Programme, chosen: Questionnaire) -> None:
    look_again(chosen)
    if chosen.archived_on is not None:
        raise DomainError(N_("This questionnaire is archived. Choose another one."), field="code")
    row = insert(QuestionnaireUse).values(programme_id=programme.id, questionnaire_id=chosen.id)
    db.session.execute(row.on_conflict_do_update(index_elements=["programme_id"], set_={"questionnaire_id": chosen.id}))
