"""What people type, and the crisis line that should stand above what is found first; where it is "", none should."""

SAYINGS: dict[str, tuple[str, ...]] = {
    "suicide": (
        "i want to die", "I want too die", "i dont want to live anymore", "I don’t want to live any more",
        "I do not want to live", "I dont wanna live", "end my life", "ending it all", "I'm going to kill myself",
        "im gonna kil myself", "kill my self", "i wish i was dead", "better off dead", "no reason to live", "suicide",
        "suicde", "suiside", "self harm", "self-harm", "selfharm", "sefl harm", "cutting", "I cut myself",
        "hurt myself", "hurting myslef", "ik ga er een eind aan maken", "ik maak er een eind aan", "einde aan maken",
        "ik wil er niet meer zijn", "ik zie het niet meer zitten", "ziet het niet meer ziten",
        "ik wil niet meer leven", "ik wil niet meer leeven", "ik wil nie meer leven", "leven wil ik niet meer",
        "dat ik niet meer wil leven", "ik heb geen zin meer in het leven", "ik wil dood", "ik wil doooood",
        "Ik wou dat ik dood was", "dood", "zelfmoord", "zelfmoort", "selfmoord", "zelf moord", "zelfmoordgedachten",
        "suïcidaal", "zelfdodingg", "ik snij mezelf", "ik snijd in mijn armen", "mezelf pijn doen",
        "ze doet zichzelf iets aan", "Ik kan niet meer", "ik wil niet meer. help", "automutilatie",
        "zelfbeschadigign", "van de flat springen",
    ),
    "emergency": (
        "overdosis", "overdose", "te veel pillen", "I took too many pills", "hij bedreigt me", "bedrijgt",
        "hij heeft een mes", "he has a knife", "knifes", "he wants to kill me", "they threatend me",
        "iemand wil me vermoorden",
    ),
    "home": (
        "my dad hits me", "my father beat me up", "hit", "beaten", "beatn", "mijn vader slaat me",
        "mijn vader heeft me geslagen", "ik word geslagen", "ik word geslaggen", "mijn moeder slaat",
        "Mijn stiefvader sloeg mij", "mishandeld", "mishandelt", "mishanddeld", "ik krijg klappen",
        "huiselijk geweld", "ik durf niet naar huis", "het is thuis niet veilig", "im afraid to go home",
        "not safe at home", "uitgehuwelijkt", "opgesloten", "domestic violence",
    ),
    "assault": (
        "misbruik", "misbruikt", "misbriuk", "verkracht", "verkrcht", "verkrachting", "aangerand", "aanranding",
        "rape", "I was raped", "sexual assault", "asault", "sexual abuse", "he touches me", "seks tegen mijn wil",
    ),
    "": (
        "ik ga dood van het lachen", "we lachten ons dood van het lachen", "een eind fietsen", "hit van de week",
        "cut the paper", "cutting paper for art class", "brood snijden", "ik wil niet meer naar school",
        "ik wil niet meer leren", "ik wil niet meer lezen", "ik wil niet meer roken", "ik kan niet meer slapen",
        "ik ben geslaagd", "dat slaat nergens op", "hij staat me niet aan", "want die jas is mooi",
        "mijn huis is verkocht", "ik had dat verwacht", "belasting betalen", "ik moest naar huis", "theater", "knie",
        "threads", "modern", "in het einde van de film", "leven lang leren", "hoe maak ik een eind aan mijn verhaal",
        "i live with my mom", "i want to go home", "hit me up", "beat me at fifa", "die laughing", "to cut costs",
        "the deadline", "te laat voor de trein", "schulden", "wat kan ik doen",
        "Ze lachen me uit in de groepsapp. Wat kan ik doen?", "ik wil een bijbaan", "ik ben bang voor de toets",
        "mijn ouders staan altijd voor me klaar", "een racistische opmerking", "ik heb bijna niet geslapen",
        "raad eens", "",
    ),
}  # fmt: skip
ALL = [(said, line) for line, sayings in SAYINGS.items() for said in sayings]
