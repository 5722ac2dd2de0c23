"""What was put right and then taken back goes in every form that it ever had."""

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.taken_back import with_earlier_forms
from tests.browser import Browser
from tests.read_back.everything import places
from tests.read_back.links import corrections, made
from tests.read_back.test_taking_back import MINE, WAS, code, note, takes_back


def test_every_form_that_it_ever_had_goes_too(app: Flask, browser: Browser) -> None:
    """Put right three times into something quite different, and then taken back."""
    link, code_memo = made(app), f"Eerst zei ze: {WAS}"
    note(app, link, "M2", WAS)
    code(app, link, MINE, memo=code_memo)
    for better in ("Geheim over de teamleider", "Alpha bravo charlie delta", "Liever heel anders"):
        browser.post(link.line(2), browser.get(link.line(2)).form(link.line(2)) | {"words": better})
    assert all(places(app, each) for each in ("teamleider", "bravo"))
    takes_back(browser, link)
    assert places(app, MINE, "vraag tegelijk", "teamleider", "bravo", "heel anders") == set()
    assert corrections(app) == [("withdrawn", "", "")]


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6), st.lists(st.tuples(
    st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8,
))  # fmt: skip
def test_earlier_forms_are_all_that_leads_to_what_was_said(said: list[str], changes: list[tuple[str, str]]) -> None:
    reached = set(said)
    for _round in changes:
        reached |= {was for was, became in changes if became in reached}
    found = with_earlier_forms(said, changes)
    assert (set(found), len(found)) == (reached, len(set(found)))
