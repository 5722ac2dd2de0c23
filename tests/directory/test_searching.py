"""The list of the directory: searched in everyday words, narrowed, and the same in every process."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask, current_app, g

from jsp import clock
from jsp.blueprints.directory.service import partners as service
from jsp.extensions import db
from jsp.models.directory import PartnerKind
from jsp.models.directory_index import KEY, Narrowed, forget_directory, get_directory
from jsp.models.directory_rows import get_partner
from jsp.models.ground import CrisisLine, Theme
from jsp.models.history import GroundChange
from jsp.models.reference import forget_reference
from jsp.rules.referral import Help
from jsp.verbs import ground_history
from tests.browser import Browser, Page
from tests.make import id_of, person
from tests.referrals.rows import add_partner
from tests.statements import counted

LIST = "/directory/"


def names(page: Page) -> list[str]:
    """The headings of the list, in order."""
    return [" ".join("".join(each.itertext()).split()) for each in page._all("h3")]


@pytest.fixture
def filled(app: Flask) -> None:
    with app.app_context():
        fill()


def fill() -> None:
    add_partner("Grip Geldhulp", themes=("money",), sites=("gilde",))
    add_partner("Klasgenoot", themes=("school",), kind=PartnerKind.VOLUNTEER, offer_nl="Huiswerk maken.")
    add_partner("Psycholoog Peel", themes=("health",), help=Help.SPECIALISED, sites=("raayland",), offer_nl="Praten.")
    add_partner("Geldfit", themes=("money",), kind=PartnerKind.LINE, phone="0800-8115", offer_nl="Bellen.")
    add_partner("Team Jeugd", themes=("health", "other"), help=Help.BOTH, offer_nl="Hulp thuis.")
    db.session.commit()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=schuld", ["Grip Geldhulp", "Geldfit"]),
        ("q=shculd", ["Grip Geldhulp", "Geldfit"]),
        ("q=geldhulp", ["Grip Geldhulp", "Geldfit"]),
        ("q=spijbelen", ["Klasgenoot"]),
        ("q=zzzzzz", []),
        ("kind=volunteer", ["Klasgenoot"]),
        ("kind=line", ["Geldfit"]),
        ("help=specialised", ["Psycholoog Peel", "Team Jeugd"]),
        ("help=light&kind=organisation", ["Grip Geldhulp", "Team Jeugd"]),
        ("mine=y", ["Grip Geldhulp", "Psycholoog Peel"]),
        ("q=schuld&mine=y", ["Grip Geldhulp"]),
    ],
)
def test_the_list_is_searched_and_narrowed(filled: None, worker: Browser, asked: str, found: list[str]) -> None:
    page = worker.get(f"{LIST}?{asked}")
    assert names(page) == found


def test_a_theme_narrows_it(app: Flask, filled: None, worker: Browser) -> None:
    with app.app_context():
        theme = id_of(Theme, "health")
    assert names(worker.get(f"{LIST}?theme={theme}")) == ["Psycholoog Peel", "Team Jeugd"]


def test_my_school_is_that_of_who_looks(filled: None, mentor: Browser) -> None:
    assert names(mentor.get(f"{LIST}?mine=y")) == ["Psycholoog Peel"]


def test_numbers_for_the_whole_country_stand_together_at_the_end(filled: None, worker: Browser) -> None:
    found = names(worker.get(LIST))
    assert found == ["Grip Geldhulp", "Klasgenoot", "Psycholoog Peel", "Team Jeugd", "Ben je in gevaar?", "Geldfit"]


def test_a_cry_for_help_shows_the_crisis_line_first(app: Flask, filled: None, worker: Browser) -> None:
    with app.app_context():
        db.session.add(CrisisLine(
            code="suicide", question_nl="Denk je aan zelfmoord?", question_en="Suicide?", number="113",
            about_nl="Gratis", about_en="Free", position=1,
        ))  # fmt: skip
        db.session.commit()
        forget_reference()
    page = worker.get(f"{LIST}?q=zelfmoort")
    assert names(page)[0] == "Denk je aan zelfmoord?"
    assert 'href="tel:113"' in page.text
    assert "Niets gevonden" not in page.words


def test_a_row_says_who_to_call_how_long_it_takes_and_whether_it_is_right(app: Flask, worker: Browser) -> None:
    with app.app_context():
        add_partner(waiting_weeks=3, waiting_on=date(2026, 11, 2))
        db.session.commit()
    page = worker.get(LIST)
    assert 'href="tel:+31478000111"' in page.text
    assert "Iris" in page.words
    assert "2 november 2026" in page.words


def test_a_long_list_comes_in_pages(app: Flask, worker: Browser) -> None:
    with app.app_context():
        for number in range(33):
            add_partner(f"Hulp {number:02}")
        db.session.commit()
    first, second = worker.get(LIST), worker.get(f"{LIST}?page=2")
    assert [each for each in names(first) if each.startswith("Hulp")] == [f"Hulp {at:02}" for at in range(30)]
    assert names(second) == ["Hulp 30", "Hulp 31", "Hulp 32"]
    assert 'href="/directory/?page=2"' in first.text
    assert "page=3" not in second.text


def test_a_longer_list_asks_no_more_of_the_database(app: Flask, worker: Browser) -> None:
    counts = []
    for numbers in (range(2), range(2, 12)):
        with app.app_context():
            for number in numbers:
                add_partner(f"Hulp {number:02}", themes=("money", "school"), sites=("raayland", "gilde"))
            db.session.commit()
        forget(app)
        worker.get(LIST)
        with counted(app) as statements:
            assert worker.get(LIST).status == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[1] <= 12, "\n".join(statements)


def forget(app: Flask) -> None:
    with app.app_context():
        forget_directory()


@pytest.mark.parametrize(
    "asked", ["theme=x", "theme=99999999999", "kind=king", "help=no", "page=-1", "page=0", "page=99999", "page=x",
              "contact=x", "mine=1", "q=%00%ff", "q=" + "a" * 5000],
)  # fmt: skip
def test_what_nobody_can_ask_counts_as_not_asked(filled: None, worker: Browser, asked: str) -> None:
    assert worker.get(f"{LIST}?{asked}").status == 200


def test_an_archived_one_stands_apart_for_who_keeps_it(
    app: Flask, filled: None, worker: Browser, mentor: Browser
) -> None:  # fmt: skip
    with app.test_request_context():
        partner = get_partner(get_directory().search("grip", Narrowed())[0])
        service.archive_partner(partner, key=uuid4(), by=person("sanne"))
        db.session.commit()
    assert names(worker.get(f"{LIST}?q=grip")) == []
    assert "Grip Geldhulp" in worker.get(LIST).words
    assert "Grip Geldhulp" not in mentor.get(LIST).words


def test_another_process_notices_what_was_changed_here(app: Flask) -> None:
    with app.test_request_context():
        id = add_partner("Oud")
        db.session.commit()
        theirs = get_directory()
        partner = get_partner(id)
        values = {field: getattr(partner, field) for field in service.FIELDS}
        values |= {"name": "Nieuw", "themes": [each.id for each in partner.themes], "sites": []}
        service.change_partner(partner, values, seen=service.mark(partner), key=uuid4(), by=person("sanne"))
        db.session.commit()
        current_app.extensions[KEY] = theirs
        g.newest_change = theirs.reference.newest_change + 1
        assert get_directory().search("nieuw", Narrowed()) == [id]
        assert get_directory().search("oud", Narrowed()) == []


def test_who_is_in_the_archive_is_told_of(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_partner("StageBrug Noord", archived_on=date(2026, 11, 1))
        db.session.commit()
    assert f'href="/directory/{id}"' in worker.get(f"{LIST}?q=stagebrug").text
    assert f'href="/directory/{id}"' not in worker.get(f"{LIST}?q=grip").text


def test_what_only_looks_like_it_stands_apart(filled: None, worker: Browser) -> None:
    assert "Lijkt erop:" in worker.get(f"{LIST}?q=klasgenoit").words
    assert "Lijkt erop:" not in worker.get(f"{LIST}?q=klasgenoot").words


def test_what_nobody_looked_at_for_long_comes_oldest_first(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        add_partner("Pas nog")
        add_partner("Lang geleden", checked_on=date(2026, 7, 1))
        add_partner("Langer geleden", checked_on=date(2026, 6, 1))
        add_partner("Nooit", checked_on=None)
        add_partner("Dicht", checked_on=None, archived_on=date(2026, 11, 1))
        db.session.commit()
    assert names(coordinator.get(f"{LIST}?check=y")) == ["Nooit", "Langer geleden", "Lang geleden"]
    today = coordinator.get("/today/")
    assert "3 na te kijken" in today.words
    assert "/directory/?check=y" in [link.get("href") for link in today._all("a")]


def test_what_has_nothing_to_do_with_it_does_not_make_it_read_again(app: Flask) -> None:
    with app.test_request_context():
        add_partner()
        db.session.commit()
        kept = get_directory()
        key = uuid4()
        ground_history.take(key)
        ground_history.keep("outcomes", 1, "name_nl", "a", "b", key=key, by=person("renske"))
        db.session.commit()
        assert get_directory().index is kept.index
        ground_history.keep("themes", 1, "name_nl", "a", "b", key=key, by=person("renske"))
        db.session.commit()
        assert get_directory().index is not kept.index


def test_a_change_numbered_before_the_last_one_is_noticed_too(app: Flask) -> None:
    with app.test_request_context():
        key = uuid4()
        ground_history.take(key)
        add_change(900_002, key)
        kept = get_directory()
        add_change(900_001, key)
        assert get_directory().index is not kept.index


def add_change(id: int, key: UUID) -> None:
    db.session.add(GroundChange(
        id=id, sending=key, at=clock.now(), user_id=person("sanne").id, kind="partners", row_id=1, field="name",
        before="", after="",
    ))  # fmt: skip
    db.session.commit()
    forget_reference()
