"""Counts new questions for what is released of them. It is exact, so only the job that makes releases may ask it."""

from typing import Any

from sqlalchemy import ScalarSelect, func, select, union

from jsp.extensions import db
from jsp.models.contacts import Contact, ContactTheme
from jsp.models.team import Opening
from jsp.rules.release_periods import Period

MOST_MORE = 2  # themes beside the main one that count


def count_questions(site_id: int, period: Period) -> dict[int, int]:
    """By theme how many new questions were written down at the site in the period, whatever day they say they are of.

    A person who comes back about the same, a visit without a question and a conversation from a file are none.
    """
    counts = (
        Contact.site_id == site_id, Contact.registered_on.between(period.starts, period.ends), ~Contact.is_return,
    )  # fmt: skip
    each = union(  # so that a question counts once under a theme, even where it were main theme and another
        select(Contact.id, Contact.theme_id).where(*counts),
        select(Contact.id, ContactTheme.theme_id)
        .join(ContactTheme, ContactTheme.contact_id == Contact.id)
        .where(*counts, ContactTheme.position < MOST_MORE),
    ).subquery()
    query = select(each.c.theme_id, func.count()).group_by(each.c.theme_id)
    return {theme_id: number for theme_id, number in db.session.execute(query)}


def first_registered(site_id: Any) -> ScalarSelect[Any]:
    """The day on which the first conversation of that site was written down, as part of a query."""
    return select(func.min(Contact.registered_on)).where(Contact.site_id == site_id).scalar_subquery()


def first_opening(site_id: Any) -> ScalarSelect[Any]:
    """The day of its first opening, as part of a query."""
    return select(func.min(Opening.on)).where(Opening.site_id == site_id).scalar_subquery()
