"""Somebody asks without a name and comes back with the code, on a phone, with and without script."""

import re
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from jsp.demo.messages import TO_TRY
from jsp.rules.reply_code import read
from tests.e2e.asker import Asker
from tests.e2e.conftest import Opener
from tests.e2e.desk import PHONE

SAFETY, OTHER = "Respect en veiligheid (pesten, ruzie, online)", "Anders (of: weet ik niet)"
QUESTION = "Ze lachen me uit in de groepsapp. Wat kan ik doen?"
ANSWER = "Wat goed dat je het vraagt. Kom donderdag langs, dan kijken we samen."
MORE = "Dank je. Mag ik iemand meenemen?"
SERIOUS = "Soms denk ik: ik wil dood"
OUTSIDE = "https://www.buienradar.nl"
A_MESSAGE = re.compile(r'href="/messages/[0-9a-f-]{36}"')
HELD = """async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length,
                      (await indexedDB.databases()).length]"""
NOTHING = [0, 0, 0, 0]
BEHIND_THE_CODE = ("/antwoord/code", "/antwoord/wissen", "/antwoord/gesprek")
WITH_AND_WITHOUT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
pytestmark = pytest.mark.parametrize("live", ["sqlite"], indirect=True)


def slip(code: str) -> str:
    """The code with one letter wrong, which only one word can explain."""
    first, _blank, rest = code.partition(" ")
    wrong = (first[:at] + letter + first[at + 1 :] for at in range(len(first)) for letter in "qxz")
    return next(f"{each} {rest}" for each in wrong if [part.offers for part in read(each).parts] == [(first,)])


@WITH_AND_WITHOUT
def test_from_the_page_of_a_school_until_nothing_is_left(opened: Opener, script: bool) -> None:
    asker = Asker(opened(**PHONE, java_script_enabled=script))
    asker.page.goto("/raayland")
    asker.tap("link", "Stel je vraag Zonder je naam te zeggen")
    expect(asker.urgent).to_be_hidden()
    asker.tap("radio", SAFETY)
    expect(asker.urgent).to_be_visible()
    asker.question.fill(QUESTION)
    asker.send()
    assert asker.taps == 3, "and a question that is typed: four steps"
    code = asker.keep_code()
    expect(asker.main).to_contain_text("Nog niet gelezen")
    asker.tap("button", "Sluiten op dit apparaat")
    expect(asker.main).to_contain_text("Gesloten op dit apparaat")
    assert not asker.visits()

    asker.type_code(slip(code))
    expect(asker.main).to_contain_text("We hebben een typfout hersteld")
    expect(asker.page.get_by_label("Typ je antwoordcode")).to_have_value(code)
    asker.tap("button", "Antwoord lezen")
    expect(asker.main).to_contain_text("Nog niet gelezen")

    answer_it(opened(by="sanne"))
    asker.page.reload()
    expect(asker.main).to_contain_text("Er is antwoord.")
    expect(asker.main).to_contain_text(ANSWER)
    asker.page.get_by_label("Terugschrijven").fill(MORE)
    asker.tap("button", "Versturen")
    expect(asker.main.get_by_role("listitem").filter(has_text=MORE)).to_be_visible()

    asker.tap("link", "Ik ben klaar. Wis alles.")
    asker.tap("button", "Ja, wis alles")
    expect(asker.page.get_by_role("heading", level=1)).to_have_text("Alles is gewist")
    assert not asker.visits()
    asker.type_code(code)
    expect(asker.main).to_contain_text("Deze code kennen we niet")


def answer_it(page: Page) -> None:
    """A worker answers what somebody of Raayland who did not say who they are asked about safety."""
    worker = Asker(page)
    page.goto("/today/")
    click(worker, page.get_by_role("main").get_by_role("link", name="Berichten"))
    asked = page.get_by_role("region", name="Wacht op antwoord").get_by_role("listitem")
    click(worker, asked.filter(has_text="niet gezegd wie · Raayland").get_by_role("link", name="Respect en veiligheid"))
    expect(page.get_by_role("region", name="Het gesprek")).to_contain_text(QUESTION)
    page.get_by_label("Jouw antwoord", exact=True).get_by_role("textbox").fill(ANSWER)
    click(worker, page.get_by_role("button", name="Stuur antwoord"))
    expect(page.get_by_role("status")).to_contain_text("Verstuurd.")
    assert worker.taps == 3, "and an answer that is typed"


def click(worker: Asker, target: Locator) -> None:
    worker.taps += 1
    target.click()


@WITH_AND_WITHOUT
def test_who_writes_back_is_told_that_it_was_sent(opened: Opener, script: bool) -> None:
    asker = Asker(opened(**PHONE, java_script_enabled=script))
    asker.open(TO_TRY)
    asker.page.get_by_label("Terugschrijven").fill(MORE)
    asker.tap("button", "Versturen")
    expect(asker.main.get_by_role("listitem").filter(has_text=MORE).last).to_be_visible()
    expect(asker.main).to_contain_text("Verstuurd. We lezen het.")


@WITH_AND_WITHOUT
def test_another_language_keeps_what_was_typed(opened: Opener, script: bool) -> None:
    asker = Asker(opened(**PHONE, java_script_enabled=script))
    asker.page.goto("/vraag")
    asker.tap("radio", OTHER)
    asker.question.fill(QUESTION)
    asker.tap("button", "English")
    expect(asker.page.get_by_role("heading", level=1)).to_have_text("Ask your question")
    asker.tap("button", "Nederlands")
    expect(asker.page.get_by_role("heading", level=1)).to_have_text("Stel je vraag")
    assert asker.question.input_value() == QUESTION
    expect(asker.page.get_by_role("radio", name=OTHER)).to_be_checked()
    asker.send()
    asker.keep_code()
    expect(asker.main).to_contain_text(QUESTION)


