"""Once a week all sites are looked at: what rose is written down, and its team hears that there is something."""

from datetime import date, timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp import jobs
from jsp.blueprints.trends.service import weekly
from jsp.extensions import db
from jsp.models.ground import Site, Theme
from jsp.models.theme_signals import SignalWeek
from jsp.rules.opening import OpeningState
from jsp.rules.tally import RETURN
from tests.make import id_of, person
from tests.statements import counted
from tests.trends.signalled import FLAT, LAST, TOLD, add_cell, add_signal, add_weeks, letters, look, open_on, signals


def test_what_rose_is_written_down_with_its_usual_range(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, 12])
        look()
        assert signals() == [(LAST, "c1", 1, 12, 0, 8)]


def test_several_weeks_together_are_one_signal(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, 9, 9])
        look()
        assert signals() == [(LAST, "c3", 2, 18, 3, 13)]


def test_where_nothing_rose_nothing_is_said(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, 6])
        look()
        assert (signals(), letters()) == ([], [])
        assert db.session.scalars(db.select(SignalWeek.week)).all() == [LAST]


def test_secondary_themes_count_and_returning_conversations_do_not(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, 6])
        add_cell(LAST, 40, value=RETURN)
        add_weeks([*FLAT, 6], theme="school")
        add_cell(LAST, 6, theme="school", is_main=False)
        look()
        assert signals() == [(LAST, "c1", 1, 12, 0, 8)]


def test_holidays_are_no_fall_and_the_week_after_them_no_rise(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, None, None, None, 5])
        look()
        assert signals() == []


def test_what_lies_before_a_holiday_still_tells_what_is_usual(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, None, None, None, 12])
        look()
        assert len(signals()) == 1


@pytest.mark.parametrize("takes_place", [True, False])
def test_an_hour_counts_only_where_the_desk_was_open(app: Flask, takes_place: bool) -> None:
    with app.app_context():
        add_weeks([*([8] * 9), 18])
        more = open_on(LAST + timedelta(days=2))
        if not takes_place:
            more.state = OpeningState.CANCELLED
            more.settle()
        look()
        assert len(signals()) == (0 if takes_place else 1)


def test_an_archived_site_is_left_alone(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, 12])
        db.session.get_one(Site, id_of(Site, "gilde")).archived_on = date(2026, 11, 20)
        look()
        assert signals() == []


def test_a_week_is_looked_at_once(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    """Also where there is more in it by now, on every day until the next one is over."""
    with app.app_context():
        look()
        add_weeks([*FLAT, 12])
        frozen.move_to("2026-11-29 22:30:00")
        look()
        assert (signals(), letters()) == ([], [])
        frozen.move_to("2026-11-29 23:30:00")  # Monday at the school
        add_weeks([12], last=LAST + timedelta(weeks=1))
        look()
        assert [each[0] for each in signals()] == [LAST + timedelta(weeks=1)]


def test_of_weeks_that_were_missed_only_the_newest_is_told(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        add_weeks([*FLAT, 12, 4, 12])
        look()
        assert [each[0] for each in signals()] == [LAST]
        assert len(letters()) == len(TOLD)


def test_the_jobs_of_the_house_do_it(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, 12])
        db.session.commit()
        assert jobs.run_all() == 0
        assert jobs.run_all() == 0
        assert len(signals()) == 1
        assert [each["to"] for each in letters()] == TOLD


def test_the_team_of_the_site_gets_one_mail_in_which_nothing_stands(app: Flask) -> None:
    with app.app_context():
        for site in ("gilde", "raayland"):
            for theme in ("money", "school"):
                add_weeks([*FLAT, 12], site=site, theme=theme)
        person("lieke").language = "en"
        look()
        assert len(signals()) == 4
        found = letters()
        assert [each["to"] for each in found] == TOLD
        assert "Hello Lieke," in found[0]["body"]
        for each in found:
            said = each["subject"] + each["body"]
            assert not [word for word in ("Geld", "Money", "Gilde", "Raayland", "School", "12") if word in said]
            assert "https://jsp.example/trends/signals" in said


def test_whoever_left_or_works_elsewhere_gets_none(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, 12])
        person("lieke").active = False
        look()
        assert [each["to"] for each in letters()] == TOLD[1:]


def test_another_theme_and_another_site_are_news(app: Flask) -> None:
    with app.app_context():
        add_weeks([*FLAT, 12])
        add_signal(week=LAST - timedelta(weeks=1), theme="school")
        add_signal(week=LAST - timedelta(weeks=1), site="raayland")
        look()
        assert len(signals()) == 3


def test_what_was_broken_off_is_finished(app: Flask) -> None:
    """Half of the sites were looked at: nothing is told twice, and everybody hears of it in one mail."""
    with app.app_context():
        for site in ("gilde", "raayland"):
            add_weeks([*FLAT, 12], site=site)
        weekly.look_at([id_of(Site, "gilde")], LAST)
        db.session.commit()
        assert (len(signals()), letters()) == (1, [])
        look()
        assert len(signals()) == 2
        assert [each["to"] for each in letters()] == TOLD


def test_a_site_that_fails_holds_up_no_other(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    real = weekly._numbers

    def fail(site_ids: list[int], week: date) -> weekly.Numbers:
        if id_of(Site, "raayland") in site_ids:
            raise ZeroDivisionError
        return real(site_ids, week)

    with app.app_context():
        for site in ("gilde", "raayland"):
            add_weeks([*FLAT, 12], site=site)
        monkeypatch.setattr(weekly, "_numbers", fail)
        with pytest.raises(jobs.UnfinishedError):
            jobs.look_at_the_week()
        assert len(signals()) == 1
        assert [each["to"] for each in letters()] == TOLD
        assert db.session.scalars(db.select(SignalWeek.week)).all() == [LAST]


def test_more_sites_and_themes_ask_no_more_questions(app: Flask) -> None:
    """But for the batches in which sites are looked at."""
    with app.app_context():
        add_weeks([*FLAT, 4])
        with counted(app) as few:
            look()
        db.session.execute(db.delete(SignalWeek))
        for site in db.session.scalars(db.select(Site.code)).all():
            for theme in db.session.scalars(db.select(Theme.code)).all():
                if (site, theme) != ("gilde", "money"):
                    add_weeks([*FLAT, 4], site=site, theme=theme)
        with counted(app) as many:
            look()
        few, many = ([each for each in asked if each.startswith("SELECT")] for asked in (few, many))
        assert len(few) == len(many) < 8
