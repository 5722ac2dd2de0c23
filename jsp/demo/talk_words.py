"""What was said in the talks of the demo: invented, question by question, with the tag of who said it."""

from jsp.rules.talk import Mark

Spoken = dict[str, tuple[tuple[str, str], ...]]  # by the key of the question

THREE_TEACHERS: Spoken = {
    "1": (
        ("D1", "Ik zet de les stil en zeg wat ik zie. Zonder namen, want iedereen weet toch over wie het gaat."),
        ("D2", "Als het schuurt, wil ik iemand naast me die geen cijfer hoeft te geven."),
    ),
    "2": (("D3", "Begin in de eerste schoolweek, als studenten hun plek in de groep nog zoeken."),),
    "3": (("D1", "Kom een paar lessen achter elkaar. Eén gastles zijn ze na het weekend vergeten."),),
    "4": (("D2", "Vraag wat respect op hun stage betekent. Daar hebben ze verhalen over."),),
}

SEVEN_MENTORS: Spoken = {
    "1": (
        ("M1", "Ik stuur niemand meer de gang op. Ik ga ernaast zitten en wacht."),
        ("M4", "Soms weet ik het ook niet, en dan doe ik alsof ik het niet hoorde."),
    ),
    "2": (
        ("M2", "We zien het in de pauze aankomen en praten er pas over na een ruzie."),
        ("M6", "Ouders horen het nu als laatste. Draai dat om."),
    ),
    "3": (
        ("M3", "Geef het JSP een vaste plek in het mentoruur."),
        ("M5", "Spreek af wie wat zegt, anders praten we door elkaar heen."),
        ("M7", "Ik wil vooraf weten wat er van mij gevraagd wordt."),
    ),
    "4": (
        ("M1", "Laat leerlingen zelf de thema’s kiezen. Ze noemden meteen respect."),
        ("M2", "Vraag ook de stille leerlingen, niet alleen wie altijd zijn vinger opsteekt."),
    ),
}

LOOKING_BACK: Spoken = {
    "1": (
        ("M1", "Ik wilde vooral dat ze elkaar laten uitpraten. Na een paar weken zag ik dat ook gebeuren."),
        ("J1", "Voor mij was het doel dat ze weten bij wie ze kunnen binnenlopen. Dat hadden we vooraf niet gezegd."),
        ("M2", "Wij spraken het doel pas halverwege uit. Dat had in week één gemoeten."),
        ("M3", "Bij ons stond het op één blaadje: wat wil jij, wat wil ik. Dat werkte prima."),
    ),
    "2": (
        ("M4", "Toen er ruzie kwam over een foto, bleef het JSP rustig doorvragen. Dat had ik alleen niet gekund."),
        ("J2", "De mentor kent de klas. Eén blik, en ik wist wie ik even met rust moest laten."),
        ("J1", "Zonder de mentor was ik een gast die één uur langskomt."),
    ),
    "3": (
        ("M5", "Het rollenspel was van ons samen: ik speelde de boze klant, en de klas moest het oplossen. 😀"),
        ("J3", "De stellingen verzonnen we ter plekke. Die doen we nu in elke klas."),
        ("M1", "Het filmpje voor thuis werkte niet. De helft had het niet gezien."),
    ),
    "4a": (
        ("M2", "Voorbereiden kostte me een tussenuur dat ik niet had."),
        ("M3", "Het rooster zat dicht. Twee keer schoof de les naar vrijdagmiddag, en dan zijn ze moe."),
        ("J2", "Tien minuten bellen op maandag was genoeg, als we het maar deden."),
    ),
    "4b": (
        ("M4", "Eerst vond ik het lastig om niet in te grijpen. Nu laat ik een stilte gewoon vallen."),
        ("J3", "Soms was ik meer docent dan hulpverlener. Dat gaf niet, zolang we het tegen elkaar zeiden."),
        ("M5", "Ik deed de opening, jullie het gesprek. Die afspraak scheelde veel."),
    ),
    "5a": (
        ("J1", "Tot de sluiting in maart liep het. Daarna begonnen we bijna opnieuw."),
        ("M1", "Na de sluiting was de klas stiller. De herhalingsles hielp om weer op gang te komen."),
        ("M2", "De vragenlijst na de les gaf ons elke week iets om over te praten."),
        ("M3", "Les 3 is te vol. Aan de laatste opdracht kom ik nooit toe."),
        ("J3", "Ook bij mij bleef in les 3 de laatste opdracht liggen."),
    ),
    "5b": (
        ("M4", "Ik heb geleerd om eerst te vragen, en dan pas te zeggen wat ik vind."),
        ("J2", "Na elke les praatten we vijf minuten na op de gang. Dat raad ik iedereen aan."),
        ("M5", "Halverwege samen terugkijken, dat misten we nog."),
    ),
}

NOTED = (
    # question, who said it, what it is about, who noted it, words; of whom it is about stands another name there
    ("1", "T1", Mark.SUCCESS, "Sanne", "Studenten spreken elkaar nu aan zonder dat wij erbij staan."),
    ("1", "J1", Mark.NONE, "Lieke", "Het doel was rust in de groep. Dat is voor ieder van ons iets anders."),
    ("2", "T2", Mark.SUCCESS, "Sanne", "Toen Sterre wegbleef, wist het JSP binnen een dag wie haar kon bellen."),
    ("3", "T3", Mark.IDEA, "Lieke", "Laat studenten zelf een stelling meenemen. Dan gaat het over hun eigen stage."),
    ("4a", "T4", Mark.HINDRANCE, "Sanne", "De les valt op vrijdag in het laatste uur. Dan is de helft al naar huis."),
    ("4a", "J2", Mark.WISH, "Lieke", "Graag vóór de zomer weten op welk uur we komen."),
    ("5b", "T1", Mark.WORRY, "Sanne", "Als een van ons ziek is, valt alles stil."),
    ("5b", "T2", Mark.SUCCESS, "Lieke", "Ik durf nu te zeggen dat ik iets niet weet."),
)
STAND_IN = ("Fleur", "Sterre")  # who it was in the talk, and who it is in what was written
MISHEARD = "De les valt op vrijdag in het laatste uur. Dan is iedereen al weg."  # before T4 read it back
REMARK = "Bij vraag 3 mis ik wat we over de rollen zeiden."

INVITATION = (
    "We kijken samen terug op de lessen over respect: wat hielp, wat zat in de weg, en wat spreken we af? We noemen "
    "geen namen van leerlingen. Het verslag lees je eerst zelf. Er is koffie."
)
KEPT_FOR = "Het onderzoek naar de lessenreeks loopt nog."
