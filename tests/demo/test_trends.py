"""The figures of the demo: what was released, what came up more than usual, and what a team kept before."""

from collections import Counter
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import func, select

from jsp import clock
from jsp.blueprints.figures.service import releasing
from jsp.blueprints.figures.service.report_changes import agreements_of
from jsp.blueprints.figures.service.report_lessons import lessons_of
from jsp.blueprints.figures.service.report_said import said_of
from jsp.blueprints.trends.service import weekly
from jsp.extensions import db
from jsp.models.ground import Site, Theme
from jsp.models.released import releases_of, themes_of
from jsp.models.tallies import HistoryImport, PastContact
from jsp.models.theme_releases import ThemeRelease, YearReport
from jsp.models.theme_signals import SignalState, SignalWeek, ThemeSignal
from jsp.rules import school_year
from jsp.rules.disclosure import Change, change
from jsp.rules.signals import Rule
from jsp.rules.year_report import MOST_WORDS
from jsp.verbs import tally_truth
from tests.demo.ask import count


def site(code: str) -> int:
    return db.session.scalars(select(Site.id).where(Site.code == code)).one()


def shown(release: ThemeRelease) -> dict[str, int | None]:
    return {theme.code: number for theme, number in themes_of(release)}


def test_every_period_that_is_over_has_its_figures_and_no_other_has(today: date) -> None:
    assert releasing.list_due(today) == []
    made = [each for of in releases_of([site("raayland"), site("gilde")]).values() for each in of]
    assert len([each for each in made if not each.is_total_only]) >= 5
    assert all(each.ends < each.made_on <= today for each in made)


def test_the_team_sees_what_is_there(today: date) -> None:
    assert tally_truth.differences() == {}


def test_the_week_that_is_over_was_looked_at(today: date) -> None:
    assert weekly.find_due(today) is None
    newest = db.session.scalar(select(func.max(SignalWeek.week)))
    assert newest == school_year.week(today)[0] - timedelta(weeks=1)


def test_what_a_team_made_of_signals_came_after_them(today: date) -> None:
    found = list(db.session.scalars(select(ThemeSignal)))
    assert found
    for each in found:
        assert each.settled_on is None or each.week < each.settled_on <= today


def test_a_signal_of_each_kind(project_day: Flask) -> None:
    found = list(db.session.scalars(select(ThemeSignal)))
    assert {each.state for each in found} == set(SignalState)
    assert {each.rule for each in found} == set(Rule)
    (still_open,) = [each for each in found if each.state is SignalState.OPEN]
    theme = db.session.get(Theme, still_open.theme_id)
    assert theme is not None
    assert (theme.code, still_open.week, still_open.site_id) == ("respect_safety", date(2026, 11, 16), site("raayland"))


def test_one_theme_came_up_more_than_a_year_before_and_some_are_too_few_to_tell(project_day: Flask) -> None:
    of = {each.starts: shown(each) for each in releases_of([site("raayland")])[site("raayland")]}
    before, now = of[date(2025, 4, 1)], of[date(2026, 4, 1)]
    assert change(now["respect_safety"], before["respect_safety"]) is Change.MORE
    assert Counter(number is None for number in now.values())[True] >= 5


def test_the_report_is_of_the_year_that_is_over(today: date) -> None:
    (report,) = db.session.scalars(select(YearReport))
    assert len(report.told) <= MOST_WORDS
    assert report.changed_on <= clock.today()
    starts = [each.starts for each in releases_of([report.site_id])[report.site_id]]
    assert date(report.first_year, 8, 1) in starts


def test_the_past_year_has_lessons_that_its_school_sees_something_of(project_day: Flask) -> None:
    (report,) = db.session.scalars(select(YearReport))
    first, last = school_year.bounds(date(report.first_year, 8, 1))
    (given,) = lessons_of(report.site_id, first, last)
    assert (given.classes, given.given, given.dropped) == (3, 17, 4)
    (said,) = said_of(report.site_id, first, last)
    assert (said.classes, said.is_few, len(said.items) >= 5) == (3, False, True)
    assert len(agreements_of(report.site_id, first, last).adopted) == 1


def test_what_was_kept_before_is_in_no_released_figure(today: date) -> None:
    (file,) = db.session.scalars(select(HistoryImport))
    assert file.rows == count(PastContact) >= 50
    last = db.session.scalar(select(func.max(PastContact.on)))
    assert last is not None
    assert last < file.made_on
