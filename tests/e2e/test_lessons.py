"""A mentor on a phone and a worker at a desk take a lesson from asking for an hour to repeating it, tap by tap."""

from tests.e2e.conftest import Opener
from tests.e2e.desk import PHONE
from tests.e2e.hand import Hand, let_it_be_over

CLASS = "PR2"


def test_from_asking_for_an_hour_to_repeating(opened: Opener) -> None:
    mentor, worker = Hand(opened(by="joost", **PHONE)), Hand(opened(by="lieke"))
    mentor.go("/today/")
    mentor.tap("link", "Lessen", exact=True)
    mentor.tap("link", "Les 5 plannen")
    mentor.choose_hour()
    mentor.tap("button", "Vraag aan")
    mentor.sees("Aangevraagd. Het staat vast zodra de ander ook ja zegt.")
    assert mentor.taps <= 4
    say_yes(worker)

    mentor.go("/today/")
    mentor.tap("link", "Open les")
    assert mentor.taps == 1
    prepare(mentor, worker)
    let_it_be_over(mentor.page.url, CLASS, "4", days=2)

    mentor.go("/today/")
    mentor.tap("button", "Gegeven, samen")
    mentor.sees("4 van 7 gegeven")
    assert mentor.taps <= 2

    mentor.go("/today/")
    mentor.tap("link", "Valt uit")
    mentor.tap("button", "Rooster")
    mentor.sees("De les valt uit.")
    assert mentor.taps <= 2
    mentor.choose_hour()
    mentor.tap("button", "Vraag aan")
    say_yes(worker)

    pause_and_go_on(mentor)
    repeat(mentor)
    say_yes(worker)
    mentor.sees("Herhaalles")


def say_yes(worker: Hand) -> None:
    worker.go("/lessons/")
    asked = worker.page.locator("main li").filter(has_text="Kun je dan?").filter(has_text=CLASS)
    asked.get_by_role("button").first.click()
    worker.sees("Het staat vast: jullie kunnen allebei.")


def prepare(mentor: Hand, worker: Hand) -> None:
    mentor.tap("link", "Voorbereiden")
    for point in ("‘Let op’ besproken", "Bericht voor thuis"):
        mentor.tap("button", point)
    mentor.sees("6 van 6 klaar")
    mentor.tap("button", "Klaar voor de les")
    worker.go(mentor.page.url)
    worker.tap("button", "Klaar voor de les")
    mentor.page.reload()
    mentor.sees("klaar")


def pause_and_go_on(mentor: Hand) -> None:
    mentor.tap("link", "Zet stil")
    mentor.tap("button", "Zet stil")
    mentor.sees("De reeks staat stil.")
    mentor.tap("link", "Verder")
    mentor.tap("button", "Zo verder gaan")
    mentor.sees("Het gaat verder.")


def repeat(mentor: Hand) -> None:
    mentor.tap("link", "Herhaalles plannen")
    mentor.page.mouse.wheel(0, 300)  # from behind the thumb bar
    mentor.tap("checkbox", "3. Wat je zegt en hoe je het zegt")
    mentor.tap("button", "Herhaalles toevoegen")
    mentor.tap("link", "Les H plannen")
    mentor.choose_hour()
    mentor.tap("button", "Vraag aan")
