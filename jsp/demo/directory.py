"""The directory of the demo: invented partners, and the numbers that hold in the whole country.

Every number of a partner begins as no Dutch number does, and every address ends in .example: nobody is there.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jsp.demo.ground import Ground
from jsp.demo.people import BOTH, People
from jsp.extensions import db
from jsp.models.directory import Partner, PartnerKind
from jsp.rules.consent import ReceiverRule
from jsp.rules.referral import Help

KIND, HELP = PartnerKind, Help


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry. `checked`: how many days ago; None: nobody ever did. `words`: Dutch and English, as they are shown."""

    name: str
    themes: tuple[str, ...]
    offer: tuple[str, str]
    audience: tuple[str, str] = ("12 tot en met 23 jaar", "12 to 23 years old")
    kind: PartnerKind = KIND.ORGANISATION
    help: Help = HELP.LIGHT
    who: str = ""
    phone: str = ""
    mail: str = ""
    checked: int | None = 20
    by: str = "Renske"
    weeks: int | None = None
    sites: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


TOLD = (
    Told(name="Grip Geldhulp Peelregio", themes=("money", "work"), who="Iris", phone="0478-00 01 01",
         mail="iris@grip-geldhulp.example", weeks=1, sites=("gilde",), checked=12,
         offer=("Budgetgesprek en hulp bij schulden tot 27 jaar.",
                "A talk about your budget, and help with debts until 27."),
         audience=("16 tot en met 27 jaar", "16 to 27 years old"),
         more={"place": "Demostraat 1", "times": "ma-vr 9.00-17.00", "words": "rekeningen brieven deurwaarder"}),
    Told(name="WoonStart Peel", themes=("housing",), who="Joep", phone="0478-00 01 02",
         mail="joep@woonstart.example", weeks=6, checked=110,
         offer=("Eerste kamer, inschrijven en vragen over huur.", "First room, registering and questions about rent."),
         audience=("17 tot en met 27 jaar", "17 to 27 years old"), more={"place": "Demostraat 2"}),
    Told(name="StageBrug Noord", themes=("placement", "work"), who="Nadia", phone="0478-00 01 03",
         mail="nadia@stagebrug.example", weeks=0, sites=("gilde",), checked=30,
         offer=("Hulp bij stage, solliciteren en een contract voor je bijbaan.",
                "Help with placements, applying and a contract for your side job."),
         more={"times": "di en do 10.00-16.00"}),
    Told(name="Leefkracht Preventie", themes=("substances", "health"), help=HELP.BOTH, who="Tom",
         phone="0478-00 01 04", mail="tom@leefkracht.example", weeks=2, sites=BOTH, checked=5, by="Youssef",
         offer=("Advies over alcohol, vapen, drugs en gamen.", "Advice on alcohol, vaping, drugs and gaming."),
         more={"words": "stoppen met roken, verslaving"}),
    Told(name="Praktijk Open Vraag", themes=("sexuality", "relationships"), help=HELP.SPECIALISED, who="Lotte",
         phone="0478-00 01 05", mail="lotte@openvraag.example", weeks=1, checked=45,
         offer=("Spreekuur over soa, anticonceptie en grenzen.", "Consulting hour on STIs, contraception and limits."),
         more={"times": "wo 13.00-17.00", "place": "Demoplein 5"}),
    Told(name="Helder Jong", themes=("health", "meaning"), help=HELP.SPECIALISED, who="de balie",
         phone="0478-00 01 06", mail="aanmelden@helderjong.example", weeks=14, checked=130,
         offer=("Psycholoog voor jongeren, met een brief van je huisarts.",
                "Psychologist for young people, with a letter from your doctor."),
         more={"receiver_rule": ReceiverRule.PARENTS_UNTIL_16}),
    Told(name="Zorgschakel Jonge Mantelzorg", themes=("relationships", "health"), who="Marga",
         phone="0478-00 01 07", mail="marga@zorgschakel.example", weeks=0, sites=("raayland",), checked=8,
         by="Sanne", offer=("Als jij thuis voor iemand zorgt: praten en leuke dingen doen.",
                            "When you care for somebody at home: talk, and do fun things.")),
    Told(name="Sport & Doen Peel", themes=("leisure", "health"), kind=KIND.ACTIVITY, who="Dex",
         phone="0478-00 01 08", mail="dex@sportdoen.example", checked=60, by="Lieke",
         offer=("Proeflessen, en een fonds dat je contributie betaalt.", "Trial lessons, and a fund for your fees."),
         more={"words": "voetbal, dansen, fitness"}),
    Told(name="Zin in Gesprek", themes=("meaning", "religion"), kind=KIND.PROFESSIONAL, who="Ada",
         phone="0478-00 01 09", mail="ada@zingesprek.example", weeks=1, checked=95,
         offer=("Gesprek over geloof, rouw en keuzes.", "A talk about faith, grief and choices.")),
    Told(name="Team Jeugd en Gezin (demo-gemeente)", themes=("relationships", "respect_safety", "other"),
         help=HELP.BOTH, who="Wachtdienst", phone="0478-00 01 10", mail="toegang@jeugdengezin.example", weeks=4,
         checked=25, offer=("Hulp thuis, en de weg naar jeugdhulp.", "Help at home, and the way to youth care."),
         audience=("0 tot en met 17 jaar en hun ouders", "0 to 17 years old and their parents")),
    Told(name="Doorstroompunt demo-regio", themes=("school", "work"), who="Bram", phone="0478-00 01 11",
         mail="bram@doorstroompunt.example", weeks=1, sites=("gilde",), checked=40,
         offer=("Als je wilt stoppen met school of al gestopt bent.", "If you want to quit school, or did already."),
         audience=("12 tot en met 27 jaar", "12 to 27 years old")),
    Told(name="Meidenkring & Jongenspraat", themes=("leisure", "respect_safety"), kind=KIND.VOLUNTEER, who="Samira",
         phone="0478-00 01 12", mail="samira@kringenpraat.example", checked=None,
         offer=("Groepsavonden van vrijwilligers, elke dinsdag.", "Group evenings by volunteers, every Tuesday."),
         more={"times": "di 19.00-21.00", "place": "Jongerencentrum Demo"}),
    Told(name="Jayden, maatje van 19", themes=("school", "leisure"), kind=KIND.VOLUNTEER, who="Jayden",
         phone="0478-00 01 13", mail="jayden@maatjes.example", checked=15, by="Lieke", sites=("gilde",),
         offer=("Student die met je meedenkt over school of mee gaat sporten.",
                "Student who thinks along about school, or goes to sports with you."),
         audience=("vmbo en mbo", "vmbo and mbo")),
    Told(name="Ondersteuning op Raayland: mentor, dan zorgcoördinator", themes=("school", "respect_safety"),
         kind=KIND.SCHOOL_ROUTE, who="Annelies", phone="0478-00 01 14", mail="zorg@raayland.example", weeks=0,
         sites=("raayland",), checked=70, audience=("leerlingen van Raayland", "pupils of Raayland"),
         offer=("Eerst je mentor. Die gaat met jou naar de zorgcoördinator. Daarna het ondersteuningsteam.",
                "First your tutor, who goes with you to the care coordinator. Then the support team.")),
    Told(name="Ondersteuning op Gilde: trajectbegeleider, dan interne ondersteuner", themes=("school", "placement"),
         kind=KIND.SCHOOL_ROUTE, who="Wim", phone="0478-00 01 15", mail="ondersteuning@gilde.example", weeks=2,
         sites=("gilde",), checked=100, audience=("studenten van Gilde", "students of Gilde"),
         offer=("Eerst je trajectbegeleider. Dan de interne ondersteuner, loopbaanadviseur of schoolmaatschappelijk "
                "werker.", "First your study coach. Then internal support, a careers adviser or the school social "
                "worker.")),
    *(Told(name=name, themes=themes, kind=KIND.LINE, phone=phone, offer=offer, audience=audience, checked=35,
           more={"website": website, "times": times})
      for name, themes, phone, website, times, offer, audience in (
          ("Geldfit", ("money",), "0800-8115", "https://geldfit.nl", "", ("Bellen of chatten over geldzorgen.",
           "Call or chat about money worries."), ("iedereen", "everybody")),
          ("JouwGGD", ("health", "sexuality"), "", "https://www.jouwggd.nl", "",
           ("Lezen en chatten over je lijf, seks en hoe je je voelt.",
            "Read and chat about your body, sex and how you feel."), ("jongeren", "young people")),
          ("Jeugdstem", ("relationships", "other"), "088-555 10 00", "https://jeugdstem.nl", "",
           ("Als je jeugdhulp krijgt en er iets niet goed gaat.", "If you get youth care and something goes wrong."),
           ("jongeren en ouders", "young people and parents")),
          ("MIND Hulplijn", ("health",), "0900-1450", "https://mindhulplijn.nl", "ma-vr 9.00-21.00",
           ("Praten over hoe je je voelt.", "Talk about how you feel."), ("iedereen", "everybody")),
          ("Drugs Infolijn", ("substances",), "0900-1995", "https://www.drugsinfo.nl", "ma-vr 9.00-17.00",
           ("Vragen over drugs en medicijnen. Bellen is niet gratis.", "Questions about drugs. Calling is not free."),
           ("iedereen", "everybody")),
      )),
)  # fmt: skip


def add_directory(ground: Ground, people: People, today: date) -> dict[str, Partner]:
    """Add the entries, and give them by name; flushes."""
    made = {each.name: _partner(each, ground, people, today) for each in TOLD}
    db.session.add_all(made.values())
    db.session.flush()
    return made


def _partner(told: Told, ground: Ground, people: People, today: date) -> Partner:
    checked = None if told.checked is None else today - timedelta(days=told.checked)
    return Partner(
        name=told.name, kind=told.kind, help=told.help, offer_nl=told.offer[0], offer_en=told.offer[1],
        audience_nl=told.audience[0], audience_en=told.audience[1], contact_person=told.who, phone=told.phone,
        mail=told.mail, waiting_weeks=told.weeks, waiting_on=checked if told.weeks is not None else None,
        checked_on=checked, checked_by_id=people.users[told.by].id if checked else None,
        themes=[ground.themes[code] for code in told.themes], sites=[ground.sites[code] for code in told.sites],
        **told.more,
    )  # fmt: skip
