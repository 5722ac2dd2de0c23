"""What people say when it cannot wait, in Dutch and English together, by the crisis lines that are meant for it.

Sayings are apart by a line or a bar. The words of one stand in this order in what was typed, with at most a few others
in between. `a/b`: one of these; `a*`: what begins so; `= a b`: only where nothing else stands in the sentence. Written
as `crisis` reads: without capitals, accents, apostrophes and hyphens, and without the words of SMALL.
"""

SMALL = (
    "echt gewoon heel zo zoo erg graag ook even wel eigenlijk nou soms vaak altijd really just so actually sometimes"
)

SUICIDE = """
zelfmo*|selfmo*|zelf moord*|zelfdod*|selfdod*|zelf doding|suicid*|dood/doot|wil/wou/wilde/wilt dood/doot
doodga*|doodwil*|levensmoe*|automutil*|zelfbeschadig*|zelfverwond*|zelfpijnig*
afscheidsbrief|niet/nie/ni/nooit meer/langer leven/wakker/bestaan
leven niet/nie/ni meer|niet/nie/ni leven|er niet/nie/ni meer zijn/wezen/ben/was/zou
zie/ziet/zien/zag niet/nie/ni meer zitten|niet/nie/ni meer zitten zie|wil/kan/kunnen niet/nie/ni meer verder
niet/nie/ni meer verder wil/kan|kan niet/nie/ni meer aan|eind/einde/eindje aan maak/maakt/maken/mak/leven
maak/maakt/maken/mak eind/einde/eindje aan|geen zin/nut leven|leven geen zin/nut|leven zinloos/beu/zat|nooit geboren
zonder mij/me beter|beter zonder mij/me|= ik wil/kan niet/nie/ni meer|= wil/kan niet/nie/ni meer
mezelf/mijzelf iets/pijn/wat aan/doe/doen/doet|zichzelf/haarzelf/mezelf/mijzelf iets/wat aan
mezelf/mijzelf/zichzelf/haarzelf pijn/snij*/sneed/gesneden/doden/dood*/ophang*/verwond*/vermoord*/kras*/prik*
pijn/snij*/sneed/kras*/verwond* mezelf/mijzelf/zichzelf|snij/snijd/snijdt/snijden/gesneden|kras* arm*/pols*|ophangen
verhangen|spring* brug/dak/flat/trein|voor trein spring*/gooi*|spring*/gooi*/lig voor trein|van dak/flat/brug spring*
want/wanna/wanted/wish to die|wanna/wants die|i want die|want/wish/wants/wanna be dead|wish i/was/were dead
better off dead/without|rather be dead|rather die|going to die|gonna die
kil*/hang*/hurt*/harm*/cut*/burn*/injur* myself/mysel/herself/himself/themself/themselves/yourself
kil*/cut*/hurt*/harm* my self|end/ending/ended my/his/her/their life|end/ending it all
take/taking/took my/his/her life|dont/not/doesnt/never want/wanna/wants live/exist/alive/wake/here
no/any reason/point live/living/life|tired/sick of living/life|= i cant/cannot go on
cant/cannot go on anymore/like/living|never been born|world without me|self/sefl/slef harm*/hurt*/injur*|selfharm*
cutting|cut/cuts/slit/slitting wrist*/arm*/veins|jump* off/from bridge/roof|unalive*|goodbye letter|= kms
wanna/want/gonna kms
"""
OVERDOSE = """
overdos*|over dosis/dose|te/too veel/many/much pillen/pills/tablets|teveel pillen
pillen genomen/ingenomen/geslikt/slikken|took/swallowed all/many/lot/bottle pills
"""
ABUSE = """
misbruik*|misbruk*|verkracht*|aangerand*|aanrand*|seksueel geweld|tegen mijn/mn wil|gedwongen/dwing* seks/sex
seks/sex gedwongen/dwing*|betast*|raped|rape|raping|rapist*|assault*|molest*|abuse/abuses/abused/abusing/abusive
groped|forced/forces/made sex|touch*/grop* me/her|sextort*|loverboy*
"""
HOME = """
mishandel*|geslagen|huiselijk geweld|geweld thuis|me/mij/ons slaat/sloeg/slaan/schopt/schopte/schoppen
sla/slaan me/mij/ons|slaat/sloeg/schopt/schopte/stompt/wurgt/knijpt/bijt me/mij/ons/haar/hem
slaat/sloeg/slaan/schopt mijn/mn/zijn/haar moeder/mama/vader/broer*/zus*/kind*
vader/papa/pa/moeder/mama/ma/stief*/broer/oom/vriend/ouders slaat/sloeg/slaan/schopt/sla|krijg/krijgt/kreeg klappen
klappen krijg/krijgt|niet/nie/ni veilig|onveilig*|durf/durft/durfde niet/nie/ni naar huis|bang om naar huis
bang voor/van vader/papa/pa/moeder/mama/stief*/oom/ouders|verwaarlo*|eerwraak|uithuwelijk*|uitgehuwelijk*
gedwongen/moet trouwen|opgesloten
hits/hit/hitting/beats/beat/beating/punch*/kicks/kicked/slaps/slapped/chok* me/us/him/her/mom/mum/mother/sister/brother
dad/father/mom/mum/mother/stepdad/stepfather/stepmom/brother/boyfriend/uncle/parents hits/hit/beats/beat
hurts/hurting me|being/get/gets/got/getting hit/beat|hit by|= hit|beaten|domestic violence|violence home
not/dont/never safe|unsafe|afraid/scared/dare go home|afraid/scared of dad/father/mom/mum/mother/stepdad/going
forced marry/marriage
"""
DANGER = """
bedreig*|bedrijg*|dreigt/dreigde/dreigen|vermoord* me/mij/ons|me/mij/ons vermoord*/doodmaken/doodsteken/doodslaan
mes bij|een/met mes|wapen/wapens/vuurwapen*|pistool|neergestoken|doodsteken|achtervolg*|threat*|knife|knives|weapon*
a/with/has gun|kill/kills/killing me/us|stab/stabbed/stabbing
"""

