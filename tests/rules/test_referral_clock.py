"""A referral that nobody touches ends by itself: it is remembered once, then somebody calls, then it is over."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.referral import CLOSED, NOT_OUT, SHARED, State
from jsp.rules.referral_clock import Days, Due, Standing, due

DAYS = Days(nudge=4, call=7, link=14, identity=90, referral=365)
SENT_ON = date(2026, 11, 2)


def sent(**more: object) -> Standing:
    values = {
        "state": State.SENT, "moved_on": SENT_ON, "closed_on": None, "share_until": SENT_ON + timedelta(days=180),
        "made_on": SENT_ON, "called_on": None, "may_nudge": True, "is_erased": False, **more,
    }  # fmt: skip
    return Standing(**values)  # type: ignore[arg-type]


def after(days: int, **more: object) -> Due | None:
    return due(sent(**more), SENT_ON + timedelta(days=days), DAYS)


def test_silence_is_followed_by_a_reminder_a_call_and_the_end() -> None:
    assert [after(days) for days in (0, 3, 4)] == [None, None, Due.NUDGE]
    assert [after(days, may_nudge=False) for days in (4, 6, 7, 14, 15)] == [
        None, None, Due.CALL, Due.CALL, Due.EXPIRE,
    ]  # fmt: skip
    assert after(8, may_nudge=False, called_on=SENT_ON + timedelta(days=7)) is None


def test_what_was_seen_does_not_run_out_but_somebody_calls() -> None:
    assert after(30, state=State.RECEIVED, moved_on=SENT_ON + timedelta(days=25)) is None
    assert after(32, state=State.RECEIVED, moved_on=SENT_ON + timedelta(days=25)) is Due.CALL


def test_it_is_erased_and_told_once_nobody_says_yes_any_more() -> None:
    assert after(180, state=State.STARTED) is None
    assert [after(181, state=state) for state in sorted(SHARED)] == [Due.LAPSE] * 3
    assert [after(days, state=State.STARTED, is_erased=True) for days in (181, 365, 366)] == [None, None, Due.DELETE]
    assert after(1, share_until=None) is Due.LAPSE


def test_what_ended_is_erased_and_later_deleted() -> None:
    assert [after(days, state=State.COMPLETED, closed_on=SENT_ON) for days in (90, 91, 365, 366)] == [
        None, Due.ERASE, Due.ERASE, Due.DELETE,
    ]  # fmt: skip
    assert after(365, state=State.COMPLETED, closed_on=SENT_ON, is_erased=True) is None


def test_what_was_never_sent_does_not_lie_for_ever() -> None:
    for state in sorted(NOT_OUT):
        assert [after(days, state=state, made_on=None, share_until=None) for days in (90, 91)] == [None, Due.DELETE]


@given(
    state=st.sampled_from(State), days=st.integers(0, 2000), moved=st.integers(0, 400), yes=st.integers(0, 365),
    called=st.none() | st.integers(0, 400), may_nudge=st.booleans(),
)  # fmt: skip
def test_nothing_about_anybody_outlives_its_days(
    state: State, days: int, moved: int, yes: int, called: int | None, may_nudge: bool
) -> None:
    """Whoever asks often enough: after the longest of the clocks nothing that is kept tells who it was about."""
    today, moved_on = SENT_ON + timedelta(days=days), SENT_ON + timedelta(days=moved)
    it = sent(
        state=state, moved_on=moved_on, closed_on=moved_on if state in CLOSED else None, may_nudge=may_nudge,
        share_until=SENT_ON + timedelta(days=yes),
        called_on=None if called is None else SENT_ON + timedelta(days=called),
    )  # fmt: skip
    step = due(it, today, DAYS)
    ends = moved_on + timedelta(days=90) if state in CLOSED | NOT_OUT else SENT_ON + timedelta(days=yes)
    assert (today > ends) == (step in (Due.ERASE, Due.LAPSE, Due.DELETE))
    assert (step is Due.LAPSE) == (state in SHARED and today > ends), "then the partner has to hear it, else never"
    if step is Due.EXPIRE:
        assert state is State.SENT, "the partner said something"
