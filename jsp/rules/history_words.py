"""What the words in a team's own table may mean: headings, and what stands below them, in Dutch and English."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from jsp.rules.contact import AskedBy, Channel, Level
from jsp.rules.tally import NEW, RETURN


class Field(StrEnum):
    """What a column can say of a conversation."""

    ON = "on"
    THEME = "theme"
    CHANNEL = "channel"
    ASKED_BY = "asked_by"
    OUTCOME = "outcome"
    LEVEL = "level"
    VISIT = "visit"
    NUMBER = "number"


IN_WORDS = (Field.THEME, Field.CHANNEL, Field.ASKED_BY, Field.OUTCOME, Field.LEVEL, Field.VISIT)
WITH_DEFAULT = (Field.CHANNEL, Field.ASKED_BY, Field.OUTCOME)
Meaning = Mapping[str, str]  # of a word as `plain` makes it: a choice by its value, a theme or outcome by its id

HEADINGS = {
    Field.ON: "datum, dag, date, day, wanneer, gespreksdatum, contactdatum, tijdstempel, timestamp",
    Field.THEME: "thema, theme, onderwerp, hoofdthema, themas, categorie, topic, subject, reden",
    Field.CHANNEL: "kanaal, channel, contactvorm, contactwijze, soort contact, hoe, wijze, manier, vorm, via",
    Field.ASKED_BY: "wie vroeg, wie, vrager, vraagsteller, gevraagd door, asked by, who, who asked, doelgroep",
    Field.OUTCOME: "uitkomst, outcome, resultaat, afloop, vervolg, actie, result, afspraak",
    Field.LEVEL: "niveau, level, opleiding, schooltype, opleidingsniveau, education",
    Field.VISIT: "nieuw, terug, terugkerend, eerste keer, bezoek, new, return, new or return, herhaling, visit",
    Field.NUMBER: "aantal, number, count, n, hoeveel, keer",
}
# Words of headings below which somebody may be named or told about, and how such words begin or end.
NEVER = frozenset((
    "tel", "wie", "met", "who", "with", "door", "by", "klas", "klassen", "class", "groep", "group", "casus", "ll",
    "geb",
))  # fmt: skip
NEVER_BEGINS = tuple(re.findall(r"\w+",
    "naam name leerling student pupil scholier deelnem participant client klant hulpvrager jongere jeugdige kind child "
    "ouder parent vader father moeder mother verzorg voogd gezin family partner persoon person geboorte geboren birth "
    "adres address straat street postcode woonplaats telef telnr telnum phone mobiel mobile gsm mail email instagram "
    "snapchat bsn burgerservice notitie note opmerk toelicht remark comment verslag report beschrijv omschrijv descri "
    "samenvat summary medewerk collega colleague docent teacher leraar leerkracht coach mentor slb initia voorlet "
    "contactp contactg verhaal story bijz hulpvra vraag vragen question situati inhoud content speel bericht message "
    "aanleid detail achtergr background tekst text besprok context uitleg gebdat birth",
))  # fmt: skip
NEVER_ENDS = ("naam", "namen", "name", "nummer", "adres", "mail")
CHANNELS = {
    Channel.WALK_IN: "inloop, binnengelopen, spreekuur, fysiek, live, balie, langsgekomen, face to face, op locatie",
    Channel.PHONE: "telefoon, telefonisch, tel, gebeld, bellen, belletje, call",
    Channel.EMAIL: "e mail, email, mail, per mail, gemaild",
    Channel.WEB_FORM: "formulier, webformulier, website, site, form",
    Channel.CLASSROOM: "klas, in de klas, klassikaal, in the classroom, les, gastles, tijdens de les, tijdens les",
    Channel.VIA_TEACHER: "via docent, via een docent, via mentor, via leerkracht, via school, through a teacher",
    Channel.ONLINE: "chat, whatsapp, app, appje, teams, dm, instagram, sms, videobellen, online or chat",
    Channel.HOME_VISIT: "huisbezoek, thuisbezoek, thuis",
}
ASKERS = {
    AskedBy.PUPIL: "leerling, student, zelf, jongere, deelnemer, ll, leerling zelf, student zelf",
    AskedBy.FRIEND: "vriend, vriendin, vriend in, klasgenoot, voor een vriend, voor vriend, for a friend",
    AskedBy.TEACHER: "docent, leraar, lerares, leerkracht, mentor, slb, slb er, slber, coach, school",
    AskedBy.PARENT: "ouder, ouders, vader, moeder, verzorger, ouder verzorger, ouders verzorgers, parents",
    AskedBy.OTHER: "anders, overig, overige, iemand anders, someone else",
}
LEVELS = {
    Level.BRIDGE: "brugklas, brug, bridge class",
    Level.PRO: "praktijkonderwijs, praktijk, practical education",
    Level.VMBO_BB: "vmbo b, vmbo basis, basis, bb, vmbo bbl, vmbo basic",
    Level.VMBO_KB: "vmbo k, vmbo kader, kader, kb, vmbo kbl, vmbo advanced",
    Level.VMBO_GL: "vmbo g, vmbo gemengd, gemengd, gl, vmbo mixed",
    Level.VMBO_TL: "vmbo t, vmbo theoretisch, theoretisch, tl, mavo, vmbo theoretical",
    Level.HAVO: "havo",
    Level.VWO: "vwo, gymnasium, atheneum",
    Level.MBO_1: "mbo niveau 1, niveau 1, entree",
    Level.MBO_2: "mbo niveau 2, niveau 2",
    Level.MBO_3: "mbo niveau 3, niveau 3",
    Level.MBO_4: "mbo niveau 4, niveau 4",
}
VISITS = {
    NEW: "nieuw, eerste keer, eerste, eerste bezoek, first",
    RETURN: "terug, terugkerend, vervolg, herhaling, opnieuw, tweede keer, bekend, vervolggesprek, returning, again",
}
SAYS_NEW = frozenset(("nieuw", "nieuwe", "new", "eerste", "first"))
SAYS_BACK = frozenset((
    "terug", "terugkerend", "terugkerende", "return", "returning", "herhaling", "vervolg", "opnieuw", "again", "eerder",
))  # fmt: skip
SAYS_NOT = frozenset(("niet", "geen", "not", "no"))
YES, NO = ("ja", "yes", "j", "y", "x", "1", "waar", "true"), ("nee", "no", "n", "0", "onwaar", "false")
OUTCOMES = {
    "advice_given": "informatie of advies gegeven, advies, informatie, info, voorlichting, advies gegeven, "
    "information or advice given",
    "listened": "gesprek, geluisterd, luisteren, luisterend oor, listening ear",
    "arranged": "samen iets geregeld, geregeld, samen geregeld, hulp, geholpen, sorted out together",
    "follow_up": "vervolgafspraak, vervolg, afspraak, nieuwe afspraak, follow up appointment",
    "colleague_involved": "collega betrokken, collega, collega erbij, colleague involved",
    "referred": "doorverwezen, verwijzing, doorverwijzing, verwezen, referred",
    "activity": "naar activiteit of training, activiteit, training, cursus, to an activity or training",
    "teacher_consult": "consult voor docent, consult, consult docent, consultatie, consult for a teacher",
    "escalated": "opgeschaald veiligheid, opgeschaald, veilig thuis, opschaling, escalated safety",
    "no_response": "geen reactie meer, geen reactie, no show, niet gekomen, no further response",
}
THEMES = {
    "placement": "work placement, stage, stageplek, stageplaats, bpv",
    "work": "werk, baan, bijbaan, baantje, bijbaantje, solliciteren",
    "school": "schoolwerk, studie, opleiding, huiswerk, spijbelen, verzuim, motivatie, studiekeuze, plannen",
    "housing": "wonen, huisvesting, kamer, woning, woonruimte",
    "money": "geld, schulden, schuld, financien, financiën, duo, studiefinanciering, budget, geldzaken",
    "health": "gezondheid, stress, somber, somberheid, depressie, angst, slaap, slapen, mentaal, psychisch, "
    "mentale gezondheid",
    "substances": "drugs, alcohol, middelen, middelengebruik, verslaving, gamen, vapen, roken, blowen",
    "relationships": "relaties, relatie, familie, thuis, gezin, ouders, thuissituatie, vrienden, vriendschap, "
    "verkering",
    "sexuality": "seksualiteit, seks, seksuele gezondheid, lhbti, anticonceptie, zwangerschap, soa",
    "leisure": "vrije tijd, sport, hobby, hobbys",
    "religion": "religie, geloof",
    "meaning": "zingeving, levensvragen, meaning of life",
    "respect_safety": "respect en veiligheid, respect and safety, pesten, ruzie, veiligheid, geweld, respect, "
    "online pesten, sexting, gepest",
    "other": "overig, overige, diversen, iets anders, anders",
}
EMPTY = frozenset(("", "nvt", "n v t", "geen", "onbekend", "unknown", "leeg", "weet niet"))
SEPARATORS = re.compile(r"[\s\-_/.,:;&+()'’\"“”?!]+")


def plain(text: str) -> str:
    """As words of a table are compared: no capitals, and blanks for whatever stands between them."""
    return SEPARATORS.sub(" ", text.casefold()).strip()


def field_of(heading: str) -> Field | None:
    """What a column with this heading says, as far as the heading tells."""
    held = plain(heading)
    if held in _HEADINGS:
        return _HEADINGS[held]
    words = held.split()
    return next((_HEADINGS[word] for word in words[:2] if word in _HEADINGS), None) if is_allowed(heading) else None


def is_plainly_known(heading: str) -> bool:
    """Whether it is one of ours, with one word beside it at most: below "Hoe" or "Uitkomst gesprek" stand words."""
    return field_of(heading) is not None and (plain(heading) in _HEADINGS or len(plain(heading).split()) <= 2)


def is_named(heading: str, what: Field) -> bool:
    """Whether it says this and nothing else."""
    return _HEADINGS.get(plain(heading)) is what


def is_allowed(heading: str) -> bool:
    """Whether it does not speak of names, addresses, classes or stories."""
    held = plain(heading)
    return held in _HEADINGS or not any(map(_may_name, _bare(held).split()))


def _may_name(word: str) -> bool:
    return word in NEVER or word.startswith(NEVER_BEGINS) or word.endswith(NEVER_ENDS)


def _bare(text: str) -> str:
    """Without what stands above letters: a cliënt is a client."""
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def known_words(of: Mapping[Any, str]) -> dict[str, str]:
    """By each of the words (in one text, between commas), what it means; the value itself is one too."""
    found: dict[str, str] = {}
    for value, words in of.items():
        for word in (value, *words.split(",")):
            found.setdefault(plain(word), str(value))
    return found


def with_names(known: Mapping[str, str], rows: Iterable[tuple[str, str, tuple[str, ...]]]) -> dict[str, str]:
    """Of a list that a JSP made itself: by each word the id. `rows`: id, code and names; `known`: words by code."""
    found: dict[str, str] = {}
    held = list(rows)
    for id, code, names in held:
        for word in (code, *names):
            found.setdefault(plain(word), id)
    for id, code, _ in held:
        for word in known.get(code, "").split(","):
            found.setdefault(plain(word), id)
    found.pop("", None)
    return found


def visit_words(heading: str) -> dict[str, str]:
    """Below "new?" a yes is a new question, below "came back?" it is not; below anything else it has to be told."""
    said = set(plain(heading).split())
    asks_new, asks_back = bool(said & SAYS_NEW), bool(said & SAYS_BACK)
    if asks_new == asks_back or said & SAYS_NOT:
        return known_words(VISITS)
    yes, no = (NEW, RETURN) if asks_new else (RETURN, NEW)
    return known_words(VISITS) | dict.fromkeys(YES, yes) | dict.fromkeys(NO, no)


_HEADINGS = {word: field for field, words in HEADINGS.items() for word in map(plain, words.split(","))}
