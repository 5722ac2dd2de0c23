"""By what somebody is known at the provider of single sign-on; nothing else of the provider is kept."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.base import Base

LONGEST = 255


class LoginIdentity(Base):
    """One account of a provider that opens one account here."""

    __tablename__ = "login_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(LONGEST))
    subject: Mapped[str] = mapped_column(String(LONGEST))
    linked_on: Mapped[date]
    user: Mapped[User] = relationship()


def find_identity(issuer: str, subject: str) -> LoginIdentity | None:
    """The identity that the provider means, if it opens an account here."""
    query = select(LoginIdentity).where(LoginIdentity.issuer == issuer, LoginIdentity.subject == subject)
    return db.session.scalar(query)


def find_identity_of(person: User, issuer: str) -> LoginIdentity | None:
    """By what this person is known at the provider, if they linked it."""
    query = select(LoginIdentity).where(LoginIdentity.issuer == issuer, LoginIdentity.user_id == person.id)
    return db.session.scalar(query.limit(1))


def forget_identities(person: User) -> None:
    """No account of any provider opens this one any more."""
    db.session.execute(delete(LoginIdentity).where(LoginIdentity.user_id == person.id))
