"""Ground data to start a JSP with: sites, school years, themes, disciplines, outcomes, classes. No people in here."""

from dataclasses import dataclass
from datetime import date, timedelta

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

THEMES = (
    # code and icon, Dutch name, English name, the word of a pupil in Dutch and in English
    ("placement", "Stage", "Work placement", "Stage", "Work placement"),
    ("work", "Werk", "Work", "Werk (bijbaan)", "Work (side job)"),
    ("school", "School", "School", "School", "School"),
    ("housing", "Wonen", "Housing", "Wonen", "A place to live"),
    ("money", "Geld", "Money", "Geld", "Money"),
    ("health", "Gezondheid", "Health", "Gezondheid (lijf en hoofd)", "Health (body and mind)"),
    ("substances", "Drugs", "Substances", "Drugs (alcohol, gamen, vapen)", "Drugs (alcohol, gaming, vaping)"),
    (
        "relationships",
        "Relaties",
        "Relationships",
        "Relaties (vrienden, familie, verkering)",
        "Relationships (friends, family, dating)",
    ),
    ("sexuality", "Seksualiteit", "Sexuality", "Seks en liefde", "Sex and love"),
    ("leisure", "Vrije tijd", "Leisure", "Vrije tijd", "Free time"),
    ("religion", "Religie", "Religion", "Geloof", "Faith"),
    ("meaning", "Zingeving", "Meaning of life", "Waar doe ik het voor?", "What do I do it for?"),
    (
        "respect_safety",
        "Respect en veiligheid",
        "Respect and safety",
        "Respect en veiligheid (pesten, ruzie, online)",
        "Respect and safety (bullying, quarrels, online)",
    ),
    ("other", "Anders", "Other", "Anders (of: weet ik niet)", "Something else (or: I don't know)"),
)

DISCIPLINES = (
    # code, Dutch name, English name, explanation in about six words in Dutch and in English
    (
        "coordinator",
        "coördinator",
        "coordinator",
        "Coördinator. Zorgt dat het JSP draait.",
        "Coordinator. Keeps the JSP up and running.",
    ),
    (
        "family_coach",
        "gezinscoach",
        "family coach",
        "Gezinscoach. Praat met jou over thuis.",
        "Family coach. Talks with you about home.",
    ),
    (
        "addiction_prevention",
        "preventiemedewerker verslaving",
        "addiction prevention worker",
        "Weet veel over drugs, alcohol, vapen en gamen.",
        "Knows about drugs, alcohol, vaping and gaming.",
    ),
    (
        "youth_worker",
        "jongerenwerker",
        "youth worker",
        "Jongerenwerker. Kent leuke plekken en activiteiten.",
        "Youth worker. Knows fun places and activities.",
    ),
    (
        "budget_coach",
        "budgetcoach",
        "budget coach",
        "Budgetcoach. Helpt je met geld.",
        "Budget coach. Helps you with money.",
    ),
    (
        "carer_support",
        "mantelzorgondersteuner",
        "carer support worker",
        "Helpt je als jij thuis voor iemand zorgt.",
        "Helps if you care for someone at home.",
    ),
)

KNOWS_ABOUT = {
    "family_coach": ("relationships", "school", "sexuality", "respect_safety"),
    "addiction_prevention": ("substances", "health", "sexuality", "leisure"),
    "youth_worker": ("leisure", "work", "placement", "religion", "meaning", "respect_safety"),
    "budget_coach": ("money", "housing", "work"),
    "carer_support": ("relationships", "health"),
}

OUTCOMES = (
    ("advice_given", "Informatie of advies gegeven", "Information or advice given"),
    ("listened", "Luisterend oor", "Listening ear"),
    ("arranged", "Samen iets geregeld", "Sorted out together"),
    ("follow_up", "Vervolgafspraak", "Follow-up appointment"),
    ("colleague_involved", "Collega betrokken", "Colleague involved"),
    ("referred", "Verwezen", "Referred"),
    ("activity", "Naar activiteit of training", "To an activity or training"),
    ("teacher_consult", "Consult voor docent", "Consult for a teacher"),
    ("escalated", "Opgeschaald (veiligheid)", "Escalated (safety)"),
    ("no_response", "Geen reactie meer", "No further response"),
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
ARCHIVED_CLASSES = (
    ("MZ20", "gilde", "Maatschappelijke Zorg, mbo 3", 2, 21, None),
    ("V2C", "raayland", "vmbo-kb", 2, 25, None),
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
    themes = _themes()
    this_year = _year(today)
    laid = Ground(_sites(), themes, _disciplines(themes), _outcomes(), [], this_year)
    rows = (laid.sites, laid.themes, laid.disciplines, laid.outcomes)
    db.session.add_all(row for each in rows for row in each.values())
    last_year = _year(this_year.starts_on - timedelta(days=1))
    db.session.add_all([last_year, this_year])
    db.session.flush()
    laid.classes.extend(_classes(laid.sites, this_year, last_year))
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


def _themes() -> dict[str, Theme]:
    return {
        code: Theme(
            code=code, icon=code, name_nl=dutch, name_en=english,
            pupil_word_nl=word_nl, pupil_word_en=word_en, position=position,
        )
        for position, (code, dutch, english, word_nl, word_en) in enumerate(THEMES)
    }  # fmt: skip


def _disciplines(themes: dict[str, Theme]) -> dict[str, Discipline]:
    return {
        code: Discipline(
            code=code, name_nl=dutch, name_en=english, explanation_nl=told_nl, explanation_en=told_en,
            position=position, themes=[themes[theme] for theme in KNOWS_ABOUT.get(code, ())],
        )
        for position, (code, dutch, english, told_nl, told_en) in enumerate(DISCIPLINES)
    }  # fmt: skip


def _outcomes() -> dict[str, Outcome]:
    return {
        code: Outcome(code=code, name_nl=dutch, name_en=english, position=position)
        for position, (code, dutch, english) in enumerate(OUTCOMES)
    }


def _year(day: date) -> SchoolYear:
    first, last = school_year.bounds(day)
    return SchoolYear(name=school_year.name(day), starts_on=first, ends_on=last)


def _classes(sites: dict[str, Site], this_year: SchoolYear, last_year: SchoolYear) -> list[SchoolClass]:
    now = [(this_year, None, each) for each in CLASSES]
    archived = [(last_year, last_year.ends_on, each) for each in ARCHIVED_CLASSES]
    return [
        SchoolClass(
            site_id=sites[site].id, school_year_id=year.id, code=code, level=level,
            study_year=study_year, size=size, need=need, archived_on=archived_on,
        )
        for year, archived_on, (code, site, level, study_year, size, need) in now + archived
    ]  # fmt: skip
