"""The script of the question form hears what the rule of the server hears, on the page of either language."""

import pytest

from jsp.rules.crisis import hears
from tests.e2e.conftest import Opener
from tests.e2e.places import choose_language
from tests.rules.sayings import ALL

STORY = "Hoi. Ik zit in H4. Mijn ouders maken veel ruzie en ik slaap slecht; wat kan ik doen? " * 3
TYPED = """said => said.map(text => {
  const field = document.querySelector("[name=question]");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return document.querySelector("[data-urgent]").classList.contains("is-shown");
})"""
pytestmark = pytest.mark.parametrize("live", ["sqlite"], indirect=True)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_script_follows_the_rule(opened: Opener, live: str, language: str) -> None:
    page = opened()
    choose_language(page.context, language, live)
    page.goto("/vraag", wait_until="networkidle")
    said = [text for text, _line in ALL]
    said += [f"{STORY}{text}! {STORY}" for text in said] + [text.upper().replace(" ", " echt ") for text in said]
    heard = page.evaluate(TYPED, said)
    assert [text for text, is_heard in zip(said, heard, strict=True) if is_heard != hears(text)] == []
    assert sum(heard) > 200
