"""Two series of the school year 2019-2020, interrupted when the schools closed in March 2020, and finished later."""

from collections.abc import Mapping
from datetime import date, timedelta

from jsp.demo.ground import Ground
from jsp.demo.lessons import begin, put
from jsp.demo.people import People
from jsp.extensions import db
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.session import SessionState

CLOSED_ON = date(2020, 3, 16)  # the day on which the schools closed
RUNS = (
    # class before and after, site, level, size, teacher, worker, weekday, lessons before the closure, day after it
    ("MZ20", "MZ30", "gilde", "Maatschappelijke Zorg, mbo 3", 21, "Karin", "Sanne", 0, 3, date(2020, 9, 14)),
    ("V2C", "V3C", "raayland", "vmbo-kb", 25, "Bart", "Lieke", 2, 2, date(2020, 9, 16)),
)


def add_archive(ground: Ground, people: People, versions: Mapping[str, ProgrammeVersion]) -> None:
    """Add both years with their classes and what they had; flushes."""
    years = [_year(2019), _year(2020)]
    db.session.add_all(years)
    db.session.flush()
    for before, after, site, level, size, teacher, worker, weekday, given, goes_on in RUNS:
        classes = [
            SchoolClass(
                site_id=ground.sites[site].id, school_year_id=year.id, code=code, level=level, study_year=2 + at,
                size=size, archived_on=year.ends_on,
            )
            for at, (code, year) in enumerate(zip((before, after), years, strict=True))
        ]  # fmt: skip
        db.session.add_all(classes)
        db.session.flush()
        series = begin(classes[0], teacher, worker, people, versions["respect"], CLOSED_ON)
        first = CLOSED_ON - timedelta(weeks=given) + timedelta(days=weekday)
        for at, lesson in enumerate(series.lessons):
            is_before = at < given
            if at == given:  # from here on the class has another name
                series.school_class_id = classes[1].id
                db.session.flush()
            day = first + timedelta(weeks=at) if is_before else goes_on + timedelta(weeks=at - given)
            session = put(series, lesson, day, 3, "", SessionState.GIVEN)
            session.is_resumed = not is_before
            session.moves = int(not is_before)
    db.session.flush()


def _year(starting: int) -> SchoolYear:
    last = date(starting + 1, 7, 31)
    return SchoolYear(name=f"{starting}-{starting + 1}", starts_on=date(starting, 8, 1), ends_on=last, archived_on=last)
