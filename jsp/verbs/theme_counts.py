"""Counts new questions for what is released of them. It is exact, so only the job that makes releases may ask it.

Who corrects the site of a conversation says so here: it counts at one site, whatever becomes of it.
"""

from typing import Any

from sqlalchemy import ScalarSelect, exists, func, or_, select, union

from jsp.extensions import db, take_turns
from jsp.models.contacts import Contact, ContactTheme
from jsp.models.team import Opening
from jsp.models.theme_releases import ThemeRelease
from jsp.rules.release_periods import Period

MOST_MORE = 2  # themes beside the main one that count


def count_questions(site_id: int, period: Period) -> dict[int, int]:
    """By theme how many new questions were written down at the site in the period, whatever day they say they are of.

    A person who comes back about the same, a visit without a question and a conversation from a file are none. Until
    the transaction of the caller ends, nobody moves one of them to another site, nor one of another site to this one.
    """
    _take_turns(site_id)
    counts = (
        Contact.registered_site_id == site_id, ~Contact.is_return,
        Contact.registered_on.between(period.starts, period.ends),
    )  # fmt: skip
    each = union(  # so that a question counts once under a theme, even where it were main theme and another
        select(Contact.id, Contact.theme_id).where(*counts),
        select(Contact.id, ContactTheme.theme_id)
        .join(ContactTheme, ContactTheme.contact_id == Contact.id)
        .where(*counts, ContactTheme.position < MOST_MORE),
    ).subquery()
    query = select(each.c.theme_id, func.count()).group_by(each.c.theme_id)
    return {theme_id: number for theme_id, number in db.session.execute(query)}


def follow_site(contact: Contact, site_id: int) -> None:
    """Let a conversation count at the site that is said of it now, unless it was counted before or would not be there.

    It stays where it counts once that site has a release of its day, or the other one has of that day or a later one:
    figures are made in order, so there it would come too late.
    """
    before = contact.registered_site_id
    if site_id == before:
        return
    for each in sorted((before, site_id)):  # or two that go opposite ways would wait for each other in a circle
        _take_turns(each)
    was_counted = (ThemeRelease.site_id == before) & (ThemeRelease.starts <= contact.registered_on)
    too_late = or_(was_counted, ThemeRelease.site_id == site_id) & (ThemeRelease.ends >= contact.registered_on)
    if not db.session.scalar(select(exists().where(too_late))):
        contact.registered_site_id = site_id


def first_registered(site_id: Any) -> ScalarSelect[Any]:
    """The day on which the first conversation of that site was written down, as part of a query."""
    return select(func.min(Contact.registered_on)).where(Contact.registered_site_id == site_id).scalar_subquery()


def first_opening(site_id: Any) -> ScalarSelect[Any]:
    """The day of its first opening, as part of a query."""
    return select(func.min(Opening.on)).where(Opening.site_id == site_id).scalar_subquery()


def _take_turns(site_id: int) -> None:
    take_turns(f"themes of site {site_id}")
