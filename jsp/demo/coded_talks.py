"""What two people made of a talk of the demo: codes, findings, and what was done with them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random
from uuid import UUID

from jsp.content.usual_codebooks import SUCCESS, UsualCode, usual_book
from jsp.content.usual_questionnaires import USUAL
from jsp.demo.people import People
from jsp.demo.talks import new_id
from jsp.extensions import db
from jsp.models.coding import Code, Codebook, Coding, CodingStep, Passage
from jsp.models.findings import Decision, Evidence, Finding
from jsp.models.programmes import Adaptation, ProgrammeVersion
from jsp.models.talk_texts import TalkText
from jsp.rules import school_year
from jsp.rules.coding import FindingKind, StepKind, name_key
from jsp.rules.evaluation import Source
from jsp.rules.spans import Span
from jsp.rules.talk import Point
from jsp.verbs import asked, library

BOTH = ("Sanne", "Renske")
GOOD, BAD = "Succes", "Belemmering"
LESSON, TOGETHER, TIME, SCHOOL = "In de les", "Samen doen", "Tijd en rooster", "In de school"
MEMO = "Hier komt het tweetal steeds op terug: het plan stond er, de tijd niet."

CODED = (
    # words, code, who gave it
    ("Na een paar weken zag ik dat ook gebeuren.", (GOOD, LESSON), BOTH),
    ("Wij spraken het doel pas halverwege uit.", (BAD, TOGETHER), BOTH),
    ("Bij ons stond het op één blaadje: wat wil jij, wat wil ik.", (GOOD, TOGETHER), BOTH),
    ("bleef het JSP rustig doorvragen. Dat had ik alleen niet gekund.", (GOOD, TOGETHER), BOTH),
    ("De mentor kent de klas.", (GOOD, TOGETHER), ("Sanne",)),
    ("Het rollenspel was van ons samen: ik speelde de boze klant", (GOOD, TOGETHER), BOTH),
    ("de klas moest het oplossen. 😀", (GOOD, LESSON), ("Renske",)),
    ("Het filmpje voor thuis werkte niet.", (BAD, LESSON), BOTH),
    ("Voorbereiden kostte me een tussenuur dat ik niet had.", (BAD, TIME), BOTH),
    ("Het rooster zat dicht.", (BAD, TIME), ("Sanne",)),
    ("Het rooster zat dicht.", (BAD, SCHOOL), ("Renske",)),
    ("Tien minuten bellen op maandag was genoeg", (GOOD, TIME), BOTH),
    ("Les 3 is te vol. Aan de laatste opdracht kom ik nooit toe.", (BAD, LESSON), BOTH),
    ("Ook bij mij bleef in les 3 de laatste opdracht liggen.", (BAD, LESSON), BOTH),
    ("Na elke les praatten we vijf minuten na op de gang.", (GOOD, TOGETHER), BOTH),
    ("Halverwege samen terugkijken, dat misten we nog.", (BAD, TOGETHER), ("Renske",)),
)
FOUND = (
    # what people said, its kind, points of prevention, the words it rests on
    ("Les 3 is te vol voor één lesuur.", FindingKind.HINDRANCE, (Point.PROGRAMMES,), (CODED[12][0], CODED[13][0])),
    ("Vijf minuten napraten na de les houdt de twee op één lijn.", FindingKind.SUCCESS, (Point.SUPPORT,),
     (CODED[14][0], CODED[11][0])),
    ("Leerlingen laten elkaar na een paar lessen uitpraten.", FindingKind.SUCCESS,
     (Point.SAFE_SCHOOL, Point.CLIMATE), (CODED[0][0],)),
    ("Halverwege samen terugkijken ontbreekt.", FindingKind.WISH, (Point.SUPPORT,), (CODED[15][0],)),
)  # fmt: skip
SHORTER = "Les 3: laat de laatste opdracht weg, of bewaar haar voor de herhalingsles"
TOLD = "Jullie zeiden dat les 3 te vol is. We stelden voor om de laatste opdracht te bewaren voor de herhalingsles."


def add_coded(
    rng: Random, text: TalkText, people: People, versions: Mapping[str, ProgrammeVersion], *, today: date
) -> None:  # fmt: skip
    """Code the text with a book of two coders, and let findings and decisions follow; flushes."""
    codes = _book(rng, people, today)
    passages = _code(rng, text, codes, people, today)
    findings = [
        _found(rng, text, passages, each, people, versions["respect"], today) for each in FOUND
    ]  # fmt: skip
    db.session.flush()
    _decide(rng, findings, people, versions["respect"], today)


def _book(rng: Random, people: People, today: date) -> dict[tuple[str, ...], Code]:
    """Its codes by the names on the way to them."""
    usual = usual_book(SUCCESS, ())
    name = "Terugkijken op Respect"
    book = Codebook(id=new_id(rng), name=name, name_key=name_key(name), origin=SUCCESS,
                    made_on=today - timedelta(days=35), made_by_id=people.users["Renske"].id)  # fmt: skip
    db.session.add(book)
    db.session.flush()
    found: dict[tuple[str, ...], Code] = {}
    _add_codes(rng, book, (), usual.codes, found)
    return found


def _add_codes(
    rng: Random, book: Codebook, way: tuple[str, ...], codes: Iterable[UsualCode], found: dict[tuple[str, ...], Code]
) -> None:  # fmt: skip
    parent = found.get(way)
    for place, each in enumerate(codes):
        here = (*way, each.name.nl)
        found[here] = Code(
            id=new_id(rng), book_id=book.id, parent_id=parent.id if parent else None,
            under_id=parent.id if parent else book.id, name=each.name.nl, name_key=name_key(each.name.nl),
            definition=each.definition.nl, colour=each.colour, place=place,
        )  # fmt: skip
        db.session.add(found[here])
        db.session.flush()
        _add_codes(rng, book, here, each.codes, found)


def _code(
    rng: Random, text: TalkText, codes: Mapping[tuple[str, ...], Code], people: People, today: date
) -> dict[str, Passage]:  # fmt: skip
    """The passages by their words, each once, with all codes that were given to it."""
    whole, on, found = text.words, today - timedelta(days=30), dict[str, Passage]()
    for said, way, coders in CODED:
        if said not in found:
            span = Span(whole.index(said), whole.index(said) + len(said))
            found[said] = Passage(id=new_id(rng), text_id=text.id, starts=span.start, ends=span.end, made_on=on,
                                  made_by_id=people.users[coders[0]].id)  # fmt: skip
            db.session.add(found[said])
            db.session.flush()
        for name in coders:
            coder = people.users[name].id
            row = Coding(id=new_id(rng), passage_id=found[said].id, code_id=codes[way].id, coder_id=coder, made_on=on)
            db.session.add(row)
            db.session.flush()
            db.session.add(CodingStep(coder_id=coder, text_id=text.id, coding_id=row.id, kind=StepKind.ADDED))
            db.session.flush()
    found[CODED[8][0]].memo = MEMO
    return found


def _found(
    rng: Random, text: TalkText, passages: Mapping[str, Passage],
    told: tuple[str, FindingKind, tuple[Point, ...], tuple[str, ...]], people: People, respect: ProgrammeVersion,
    today: date,
) -> Finding:  # fmt: skip
    words, kind, points, rests_on = told
    row = Finding(id=new_id(rng), words=words, kind=kind, points=[each.value for each in points],
                  programme_id=respect.programme_id, made_on=today - timedelta(days=21),
                  made_by_id=people.users["Renske"].id)  # fmt: skip
    row.evidence = [
        Evidence(id=new_id(rng), group_id=text.group_id, passage_id=passages[said].id, place=place)
        for place, said in enumerate(rests_on)
    ]  # fmt: skip
    db.session.add(row)
    return row


def _decide(
    rng: Random, findings: list[Finding], people: People, respect: ProgrammeVersion, today: date
) -> None:  # fmt: skip
    """What was done with three of them: a proposal for a lesson, an item that checks it, an agreement of a class."""
    on = today - timedelta(days=14)
    by = people.users["Renske"].id
    asked.ensure_usual()
    item = {"questionnaire_id": library.get_version(asked.QUESTIONNAIRES, USUAL).questionnaire_id}
    proposal = Adaptation(
        id=UUID(int=3, version=4), programme_id=respect.programme_id, lesson_key="3", text=SHORTER, answer="",
        made_on=max(on, school_year.bounds(today)[0]), made_by_id=by, source=Source.TALK,
    )  # fmt: skip
    db.session.add(proposal)
    db.session.flush()
    lesson, talk_after, class_does = findings[:3]
    shared = {"made_on": on, "made_by_id": by}
    db.session.add_all([
        Decision(id=new_id(rng), finding_id=lesson.id, what="Les 3 wordt korter", who="Renske",
                 due_on=today + timedelta(days=30), adaptation_id=proposal.id, item_key="learned", told=TOLD,
                 told_on=today - timedelta(days=7), **item, **shared),
        Decision(id=new_id(rng), finding_id=talk_after.id, what="Elk tweetal plant vijf minuten na de les in",
                 who="JSP en mentoren", due_on=today - timedelta(days=1), done_on=today - timedelta(days=1),
                 item_key="cooperation", **item, **shared),
        Decision(id=new_id(rng), finding_id=class_does.id, what="De afspraak van de klas hangt in elk lokaal",
                 who="Bart", due_on=today + timedelta(days=60), agreement_id=UUID(int=1, version=4), **shared),
    ])  # fmt: skip
    db.session.flush()
