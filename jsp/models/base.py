"""What all tables share: names of constraints, instants in UTC, choices stored by value, words in two languages."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask_babel import get_locale
from sqlalchemy import DateTime, Dialect, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def choice(kind: type[StrEnum], *, constrained: bool = True) -> Enum:
    """Column type that stores the value of a choice and lets the database refuse any other.

    Not `constrained`: only Python refuses, for a choice that grows with every room in a table that may not be rebuilt.
    """
    return Enum(
        kind,
        name=kind.__name__.lower(),
        native_enum=False,
        create_constraint=constrained,
        length=40,
        values_callable=lambda choices: [str(each.value) for each in choices],
        validate_strings=True,
    )


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UTCDateTime()}


class Named:
    """A thing that a JSP names itself, in Dutch and English."""

    name_nl: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_language(self.name_nl, self.name_en)


def in_language(dutch: str, english: str) -> str:
    """Of two texts the one in the language of the page; Dutch outside a page."""
    locale = get_locale()
    return english if locale is not None and locale.language == "en" else dutch
