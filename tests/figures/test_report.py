"""The report of a year: what was released, what can be counted, and who may read it."""

from datetime import date, time

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.referral_figures import ReferralRelease
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.opening import CancelReason, OpeningState
from tests import make
from tests.browser import Browser
from tests.figures.reports import AUTUMN, LAST, NOW, SUMMER, WINTER, release, table

THEMES = "New questions by theme and period"
EMPTY = "There is nothing to tell of this school year"


@pytest.fixture
def released(app: Flask) -> None:
    """A whole year at Raayland, of which one period has only its total; the summer before; and the year at Gilde."""
    with app.app_context():
        release((date(2025, 4, 1), date(2025, 7, 31)), 95, money=45, school=50)
        release(AUTUMN, 60, money=20, school=15, health=10)
        release(WINTER, 35)
        release(SUMMER, 75, money=30, school=25, respect_safety=10)
        release(AUTUMN, 85, site="gilde", money=40, school=45)
        db.session.commit()


def reader(app: Flask, name: str = "annelies") -> Browser:
    return Browser(app).signed_in(name).in_language("en")


@pytest.mark.usefixtures("released")
def test_the_periods_of_that_year_stand_beside_each_other_as_they_were_released(app: Flask) -> None:
    page = reader(app).get(LAST)
    told, untold = "–not told by theme", "<10"
    assert table(page, THEMES) == {
        "Theme": ["Aug–Nov 2025", "Dec–Mar 2026", "Apr–Jul 2026"],
        "Money": ["20", told, "30"], "School": ["15", told, "25"], "Health": ["10", told, untold],
        "Respect and safety": [untold, told, "10"], "All themes together": ["60", "35", "75"],
    }  # fmt: skip
    assert "<10 in each period that tells of them: Other." in page.words
    assert "170" not in page.text, "nothing is added up"
    for other in ("95", "85"):  # of another year, of another school
        assert other not in page.words


@pytest.mark.usefixtures("released")
def test_without_a_year_it_is_the_newest_one_with_figures(app: Flask) -> None:
    assert reader(app).get("/figures/report").heading == "Year report 2025–2026"


def test_a_school_without_figures_begins_with_the_year_of_today(app: Flask) -> None:
    page = reader(app).get("/figures/report")
    assert page.heading == "Year report 2026–2027"
    assert "so far, up to 23 November 2026" in page.words


@pytest.mark.usefixtures("app")
def test_a_running_year_says_when_its_figures_come(app: Flask) -> None:
    words = reader(app).get(NOW).words
    assert "There are no figures of this year yet." not in words, "nothing happened: there is nothing to tell at all"
    with app.app_context():
        make.make_opening(site("raayland"), date(2026, 11, 3), time(12), time(14))
        db.session.commit()
    words = reader(app).get(NOW).words
    assert "There are no figures of this year yet." in words
    assert "Figures from 1 August 2026 until 30 November 2026 come on 15 December 2026." in words


def site(code: str) -> Site:
    return db.session.get_one(Site, make.id_of(Site, code))


def test_openings_are_counted_with_why_they_were_not(app: Flask) -> None:
    with app.app_context():
        closure = Closure(site=site("raayland"), kind=ClosureKind.SCHOOL_HOLIDAY, effect=Effect.CLOSED, name_nl="",
                          name_en="", starts_on=date(2026, 10, 17), ends_on=date(2026, 10, 25))  # fmt: skip
        db.session.add(closure)
        db.session.flush()
        made = [make.make_opening(site("raayland"), date(2026, 9, day), time(12), time(14, 30)) for day in range(1, 8)]
        for each, reason in zip(made, (CancelReason.ILLNESS, CancelReason.ILLNESS, None), strict=False):
            each.state, each.reason, each.takes_place = OpeningState.CANCELLED, reason, False
        made[3].state, made[3].takes_place = OpeningState.DROPPED, False
        made[4].closure_id, made[4].takes_place = closure.id, False
        make.make_opening(site("raayland"), date(2026, 7, 1), time(9), time(17))  # the year before
        make.make_opening(site("raayland"), date(2026, 11, 23), time(12), time(13))  # not over yet
        make.make_opening(site("gilde"), date(2026, 9, 1), time(9), time(17))
        db.session.commit()
    words = reader(app).get(NOW).words
    assert (
        "2 of the 5 planned openings took place, 5 hours in all. "
        "Openings that did not go on: illness 2, something else 1." in words
    )
    assert "Openings that fell on days without school, or with the school closed: school holiday 1." in words


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize(
    ("name", "status"),
    [("sanne", 200), ("renske", 200), ("annelies", 200), ("nora", 200), ("otto", 404), ("bart", 403), ("beheer", 403)],
)
def test_who_may_read_it(app: Flask, name: str, status: int) -> None:
    assert reader(app, name).get(LAST).status == status


@pytest.mark.usefixtures("released")
def test_another_school_is_as_missing_as_none(app: Flask) -> None:
    for address in ("/figures/report?site=gilde&year=2025", "/figures/report?site=nowhere&year=2025"):
        assert reader(app).get(address).status == 404


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("year", ["2027", "2024x", "1999", "-1", "", "2026-2027", "9" * 5000])
def test_a_year_that_is_not_there_is_not_found(app: Flask, year: str) -> None:
    assert reader(app).get(f"/figures/report?site=raayland&year={year}").status == 404


