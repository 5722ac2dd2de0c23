"""A cry for help in the search of the directory: the number to call stands above what is found, in both languages."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.ground import CrisisLine
from jsp.models.reference import forget_reference
from tests.browser import Browser, Page
from tests.referrals.rows import add_partner
from tests.rules.sayings import SAYINGS

NUMBERS = {"suicide": "113", "home": "0800-2000", "assault": "0800-0188", "talk_young": "0800-0432"}
NOW = {"nl": "Als het niet kan wachten", "en": "When it cannot wait"}
NOTHING = "Niets gevonden"
both_languages = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture(autouse=True)
def lines(app: Flask) -> None:
    with app.app_context():
        for at, (code, number) in enumerate(NUMBERS.items(), 1):
            db.session.add(CrisisLine(
                code=code, question_nl=f"Vraag {code}", question_en=f"Question {code}", number=number,
                about_nl="Gratis", about_en="Free", position=at,
            ))  # fmt: skip
        db.session.commit()
        forget_reference()


def first(page: Page) -> str:
    """The first heading in the list."""
    return [*(" ".join("".join(each.itertext()).split()) for each in page._all("h3")), ""][0]


@both_languages
@pytest.mark.parametrize(
    ("said", "line"),
    [
        *((said, "suicide") for said in ("i want to die", "i dont want to live anymore", "ik wil niet meer leeven",
                                         "self-harm", "cutting", "ik maak er een eind aan", "ik snij mezelf")),
        *((said, "home") for said in ("my dad hits me", "hit", "beaten", "mijn vader slaat me", "ik word geslagen")),
        *((said, "assault") for said in ("misbruik", "verkracht", "I was raped")),
    ],
)  # fmt: skip
def test_the_right_line_comes_first(app: Flask, worker: Browser, language: str, said: str, line: str) -> None:
    with app.app_context():
        add_partner("Stichting Dienst", themes=("money",), offer_nl="Wanted: live muziek en slagwerk")
        db.session.commit()
    page = worker.in_language(language).get(f"/directory/?q={said}")
    assert NOW[language] in page.words
    assert first(page) == f"{'Vraag' if language == 'nl' else 'Question'} {line}"


def test_an_overdose_shows_the_ambulance_and_then_who_listens(worker: Browser) -> None:
    page = worker.get("/directory/?q=overdosis")
    assert page.text.index('href="tel:112"') < page.text.index('href="tel:113"')


def test_nothing_found_says_so_below_the_line_or_not_at_all(worker: Browser) -> None:
    page = worker.get("/directory/?q=i want to die")
    assert first(page) == "Vraag suicide"
    assert NOTHING not in page.words


def test_who_is_found_is_there_for_it(app: Flask, worker: Browser) -> None:
    with app.app_context():
        add_partner("Die Wantij", themes=("money",), offer_nl="Wanten en diensten")
        add_partner("Praatplek", themes=("health",))
        db.session.commit()
    page = worker.get("/directory/?q=i want to die")
    assert "Praatplek" in page.words
    assert "Die Wantij" not in page.words


@pytest.mark.parametrize("said", [said for said in SAYINGS[""] if said][:20])
def test_what_only_looks_like_it_shows_no_113(worker: Browser, said: str) -> None:
    assert first(worker.get(f"/directory/?q={said}")) != "Vraag suicide"
