"""Settings and ground data come from memory, which follows every change; longer lists ask no more questions."""

import re
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.ground import CrisisLine, Outcome, SchoolClass, SchoolYear, Site, Theme
from jsp.models.people import Invitation, PersonChange
from jsp.models.reference import KEY, forget_reference, get_reference
from jsp.models.team import TeamMember
from jsp.rules.people import ChangeKind, ChangeState
from jsp.rules.roles import Role
from jsp.verbs.looks import list_looks
from tests import make
from tests.browser import Browser
from tests.intake.desk import RECORD, fill
from tests.settings.test_lists import sendable
from tests.statements import counted

FROM_MEMORY = {"setting", "theme", "discipline", "outcome", "crisis_line", "installation"}
ASKED_FOR = re.compile(r"\sFROM \"?(\w+)")
PUBLIC = ("/", "/nu-hulp", "/gegevens", "/accounts/sign-in")
PAGES = {
    "sanne": ("/today/", "/intake/contacts", "/accounts/profile", *PUBLIC),
    "renske": ("/today/", "/settings/", "/accounts/people/", *PUBLIC),
    "bart": ("/today/", "/accounts/profile"),
}


def asked_for(statements: list[str]) -> set[str]:
    """The tables that are read for their own sake, not joined to another."""
    return {table for statement in statements for table in ASKED_FOR.findall(statement)[-1:]}


@pytest.mark.parametrize(("who", "address"), [(who, page) for who, pages in PAGES.items() for page in pages])
def test_no_page_asks_for_a_setting(app: Flask, who: str, address: str) -> None:
    browser = Browser(app).signed_in(who)
    browser.get(address)
    with counted(app) as statements:
        browser.get(address)
    assert "user" in asked_for(statements)
    assert not FROM_MEMORY & asked_for(statements)


@pytest.mark.parametrize(("who", "address", "most"), [
    (None, "/", 4), (None, "/nu-hulp", 0), (None, "/gegevens", 2),
    ("sanne", "/today/", 20), ("renske", "/today/", 24), ("renske", "/hours/", 10),
    (None, "/raayland", 6), ("renske", "/accounts/people/", 12),
    ("renske", "/figures/", 13), ("renske", "/figures/periods", 4), ("renske", "/trends/", 6),
    (None, "/gegevens/medewerkers", 0), ("beheer", "/today/", 13), ("beheer", "/settings/in-order", 30),
    ("renske", "/settings/values/", 4), ("renske", "/settings/themes/", 4), ("sanne", "/accounts/profile", 7),
])  # fmt: skip
def test_a_page_asks_few_questions(app: Flask, who: str | None, address: str, most: int) -> None:
    browser = Browser(app).signed_in(who) if who else Browser(app)
    browser.get(address)
    with counted(app) as statements:
        browser.get(address)
    asked = [statement for statement in statements if statement.startswith("SELECT")]
    assert len(asked) <= most, "\n".join(asked)


