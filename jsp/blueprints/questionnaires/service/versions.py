"""New questionnaires and new versions, as somebody wants them."""

from dataclasses import dataclass, replace
from uuid import UUID

from jsp.models.accounts import User
from jsp.rules.questionnaire import Questionnaire as Content
from jsp.rules.questionnaire import Words
from jsp.rules.questionnaire_keys import Wish, items_of, used_keys
from jsp.verbs import editions
from jsp.verbs.asked import QUESTIONNAIRES


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

    def wanted(newest: Content) -> Content:
        used = used_keys(editions.earlier(QUESTIONNAIRES, code))
        return replace(
            newest, name_nl=draft.name_nl, name_en=draft.name_en,
            items=items_of(draft.wishes, now=newest, used=used), open_question=draft.open_question, faces=draft.faces,
        )  # fmt: skip

    editions.change(QUESTIONNAIRES, code, wanted, seen=seen, note=note, key=key, by=by)


def copy(code: str, *, name_nl: str, name_en: str, note: str, key: UUID, by: User) -> str | None:
    """The code of another one that begins as this one is now; None where it was sent before.

    Its items keep their keys, for they ask the same. Raises DomainError for a name that there is already.
    """

    def named(content: Content, new: str) -> Content:
        return replace(content, code=new, name_nl=name_nl, name_en=name_en)

    return editions.copy(QUESTIONNAIRES, code, name_nl, named, note=note, key=key, by=by)
