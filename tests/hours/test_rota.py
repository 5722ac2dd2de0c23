"""The week: one tap on a name, nobody in two places (E7), hints about who is lacking."""

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Outcome, Site, Theme
from jsp.models.outbox import OutboxMail
from jsp.models.turns import Notice
from jsp.rules.contact import AskedBy, Channel
from tests.browser import Browser, Page
from tests.hours.desk import add_extra, add_pattern, crew, form_with, ids, opening_id
from tests.make import id_of, person

TUESDAY = date(2026, 11, 24)


def tap(app: Flask, by: Browser, name: str, verb: str, *, page: Page | None = None) -> Page:
    """One tap on a name, on the page of Tuesday's opening as it is, or as it was on an older page."""
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}"
    _sites, members = ids(app)
    found = page or by.get(address)
    for form in found.forms():
        fields = {each.get("name"): each.get("value") for each in form.iter() if each.get("name")}
        if form.get("action") == f"{address}/{verb}" and fields.get("member") == str(members[name]):
            return by.post(f"{address}/{verb}", fields, follow=True)
    raise AssertionError(f"{name} cannot be tapped to {verb}")


def seen(app: Flask, by: Browser) -> Page:
    return by.get(f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}")


def test_one_tap_plans_somebody_and_one_takes_them_off(app: Flask, coordinator: Browser) -> None:
    tap(app, coordinator, "Lieke", "seat")
    assert crew(app, "raayland", TUESDAY) == ["Sanne", "Lieke"]
    tap(app, coordinator, "Sanne", "unseat")
    assert crew(app, "raayland", TUESDAY) == ["Lieke"]


def test_who_sits_elsewhere_then_cannot_be_tapped(app: Flask, coordinator: Browser) -> None:
    before = seen(app, coordinator)
    add_extra(app, coordinator, "gilde", on="2026-11-24", starts="14:00", ends="15:00", who=("Lieke",))
    assert "zit dan bij Gilde" in seen(app, coordinator).words
    page = tap(app, coordinator, "Lieke", "seat", page=before)
    assert "Eén persoon kan niet op twee plekken zijn" in page.words
    assert crew(app, "raayland", TUESDAY) == ["Sanne"]


def test_the_second_coordinator_sees_what_changed_and_overwrites_nothing(app: Flask, coordinator: Browser) -> None:
    before = seen(app, coordinator)
    tap(app, coordinator, "Lieke", "seat")
    page = tap(app, coordinator, "Sanne", "unseat", page=before)
    assert "Iemand wijzigde deze inloop terwijl jij hem open had. Zo staat het nu." in page.words
    assert crew(app, "raayland", TUESDAY) == ["Sanne", "Lieke"]


def test_who_is_planned_hears_of_it_once_and_by_mail_without_saying_what(app: Flask, coordinator: Browser) -> None:
    add_pattern(app, coordinator, who=("Lieke",))
    with app.app_context():
        [notice] = db.session.scalars(select(Notice))
        [mail] = db.session.scalars(select(OutboxMail))
        assert (notice.user_id, notice.openings) == (person("lieke").id, 6)
        assert not [word for word in ("Raayland", "november", "12.00") if word in mail.letter]
    words = Browser(app).signed_in("lieke").get("/today/").words
    assert "Je bent ingeroosterd : Raayland, donderdag 26 november, 12.00–14.30 uur en nog 5 andere keren" in words


def test_while_a_notice_waits_no_second_mail_goes_out(app: Flask, coordinator: Browser) -> None:
    tap(app, coordinator, "Lieke", "seat")
    tap(app, coordinator, "Lieke", "unseat")
    with app.app_context():
        assert len(db.session.scalars(select(Notice)).all()) == 2
        assert len(db.session.scalars(select(OutboxMail)).all()) == 1


def test_a_worker_sees_the_week_and_plans_nobody(app: Flask, worker: Browser) -> None:
    page = seen(app, worker)
    assert "Sanne (jij)" in page.words
    assert not [form for form in page.forms() if (form.get("action") or "").endswith(("/seat", "/unseat"))]
    values = page.form(f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/cannot")
    assert worker.post(f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/seat", values).status == 403


def ask_about(app: Flask, theme: str, times: int) -> None:
    with app.app_context():
        sanne = person("sanne").id
        db.session.add_all(
            Contact(
                id=uuid4(), site_id=id_of(Site, "raayland"), writer_id=sanne, owner_id=sanne, on=date(2026, 11, 17),
                channel=Channel.WALK_IN, theme_id=id_of(Theme, theme), asked_by=AskedBy.PUPIL,
                outcome_id=id_of(Outcome, "listened"), is_return=False,
            )
            for _ in range(times)
        )  # fmt: skip
        db.session.commit()


@pytest.mark.parametrize(("theme", "times", "told"), [("money", 5, True), ("money", 4, False), ("school", 9, False)])
def test_it_says_what_is_asked_most_while_nobody_who_knows_comes(
    app: Flask, coordinator: Browser, theme: str, times: int, told: bool
) -> None:
    ask_about(app, theme, times)  # money is for the youth worker, who is not planned at Raayland; school for Sanne
    hint = "wordt hier het meest gevraagd, en de komende drie weken is er geen jongerenwerker"
    assert (f"Geld {hint}" in coordinator.get("/hours/").words) == told


def test_the_week_before_and_after_are_one_tap_away(coordinator: Browser) -> None:
    page = coordinator.get("/hours/")
    assert 'href="/hours/?week=2026-11-16"' in page.text
    assert 'href="/hours/?week=2026-11-30"' in page.text


@pytest.mark.parametrize("week", ["9999-12-31", "0001-01-01", "gisteren", "2200-01-01", "2026-13-01"])
def test_an_absurd_week_shows_this_week(coordinator: Browser, week: str) -> None:
    assert "Week van 23 november 2026" in coordinator.get(f"/hours/?week={week}").words


@pytest.mark.parametrize("member", ["9" * 5000, "-1", "nobody", "", "9" * 9])
def test_a_name_that_cannot_be_changes_nothing(app: Flask, coordinator: Browser, member: str) -> None:
    address = f"/hours/openings/{opening_id(app, 'raayland', date(2026, 11, 24))}"
    page = coordinator.post(f"{address}/seat", form_with(coordinator.get(address), "seen") | {"member": member})
    assert page.status == 303
    assert crew(app, "raayland", date(2026, 11, 24)) == ["Sanne"]
