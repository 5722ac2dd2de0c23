"""The short code under which anybody may see whether the lesson of a class is on: /klas/<code>."""

import secrets

from sqlalchemy import select, update

from jsp.extensions import db, look_again
from jsp.models.ground import SchoolClass

LETTERS = "cdfhjkmnprtvwx34679"  # without what looks like something else, and without vowels: no code is a word
LENGTH = 6


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


def make_code() -> str:
    """One of 47 million."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code as it is kept, whatever capitals it was typed with; None for what cannot be one."""
    code = typed.strip().lower()
    return code if len(code) == LENGTH and not set(code) - set(LETTERS) else None