@pytest.mark.usefixtures("released")
def test_it_cannot_be_asked_for_a_part(app: Flask) -> None:
    assert reader(app).get(f"{LAST}&theme=money").status == 400


def test_a_year_without_anything_says_so(app: Flask) -> None:
    page = reader(app, "nora").get("/figures/report?site=verweg&year=2026")
    assert (page.status, EMPTY in page.words, "data-prints" in page.text) == (200, True, False)


def test_the_share_of_referrals_is_of_the_whole_jsp_and_not_for_a_school(app: Flask) -> None:
    with app.app_context():
        release(SUMMER, 60, money=30, school=30)
        db.session.add(ReferralRelease(first=date(2026, 2, 1), made_on=date(2026, 9, 1), least=5, rows=[], referred=3))
        db.session.add(ReferralRelease(first=date(2025, 2, 1), made_on=date(2025, 9, 1), least=5, rows=[], referred=7))
        db.session.commit()
    said = (
        "Only the team sees this, and it is not printed: of ten conversations at all schools of the JSP together, "
        "so many led to a referral: 3 of 10 (Feb – Jul 2026)."
    )
    assert said in reader(app, "renske").get(LAST).words.replace("\N{NO-BREAK SPACE}", " ")
    for name in ("annelies", "nora"):
        assert "led to a referral" not in reader(app, name).get(LAST).words


def opened(app: Flask, day: date) -> None:
    with app.app_context():
        make.make_opening(site("raayland"), day, time(12), time(14))
        db.session.commit()


def test_a_year_of_which_a_part_was_kept_says_from_when(app: Flask) -> None:
    with app.app_context():
        release((date(2025, 4, 1), date(2025, 7, 31)), 95, money=45, school=50)
        db.session.commit()
    before = LAST.replace("2025", "2024")
    assert "from April 2025 on" in reader(app).get(before).words
    assert "the whole school year" not in reader(app).get(before).words
    opened(app, date(2025, 2, 4))
    assert "from February 2025 on" in reader(app).get(before).words
    opened(app, date(2024, 9, 5))
    assert "the whole school year" in reader(app).get(before).words


@pytest.mark.parametrize(
    ("period", "day", "said"),
    [
        ((date(2025, 8, 1), date(2026, 1, 31)), date(2026, 1, 20), "from January 2026 on"),
        (AUTUMN, date(2025, 11, 12), "from November 2025 on"),
        (AUTUMN, date(2025, 9, 2), "the whole school year"),
    ],
)
def test_a_year_that_a_school_began_in_the_middle_of_a_period_is_no_whole_one(
    app: Flask, period: tuple[date, date], day: date, said: str
) -> None:
    with app.app_context():
        release(period, 95, money=45, school=50)
        db.session.commit()
    opened(app, day)
    assert said in reader(app).get(LAST).words
    with app.app_context():
        release((date(2025, 4, 1), date(2025, 7, 31)), 95, money=45, school=50)
        db.session.commit()
    assert "the whole school year" in reader(app).get(LAST).words


def test_the_report_of_a_closed_school_promises_nothing(app: Flask) -> None:
    opened(app, date(2026, 9, 1))
    assert "Figures from 1 August 2026 until 30 November 2026 come on" in reader(app).get(NOW).words
    with app.app_context():
        release((date(2026, 4, 1), date(2026, 7, 31)), 95, money=45, school=50)
        site("raayland").archived_on = date(2026, 7, 15)
        db.session.commit()
    assert "There are no figures of this year." in reader(app).get(NOW).words
    assert "Figures from" not in reader(app).get(NOW).words


@pytest.mark.usefixtures("released")
def test_openings_that_were_not_kept_are_not_told_as_none(app: Flask) -> None:
    words = reader(app).get(LAST).words
    assert "The openings of this school year were not kept in the JSP." in words
    assert "Hours open" not in words
    opened(app, date(2025, 9, 5))
    words = reader(app).get(LAST).words
    assert "1 of the 1 planned opening took place, 2 hours in all." in words
    assert "not kept" not in words


@pytest.mark.usefixtures("released")
def test_it_says_of_whom_it_is_and_what_small_numbers_are_under_the_table(app: Flask) -> None:
    words = reader(app).get(LAST).words
    assert "Written out on 23 November 2026 by Jongeren Service Punt" in words
    assert words.index("All themes together") < words.index("came out below ten") < words.index("No lesson was given")


def test_the_four_that_came_up_most_lately_are_drawn(app: Flask) -> None:
    with app.app_context():
        release(AUTUMN, 300, money=90, school=40, health=30, respect_safety=20, other=10)
        release(SUMMER, 200, school=50, health=40, respect_safety=30, other=20)
        db.session.commit()
    page = reader(app).get(LAST)
    drawn = [each.get("data-row") for each in page.root.xpath("//figure[@data-row]")]  # type: ignore[union-attr]
    assert drawn == ["school", "health", "respect_safety", "other"], "money was much once, and below ten since"
    assert "The four that came up most" in page.words
