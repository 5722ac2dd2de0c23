"""The short code under which anybody may see whether the lesson of a class is on: /klas/<code>."""

import secrets

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import SchoolClass

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks like something else
LENGTH = 6


def ensure_public_code(school_class: SchoolClass) -> str:
    """The code of the class, made where it has none yet."""
    while school_class.public_code is None:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if db.session.scalar(select(SchoolClass.id).where(SchoolClass.public_code == code)) is None:
            school_class.public_code = code
    return school_class.public_code
