"""Conversations of the past: where they count, by which keys they are known again, and how they are carried along."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jsp.rules import history_rows, tally
from jsp.rules.contact import AskedBy, Channel, Level
from jsp.rules.history_carried import from_data, to_data
from jsp.rules.history_file import Table, read_history
from jsp.rules.history_rows import PastRow, Rows, cells, keys
from jsp.rules.packing import packed, unpacked

GELD = PastRow(date(2024, 9, 2), Channel.WALK_IN, 1, AskedBy.PUPIL, 7, None, False)
ROWS = st.builds(
    PastRow, st.dates(date(2019, 7, 20), date(2019, 9, 10)), st.sampled_from(Channel), st.integers(1, 3),
    st.sampled_from(AskedBy), st.integers(7, 8), st.sampled_from([None, *Level]), st.booleans(),
)  # fmt: skip


@given(st.lists(st.integers(0, 65_535), max_size=50))
def test_numbers_come_back_from_their_pack(numbers: list[int]) -> None:
    assert list(unpacked(packed(numbers))) == numbers


def test_a_table_comes_back_as_it_was_carried() -> None:
    table = read_history(b"datum;thema;naam\n2-9-2024;Geld;Jan\n\n3-9-2024;School;Piet\n")
    again = Table.from_data(table.to_data())
    assert (again, [again.number(at) for at in range(2)]) == (table, [2, 4])


@given(st.dictionaries(ROWS, st.integers(1, 3), max_size=12))
def test_rows_come_back_as_they_were_carried(rows: dict[PastRow, int]) -> None:
    assert from_data(to_data(Rows(rows))) == Rows(rows)


def test_more_of_one_kind_than_a_small_number_can_say() -> None:
    assert from_data(to_data(Rows({GELD: 150_000}))) == Rows({GELD: 150_000})


@given(st.dictionaries(ROWS, st.integers(1, 4), max_size=12))
def test_cells_of_many_are_the_cells_of_each_added_up(rows: dict[PastRow, int]) -> None:
    one_by_one: tally.Cells = Counter()
    for row, number in rows.items():
        for cell, times in tally.cells(history_rows.Past(row, 5)).items():
            one_by_one[cell] += times * number
    assert cells(Rows(rows), 5) == one_by_one


@given(st.dictionaries(ROWS, st.integers(1, 4), max_size=8), ROWS)
def test_the_same_rows_have_the_same_keys_and_one_more_row_one_more(rows: dict[PastRow, int], more: PastRow) -> None:
    before = {key for key, _ in keys(Rows(rows), 1)}
    after = {key for key, _ in keys(Rows(rows) + Rows([more]), 1)}
    assert len(before) == sum(rows.values())
    assert len(after - before) == 1 == len(after) - len(before)
    assert not before & {key for key, _ in keys(Rows(rows), 2)}, "another site"
