"""People who sign in, their roles, and the sign-ins that are still valid."""

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.base import Base
from jsp.models.ground import Site
from jsp.rules.roles import Permission, Role, permissions_of

user_role = Table(
    "user_role",
    Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)
user_site = Table(
    "user_site",
    Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("site_id", ForeignKey("site.id"), primary_key=True),
)


class RoleRow(Base, RoleMixin):
    """A role as the database knows it; what it may do stands in rules/roles.py."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


class User(Base, UserMixin):
    """An account. `sites` is where it works and so what it can see."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    first_name: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2), default="nl")
    roles: Mapped[list[RoleRow]] = relationship(  # type: ignore[assignment]
        secondary=user_role, order_by=RoleRow.name, lazy="selectin"
    )
    sites: Mapped[list[Site]] = relationship(secondary=user_site, order_by=Site.position, lazy="selectin")

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything that this person may do."""
        return permissions_of(Role(role.name) for role in self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether one of the roles grants it."""
        return permission in self.permissions


class SignIn(Base):
    """One sign-in that is still valid: the browser holds the token, this row only its hash."""

    __tablename__ = "sign_in"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    began: Mapped[datetime]
