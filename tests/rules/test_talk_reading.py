"""When a text may be read back and approved, and until when it is kept."""

from datetime import date, timedelta

import pytest

from jsp.rules.refusal import DomainError
from jsp.rules.talk import TalkState
from jsp.rules.talk_reading import MOST_DAYS, Phase, check_reading, check_ripe, check_start, is_ripe, phase
from jsp.rules.talk_retention import check_longer, erase_on, is_long_open

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "held_on", "shown"),
    [
        (TalkState.DRAFT, TODAY + DAY, Phase.INVITED), (TalkState.DRAFT, TODAY, Phase.INVITED),
        (TalkState.DRAFT, TODAY - DAY, Phase.WRITING), (TalkState.READ_BACK, TODAY, Phase.READING),
        (TalkState.READ_BACK, TODAY - 99 * DAY, Phase.READING), (TalkState.APPROVED, TODAY - DAY, Phase.APPROVED),
    ],
)  # fmt: skip
def test_what_a_link_shows(state: TalkState, held_on: date, shown: Phase) -> None:
    assert phase(state, held_on, TODAY) is shown


@pytest.mark.parametrize(
    ("texts", "held_on", "until", "is_fine"),
    [
        (1, TODAY, TODAY, True), (1, TODAY - DAY, TODAY + MOST_DAYS * DAY, True), (0, TODAY, TODAY + DAY, False),
        (1, TODAY + DAY, TODAY + 9 * DAY, False), (1, TODAY, TODAY - DAY, False),
        (1, TODAY, TODAY + (MOST_DAYS + 1) * DAY, False), (1, TODAY, date.max, False),
    ],
)  # fmt: skip
def test_what_can_be_read_back(texts: int, held_on: date, until: date, is_fine: bool) -> None:
    if is_fine:
        check_start(texts=texts, held_on=held_on, until=until, today=TODAY)
        return
    with pytest.raises(DomainError):
        check_start(texts=texts, held_on=held_on, until=until, today=TODAY)


@pytest.mark.parametrize(
    ("until", "unread", "ripe"), [(TODAY, 0, True), (TODAY, 1, False), (TODAY - DAY, 5, True), (TODAY + DAY, 1, False)]
)
def test_what_is_approved_before_its_time_asks_for_a_tick(until: date, unread: int, ripe: bool) -> None:
    assert is_ripe(read_until=until, today=TODAY, unread=unread) is ripe
    check_ripe(read_until=until, today=TODAY, unread=unread, anyway=True)
    if not ripe:
        with pytest.raises(DomainError) as refused:
            check_ripe(read_until=until, today=TODAY, unread=unread, anyway=False)
        assert refused.value.field == "anyway"


@pytest.mark.parametrize("state", list(TalkState))
def test_words_change_by_a_link_only_while_they_are_read_back(state: TalkState) -> None:
    if state is TalkState.READ_BACK:
        check_reading(state)
        return
    with pytest.raises(DomainError):
        check_reading(state)


def test_what_was_said_goes_after_approval_or_on_the_later_day_that_was_chosen() -> None:
    assert erase_on(TODAY, 180, None) == TODAY + 180 * DAY
    assert erase_on(TODAY, 180, TODAY + 200 * DAY) == TODAY + 200 * DAY
    assert erase_on(TODAY, 180, TODAY + 5 * DAY) == TODAY + 180 * DAY, "a setting that grew is not shortened by it"


@pytest.mark.parametrize(
    ("days", "reason", "field"),
    [(181, "Artikel", None), (365, "Artikel", None), (366, "Artikel", "until"), (180, "Artikel", "until"),
     (200, "  ", "reason")],
)  # fmt: skip
def test_keeping_longer_takes_a_later_day_within_a_year_and_a_reason(days: int, reason: str, field: str | None) -> None:
    def keep() -> None:
        check_longer(TODAY + days * DAY, reason, usual=TODAY + 180 * DAY, today=TODAY)

    if field is None:
        keep()
        return
    with pytest.raises(DomainError) as refused:
        keep()
    assert refused.value.field == field


def test_who_leaves_a_talk_open_for_half_a_year_is_told() -> None:
    assert [is_long_open(TODAY - days * DAY, TODAY) for days in (0, 180, 181)] == [False, False, True]
