"""What a conversation may hold before it is written down."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.contact import LOOK_AHEAD, LOOK_BACK, AskedBy, Channel, ContactDraft, check
from jsp.rules.refusal import DomainError

TODAY = date(2026, 11, 23)
A_DAY = timedelta(days=1)
DRAFT = ContactDraft(
    id=UUID(int=1), site_id=1, on=TODAY, channel=Channel.WALK_IN, theme_ids=(1,), asked_by=AskedBy.PUPIL,
    outcome_ids=(1,), note="komt morgen terug",
)  # fmt: skip


def refused_at(draft: ContactDraft, *, since: date | None = None) -> str | None:
    try:
        check(draft, today=TODAY, since=since)
    except DomainError as error:
        return error.field
    return None


@pytest.mark.parametrize(("on", "field"), [
    (TODAY, None), (TODAY - A_DAY, None), (TODAY - LOOK_BACK, None),
    (TODAY + A_DAY, "on"), (TODAY - LOOK_BACK - A_DAY, "on"), (date(26, 11, 23), "on"),
])  # fmt: skip
def test_it_happened_today_or_within_a_year(on: date, field: str | None) -> None:
    assert refused_at(replace(DRAFT, on=on)) == field


def test_an_old_conversation_can_keep_its_day() -> None:
    old = TODAY - 3 * LOOK_BACK
    assert refused_at(replace(DRAFT, on=old), since=old) is None


@pytest.mark.parametrize(("follow_up_on", "field"), [
    (None, None), (TODAY, None), (TODAY + A_DAY, None), (TODAY + LOOK_AHEAD, None),
    (TODAY - A_DAY, "follow_up_on"), (TODAY + LOOK_AHEAD + A_DAY, "follow_up_on"),
])  # fmt: skip
def test_the_follow_up_comes_after_it_and_within_a_year(follow_up_on: date | None, field: str | None) -> None:
    assert refused_at(replace(DRAFT, follow_up_on=follow_up_on)) == field


@pytest.mark.parametrize("field", ["note", "strengths"])
def test_a_citizen_service_number_is_refused_where_it_stands(field: str) -> None:
    assert refused_at(replace(DRAFT, **{field: "bsn 111222333"})) == field


@pytest.mark.parametrize("note", ["bel 0612345678", "a@b.example", "om 12.15 op 23-11-2026", ""])
def test_anything_else_is_left_to_the_writer(note: str) -> None:
    assert refused_at(replace(DRAFT, note=note, strengths=note)) is None


@given(st.dates(TODAY - 2 * LOOK_BACK, TODAY + 2 * LOOK_AHEAD), st.dates(TODAY - 2 * LOOK_BACK, TODAY + 2 * LOOK_AHEAD))
def test_what_passes_is_in_order(on: date, follow_up_on: date) -> None:
    if refused_at(replace(DRAFT, on=on, follow_up_on=follow_up_on)) is None:
        assert on <= TODAY
        assert on <= follow_up_on <= TODAY + LOOK_AHEAD
