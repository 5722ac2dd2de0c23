"""Counts the team's figures from the conversations: to see whether what is kept is right, or to make it so."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Interval,
    Select,
    String,
    Subquery,
    case,
    cast,
    delete,
    false,
    func,
    insert,
    literal,
    literal_column,
    null,
    select,
    text,
    true,
    type_coerce,
    union_all,
)

from jsp.extensions import db
from jsp.models.contacts import Contact, ContactOutcome, ContactTheme
from jsp.models.ground import Site
from jsp.models.tallies import PastContact, ThemeTally
from jsp.rules.tally import BY_YEAR, NEW, RETURN, Cell, Grain, Split

CELL = ThemeTally.__table__.c
KEY = [CELL[name] for name in Cell._fields]
ON_SQLITE = {
    Grain.WEEK: ("-6 days", "weekday 1"),
    Grain.MONTH: ("start of month",),
    Grain.YEAR: ("start of month", "-7 months", "start of year", "+7 months"),
}
ROOM = 256_000  # KiB
PARTS = [(grain, split) for grain in Grain for split in Split if grain is not Grain.YEAR or split in BY_YEAR]


def differences() -> dict[str, int]:
    """How many cells of a site, by its code, hold another number than the conversations say."""
    _make_room()
    found: dict[int, int] = {}
    for part in PARTS:
        for site_id, number in db.session.execute(_differing(*part)):
            found[site_id] = found.get(site_id, 0) + number
    codes = select(Site.code, Site.id).order_by(Site.position, Site.id)
    return {code: found[id] for code, id in db.session.execute(codes) if id in found}


def rebuild() -> None:
    """Count all again, in the transaction of the caller; who writes a conversation down waits until it is over.

    On PostgreSQL it waits in turn for those who are writing: what they did is in the count, and what comes after is
    added to it. SQLite has one writer at a time.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE theme_tally IN EXCLUSIVE MODE"))
    _make_room()
    db.session.execute(delete(ThemeTally))
    for part in PARTS:
        db.session.execute(insert(ThemeTally).from_select([*Cell._fields, "number"], _count(*part)))


def _make_room() -> None:
    """SQLite sorts in the memory it may keep pages in; with the usual 2 MB it would go back to disk all the time."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text(f"PRAGMA cache_size=-{ROOM}"))


def _count(grain: Grain, split: Split) -> Select[Any]:
    """The cells of a grain and a split, with their numbers."""
    rows = _rows(grain, split)
    part = literal(grain, CELL.grain.type).label("grain"), literal(split, CELL.split.type).label("split")
    key = rows.c.site_id, *part, rows.c.starts, rows.c.theme_id, rows.c.value, rows.c.is_main
    return select(*key, func.count().label("number")).group_by(*rows.c)


def _differing(grain: Grain, split: Split) -> Select[Any]:
    """How many cells of each site do not come to nought when what is kept is taken from what is true."""
    kept = select(*KEY, -CELL.number).where(CELL.grain == grain, CELL.split == split)
    both = union_all(_count(grain, split), kept).subquery()
    left = (
        select(both.c.site_id).group_by(*(both.c[name] for name in Cell._fields)).having(func.sum(both.c.number) != 0)
    )
    found = left.subquery()
    return select(found.c.site_id, func.count()).group_by(found.c.site_id)


def _rows(grain: Grain, split: Split) -> Subquery:
    """One for each time that a conversation counts."""
    each = _each()
    value = _value(each, split)
    columns = each.c.site_id, _starts(grain, each.c.on).label("starts"), each.c.theme_id, each.c.is_main
    rows = select(*columns, value.label("value")).where(value.is_not(None))
    if split is not Split.OUTCOME:
        return rows.subquery()
    beside = ContactOutcome.outcome_id
    more = select(*columns, cast(beside, String)).join_from(
        each, ContactOutcome, ContactOutcome.contact_id == each.c.id
    )
    return union_all(rows, more.where(beside != each.c.outcome_id)).subquery()


def _each() -> Subquery:
    """Every conversation once under each of its themes."""
    of_contact = [Contact.channel, Contact.asked_by, Contact.level, Contact.outcome_id, Contact.discipline_id,
                  Contact.is_return]  # fmt: skip
    main = select(Contact.id, Contact.site_id, Contact.on, Contact.theme_id, true().label("is_main"), *of_contact)
    beside = select(Contact.id, Contact.site_id, Contact.on, ContactTheme.theme_id, false(), *of_contact)
    past = select(
        PastContact.id, PastContact.site_id, PastContact.on, PastContact.theme_id, true(), PastContact.channel,
        PastContact.asked_by, PastContact.level, PastContact.outcome_id, null(), PastContact.is_return,
    )  # fmt: skip
    return union_all(main, beside.join(ContactTheme, ContactTheme.contact_id == Contact.id), past).subquery()


def _value(each: Subquery, split: Split) -> ColumnElement[Any]:
    """By what it is told apart there, as text; none where it is not known."""
    if split is Split.THEME:
        return literal_column("''", String)
    if split is Split.VISIT:
        return case((each.c.is_return, RETURN), else_=NEW)
    if split in (Split.OUTCOME, Split.DISCIPLINE):
        return cast(each.c[f"{split}_id"], String)
    return type_coerce(each.c[split.value], String)


def _starts(grain: Grain, day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The first day of the week, the month or the school year (`jsp.rules.tally.starts`)."""
    if db.engine.dialect.name == "sqlite":
        return func.date(day, *ON_SQLITE[grain], type_=Date)
    if grain is not Grain.YEAR:
        return cast(func.date_trunc(grain.value, day), Date)
    until_august = literal_column("interval '7 months'", Interval)
    return cast(func.date_trunc("year", day - until_august) + until_august, Date)
