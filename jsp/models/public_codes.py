"""The short code under which anybody may see whether the lesson of a class is on: /klas/<code>."""

import secrets

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from jsp import clock
from jsp.extensions import db, look_again
from jsp.models.base import Base
from jsp.models.ground import SchoolClass
from jsp.models.lessons import LessonSeries

LETTERS = "cdfhjkmnprtvwx34679"  # without what looks like something else, and without vowels: no code is a word
LENGTH = 8  # who tries a hundred in a second needs a week to find one of 200 classes
LENGTHS = (LENGTH, 6)  # that were given out


class FormerCode(Base):
    """The code of a class that is called otherwise by now, and the class that goes on: what was printed stays true."""

    __tablename__ = "former_code"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    school_class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)


def ensure_public_code(school_class: SchoolClass) -> str:
    """The code of the class, made where it has none yet; of two who make it at the same moment the first counts."""
    while school_class.public_code is None:
        code = make_code()
        if db.session.scalar(select(SchoolClass.id).where(SchoolClass.public_code == code)) is None:
            bare = (SchoolClass.id == school_class.id) & SchoolClass.public_code.is_(None)
            db.session.flush()
            db.session.execute(update(SchoolClass).where(bare).values(public_code=code))
            look_again(school_class)
    return school_class.public_code


def lead_on(former: SchoolClass, school_class: SchoolClass) -> None:
    """Let the code of a class lead to the one that it is called by now, with all codes that led to it.

    Not that of a class of the same year: that one was a mistake, and is another class.
    """
    ensure_public_code(school_class)
    led = update(FormerCode).where(FormerCode.school_class_id == former.id)
    db.session.execute(led.values(school_class_id=school_class.id))
    if former.school_year_id != school_class.school_year_id:
        db.session.merge(FormerCode(code=ensure_public_code(former), school_class_id=school_class.id))
    db.session.flush()


def find_next(school_class: SchoolClass) -> SchoolClass | None:
    """What the class with that code is called by now; None where it was never called otherwise."""
    query = select(SchoolClass).join(FormerCode, FormerCode.school_class_id == SchoolClass.id)
    shown = joinedload(SchoolClass.site), joinedload(SchoolClass.school_year)
    return db.session.scalar(query.where(FormerCode.code == school_class.public_code).options(*shown))


def find_former(school_class: SchoolClass) -> list[SchoolClass]:
    """What the class was called before, as far as its lessons went along with it; the latest first."""
    codes = select(FormerCode.code).where(FormerCode.school_class_id == school_class.id)
    query = select(SchoolClass).where(SchoolClass.public_code.in_(codes)).options(joinedload(SchoolClass.school_year))
    return sorted(db.session.scalars(query), key=lambda each: each.school_year.starts_on, reverse=True)


def find_class(typed: str) -> SchoolClass | None:
    """The class with that code, with its school and year, or what it is called by now; None where there is none."""
    code = read_code(typed)
    if code is None:
        return None
    shown = joinedload(SchoolClass.site), joinedload(SchoolClass.school_year)
    found = db.session.scalar(select(SchoolClass).where(SchoolClass.public_code == code).options(*shown))
    return _by_now(found) if found is not None else None


def _by_now(school_class: SchoolClass) -> SchoolClass:
    """Once its own lessons are over or gone: the class with which they go on."""
    has_lessons = select(LessonSeries.id).where(LessonSeries.school_class_id == school_class.id).limit(1)
    is_over = school_class.archived_on is not None or school_class.school_year.ends_on < clock.today()
    if not is_over and db.session.scalar(has_lessons) is not None:
        return school_class
    return find_next(school_class) or school_class


def make_code() -> str:
    """One of 17 thousand million."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code as it is kept, whatever capitals it was typed with; None for what cannot be one."""
    code = typed.strip().lower()
    return code if len(code) in LENGTHS and not set(code) - set(LETTERS) else None
