"""What stands in the notes: what a colleague must know tomorrow, and never who it is about."""

NOTES: dict[str, tuple[str, ...]] = {
    "placement": (
        "Stageplek liep vandaag vast op de reistijd. Zoekt nu iets op fietsafstand; lijst met bedrijven meegegeven.",
        "Moet van de stage elke week langer blijven. Samen een mail aan de begeleider opgesteld, verstuurt hem zelf.",
        "Durft op stage geen vragen te stellen. Drie zinnen geoefend; volgende keer vragen hoe het ging.",
    ),
    "work": (
        "Bijbaan betaalt minder dan het minimumloon. Heeft het contract niet bij zich, neemt het de volgende keer mee.",
        "Wil stoppen met de bijbaan maar durft niet. Opzegtermijn samen opgezocht: één maand.",
    ),
    "school": (
        "Slaapt slecht door de toetsweek. Planning gemaakt voor drie vakken, kijkt er volgende week weer naar.",
        "Spijbelt de laatste uren. Gaat zelf naar de mentor; wij hoeven niets te doen.",
        "Twijfelt over de opleiding. Folder van de decaan meegegeven en een dag meelopen besproken.",
    ),
    "housing": (
        "Wil op kamers, ouders weten het nog niet. Kosten op een rij gezet; inschrijven bij de woningbouw lukt thuis.",
        "Slaapt nu bij familie op de bank. Kan daar tot het eind van de maand blijven, dus snel verder zoeken.",
    ),
    "money": (
        "Loopt twee maanden achter met de zorgverzekering. Budgetcoach kan er volgende keer bij zijn.",
        "Kocht achteraf betaald en krijgt nu aanmaningen. Alle brieven op datum gelegd; totaal valt mee.",
        "Studiefinanciering nog niet aangevraagd. Samen begonnen, inlogcode komt per post.",
    ),
    "health": (
        "Vaak buikpijn voor school. Gaat met een ouder naar de huisarts; hier niets regelen.",
        "Zorgt thuis voor een zieke ouder en komt niet aan huiswerk toe. Maakt graag kennis met wie daarbij helpt.",
    ),
    "substances": (
        "Wil minder vapen. Houdt een week bij wanneer; vragen naar het lijstje als de tweede afspraak er is.",
        "Gamet door tot diep in de nacht. Spreekt zelf een eindtijd af thuis, wij vragen ernaar.",
    ),
    "relationships": (
        "Ruzie met beste vriendin via de app. Gaat het morgen in de pauze zelf uitpraten; checken of dat gelukt is.",
        "Ouders gaan uit elkaar. Wil er niet te veel over zeggen, wel graag af en toe binnenlopen.",
        "Verkering is uit, en ze zitten in dezelfde klas. Vooral behoefte aan een rustige plek in de pauze.",
    ),
    "sexuality": ("Vragen over de pil. Uitleg gegeven en verteld hoe je zelf een afspraak maakt bij de huisarts.",),
    "leisure": (
        "Kent hier nog bijna niemand. Gaat mee kijken bij het voetbal op het plein; fonds voor contributie uitgelegd.",
    ),
    "meaning": ("Weet niet waar het allemaal voor is. Niet somber, wel zoekend; fijn gesprek, komt terug.",),
    "respect_safety": (
        "Wordt uitgelachen in de groepsapp. Wil dat nu alleen hier vertellen; screenshots zijn bewaard.",
        "Ruzie bij de kluisjes. Wil leren rustig blijven; oefening van de les meegegeven.",
        "Voelt zich niet veilig in de fietsenstalling na het laatste uur. De conciërge kijkt een tijdje extra mee.",
    ),
}

FROM_EIGHTEEN = frozenset({"housing", "money"})  # notes of these themes fit an adult only

TEACHER_NOTES = (
    "Docent merkt veel stilte in de klas sinds de vakantie. Afgesproken dat wij een pauze bij het lokaal staan.",
    "Docent vraagt hoe je begint over geld zonder iemand te kwetsen. Tips gegeven, hoort graag of het werkt.",
    "Harde grappen tijdens de les. Samen bekeken welke oefening uit de lessenreeks hier past.",
)

STRENGTHS = (
    "Durfde zelf naar binnen te stappen.",
    "Weet heel goed wat wel en niet helpt.",
    "Heeft thuis een zus die helpt.",
    "Houdt vol, ook nu het tegenzit.",
    "Kan er met humor over praten.",
    "Vroeg op tijd om hulp.",
    "Heeft al een lijstje gemaakt.",
    "Zorgt goed voor vrienden.",
)

JOIN = "Graag samen het volgende gesprek: het gaat vooral over thuis, en daar weet de gezinscoach meer van."
HANDED_OVER = "Het vapen is onder controle. De spanning thuis blijft; daar gaat het vervolg over."
SAFETY = "Besproken met de aandachtsfunctionaris. De rest staat in het dossier van de eigen organisatie."
FOLLOW_UPS = {
    "money": "Zet alle rekeningen op een rij. Samen kijken wat eerst moet.",
    "school": "Gesprek op school gehad? Samen kijken wat er is afgesproken.",
    "relationships": "Zou het thuis vertellen. Vragen hoe dat ging en of er iets nodig is.",
    "respect_safety": "Nagaan of het rustig is gebleven in de groepsapp.",
    "placement": "Reactie van de stageplek komt deze week. Terugbellen als die er is.",
    "leisure": "Was voor het eerst naar de training. Vragen of het bevalt.",
    "substances": "Kijkt terug op een week bijhouden. Lijstje samen doornemen.",
    "work": "Neemt het contract mee. Samen het uurloon nakijken.",
}
