"""New questionnaires and new versions; what was there before is never rewritten: answers stand on it."""

from dataclasses import dataclass, replace
from uuid import UUID

from jsp import audit, clock, sending
from jsp.blueprints.questionnaires.service import ABOUT, KIND
from jsp.blueprints.questionnaires.service.library import codes, get_version, newest_versions, versions_of
from jsp.content.usual_questionnaires import USUAL
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.questionnaires import Questionnaire, QuestionnaireVersion
from jsp.rules.naming import code_of, same_name
from jsp.rules.questionnaire import Questionnaire as Content
from jsp.rules.questionnaire import Words
from jsp.rules.questionnaire_data import checked, to_data
from jsp.rules.questionnaire_keys import Wish, check_keys, items_of, used_keys
from jsp.rules.refusal import N_, DomainError
from jsp.verbs.asked import ensure_usual

RESERVED = frozenset({"files", "programmes"})  # addresses of this room begin so


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A questionnaire as somebody wants it."""

    name_nl: str
    name_en: str
    wishes: tuple[Wish, ...]
    open_question: Words
    faces: tuple[Words, ...]


def change(code: str, draft: Draft, *, seen: str, note: str, key: UUID, by: User) -> None:
    """A new version as it is wanted. Raises DomainError, also where somebody else made one since it was `seen`."""
    if not _take(code, key):
        return
    earlier = [each.content for each in reversed(versions_of(code))]
    newest = get_version(code)
    sending.check_unchanged(seen, str(newest.number), sending.IN_SIGHT)
    items = items_of(draft.wishes, now=newest.content, used=used_keys(earlier))
    content = replace(
        newest.content, name_nl=draft.name_nl, name_en=draft.name_en, items=items,
        open_question=draft.open_question, faces=draft.faces,
    )  # fmt: skip
    _follow(newest, content, note, by)


def add_version(content: Content, *, seen: str, note: str, key: UUID, by: User) -> None:
    """One that was in a file, as what follows on the version that was `seen`. Raises DomainError."""
    if not _take(content.code, key):
        return
    newest = get_version(content.code)
    sending.check_unchanged(seen, str(newest.number), sending.IN_SIGHT)
    _follow(newest, content, note, by)


def add_questionnaire(content: Content, *, note: str, key: UUID, by: User) -> None:
    """Add it with version 1. Raises DomainError where there is one with its code."""
    if not sending.take(key, about=ABOUT):
        return
    if content.code in codes() | RESERVED:
        raise DomainError(N_("There is a questionnaire with the code %(code)s already. Look at how it stands now."),
                          code=content.code)  # fmt: skip
    _add(Questionnaire(code=content.code), 1, content, note, by)


def copy(code: str, *, name_nl: str, name_en: str, note: str, key: UUID, by: User) -> str | None:
    """The code of another one that begins as this one is now; None where it was sent before.

    Its items keep their keys, for they ask the same. Raises DomainError for a name that there is already.
    """
    if not sending.take(key, about=ABOUT):
        return None
    others = [*newest_versions(is_archived=False), *newest_versions(is_archived=True)]
    if any(same_name(name_nl, each.content.name_nl) for each in others):
        raise DomainError(N_("There is a questionnaire with this name already."), field="name_nl")
    content = replace(get_version(code).content, code=code_of(name_nl, taken=codes() | RESERVED),
                      name_nl=name_nl, name_en=name_en)  # fmt: skip
    _add(Questionnaire(code=content.code), 1, content, note, by)
    return content.code


def _take(code: str, key: UUID) -> bool:
    """Whether this is new, with the usual questionnaire in its row where it is about that one."""
    is_new = sending.take(key, about=ABOUT)
    if is_new and code == USUAL:
        ensure_usual()
    return is_new


def _follow(newest: QuestionnaireVersion, content: Content, note: str, by: User) -> None:
    if content == newest.content:
        raise DomainError(N_("Nothing differs from version %(number)d."), number=newest.number)
    check_keys(content, [each.content for each in reversed(versions_of(content.code))])
    _add(newest.questionnaire, newest.number + 1, content, note, by)


def _add(questionnaire: Questionnaire, number: int, content: Content, note: str, by: User) -> None:
    data = to_data(content)
    checked(data)
    db.session.add(QuestionnaireVersion(
        questionnaire=questionnaire, number=number, note=note, made_on=clock.today(), made_by_id=by.id, data=data
    ))  # fmt: skip
    db.session.flush()
    audit.record(Action.QUESTIONNAIRE_CHANGED, KIND, questionnaire.id)
