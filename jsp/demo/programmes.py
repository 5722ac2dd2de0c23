"""The programmes of the demo: Respect in its second version, with what came from who gives it, and two more."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from jsp.content.usual_programmes import usual_programmes
from jsp.demo.people import People
from jsp.extensions import db
from jsp.models.programmes import Adaptation, Programme, ProgrammeVersion
from jsp.rules import school_year
from jsp.rules.adaptation import AdaptationState
from jsp.rules.programme import Programme as Content
from jsp.rules.programme_data import to_data

ACCEPTED = "Les 3: eerst oefenen in tweetallen, dan pas klassikaal"
OPEN = "Les 5: foto’s passen niet bij onze regio"
IN_PAIRS = (
    "Neem de zin ‘Lekker gewerkt weer’. Oefen hem eerst in tweetallen: aardig, zakelijk en gemeen. Raad van elkaar "
    "welke het was. Daarna doen twee leerlingen die dat willen het voor de klas."
)


def add_programmes(people: People, today: date) -> dict[str, ProgrammeVersion]:
    """Add them with their versions and proposals; flushes, and gives the newest version by code."""
    begun = school_year.bounds(today)[0]
    newest = {code: _first(content, people, begun) for code, content in usual_programmes().items()}
    db.session.flush()
    changed_on = max(begun, today - timedelta(days=42))
    second = ProgrammeVersion(
        programme=newest["respect"].programme, number=2, note=ACCEPTED, made_on=changed_on,
        made_by_id=people.users["Renske"].id, data=to_data(_in_pairs(usual_programmes()["respect"])),
    )  # fmt: skip
    db.session.add(second)
    db.session.flush()
    proposed = {"programme_id": second.programme_id, "answer": ""}
    db.session.add_all([
        Adaptation(id=UUID(int=1, version=4), lesson_key="3", activity_key="tones", text=ACCEPTED,
                   state=AdaptationState.ACCEPTED, version_id=second.id, made_by_id=people.users["Bart"].id,
                   made_on=max(begun, changed_on - timedelta(days=4)), settled_on=changed_on, **proposed),
        Adaptation(id=UUID(int=2, version=4), lesson_key="5", activity_key="photo", text=OPEN,
                   made_by_id=people.users["Karin"].id, made_on=max(begun, today - timedelta(days=6)), **proposed),
    ])  # fmt: skip
    db.session.flush()
    return newest | {"respect": second}


def _first(content: Content, people: People, on: date) -> ProgrammeVersion:
    version = ProgrammeVersion(
        programme=Programme(code=content.code), number=1, note="Zoals het bij deze app hoort", made_on=on,
        made_by_id=people.users["Renske"].id, data=to_data(content),
    )  # fmt: skip
    db.session.add(version)
    return version


def _in_pairs(content: Content) -> Content:
    lesson = content.lesson("3")
    activities = [replace(each, how=IN_PAIRS) if each.key == "tones" else each for each in lesson.activities]
    changed = replace(lesson, activities=tuple(activities))
    return replace(content, lessons=tuple(changed if each.key == "3" else each for each in content.lessons))
