"""The ground of the demo: two sites, two school years, classes, and what a JSP usually starts with."""

from dataclasses import dataclass
from datetime import date, timedelta

from jsp.content import usual
from jsp.extensions import db
from jsp.models.ground import Discipline, Outcome, SchoolClass, SchoolYear, Site, SiteKind, Theme
from jsp.rules import school_year

PHONE = "0478-00 00 01"  # a Dutch subscriber number never starts with 0, so this one rings nowhere
MAIL = "jsp@demo.example"

SITES = (
    # code, name, kind, room, safeguarding lead
    ("raayland", "Raayland College", SiteKind.VO, "B104", "Mieke"),
    ("gilde", "ROC Gilde", SiteKind.MBO, "0.12", "Hanneke"),
)

CLASSES = (
    # code, site, level, year of study, size, need
    ("V2B", "raayland", "vmbo-bb/kb", 2, 24, "groepsapp, harde grappen"),
    ("V2A", "raayland", "vmbo-kb", 2, 26, "stille leerlingen"),
    ("H3A", "raayland", "havo", 3, 29, "cijferdruk, cynisme"),
    ("B1C", "raayland", "brugklas", 1, 27, "groep vormen"),
    ("PR2", "raayland", "praktijkonderwijs", 2, 13, "concrete oefening, kort"),
    ("MZ31", "gilde", "Maatschappelijke Zorg, mbo 3", 1, 22, "respect op stage"),
    ("PW42", "gilde", "Pedagogisch Werk, mbo 4", 2, 19, "grenzen met ouders en kinderen"),
    ("DV21", "gilde", "Dienstverlening, mbo 2", 1, 8, "kleine groep"),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What was laid, by code; it has its ids."""

    sites: dict[str, Site]
    themes: dict[str, Theme]
    disciplines: dict[str, Discipline]
    outcomes: dict[str, Outcome]
    classes: list[SchoolClass]
    this_year: SchoolYear


def lay_ground(today: date) -> Ground:
    """Add the ground data for the school year of `today` and the one before; flushes, does not commit."""
    themes = usual.usual_themes()
    this_year = _year(today)
    laid = Ground(_sites(), themes, usual.usual_disciplines(themes), usual.usual_outcomes(), [], this_year)
    rows = (laid.sites, laid.themes, laid.disciplines, laid.outcomes)
    db.session.add_all(row for each in rows for row in each.values())
    db.session.add_all(usual.usual_lines())
    last_year = _year(this_year.starts_on - timedelta(days=1))
    db.session.add_all([last_year, this_year])
    db.session.flush()
    laid.classes.extend(_classes(laid.sites, this_year))
    db.session.add_all(laid.classes)
    db.session.flush()
    return laid


def _sites() -> dict[str, Site]:
    return {
        code: Site(
            code=code,
            name=name,
            kind=kind,
            room=room,
            phone=PHONE,
            mail=MAIL,
            safeguarding_lead=lead,
            position=position,
        )
        for position, (code, name, kind, room, lead) in enumerate(SITES)
    }


def _year(day: date) -> SchoolYear:
    first, last = school_year.bounds(day)
    return SchoolYear(name=school_year.name(day), starts_on=first, ends_on=last)


def _classes(sites: dict[str, Site], this_year: SchoolYear) -> list[SchoolClass]:
    return [
        SchoolClass(
            site_id=sites[site].id, school_year_id=this_year.id, code=code, level=level, study_year=study_year,
            size=size, need=need,
        )
        for code, site, level, study_year, size, need in CLASSES
    ]  # fmt: skip