def test_a_conversation_is_saved_with_few_questions_and_none_after_it(app: Flask, worker: Browser) -> None:
    """What is read after the commit would be a transaction of its own: on SQLite one that keeps others from writing."""
    for _ in range(2):
        values = fill(worker.get("/today/"))
        with counted(app) as statements:
            assert worker.post(RECORD, values).status == 303
    asked = [each for each in statements if not each.startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 10, "\n".join(asked)
    assert "INSERT" in asked[-1], "\n".join(asked)


def add_rows(numbers: range) -> None:
    """One more of everything that stands in a list, for each number."""
    site, year = db.session.scalars(db.select(Site)).first(), db.session.scalars(db.select(SchoolYear)).first()
    coach = db.session.scalars(db.select(TeamMember)).first().discipline
    asked_by, wanted = make.person("beheer"), make.person("nora")
    for at in numbers:
        code = f"n{at}"
        words = {"name_nl": code, "name_en": code}
        db.session.add_all((
            Theme(code=code, icon="other", pupil_word_nl=code, pupil_word_en=code, position=90 + at, **words),
            Outcome(code=code, position=90 + at, **words),
            CrisisLine(code=code, question_nl=code, question_en=code, number="112", about_nl="", about_en="",
                       position=90 + at),
            SchoolClass(code=code, site=site, school_year=year, level="havo", study_year=1, size=20),
            SchoolYear(name=code, starts_on=date(2100 + at, 8, 1), ends_on=date(2101 + at, 7, 31)),
            TeamMember(first_name=code, discipline=coach, employer="De Brug", active_from=make.MONDAY, sites=[site]),
            PersonChange(id=uuid4(), user=wanted, kind=ChangeKind.GRANT_ROLE, role=Role.WORKER, reason="x",
                         state=ChangeState.WAITING, asked_by=asked_by, asked_at=clock.now()),
            PersonChange(id=uuid4(), user=wanted, kind=ChangeKind.RESET_FACTOR, reason="x",
                         state=ChangeState.WAITING, asked_by=asked_by, asked_at=clock.now()),
        ))  # fmt: skip
        person = make.make_user(code, Role.MENTOR, site)
        person.password, person.active = None, False
        db.session.flush()
        db.session.add(Invitation(id=uuid4(), user=person, token_hash=code, ends_at=clock.now()))


LONG = ("/accounts/people/", "/settings/themes/", "/settings/outcomes/", "/settings/lines/",
        "/settings/classes/", "/settings/years/", "/settings/team/", "/settings/values/", "/today/", "/",
        "/nu-hulp")  # fmt: skip


@pytest.mark.parametrize("address", LONG)
def test_a_longer_list_asks_no_more(app: Flask, coordinator: Browser, address: str) -> None:
    counts = []
    for numbers in (range(2), range(2, 9)):
        with app.app_context():
            add_rows(numbers)
            db.session.commit()
            forget_reference()
        coordinator.get(address)
        with counted(app) as statements:
            coordinator.get(address)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_more_who_looked_ask_no_more(app: Flask) -> None:
    counts, id = [], uuid4()
    for numbers in (range(2), range(2, 9)):
        with app.test_request_context():
            for at in numbers:
                person = make.make_user(f"n{at}", Role.WORKER)
                db.session.flush()
                audit.record(Action.READ, "referral", id, user_id=person.id)
            db.session.commit()
            list_looks("referral", id)
        with app.test_request_context(), counted(app) as statements:
            assert len(list_looks("referral", id)) == numbers.stop
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_more_sites_ask_no_more_about_their_periods(app: Flask, coordinator: Browser) -> None:
    counts = []
    for code in ("gilde", "verweg"):
        with app.app_context():
            renske, site = make.person("renske"), db.session.get_one(Site, make.id_of(Site, code))
            renske.sites = [*renske.sites, site] if site not in renske.sites else renske.sites
            db.session.commit()
        coordinator.get("/figures/periods")
        with counted(app) as statements:
            coordinator.get("/figures/periods")
        counts.append(len(statements))
    assert "Verweg" in coordinator.get("/figures/periods").words
    assert counts[0] == counts[1]


def test_reading_ground_data_takes_nothing_from_the_request(app: Flask) -> None:
    with app.app_context():
        mine = db.session.scalars(db.select(Theme).where(Theme.code == "money")).one()
        forget_reference()
        kept = get_reference().theme(mine.id)
        mine.name_nl = "Poen"
        db.session.commit()
        assert (kept is mine, kept.name_nl) == (False, "Geld")
        assert db.session.scalars(db.select(Theme.name_nl).where(Theme.code == "money")).one() == "Poen"


def test_what_another_process_changed_is_seen_at_the_next_click(app: Flask, coordinator: Browser) -> None:
    coordinator.get("/settings/team/new")
    kept = app.extensions[KEY]
    page = coordinator.get("/settings/sites/new")
    site = {"name": "Derde School", "kind": "vo", "room": "1", "phone": "0478-000003", "mail": "derde@demo.example"}
    coordinator.post("/settings/sites/new", sendable(page) | site)
    app.extensions[KEY] = kept  # as a second process still has it
    assert "Derde School" in coordinator.get("/settings/team/new").words
