"""Short questions to the database that the tests of the demo share."""

from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.base import Base


def person(name: str) -> User:
    return db.session.scalars(select(User).where(User.first_name == name)).one()


def count(kind: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0
