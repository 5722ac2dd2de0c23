"""Questions about contacts that more than one room asks."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from jsp.extensions import db
from jsp.models.accounts import RoleRow, User, user_site
from jsp.models.contacts import Contact, ContactTheme, SafetyConcern
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.rules import school_year
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Role

SHOWN = (joinedload(Contact.site), joinedload(Contact.theme), joinedload(Contact.outcome))
WHOLE = (
    *SHOWN, joinedload(Contact.writer), joinedload(Contact.owner), joinedload(Contact.colleague),
    joinedload(Contact.school_class), joinedload(Contact.discipline), selectinload(Contact.more_themes),
    selectinload(Contact.more_outcomes),
)  # fmt: skip


def get_contact(user: User, id: UUID) -> Contact:
    """A contact of this worker's own caseload; raises NotFoundError for any other."""
    contact = db.session.scalar(Contact.visible_to(user).where(Contact.id == id).options(*WHOLE))
    if contact is None:
        raise NotFoundError(id)
    return contact


def find_whole(id: UUID) -> Contact | None:
    """A contact by its key, of whoever it is: for who may open it for another reason than having it."""
    return db.session.scalar(select(Contact).where(Contact.id == id).options(*WHOLE))


def find_contact(user: User, id: UUID) -> Contact | None:
    """A contact of this worker's own caseload, bare."""
    return db.session.scalar(Contact.visible_to(user).where(Contact.id == id))


def get_site(user: User, code: str) -> Site:
    """A site where this person works; raises NotFoundError for any other, and for one that was archived."""
    for site in user.open_sites:
        if site.code == code:
            return site
    raise NotFoundError(code)


def follow_ups(user: User) -> list[Contact]:
    """What this worker promised and has not done yet, the oldest promise first."""
    query = (
        select(Contact)
        .where(Contact.owner_id == user.id, Contact.follow_up_on.is_not(None), Contact.follow_up_done_on.is_(None))
        .order_by(Contact.follow_up_on, Contact.id)
        .options(*SHOWN)
    )
    return list(db.session.scalars(query))


def invitations(user: User) -> list[Contact]:
    """Contacts in which a colleague asked this worker to join, not yet seen."""
    query = (
        select(Contact)
        .where(Contact.colleague_id == user.id, Contact.colleague_seen_on.is_(None))
        .order_by(Contact.on, Contact.id)
        .options(*SHOWN, joinedload(Contact.writer))
    )
    return list(db.session.scalars(query))


def follow_up_load(day: date, *, site_ids: Sequence[int]) -> list[tuple[str, int, int]]:
    """Per worker of these sites: first name, open follow-ups, those overdue. Numbers only, no content."""
    late = func.count().filter(Contact.follow_up_on < day)
    query = (
        select(User.first_name, func.count(), late)
        .join(Contact, Contact.owner_id == User.id)
        .where(Contact.site_id.in_(site_ids), Contact.follow_up_on.is_not(None), Contact.follow_up_done_on.is_(None))
        .group_by(User.id, User.first_name)
        .order_by(late.desc(), User.first_name)
    )
    return [(name, count, overdue) for name, count, overdue in db.session.execute(query)]


def safety_concerns(day: date, *, site_ids: Sequence[int]) -> list[SafetyConcern]:
    """The worries about safety of the last ninety days at these sites: facts and dates, never a story."""
    query = (
        select(SafetyConcern)
        .join(SafetyConcern.contact)
        .where(Contact.site_id.in_(site_ids), SafetyConcern.raised_on >= day - timedelta(days=90))
        .order_by(SafetyConcern.raised_on.desc(), SafetyConcern.contact_id)
        .options(
            contains_eager(SafetyConcern.contact).options(joinedload(Contact.site), joinedload(Contact.owner)),
        )
    )
    return list(db.session.scalars(query))


def count_theme(theme_id: int, *, site_id: int, day: date) -> int:
    """How often the theme came up at the site in the week of `day`, as main theme or beside it."""
    monday, sunday = school_year.week(day)
    of_week = (Contact.site_id == site_id, Contact.on.between(monday, sunday))
    main = select(func.count()).select_from(Contact).where(*of_week, Contact.theme_id == theme_id).scalar_subquery()
    beside = (
        select(func.count())
        .select_from(ContactTheme)
        .join(Contact, Contact.id == ContactTheme.contact_id)
        .where(*of_week, ContactTheme.theme_id == theme_id)
        .scalar_subquery()
    )
    return db.session.scalar(select(main + beside)) or 0


def colleagues(user: User, site: Site) -> list[User]:
    """The other JSP workers of the site."""
    query = (
        select(User)
        .join(User.roles)
        .join(user_site, user_site.c.user_id == User.id)
        .where(RoleRow.name == Role.WORKER, user_site.c.site_id == site.id, User.id != user.id, User.active)
        .order_by(User.first_name)
    )
    return list(db.session.scalars(query))


def classes(site: Site, day: date) -> list[SchoolClass]:
    """The classes of the site in the school year of `day`."""
    query = (
        select(SchoolClass)
        .join(SchoolYear, SchoolYear.id == SchoolClass.school_year_id)
        .where(SchoolClass.site_id == site.id, SchoolYear.starts_on <= day, SchoolYear.ends_on >= day)
        .where(SchoolClass.archived_on.is_(None))
        .order_by(SchoolClass.code)
    )
    return list(db.session.scalars(query))
