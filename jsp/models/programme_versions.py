"""The newest versions of programmes, and versions that are added to them."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from jsp.extensions import db
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.rules.refusal import NotFoundError

NUMBERS = range(1, 2**31)  # that a database holds


def newest_versions(*, is_archived: bool) -> list[ProgrammeVersion]:
    """Of each programme that is archived, or is not, in the order of their names."""
    archived = Programme.archived_on.is_not(None) if is_archived else Programme.archived_on.is_(None)
    found = db.session.scalars(_newest().where(archived))
    return sorted(found, key=lambda each: (each.content.name.casefold(), each.programme_id))


def get_version(code: str, number: int | None = None) -> ProgrammeVersion:
    """That version of a programme, or the newest; raises NotFoundError. Who made it comes along."""
    if number is not None and number not in NUMBERS:
        raise NotFoundError(code)
    query = select(ProgrammeVersion).join(ProgrammeVersion.programme) if number else _newest()
    query = query.where(Programme.code == code).options(
        contains_eager(ProgrammeVersion.programme), joinedload(ProgrammeVersion.made_by)
    )
    found = db.session.scalars(query.where(ProgrammeVersion.number == number) if number else query).one_or_none()
    if found is None:
        raise NotFoundError(code)
    return found


def versions_of(programme: Programme) -> list[ProgrammeVersion]:
    """All of them with who made each, the newest first."""
    query = select(ProgrammeVersion).where(ProgrammeVersion.programme_id == programme.id)
    return list(db.session.scalars(
        query.order_by(ProgrammeVersion.number.desc()).options(joinedload(ProgrammeVersion.made_by))
    ))  # fmt: skip


def _newest() -> Select[ProgrammeVersion]:
    other = aliased(ProgrammeVersion)
    highest = select(func.max(other.number)).where(other.programme_id == Programme.id).scalar_subquery()
    query = select(ProgrammeVersion).join(ProgrammeVersion.programme).where(ProgrammeVersion.number == highest)
    return query.options(contains_eager(ProgrammeVersion.programme))
