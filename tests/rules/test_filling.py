"""One item a screen: forward with a face or without one, back, and never beyond either end or outside the scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.evaluation import SCORES
from jsp.rules.filling import OUTSIDE, SKIPPED, Filling, read_filling
from jsp.rules.refusal import DomainError

ITEMS = ("safe", "learned", "usable")
faces = st.sampled_from([SKIPPED, *(str(score) for score in SCORES)])
steps = st.lists(st.one_of(faces, st.just("back")), max_size=12)


def walk(taps: list[str]) -> Filling:
    at = Filling(ITEMS, 0, {})
    for tap in taps:
        at = at.back() if tap == "back" else at.answered(tap)
    return at


def sent(filling: Filling) -> dict[str, str]:
    """As a page carries it."""
    return {key: str(filling.scores.get(key, "")) for key in ITEMS}


@given(steps)
def test_what_was_said_last_of_an_item_counts(taps: list[str]) -> None:
    at, said = 0, {}
    for tap in taps:
        if tap == "back":
            at = max(at - 1, 0)
        elif at < len(ITEMS):
            said[ITEMS[at]] = tap
            at += 1
    found = walk(taps)
    assert found.at == at
    assert found.scores == {key: int(face) for key, face in said.items() if face != SKIPPED}
    assert found.is_at_end is (at == len(ITEMS))


@given(steps)
def test_a_page_carries_all_of_it_along(taps: list[str]) -> None:
    found = walk(taps)
    assert read_filling(ITEMS, str(found.at), sent(found)) == found


@given(steps, faces)
def test_back_and_the_same_face_again_is_as_it_was(taps: list[str], face: str) -> None:
    before = walk(taps)
    if not before.is_at_end:
        once = before.answered(face)
        assert once.back().answered(face) == once
    assert before.back().at in (before.at - 1, 0)
    assert before.back().scores == before.scores


def test_after_the_last_item_no_face_changes_anything() -> None:
    end = walk(["1", "2", "3"])
    assert end.answered("5") == end


@given(st.text())
@pytest.mark.parametrize("where", ["face", "carried"])
def test_what_is_outside_the_scale_is_refused(where: str, text: str) -> None:
    if text in ("", *map(str, SCORES)):
        return
    with pytest.raises(DomainError) as refused:
        walk([text]) if where == "face" else read_filling(ITEMS, "0", {"safe": text})
    assert refused.value.message == OUTSIDE


@pytest.mark.parametrize("face", ["0", "6", "-1", "1.0", " 1", "01", "٣", "³", "1\0", "11", "True", "nan"])
def test_close_to_a_score_is_no_score(face: str) -> None:
    with pytest.raises(DomainError):
        Filling(ITEMS, 0, {}).answered(face)


@given(st.text())
def test_no_place_that_is_sent_leads_outside(at: str) -> None:
    assert 0 <= read_filling(ITEMS, at, {}).at <= len(ITEMS)


@pytest.mark.parametrize(("at", "place"), [("2", 2), ("3", 3), ("4", 3), ("-1", 0), ("9" * 5000, 0), ("٣", 0), ("", 0)])
def test_a_place_that_does_not_exist_is_the_nearest_end(at: str, place: int) -> None:
    assert read_filling(ITEMS, at, {}).at == place


def test_an_item_that_is_not_asked_is_not_counted() -> None:
    assert read_filling(ITEMS, "0", {"weight": "5", "safe": "1"}).scores == {"safe": 1}
