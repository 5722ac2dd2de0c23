"""The whole round: a lesson, what the class says of it, the talk, the debrief, the change, and the next lesson."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Opener
from tests.e2e.desk import PHONE
from tests.e2e.hand import Hand, let_it_be_over

CLASS, LABEL = "DV21", "3"  # eight students at the college: as few as can be shown to their teacher
FACES = ("Nee, helemaal niet", "Nee, niet echt", "Soms wel, soms niet", "Ja, best wel", "Ja, zeker")


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_what_a_class_says_changes_the_next_lesson(opened: Opener) -> None:
    teacher, worker = Hand(opened(by="els")), Hand(opened(by="lieke", **PHONE))
    teacher.go("/today/")
    let_it_be_over(teacher.page.url, CLASS, LABEL)
    teacher.go("/today/")
    teacher.tap("button", "Gegeven, samen")
    teacher.go("/today/")
    teacher.tap("button", "Start evaluatie")
    assert teacher.taps == 1
    code = teacher.page.locator(".jsp-board__code").inner_text().replace(" ", "")
    for number in range(8):
        fill_in(opened(**PHONE, java_script_enabled=number == 0), code, number)
    expect(teacher.page.get_by_text("8 van 8 klaar")).to_be_visible()

    teacher.tap("button", "Stop en bekijk samen")
    teacher.sees("Praat erover")
    teacher.sees("Ik durfde te zeggen wat ik vond.")  # on that they were most divided
    assert fits(teacher.page)
    results = teacher.page.url.replace("/talk", "/results")
    teacher.tap("link", "Wat we meenemen")
    teacher.page.get_by_label("Wat jullie zeiden").fill("Hardop oefenen is eng")
    teacher.page.get_by_label("Daarom doen we de volgende keer").fill("We oefenen eerst in tweetallen")
    teacher.tap("button", "Opslaan")

    teacher.go(results)
    teacher.sees("De JSP-medewerker leest nog 8 antwoorden.")
    worker.go("/today/")
    worker.tap("link", f"om te lezen: {CLASS}")
    worker.page.locator("main li").filter(has_text="Kevin").get_by_role("button", name="Verbergen").click()
    worker.tap("button", "Toon deze 7 die je las")
    teacher.page.reload()
    teacher.sees("1 antwoord is niet getoond")
    expect(teacher.page.get_by_text("Kevin")).to_have_count(0)

    debrief(teacher)
    propose(teacher)
    accept(Hand(opened(by="renske")))

    teacher.go("/lessons/")
    teacher.page.locator("main a[href^='/lessons/series/']").first.click()
    teacher.sees("versie 3")
    teacher.page.locator("main a[href$='/4']").first.click()
    teacher.sees("Hardop oefenen is eng")
    teacher.sees("We oefenen eerst in tweetallen")
    teacher.tap("link", "Zet op het bord")
    pupil = opened(**PHONE)
    pupil.goto(teacher.page.url.removesuffix("/bord"))
    expect(pupil.get_by_text("We oefenen eerst in tweetallen").first).to_be_visible()


def fill_in(phone: Page, code: str, number: int) -> None:
    phone.goto("/les")
    phone.get_by_label("Typ de zes cijfers van het bord").fill(code)
    phone.get_by_role("button", name="Begin").click()
    taps = 1
    for item in range(8):
        face = (0 if number % 2 else 4) if item == 2 else 3 + number % 2
        phone.get_by_role("button", name=FACES[face], exact=True).click()
        taps += 1
    phone.get_by_role("textbox").fill("Kevin praat de hele les" if number == 5 else f"Meer oefenen {number}")
    phone.get_by_role("button", name="Klaar").click()
    assert taps + 1 <= 10
    expect(phone.get_by_role("heading", name="Klaar. Dank je wel.")).to_be_visible()


def fits(board: Page) -> bool:
    """Whether a class sees all of it at once, on the screens that hang in classrooms."""
    sizes, before = ((1920, 1080), (1280, 720)), board.viewport_size
    heights = []
    for width, height in sizes:
        board.set_viewport_size({"width": width, "height": height})
        heights.append(board.evaluate("document.documentElement.scrollHeight") <= height)
    board.set_viewport_size(before or {"width": 1280, "height": 720})
    return all(heights)


def debrief(teacher: Hand) -> None:
    """The newest lesson first; how it went together is one tap."""
    teacher.go("/today/")
    teacher.page.get_by_role("link", name=f"Les {LABEL} nabespreken, {CLASS}").click()
    teacher.page.get_by_label("Wat zagen we?").fill("De helft durfde niet hardop mee te doen")
    teacher.page.get_by_label("Wat doen we anders?").fill("Eerst in tweetallen oefenen, dan pas klassikaal")
    teacher.page.locator("main button[name=pulse]").nth(3).click()  # which keeps what was typed as well


def propose(teacher: Hand) -> None:
    teacher.tap("button", "Maak aanpassing")
    wish = teacher.page.get_by_label("Wat zou je veranderen, en waarom?")
    expect(wish).to_have_value(re.compile("Eerst in tweetallen"))
    teacher.tap("button", "Versturen")
    teacher.sees("Verstuurd. Wie de lesprogramma’s beheert, kijkt ernaar.")


def accept(coordinator: Hand) -> None:
    coordinator.go("/programmes/respect/proposals")
    coordinator.sees("uit een nabespreking")
    proposal = coordinator.page.locator("main li").filter(has_text="Eerst in tweetallen")
    proposal.get_by_role("link", name="Overnemen").click()
    coordinator.page.get_by_label("Let op").fill("Oefen eerst in tweetallen. Geen echte screenshots van klasgenoten.")
    coordinator.page.get_by_label("Wat is er anders in deze versie?").fill("Les 3: eerst in tweetallen")
    coordinator.tap("button", "Bewaren als nieuwe versie")
    coordinator.sees("versie 3")