def test_without_connection_nothing_is_lost(opened: Opener) -> None:
    asker, sanne = Asker(opened(**PHONE)), opened(by="sanne")
    before = count(sanne)
    asker.page.goto("/vraag")
    asker.tap("radio", OTHER)
    asker.question.fill(QUESTION)
    asker.page.context.set_offline(True)
    asker.send()
    lost = asker.page.get_by_text("Geen verbinding. Je bericht is niet verstuurd. Het staat hier nog")
    expect(lost).to_be_in_viewport()
    assert asker.question.input_value() == QUESTION
    expect(asker.page.get_by_role("radio", name=OTHER)).to_be_checked()
    asker.page.context.set_offline(False)
    asker.page.get_by_role("button", name="Versturen").dblclick()
    asker.keep_code()
    expect(asker.main).to_contain_text(QUESTION)
    assert count(sanne) == before + 1


def count(worker: Page) -> int:
    """How many messages a worker finds."""
    return len(A_MESSAGE.findall(worker.request.get("/messages/").text()))


def test_serious_words_show_where_help_is_and_go_nowhere_but_with_the_question(opened: Opener) -> None:
    asker, sent = Asker(opened(**PHONE)), []
    asker.page.goto("/vraag", wait_until="networkidle")
    asker.tap("radio", OTHER)
    expect(asker.urgent).to_be_hidden()
    asker.page.context.on(
        "request", lambda each: sent.append((each.method, each.url, (each.post_data_buffer or b"").decode()))
    )
    asker.question.press_sequentially(SERIOUS)
    expect(asker.urgent).to_be_visible()
    assert sent == []
    assert asker.page.evaluate(HELD) == NOTHING
    other_tab = Asker(asker.page.context.new_page())
    other_tab.page.goto("/vraag")
    assert other_tab.question.input_value() == ""
    assert other_tab.page.evaluate(HELD) == NOTHING
    other_tab.page.close()
    asker.send()
    asker.keep_code()
    expect(asker.main).to_contain_text(SERIOUS)
    with_words = [(method, url) for method, url, body in sent if "dood" in unquote_plus(f"{url} {body}")]
    assert with_words == [("POST", asker.page.url.replace("/antwoord/gesprek", "/vraag"))]
    assert asker.page.evaluate(HELD) == NOTHING


def test_a_refused_form_still_shows_where_help_is(opened: Opener) -> None:
    asker = Asker(opened(**PHONE))
    asker.page.goto("/vraag")
    asker.question.fill(SERIOUS)
    expect(asker.urgent).to_be_visible()
    asker.tap("button", "Versturen")
    expect(asker.main).to_contain_text("Kies waar je vraag over gaat.")
    assert asker.question.input_value() == SERIOUS
    expect(asker.urgent).to_be_visible()
    asker.question.fill(QUESTION)
    expect(asker.urgent).to_be_hidden()


@WITH_AND_WITHOUT
def test_serious_words_that_follow_show_where_help_is_too(opened: Opener, script: bool) -> None:
    asker = Asker(opened(**PHONE, java_script_enabled=script))
    asker.page.goto("/vraag")
    asker.tap("radio", OTHER)
    asker.question.fill(QUESTION)
    asker.send()
    asker.keep_code()
    expect(asker.urgent).to_be_hidden()
    asker.page.get_by_label("Terugschrijven").fill(SERIOUS)
    expect(asker.urgent).to_be_visible(visible=script)
    asker.tap("button", "Versturen")
    expect(asker.main).to_contain_text("Verstuurd.")
    first = asker.page.locator("main > :first-child")
    expect(first).to_contain_text("Dit klinkt heftig.")
    expect(first.get_by_role("link", name="113", exact=True)).to_be_in_viewport()


@WITH_AND_WITHOUT
def test_leaving_quickly_ends_the_visit(opened: Opener, script: bool) -> None:
    asker = Asker(opened(**PHONE, java_script_enabled=script))
    outside = keep_inside(asker.page)
    asker.open(TO_TRY)
    for address in BEHIND_THE_CODE:
        asker.page.goto(address)
        expect(asker.page.get_by_role("link", name="Snel weg")).to_have_attribute("href", "/antwoord/weg")
        assert asker.page.url.endswith(address)
    asker.tap("link", "Snel weg")
    asker.page.wait_for_url("**/nu-hulp")
    assert outside == [OUTSIDE]
    assert not asker.visits()
    asker.page.goto("/antwoord/gesprek")
    expect(asker.page.get_by_label("Typ je antwoordcode")).to_be_visible()


def test_escape_three_times_leaves_nothing_to_go_back_to(opened: Opener) -> None:
    asker = Asker(opened(**PHONE))
    outside = keep_inside(asker.page)
    asker.open(TO_TRY)
    for _each in range(3):
        asker.page.keyboard.press("Escape")
    asker.page.wait_for_url("**/nu-hulp")
    assert outside == [OUTSIDE]
    asker.page.go_back()
    expect(asker.page.get_by_label("Typ je antwoordcode")).to_be_visible()
    expect(asker.main).not_to_contain_text("kamers")


def keep_inside(page: Page) -> list[str]:
    """Let the way out end on a page of our own, as nothing may leave this machine; where it would have led."""
    outside: list[str] = []

    def turn(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        outside.append(answer.headers["location"])
        route.fulfill(response=answer, headers={**answer.headers, "location": "/nu-hulp"})

    page.route("**/antwoord/weg", turn)
    return outside
