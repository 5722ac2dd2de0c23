"""Whatever combination of people said yes and no to being quoted: no word of who did not say yes is in a report."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jsp.extensions import db
from jsp.models.talk_texts import TalkText
from jsp.rules.talk import Part, TalkState
from tests.browser import Browser
from tests.findings.rows import add_finding, add_passage
from tests.findings.test_reports import reader
from tests.focus_groups import rows


@pytest.fixture
def both(app: Flask) -> list[Browser]:
    """Who holds the talks and who does not; they sign in once."""
    return [reader(app), reader(app, "sanne")]


SEATS = st.lists(
    st.tuples(st.sampled_from([Part.MENTOR, Part.WORKER, Part.PUPIL]), st.sampled_from([True, False, None])),
    min_size=5, max_size=8,
)  # fmt: skip
LINES = st.lists(st.integers(-2, 8), min_size=1, max_size=6)  # who said it: a seat, nobody, or who leads the talk


@given(
    seats=SEATS, said=LINES, cuts=st.lists(st.tuples(st.integers(0, 120), st.integers(1, 90)), min_size=1, max_size=4)
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_of_who_did_not_say_yes_is_in_a_report(
    app: Flask, both: list[Browser], seats: list[tuple[Part, bool | None]], said: list[int], cuts: list[tuple[int, int]]
) -> None:
    with app.app_context():
        counted = {part: [each for each in seats if each[0] is part] for part in Part}
        group = rows.add_group(seats={part: len(of_it) for part, of_it in counted.items() if of_it})
        answers = {}
        for seat in group.participants:
            seat.may_quote = counted[seat.part][seat.number - 1][1]
            answers[seat.tag] = seat.may_quote
        tags = sorted(answers)
        who = [tags[at % len(tags)] if at >= 0 else "G1" if at == -1 else "" for at in said]
        words = "\n".join(f"{tag}: {word(at)}" if tag else word(at) for at, tag in enumerate(who))
        text = rows.add_text(group, words)
        spans = [(min(at, len(words) - 1), min(at + length, len(words))) for at, length in cuts]
        add_finding(on=[passage(text, *span) for span in spans if span[0] < span[1]])
        rows.to_state(group, TalkState.APPROVED)
        db.session.commit()
        where = f"/findings/reports/{group.id}"
    kept = [word(at) for at, tag in enumerate(who) if not free(tag, answers)]
    for each_reader in both:
        page = each_reader.get(where)
        quotes = " ".join("".join(each.itertext()) for each in page._all("q"))
        assert not [each for each in kept if set(each) & set(quotes) - {" "}], (quotes, kept)
        assert not [tag for tag in tags if tag in quotes.split()]


def word(at: int) -> str:
    """What was said in that line, of a letter that no other line has: half a word of it shows too."""
    return " ".join([chr(ord("a") + at) * 5] * 3)


def free(tag: str, answers: dict[str, bool | None]) -> bool:
    if tag in answers:
        return answers[tag] is True
    return tag == "G1" or all(each is True for each in answers.values())


def passage(text: TalkText, starts: int, ends: int) -> Any:
    row = add_passage(text, text.words[starts:ends])
    row.starts, row.ends = starts, ends
    db.session.flush()
    return row
