"""What is due goes, exactly as many as the dry run said; what is counted stays, and every kind has its way."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp import clock
from jsp.extensions import db
from jsp.models.contacts import Contact, Correction
from jsp.models.messages import Reach, Thread
from jsp.models.referrals import Packet, Referral
from jsp.models.retention import ErasureEntry, ErasureReport
from jsp.models.tallies import ThemeTally
from jsp.rules.retention import ASKED, KINDS, Kind
from jsp.rules.setting_list import BY_KEY, IN_USE
from jsp.verbs import retention
from jsp.verbs.erasures import WAYS
from tests.browser import Browser
from tests.intake.desk import RECORD, fill
from tests.retention import rows

GOES = {Kind.NOTE: 1, Kind.THREAD: 1, Kind.REACH: 1, Kind.PERSON: 2, Kind.REFERRAL: 1, Kind.SIGNPOST: 1}


def said(app: Flask, *words: str) -> dict[str, int]:
    result = app.test_cli_runner().invoke(args=["retention", *words])
    assert result.exit_code == 0, result.output
    return {
        name: int(number) for name, number in (line.split(": ") for line in result.output.splitlines()) if int(number)
    }


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_every_kind_has_its_way_and_its_setting() -> None:
    assert sorted(each.kind for each in (*KINDS, ASKED)) == sorted(Kind)


def test_every_setting_of_how_long_is_in_use_and_a_kind_has_one_or_a_reason(app: Flask) -> None:
    assert set(WAYS) == set(Kind)
    kept = [key for key, each in BY_KEY.items() if each.guarded and key.endswith("_days")]
    assert set(kept) <= IN_USE
    assert all(bool(each.setting) != bool(each.why) for each in KINDS)
    assert {each.setting for each in KINDS} - {""} <= set(BY_KEY)


def test_as_many_go_as_the_dry_run_said_and_then_none(app: Flask, journal: Path) -> None:
    with app.app_context():
        rows.add_one_of_many(app)
    expected = {kind.value: number for kind, number in GOES.items()}
    assert said(app, "run", "--dry-run") == expected
    with app.app_context():
        assert count(ErasureEntry) == 0, "a dry run erases nothing"
        assert {row.kept.kind: row.today for row in retention.preview() if row.today} == GOES
    assert said(app, "run") == expected
    assert said(app, "run") == {}
    with app.app_context():
        reported = {Kind(each.kind): each.number for each in db.session.scalars(select(ErasureReport))}
        assert reported == GOES == dict(retention.list_gone(clock.today()))


def test_what_goes_within_a_month_is_told_beforehand(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        rows.add_contact(app, days=340)
        rows.add_contact(app, days=330)
        db.session.commit()
        [row] = [each for each in retention.preview() if each.kept.kind is Kind.NOTE]
        assert (row.today, row.soon, row.days) == (0, 1, 365)


def tallies() -> set[tuple[object, ...]]:
    columns = ThemeTally.__table__.c
    return set(map(tuple, db.session.execute(select(*columns))))


def test_figures_are_the_same_before_and_after(
    app: Flask, worker: Browser, journal: Path, frozen: FrozenDateTimeFactory
) -> None:
    worker.post(RECORD, fill(worker.get("/today/"), note=rows.NOTE))
    frozen.tick(timedelta(days=367))
    with app.app_context():
        before = tallies()
        assert before
        assert retention.run()[Kind.NOTE] == 1
        assert tallies() == before
        [contact] = db.session.scalars(select(Contact))
        assert (contact.note, contact.theme_id > 0) == ("", True)


def test_words_go_and_numbers_stay(app: Flask, journal: Path) -> None:
    with app.app_context():
        rows.add_one_of_many(app)
        contacts = count(Contact)
        retention.run()
        assert count(Contact) == contacts
        kept = sorted(bool(each.note_sealed or each.strengths_sealed) for each in db.session.scalars(select(Contact)))
        assert kept == [False, True], "only the one whose time is over"
        assert sorted(bool(each.reason_sealed) for each in db.session.scalars(select(Correction))) == [False, True]
        assert (count(Thread), count(Reach), count(Referral), count(Packet)) == (2, 0, 2, 0)


def test_one_that_cannot_be_erased_keeps_no_other(app: Flask, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        rows.add_one_of_many(app)

        def broken(_id: object) -> bool:
            raise LookupError

        way = WAYS[Kind.THREAD]
        monkeypatch.setitem(WAYS, Kind.THREAD, type(way)(way.due, broken, way.again))
        with pytest.raises(retention.RetentionUnfinishedError):
            retention.run()
        gone = retention.list_gone(clock.today())
        assert gone == {kind: number for kind, number in GOES.items() if kind is not Kind.THREAD}


def test_the_page_says_all_kinds_in_numbers_and_no_more(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        rows.add_one_of_many(app)
    page = coordinator.in_language("en").get("/settings/retention")
    assert page.status == 200
    for each in KINDS:
        assert each.label in page.words
    assert rows.NOTE not in page.text
    assert Browser(app).signed_in("beheer").in_language("en").get("/settings/retention").status == 200
    assert Browser(app).signed_in("sanne").get("/settings/retention").status == 403


def test_an_end_that_is_longer_away_than_a_year_is_not_near(app: Flask) -> None:
    with app.app_context():
        id = rows.add_contact(app, days=365)
        db.session.commit()
        assert id not in WAYS[Kind.NOTE].due(clock.today()), "the last day is still its own"
        assert id in WAYS[Kind.NOTE].due(clock.today() + timedelta(days=1))