# Codes of the crisis lines, the first one first; and the word by which the directory knows what it is about.
SAYINGS = (
    (("suicide",), "zelfmoord", SUICIDE),
    (("emergency", "suicide"), "zelfmoord", OVERDOSE),
    (("assault", "home"), "misbruik", ABUSE),
    (("home", "emergency"), "mishandeling", HOME),
    (("emergency",), "bedreigd", DANGER),
)

HARMLESS = """
dood van/door/om lach*/gelach*/honger/verve*/schrik|dood lachen/gelachen/verve*|dead/die laugh*
die of laugh*/boredom/shame|brood/papier/groente*/vlees/taart/pizza snij*/gesneden
snij/snijd/snijdt/snijden/gesneden brood/papier/groente*/vlees/taart
cut/cutting paper/hair/grass/class/bread/board/edge|hit me up|hit van|hit by car/ball
eind/einde aan verhaal/opstel/boek/ruzie/les|beat me at/in/with|killing me laugh*|knife fork|mes vork
"""

# Words of their own, a letter away from one of these; found among the most used ones of both languages.
NEAR = """
aangerade* aanrade* alice alike amuse* amusing baten bats battle beads beamen beams beans bearing bears beast*
bedrieg* beer beker belast* belts besten bets betting boats boer boeren boter bride broek butter daden dode doorga*
dozen dreigend geslapen grouped inhuren insur* kennen knie krijt kring kroeg lager larger leden lenen leren letter
leuven level lever lezen liking lining loving maart maat male* markt marty mary maten merry mile* modder mode* moest*
moody moore neer negen neven newer noot opgelopen opgeslagen opvang* pijlen pinch polls print purchas* raced raci*
racing raging rapen rapid rapping rated rating raving scheppen schoot schot seed shoppen slaaf slaagt slaap slaapt
slap slips snaps speed sprint sprong staan staat stiekem stierf stierven stijf stopt string table tables teen teken
tenen theat* this thread* throat* thus toch tocht torch* tough treat* trouwens veerkracht* verbond* verhagen verlangen
veronderstel* veroordeel* veroordel* vervangen verwend verzonden wagen* waist* waited waits waken walker want waren
wasted wegen weken weren weten whistl* wist* word write* writing* written zender zetten zolder zonde zonden
"""
