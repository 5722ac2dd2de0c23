"""New guides and new versions, as somebody wants them; talks stay on the version that they were led with."""

from dataclasses import dataclass, replace
from uuid import UUID

from jsp.models.accounts import User
from jsp.rules.guide import Guide as Content
from jsp.rules.guide import Question, Words, keyed
from jsp.verbs import editions
from jsp.verbs.guiding import GUIDES


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A guide as somebody wants it; a question without a key is new."""

    name: Words
    opening: Words
    rules: tuple[Words, ...]
    questions: tuple[Question, ...]
    closing: Words


def change(code: str, draft: Draft, *, seen: str, note: str, key: UUID, by: User) -> None:
    """A new version as it is wanted. Raises DomainError, also where somebody else made one since it was `seen`."""

    def wanted(newest: Content) -> Content:
        used = {each.key for one in editions.earlier(GUIDES, code) for each in one.questions}
        return replace(
            newest, name=draft.name, opening=draft.opening, rules=draft.rules, closing=draft.closing,
            questions=keyed(draft.questions, now=newest, used=used),
        )  # fmt: skip

    editions.change(GUIDES, code, wanted, seen=seen, note=note, key=key, by=by)


def copy(code: str, name: Words, *, note: str, key: UUID, by: User) -> str | None:
    """The code of another one that begins as this one is now; None where it was sent before.

    Raises DomainError for a name that there is already.
    """
    return editions.copy(
        GUIDES, code, name.nl, lambda content, new: replace(content, code=new, name=name), note=note, key=key, by=by
    )  # fmt: skip
