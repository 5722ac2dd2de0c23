"""Lessons in a version of a programme."""

from jsp.models.programmes import ProgrammeVersion
from jsp.rules.programme import Lesson
from jsp.rules.refusal import NotFoundError


def get_lesson(version: ProgrammeVersion, key: str) -> Lesson:
    """Raises NotFoundError for a key that this version does not have."""
    try:
        return version.content.lesson(key)
    except LookupError as error:
        raise NotFoundError(key) from error


def find_lesson(version: ProgrammeVersion, key: str) -> Lesson | None:
    """The same, or None: a lesson that a proposal is about may be gone."""
    return next((each for each in version.content.lessons if each.key == key), None)
