"""What the tests of the report of a year share: releases as rows, and reading the page."""

from datetime import date

from jsp.extensions import db
from jsp.models.ground import Site, Theme
from jsp.models.theme_releases import ThemeRelease
from tests import make
from tests.browser import Page

LAST, NOW = "/figures/report?site=raayland&year=2025", "/figures/report?site=raayland&year=2026"
AUTUMN, WINTER, SUMMER = (
    (date(2025, 8, 1), date(2025, 11, 30)), (date(2025, 12, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 7, 31)),
)  # fmt: skip


def release(
    period: tuple[date, date], total: int | None = None, *, site: str = "raayland", **shown: int | None
) -> None:
    """As the job makes it: of every theme, without `shown` only the total; the caller commits."""
    ids = {theme.code: str(theme.id) for theme in db.session.scalars(db.select(Theme))}
    db.session.add(ThemeRelease(
        site_id=make.id_of(Site, site), starts=period[0], ends=period[1], made_on=date(2026, 8, 15), total=total,
        is_total_only=not shown, shown={ids[code]: shown.get(code) for code in ids} if shown else {},
    ))  # fmt: skip


def table(page: Page, label: str) -> dict[str, list[str]]:
    """The cells of each row of the table with that caption, by its head."""
    [found] = page.root.xpath(f"//table[caption='{label}']")  # type: ignore[union-attr]
    rows = ([" ".join(cell.text_content().split()) for cell in row] for row in found.iter("tr"))
    return {cells[0]: cells[1:] for cells in rows}
