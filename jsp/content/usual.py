"""Themes, disciplines, outcomes and crisis lines as most JSPs use them; no people and no schools in here."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import exists, select

from jsp.extensions import db
from jsp.models.ground import CrisisLine, Discipline, Outcome, Theme

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

LINES = (
    # code, question in Dutch and English, number, who answers in Dutch and English
    (
        "emergency", "Ben jij of is iemand anders nu in gevaar?", "Are you or is someone else in danger now?", "112",
        "Alarmnummer, dag en nacht", "Emergency number, day and night",
    ),
    (
        "suicide", "Denk je aan zelfmoord?", "Are you thinking about suicide?", "113",
        "Gratis, dag en nacht, of chat op 113.nl", "Free, day and night, or chat at 113.nl",
    ),
    (
        "home", "Is het thuis niet veilig?", "Is it not safe at home?", "0800-2000",
        "Veilig Thuis, gratis, dag en nacht", "Veilig Thuis, free, day and night",
    ),
    (
        "assault", "Heeft iemand je aangerand of verkracht?", "Has someone assaulted or raped you?", "0800-0188",
        "Centrum Seksueel Geweld, gratis, dag en nacht", "Centrum Seksueel Geweld, free, day and night",
    ),
    (
        "talk_young", "Wil je praten? Je bent 8 tot en met 18 jaar", "Do you want to talk? You are 8 to 18 years old",
        "0800-0432", "Kindertelefoon, elke dag 11.00–21.00 uur, of chat op kindertelefoon.nl",
        "Kindertelefoon, every day 11.00–21.00, or chat at kindertelefoon.nl",
    ),
    (
        "talk_older", "Wil je praten? Je bent 16 tot en met 27 jaar", "Do you want to talk? You are 16 to 27 years old",
        "0800-0450", "In je bol, elke dag 14.00–22.00 uur, of chat op injebol.nl",
        "In je bol, every day 14.00–22.00, or chat at injebol.nl",
    ),
)  # fmt: skip


def usual_themes() -> dict[str, Theme]:
    """By code, not stored yet."""
    return {
        code: Theme(
            code=code, icon=code, name_nl=dutch, name_en=english,
            pupil_word_nl=word_nl, pupil_word_en=word_en, position=position,
        )
        for position, (code, dutch, english, word_nl, word_en) in enumerate(THEMES)
    }  # fmt: skip


def usual_disciplines(themes: dict[str, Theme]) -> dict[str, Discipline]:
    """By code, with the themes that they know most about, not stored yet."""
    return {
        code: Discipline(
            code=code, name_nl=dutch, name_en=english, explanation_nl=told_nl, explanation_en=told_en,
            position=position, themes=[themes[theme] for theme in KNOWS_ABOUT.get(code, ()) if theme in themes],
        )
        for position, (code, dutch, english, told_nl, told_en) in enumerate(DISCIPLINES)
    }  # fmt: skip


def usual_outcomes() -> dict[str, Outcome]:
    """By code, not stored yet."""
    return {
        code: Outcome(code=code, name_nl=dutch, name_en=english, position=position)
        for position, (code, dutch, english) in enumerate(OUTCOMES)
    }


def usual_lines() -> list[CrisisLine]:
    """The numbers that hold in the whole country, not stored yet."""
    return [
        CrisisLine(
            code=code, question_nl=asked_nl, question_en=asked_en, number=number, about_nl=about_nl, about_en=about_en,
            position=position,
        )
        for position, (code, asked_nl, asked_en, number, about_nl, about_en) in enumerate(LINES)
    ]  # fmt: skip


def lay_usual() -> dict[str, list[Any]]:
    """Add all of this to the lists that are empty; flushes, and gives what was added by the word of its list."""
    lists: tuple[tuple[str, type[Any], Callable[[], Iterable[Any]]], ...] = (
        ("themes", Theme, lambda: usual_themes().values()),
        ("disciplines", Discipline, lambda: usual_disciplines(_themes_that_are_there()).values()),
        ("outcomes", Outcome, lambda: usual_outcomes().values()),
        ("lines", CrisisLine, usual_lines),
    )
    added: dict[str, list[Any]] = {}
    for code, model, make in lists:
        if not db.session.scalar(select(exists(select(model.id)))):
            added[code] = list(make())
            db.session.add_all(added[code])
            db.session.flush()
    return added


def _themes_that_are_there() -> dict[str, Theme]:
    return {theme.code: theme for theme in db.session.scalars(select(Theme))}
