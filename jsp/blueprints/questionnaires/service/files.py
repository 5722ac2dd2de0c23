"""What a file would change, and keeping it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from jsp.blueprints.questionnaires.service.library import get_version, versions_of
from jsp.blueprints.questionnaires.service.versions import add_questionnaire, add_version
from jsp.models.accounts import User
from jsp.models.questionnaires import QuestionnaireVersion
from jsp.rules.questionnaire import Questionnaire as Content
from jsp.rules.questionnaire_diff import Comparison, compare
from jsp.rules.questionnaire_keys import check_keys
from jsp.rules.refusal import DomainError, NotFoundError


@dataclass(frozen=True, slots=True)
class Preview:
    """What was in the file; `newest`: the version that it would follow on, None where it would be a new one."""

    content: Content
    newest: QuestionnaireVersion | None
    changes: Comparison | None

    @property
    def seen(self) -> str:
        """The mark of how it stood when this was shown."""
        return str(self.newest.number) if self.newest else ""


def preview(content: Content) -> Preview:
    """Beside what is here under its code. Raises DomainError for a key that was used for something else."""
    try:
        newest = get_version(content.code)
    except NotFoundError:
        return Preview(content, None, None)
    check_keys(content, [each.content for each in reversed(versions_of(content.code))])
    return Preview(content, newest, compare(newest.content, content))


def shown_again(read: Callable[[], Content]) -> Preview | None:
    """The same for what was sent along with a form; None where nobody can read it."""
    try:
        return preview(read())
    except DomainError:
        return None


def keep(content: Content, *, seen: str, note: str, key: UUID, by: User) -> None:
    """As a new version of what was `seen`, or as a new questionnaire where nothing was. Raises DomainError."""
    if seen:
        add_version(content, seen=seen, note=note, key=key, by=by)
    else:
        add_questionnaire(content, note=note, key=key, by=by)
