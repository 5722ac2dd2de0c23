"""The one reader of figures about themes for everybody outside the team: what was released, and nothing else."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Site, Theme
from jsp.models.reference import get_reference
from jsp.models.theme_releases import PeriodLength, ThemeRelease
from jsp.rules.refusal import NotFoundError
from jsp.rules.release_periods import Length, length_in
from jsp.rules.roles import Role


def releases_of(site_ids: Collection[int]) -> dict[int, list[ThemeRelease]]:
    """All releases of each of those sites, the oldest first; a site of which none was made has an empty list."""
    found: dict[int, list[ThemeRelease]] = {id: [] for id in site_ids}
    query = select(ThemeRelease).where(ThemeRelease.site_id.in_(found)).order_by(ThemeRelease.starts)
    for each in db.session.scalars(query):
        found[each.site_id].append(each)
    return found


def themes_of(release: ThemeRelease) -> list[tuple[Theme, int | None]]:
    """Its themes in their order, each with what is shown of it (none: fewer than ten); empty with only a total."""
    return [
        (theme, release.shown[str(theme.id)]) for theme in get_reference().themes if str(theme.id) in release.shown
    ]  # fmt: skip


def lengths_of(site_ids: Collection[int] | None = None) -> defaultdict[int, dict[int, Length]]:
    """What was chosen for those sites, or for all: by site and by the school year from which it holds."""
    query = select(PeriodLength.site_id, PeriodLength.first_year, PeriodLength.length)
    if site_ids is not None:
        query = query.where(PeriodLength.site_id.in_(site_ids))
    found = defaultdict[int, dict[int, Length]](dict)
    for site_id, first_year, length in db.session.execute(query):
        found[site_id][first_year] = length
    return found


def length_of(site_id: int, year: int) -> Length:
    """How long the periods are of that site in the school year that begins in that calendar year."""
    return length_in(lengths_of([site_id])[site_id], year)


def sites_of(user: User) -> list[Site]:
    """Of which sites this person may see what was released: the own ones, closed ones too; a researcher all."""
    return list(get_reference().sites) if Role.RESEARCHER in user.role_set else list(user.sites)


def get_released_site(user: User, code: str) -> Site:
    """One of them; raises NotFoundError, for another site as for none."""
    for site in sites_of(user):
        if site.code == code:
            return site
    raise NotFoundError(code)
