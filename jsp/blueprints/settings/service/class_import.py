"""Classes from a file: all of them or none."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.reference import get_reference
from jsp.rules.class_rows import COLUMNS, NO_SHEET, ClassRow, Known, is_head, read_rows
from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import Table, read_table
from jsp.verbs.ground_history import MADE, keep, take


def table_of(data: bytes) -> Table:
    """The table of classes in a file. Raises DomainError, with the field `file`, for what holds none."""
    return read_table(data, is_head=is_head, no_sheet=NO_SHEET)


def preview(table: Table) -> list[ClassRow]:
    """Every row with what is wrong with it; nothing is stored. Raises DomainError for a table without classes."""
    return read_rows(table, _known())


def store(rows: Sequence[ClassRow], *, key: UUID, by: User) -> None:
    """Add them all. Raises DomainError where any row has a problem."""
    if not take(key):
        return
    if any(row.problems for row in rows):
        raise DomainError(N_("Some rows are not right, so nothing was added."))
    for row in rows:
        values = dict(row.values)
        made = SchoolClass(site_id=values.pop("site"), school_year_id=values.pop("school_year"), **values)
        db.session.add(made)
        db.session.flush()
        keep("classes", made.id, MADE, "", made.code, key=key, by=by)


def export() -> Table:
    """All classes that are not archived, with headings, so that an import can read it again."""
    query = (
        select(SchoolClass)
        .where(SchoolClass.archived_on.is_(None))
        .order_by(SchoolClass.school_year_id, SchoolClass.site_id, SchoolClass.code)
        .options(joinedload(SchoolClass.site), joinedload(SchoolClass.school_year))
    )
    rows = [
        [each.code, each.site.name, each.school_year.name, each.level, str(each.study_year), str(each.size),
         each.need or ""]
        for each in db.session.scalars(query)
    ]  # fmt: skip
    return [list(COLUMNS["nl"]), *rows]


def site_names() -> list[str]:
    """The sites that a file can name."""
    return [site.name for site in get_reference().sites if not site.archived_on]


def _known() -> Known:
    today = clock.today()
    sites = [site for site in get_reference().sites if not site.archived_on]
    years = db.session.scalars(select(SchoolYear).where(SchoolYear.archived_on.is_(None))).all()
    taken = db.session.execute(select(SchoolClass.site_id, SchoolClass.school_year_id, SchoolClass.code)).all()
    return Known(
        sites={name.casefold(): site.id for site in sites for name in (site.code, site.name)},
        years={year.name: year.id for year in years},
        this_year=next((year.id for year in years if year.starts_on <= today <= year.ends_on), None),
        taken={(site, year, code.casefold()) for site, year, code in taken},
    )
