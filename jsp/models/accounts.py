"""People who sign in, their roles, what they prove themselves with, and the sign-ins that are still valid."""

from datetime import datetime

from flask_security import RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import JSON, Column, ForeignKey, String, Table, func
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload
from sqlalchemy.sql.base import ExecutableOption

from jsp.models.base import Base, choice
from jsp.models.ground import Site
from jsp.rules.roles import Permission, Role, conflict, needs_second_factor, permissions_of
from jsp.rules.sign_in import Ended

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


class Passkey(Base, WebAuthnMixin):
    """A passkey (WebAuthn credential) of somebody; the columns are those that the sign-in library fills."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(String(255))
    lastuse_datetime: Mapped[datetime]
    usage: Mapped[str] = mapped_column(String(64))


class User(Base, UserMixin):
    """An account. `sites` is where it works and so what it can see.

    The columns that begin with tf_, mf_ and fs_ belong to the sign-in library; the TOTP secret in them is encrypted,
    recovery codes are kept as slow hashes of keyed marks (`jsp.credentials`).
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # type: ignore[assignment]
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    first_name: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2), default="nl")
    calendar_mark: Mapped[str | None] = mapped_column(String(64), unique=True)
    roles: Mapped[list[RoleRow]] = relationship(  # type: ignore[assignment]
        secondary=user_role, order_by=RoleRow.name
    )
    sites: Mapped[list[Site]] = relationship(secondary=user_site, order_by=Site.position)
    webauthn: Mapped[list[Passkey]] = relationship(order_by=Passkey.id, cascade="all, delete-orphan")  # type: ignore[assignment]

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles as the rules know them."""
        return frozenset(Role(role.name) for role in self.roles)

    @property
    def clash(self) -> tuple[Role, Role] | None:
        """Two roles that do not go together, of who has had both since before that was so."""
        return conflict(self.role_set)

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything that this person may do."""
        return permissions_of(self.role_set)

    @property
    def open_sites(self) -> list[Site]:
        """The sites of this person where there is work to do; archived ones only have a past."""
        return [site for site in self.sites if site.archived_on is None]

    @property
    def has_second_factor(self) -> bool:
        """Whether a code or a passkey is asked after the password."""
        return self.tf_primary_method is not None or bool(self.webauthn)

    def may(self, permission: Permission) -> bool:
        """Whether one of the roles grants it."""
        return permission in self.permissions

    def check_tf_required_setup(self) -> bool:
        """Whether the second factor may not be switched off."""
        return needs_second_factor(self.role_set)


def whole() -> tuple[ExecutableOption, ...]:
    """For a query of people of whom more than a name is asked: their roles and sites, for all of them at once."""
    return selectinload(User.roles), selectinload(User.sites)


class SignIn(Base):
    """One sign-in: the browser holds the token, this row only its hash.

    `seen` is its last use, at most NOTED ago; one that somebody `ended` stays until its browser has been told why.
    """

    __tablename__ = "sign_in"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    began: Mapped[datetime]
    seen: Mapped[datetime] = mapped_column(server_default=func.current_timestamp())
    ended: Mapped[Ended | None] = mapped_column(choice(Ended, constrained=False))
