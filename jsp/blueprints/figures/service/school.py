"""The figures of a school as they were made."""

from collections.abc import Sequence

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.theme_releases import ThemeRelease


def list_releases(site_id: int) -> Sequence[ThemeRelease]:
    """Of that site, the first period first."""
    return db.session.scalars(
        select(ThemeRelease).where(ThemeRelease.site_id == site_id).order_by(ThemeRelease.starts)
    ).all()  # fmt: skip
