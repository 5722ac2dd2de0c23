"""The own account."""

from sqlalchemy import select

from jsp import audit
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.team import TeamMember

KIND = "user"


def change_profile(person: User, *, first_name: str, language: str) -> None:
    """How this person is called and in which language they are spoken to."""
    if (person.first_name, person.language) != (first_name, language):
        person.first_name, person.language = first_name, language
        audit.record(Action.PROFILE_CHANGED, KIND, person.id)


def is_in_team(person: User) -> bool:
    """Whether somebody of the team has this account."""
    return db.session.scalar(select(TeamMember.id).where(TeamMember.user_id == person.id).limit(1)) is not None
