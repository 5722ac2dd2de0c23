"""What was asked and answered in the demo: invented questions, and answers as a team would give them."""

from dataclasses import dataclass, field

from jsp.rules.contact import AskedBy
from jsp.rules.thread import Result, ThreadState, Urgency, Wish

ASKER = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One conversation: days ago, and who said what on which of them (a first name, or ASKER)."""

    theme: str
    site: str | None
    asked_by: AskedBy | None = None
    said: tuple[tuple[int, str, str], ...]
    state: ThreadState = ThreadState.OPEN
    is_read: bool = True
    phone: str = ""
    is_to_try: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStory(Story):
    """The same, asked for a class by somebody of the school."""

    asker: str = ""
    school_class: str = ""
    wish: Wish = Wish.UNSURE
    urgency: Urgency = Urgency.THIS_MONTH
    result: Result | None = None
    asked_by: AskedBy | None = field(default=AskedBy.TEACHER)


STORIES = (
    Story(
        theme="relationships", site="raayland", asked_by=AskedBy.FRIEND,
        said=((1, ASKER, "Mijn vriendin wordt uitgelachen in de groepsapp. Ze wil niet dat iemand het weet. "
                         "Wat kan ik doen?"),),
    ),
    Story(
        theme="money", site="gilde", asked_by=AskedBy.PUPIL, phone="06 00 00 00 00",
        said=((1, ASKER, "Ik heb een boete voor de trein en nu komt er steeds geld bij. Kan ik een afspraak "
                         "maken?"),),
    ),
    Story(
        theme="school", site="raayland", asked_by=AskedBy.PUPIL,
        said=((8, ASKER, "Ik sta er voor drie vakken slecht voor en durf het thuis niet te zeggen. Help?"),),
    ),
    Story(
        theme="health", site="raayland", state=ThreadState.ANSWERED,
        said=((6, ASKER, "Ik slaap al weken slecht. Wat helpt?"),
              (5, "Sanne", "Hoi, wat goed dat je dit vraagt. Leg je telefoon een uur voor het slapen buiten je "
                           "kamer en "
                           "ga elke dag op dezelfde tijd naar bed. Helpt dat na een week niet? Kom dan een keer "
                           "langs.")),
    ),
    Story(
        theme="placement", site="gilde", asked_by=AskedBy.PUPIL, state=ThreadState.ANSWERED, is_read=False,
        said=((4, ASKER, "Op mijn stage moet ik alleen maar schoonmaken. Mag dat?"),
              (3, "Lieke", "Schoonmaken hoort er soms bij, maar je bent er om te leren. Kijk in je leerplan wat "
                           "je moet "
                           "oefenen en neem dat mee naar je begeleider. Wil je oefenen hoe je dat zegt? Kom langs.")),
    ),
    Story(
        theme="respect_safety", site="raayland", asked_by=AskedBy.TEACHER, state=ThreadState.ANSWERED,
        said=((7, ASKER, "Een paar leerlingen schelden in de les. Ik vind het lastig om er iets van te zeggen, "
                         "want dan "
                         "wordt het erger. Hoe pak ik dat aan?"),
              (6, "Youssef", "Herkenbaar. Benoem kort wat je ziet en wat je wilt, en ga daarna door met de les. "
                             "Na de les "
                             "één op één werkt beter dan voor de groep. Zal ik een keer mee de klas in?")),
    ),
    Story(
        theme="housing", site="gilde", asked_by=AskedBy.PUPIL, state=ThreadState.ANSWERED, is_read=False,
        is_to_try=True,
        said=((9, ASKER, "Ik wil op kamers. Waar begin ik?"),
              (8, "Lieke", "Schrijf je eerst in bij de woningbouw, dat kan vanaf 18 jaar. Hoeveel kun je per maand "
                           "betalen? Dan rekenen we samen uit wat past."),
              (6, ASKER, "Ongeveer 400 euro. Ik ben 18."),
              (5, "Lieke", "Dan is een kamer haalbaar, soms met huurtoeslag. Neem je laatste loonstrook mee naar "
                           "de balie, "
                           "dan zoeken we samen.")),
    ),
    Story(
        theme="substances", site="raayland", asked_by=AskedBy.PARENT, state=ThreadState.ANSWERED, is_read=False,
        said=((50, ASKER, "Mijn zoon vapet, denk ik. Hoe begin ik erover zonder ruzie?"),
              (49, "Youssef", "Vraag wat hij ervan vindt en luister eerst. Zeg daarna wat u wilt en waarom. Wilt "
                              "u meer "
                              "weten? Op drugsinfo.nl staan tips voor ouders. U mag ook bellen.")),
    ),
)  # fmt: skip

REQUESTS = (
    RequestStory(
        theme="respect_safety", site="raayland", asker="Bart", school_class="V2B", wish=Wish.LESSON,
        urgency=Urgency.THIS_WEEK,
        said=((8, ASKER, "Sinds de herfst harde grappen in de groepsapp, en in de les durven er een paar niets "
                         "meer te "
                         "zeggen. Kunnen jullie een les doen?"),),
    ),
    RequestStory(
        theme="placement", site="gilde", asker="Karin", school_class="MZ31", wish=Wish.CLASS_TALK,
        state=ThreadState.ANSWERED, result=Result.CLASS_TALK,
        said=((15, ASKER, "Veel studenten voelen zich op stage niet serieus genomen. Een gesprek met de groep "
                          "zou helpen."),
              (14, "Sanne", "Goed idee. Ik kom volgende week in je les, en daarna kijken we wat nog nodig is.")),
    ),
    RequestStory(
        theme="health", site="raayland", asker="Annelies", school_class="V2A", wish=Wish.ADVICE,
        urgency=Urgency.CAN_WAIT, state=ThreadState.ANSWERED, result=Result.ADVICE, is_read=False,
        said=((12, ASKER, "Een heel stille klas, docenten krijgen geen gesprek op gang. Wat raden jullie aan?"),
              (11, "Lieke", "Begin met praten in tweetallen en laat ze opschrijven wat ze vonden. Ik stuur drie "
                            "korte "
                            "werkvormen die de mentor zelf kan doen.")),
    ),
    RequestStory(
        theme="relationships", site="raayland", asker="Bart", school_class="V2B", wish=Wish.SERIES,
        state=ThreadState.CLOSED, result=Result.SERIES,
        said=((60, ASKER, "Nieuwe klas, veel onrust. Kunnen we de lessen over respect doen?"),
              (59, "Sanne", "Ja. We plannen de reeks samen in de mentorles.")),
    ),
    RequestStory(
        theme="money", site="gilde", asker="Karin", school_class="DV21", wish=Wish.LESSON,
        state=ThreadState.ANSWERED, result=Result.NOT_NOW,
        said=((20, ASKER, "Kan de budgetcoach een les geven over achteraf betalen?"),
              (19, "Lieke", "Daan heeft tot na de vakantie geen tijd. In januari kan het wel; ik kom erop terug.")),
    ),
)  # fmt: skip
