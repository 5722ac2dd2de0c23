"""Everyday words, Dutch and English, by which people look for help with a theme, and for a crisis line by its code."""

THEME_WORDS = {
    "placement": (
        "stage stageplek stagebedrijf stagebegeleider stageplaats bpv leerbedrijf praktijkbegeleider placement "
        "internship trainee"
    ),
    "work": (
        "werk bijbaan baan baantje solliciteren sollicitatie cv contract loon salaris baas ontslag ontslagen "
        "uitzendbureau vakantiewerk werkgever job work wage boss fired application"
    ),
    "school": (
        "school spijbelen verzuim huiswerk toets examen cijfers zittenblijven uitval stoppen opleiding studie "
        "studiekeuze mentor leren dyslexie concentratie motivatie faalangst truancy homework exam dropout study"
    ),
    "housing": (
        "wonen kamer huis huur huren huurder woning dakloos thuisloos uitgezet huisuitzetting slaapplek "
        "bankslapen verhuizen inschrijven woningbouw huisbaas zelfstandig room rent homeless landlord house "
        "shelter"
    ),
    "money": (
        "geld schuld schulden lenen lening geleend deurwaarder incasso aanmaning blut rood boete boetes rekening "
        "rekeningen betalen afbetalen achterstand budget budgetcoach sparen klarna tikkie toeslag zorgtoeslag duo "
        "studiefinanciering uitkering bijstand armoede voedselbank gokken belasting money debt debts loan broke "
        "bailiff poverty bill bills"
    ),
    "health": (
        "gezondheid ziek pijn huisarts dokter psycholoog psychisch somber depressie depressief depri angst "
        "angstig bang paniek stress burnout slapen slaap moe eetstoornis anorexia boulimia eetbuien eten "
        "overgewicht afvallen adhd autisme trauma snijden krassen automutilatie automutileren zelfbeschadiging "
        "zelfmoord zelfdoding suicide suicidaal doodgaan piekeren hoofdpijn health ill doctor depressed anxiety "
        "sleep tired panic scared suicidal"
    ),
    "substances": (
        "drugs drug blowen blow wiet weed hasj joint joints vapen vape snus roken roker sigaret tabak alcohol "
        "drank drinken dronken pillen xtc mdma cocaine coke ketamine lachgas speed verslaving verslaafd afkicken "
        "gamen game gameverslaving gokverslaving smoking drinking drunk addiction addicted gaming"
    ),
    "relationships": (
        "relatie relaties vrienden vriend vriendin vriendschap familie ouders moeder vader broer zus thuis gezin "
        "ruzie scheiding gescheiden scheiden verkering uitgemaakt liefdesverdriet stiefouder mantelzorg "
        "mantelzorger eenzaam alleen opvoeding weglopen weggelopen weggegaan huiselijk "
        "friends family parents divorce home lonely breakup carer"
    ),
    "sexuality": (
        "seks seksualiteit sex seksueel soa anticonceptie pil condoom zwanger zwangerschap abortus "
        "morningafterpil menstruatie grenzen lhbti lhbtiq homo lesbisch bi gay trans transgender queer gender "
        "sexting naaktfoto aangerand aanranding verkracht verkrachting misbruik misbruikt sugardaddy sugarbaby "
        "pregnant contraception condom std abortion consent rape raped assault"
    ),
    "leisure": (
        "tijd sport sporten sportclub voetbal fitness dansen muziek hobby club vereniging contributie zwemmen "
        "activiteit activiteiten vrijwilliger vrijwilligerswerk uitje verveling vervelen jeugdhonk "
        "jongerencentrum leisure sports music bored"
    ),
    "religion": (
        "religie geloof god kerk moskee islam moslim christen bijbel koran imam dominee bidden ramadan hindoe "
        "jood joods religion faith church mosque pray"
    ),
    "meaning": (
        "zingeving zin leven rouw dood overleden verdriet toekomst keuzes nut doel identiteit leeg afscheid "
        "meaning grief death future purpose"
    ),
    "respect_safety": (
        "respect veiligheid veilig onveilig pesten gepest pester discriminatie racisme bedreigd bedreiging geweld "
        "slaan geslagen vechten ruzie groepsapp online cyberpesten shame expose chantage afpersing wapen mes "
        "politie crimineel geldezel loverboy sugardaddy uitbuiting mishandeling mishandeld aangerand aanranding "
        "verkracht verkrachting misbruik misbruikt grooming eerwraak uithuwelijking stalken bang "
        "bullying bullied threat violence safe unsafe racism fight"
    ),
    "other": "anders overig iets other",
}

# Those that cannot wait stand in `crisis_words`; these make a page show a line, and say no more than that.
LINE_WORDS = {
    "emergency": "nood gevaar ambulance politie brandweer brand spoed emergency danger police fire",
    "suicide": "zelfmoord mezelf mijzelf krassen suicidal myself kill dying",
    "home": "mishandeling slaan huiselijk geweld thuis weglopen weggelopen violence runaway",
    "assault": "misbruik seksueel geweld sugardaddy sugarbaby grooming naaktfoto",
    "talk_young": "praten chatten kindertelefoon kletsen eenzaam bang weglopen weggelopen talk lonely scared",
    "talk_older": "praten chatten somber eenzaam bol talk lonely",
}

SMALL_WORDS = (
    "aan als bij dat de den der dit do doen door een en er for geen haar have heb hebben hebt heeft help hem het hij "
    "hoe i ik in is je jij kan kun maar me mee met mij mijn moet my naar need niet nog of om ons ook op over te the "
    "tot u uit van veel voor waar wat we wie wij wil with you zijn"
)
STOP_WORDS = frozenset(SMALL_WORDS.split())
EXACT_WORDS = frozenset(" ".join([*THEME_WORDS.values(), *LINE_WORDS.values()]).split())  # never a typing error
