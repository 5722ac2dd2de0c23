"""When the demo's schools are closed: holidays of the whole year, a training day and a test week ahead."""

from datetime import date, timedelta

from jsp.demo import school_days
from jsp.demo.ground import Ground
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.rules import school_year
from jsp.rules.closures import ClosureKind, Effect

SUMMER = timedelta(days=51)
TRAINING_AHEAD, TEST_WEEK_AHEAD = timedelta(weeks=2), timedelta(weeks=3)


def add_closures(ground: Ground, *, today: date) -> list[Closure]:
    """Holidays for both sites, a training day and a test week of one; none on today, which always has a desk."""
    made = [_holiday(site, each) for site in ground.sites.values() for each in school_days.breaks(today)]
    raayland, monday = ground.sites["raayland"], school_year.week(today)[0]
    training, tests = monday + TRAINING_AHEAD + timedelta(days=1), monday + TEST_WEEK_AHEAD
    summer = school_days.term(today)[1] + timedelta(days=1)
    made += [
        *(
            _holiday(site, school_days.Break("Zomervakantie", "Summer break", summer, summer + SUMMER))
            for site in ground.sites.values()
        ),
        _closure(raayland, ClosureKind.TRAINING_DAY, "Studiedag", "Training day", training, training),
        _closure(raayland, ClosureKind.EXAM_WEEK, "Toetsweek", "Test week", tests, tests + timedelta(days=4)),
    ]
    return [each for each in made if not each.days.covers(today)]


def add_holidays(ground: Ground, years: list[date]) -> None:
    """Add those of the school years of these days, without what is too long ago for the school to have told it."""
    db.session.add_all(
        _holiday(site, each) for day in years for each in school_days.breaks(day) if each.last >= day
        for site in ground.sites.values()
    )  # fmt: skip


def _holiday(site: Site, each: school_days.Break) -> Closure:
    return _closure(site, ClosureKind.SCHOOL_HOLIDAY, each.name_nl, each.name_en, each.first, each.last)


def _closure(site: Site, kind: ClosureKind, name_nl: str, name_en: str, first: date, last: date) -> Closure:
    return Closure(
        site_id=site.id, kind=kind, effect=Effect.OPEN if kind is ClosureKind.EXAM_WEEK else Effect.CLOSED,
        name_nl=name_nl, name_en=name_en, starts_on=first, ends_on=last, sentence_nl="", sentence_en="",
    )  # fmt: skip
