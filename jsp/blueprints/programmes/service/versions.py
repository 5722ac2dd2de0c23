"""New programmes and new versions; what was there before is never rewritten."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.blueprints.programmes.service import ABOUT, KIND
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.programme_versions import get_version
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.rules.programme import Lesson
from jsp.rules.programme import Programme as Content
from jsp.rules.programme_data import checked, to_data
from jsp.rules.programme_file import check_size
from jsp.rules.refusal import N_, DomainError


def add_programme(content: Content, *, note: str, key: UUID, by: User) -> None:
    """Add it with version 1. Raises DomainError where there is one with its code."""
    if not sending.take(key, about=ABOUT):
        return
    if db.session.scalar(select(Programme.id).where(Programme.code == content.code)) is not None:
        raise DomainError(N_("There is a programme with the code %(code)s already. Look at how it stands now."),
                          code=content.code)  # fmt: skip
    programme = Programme(code=content.code)
    db.session.add(programme)
    _add(programme, 1, content, note, by)


def add_version(content: Content, *, seen: str, note: str, key: UUID, by: User) -> ProgrammeVersion | None:
    """Add what follows on the newest version, `seen` when the page was made; None where it was sent before.

    Raises DomainError where somebody added another meanwhile, or where nothing differs.
    """
    if not sending.take(key, about=ABOUT):
        return None
    newest = get_version(content.code)
    sending.check_unchanged(seen, str(newest.number), sending.IN_SIGHT)
    if content == newest.content:
        raise DomainError(N_("Nothing differs from version %(number)d."), number=newest.number)
    return _add(newest.programme, newest.number + 1, content, note, by)


def change_lesson(code: str, lesson: Lesson, *, seen: str, note: str, key: UUID, by: User) -> ProgrammeVersion | None:
    """A new version in which this lesson is otherwise. Raises DomainError."""
    content = get_version(code).content
    lessons = tuple(lesson if each.key == lesson.key else each for each in content.lessons)
    return add_version(replace(content, lessons=lessons), seen=seen, note=note, key=key, by=by)


def _add(programme: Programme, number: int, content: Content, note: str, by: User) -> ProgrammeVersion:
    data = to_data(content)
    check_size(checked(data))
    version = ProgrammeVersion(
        programme=programme, number=number, note=note, made_on=clock.today(), made_by_id=by.id, data=data
    )
    db.session.add(version)
    db.session.flush()
    audit.record(Action.PROGRAMME_CHANGED, KIND, programme.id)
    return version
