"""What a setting that is no clock would do, for who is about to change it."""

from dataclasses import dataclass

from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.reference import get_reference
from jsp.rules.settings import Definition

FOR_ALL = "second_factor_for_all"


@dataclass(frozen=True, slots=True)
class Bare:
    """How many of the open accounts with a role have no second factor here."""

    number: int
    of: int
    is_demo: bool


def find_bare(setting: Definition) -> Bare | None:
    """For the setting that asks everybody for one; None for any other."""
    if setting.key != FOR_ALL:
        return None
    query = select(func.count()).select_from(User).where(User.active, User.roles.any())
    bare = query.where(User.tf_primary_method.is_(None), ~User.webauthn.any())
    return Bare(db.session.scalar(bare) or 0, db.session.scalar(query) or 0, get_reference().is_demo)
